"""Whose name an organisation bears: «имени …», a museum's person, an institute's in one word."""

from loaders.organisations.complements import namesake_end
from loaders.organisations.lexicon import is_among, lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.phrases import Part, Phrase, Sort, part_to
from loaders.organisations.place_phrases import place_end
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
    """Initials or a given name and a surname in the genitive; a surname alone where it can be nothing else.

    A post before the name may be that person's.
    """
    words, surname = phrase.words, phrase.end
    if is_among(lexicon().posts, words.word(phrase.start - 1)):
        return None
    while words.is_initial(surname):
        surname += 2
    if surname == phrase.end and _is_given_genitive(words, surname):
        surname += 1
    is_alone = surname == phrase.end
    if not (_is_genitive(words, surname, "Surn") or (is_alone and _is_genitive(words, surname, "Patr"))):
        return None  # «Короткевича», which a dictionary has for a patronymic
    after = surname + 1
    is_told_apart = words.opens_quote(after) or place_end(words, after) is not None
    return after if is_told_apart or not is_alone or _is_bearer_alone(phrase, surname) else None


def _is_bearer_alone(phrase: Phrase, surname: int) -> bool:
    """«музей Твардовского»; not «хранители музея Лугова», which may be the nominative, nor «… Лиса Анна»."""
    words = phrase.words
    readings = [p.tag for p in noun_readings(words.word(surname)) if "sing" in p.tag.grammemes]
    may_act = any({"Surn", "nomn"} <= tag.grammemes for tag in readings)
    is_followed = words.is_capitalised(surname + 1) and not words.begins_sentence(surname + 1)
    return phrase.last.sort is Sort.HEAD and not (may_act or is_followed or words.is_initial(surname + 1))


def _is_given_genitive(words: NamedCell, at: int) -> bool:
    """«музея Янки Купалы»; not «сотрудник музея Алла Лугова», which may be the nominative."""
    readings = noun_readings(words.word(at))
    is_nominative = any({"Name", "sing", "nomn"} <= p.tag.grammemes for p in readings)
    return _is_genitive(words, at, "Name") and not is_nominative


def _is_genitive(words: NamedCell, at: int, grammeme: str) -> bool:
    """Whether a word of that sort in the genitive stands there."""
    readings = noun_readings(words.word(at)) if words.is_capitalised(at) else ()
    return any(p.tag.case == "gent" and grammeme in p.tag.grammemes for p in readings)


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
