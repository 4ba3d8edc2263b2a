"""Whose name an organisation bears: «имени …», a museum's person, an institute's in one word."""

from loaders.organisations.complements import namesake_end
from loaders.organisations.lexicon import is_among, lexicon
from loaders.organisations.phrases import Part, Phrase, Sort, part_to
from loaders.organisations.readings import is_adjective, noun_readings


def namesake(phrase: Phrase) -> tuple[Part, ...]:
    """«имени А.Т. Твардовского»; «музей Ю.А. Гагарина»."""
    end = namesake_end(phrase.words, phrase.end)
    if end is None and phrase.kind == "culture" and phrase.last.sort in {Sort.HEAD, Sort.GENITIVE}:
        end = _person_end(phrase)
    if end is None and phrase.kind == "education" and phrase.last.sort is Sort.HEAD:
        end = _bearer_end(phrase)
    return part_to(Sort.NAMESAKE, phrase, end)


def _person_end(phrase: Phrase) -> int | None:
    """Initials and a surname in the genitive, where no post before the name can be that person's."""
    words, surname = phrase.words, phrase.end
    while words.is_initial(surname):
        surname += 2
    if surname == phrase.end or is_among(lexicon().posts, words.word(phrase.start - 1)):
        return None
    is_genitive = any(
        p.tag.case == "gent" and "Surn" in p.tag.grammemes for p in noun_readings(words.word(surname))
    )
    return surname + 1 if is_genitive else None


def _bearer_end(phrase: Phrase) -> int | None:
    """«Институт Пушкина», «Университет Ниша»: a capital word alone in the genitive, no post before it."""
    words, at = phrase.words, phrase.end
    if not words.is_capitalised(phrase.start) or is_among(lexicon().posts, words.word(phrase.start - 1)):
        return None
    if not words.is_capitalised(at) or words.is_initial(at + 1) or words.is_capitalised(at + 1):
        return None
    text = words.word(at)
    is_genitive = text.endswith(tuple(lexicon().words.genitives_of_men)) and not text.isupper()
    return at + 1 if is_genitive and not is_adjective(words, at) else None
