"""What continues an organisation's name: each rule answers the parts that follow, or abstains."""

from collections.abc import Iterator

from loaders.cell.text import VOWELS, is_syllable, lemmas
from loaders.organisations.beginnings import form_at
from loaders.organisations.complements import (
    coordinated_end,
    dedication_end,
    further_number_end,
    is_first_name,
    noun_phrase_end,
    number_end,
    placed_number_end,
)
from loaders.organisations.evidence import has_local_adjective
from loaders.organisations.head_nouns import head_at, head_noun, shared_places
from loaders.organisations.known_names import name_at
from loaders.organisations.latin_names import company_end, form_end, latin_end
from loaders.organisations.lexicon import is_among, lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.phrases import Part, Phrase, Sort, part_to
from loaders.organisations.place_phrases import are_names_of_person, one_place_end, place_end
from loaders.organisations.readings import AND, LINKS, is_acronym, is_adjective, noun_readings
from ontology.lexicon.organisations import Head
from ontology.lexicon.posts import posts
from ontology.morphology import parses

_MOST_MEMBERS = 40
_ENDS = frozenset({"", ",", ";", ".", ")", "(", AND})


def number(phrase: Phrase) -> tuple[Part, ...]:
    """«№ 4»; of several («№ 3, № 5 и 7») each is a part, with a name in quotes that is its own.

    So is the place told of one before the last: «№ 3 г. Рудни и № 2 г. Орши».
    """
    words, at = phrase.words, phrase.end
    if phrase.head is not None and phrase.head.needs == "quotes" and phrase.last.sort is Sort.GENITIVE:
        return ()
    parts: list[Part] = []
    end = number_end(words, at)
    next_end = further_number_end if phrase.plural else number_end
    while end is not None and len(parts) < _MOST_MEMBERS:
        end = words.quotes.get(end, end) if phrase.plural else end
        parts.append(Part(Sort.NUMBER, at, end))
        placed = placed_number_end(words, end) if phrase.plural else None
        if placed is not None:
            parts.append(Part(Sort.PLACE, end, placed))
            end = placed
        at = end + 1
        end = next_end(words, at) if words.word(end) in LINKS else None
    return tuple(parts)


def quotation(phrase: Phrase) -> tuple[Part, ...]:
    """«…» once, directly after what it names."""
    is_unit = phrase.known is not None and phrase.parts[0].sort is Sort.ABBREVIATION
    if phrase.has(Sort.QUOTES) or (phrase.known is not None and not is_unit):
        return ()
    if phrase.last.sort in {Sort.PLACE, Sort.CAPITALS} and not is_unit:
        return ()
    if _names_occasion(phrase):
        return ()
    quotes = part_to(Sort.QUOTES, phrase, phrase.words.quotes.get(phrase.end))
    if not phrase.plural or not quotes:
        return quotes
    return (*quotes, *_further_quotes(phrase.words, quotes[0].end))


def _further_quotes(words: NamedCell, at: int) -> Iterator[Part]:
    while True:
        at = words.brackets.get(at, at - 1) + 1  # «команды «Сокол» (г. Орша), «Беркут» (г. Рудня)»
        if words.word(at) not in LINKS or not words.opens_quote(at + 1):
            return
        end = words.quotes[at + 1]
        yield Part(Sort.QUOTES, at + 1, end)
        at = end


def _names_occasion(phrase: Phrase) -> bool:
    """«концерт коллективов Руднянского дома культуры «…»»: the quotes are the concert's name."""
    words, known = phrase.words, lexicon()
    if not words.opens_quote(phrase.end) or phrase.may_be_subject or _has_own_name(phrase):
        return False
    for i in range(phrase.start - 1, max(-1, phrase.start - 16), -1):
        if words.word(i) in _PARTING or words.plain(i) in known.words.leading_prepositions:
            return False
        if is_among(known.words.occasion_nouns, words.word(i)):
            return True
    return False


_PARTING = frozenset({",", ";", ".", "»", ")", ":"})


def _has_own_name(phrase: Phrase) -> bool:
    """Whether quotes after it can only be its own: of an ensemble, after a form, of a body known by them."""
    if phrase.form is not None or not has_local_adjective(phrase):
        return True
    is_ensemble = phrase.head is not None and phrase.head.kind == "ensemble"
    return is_ensemble or name_at(phrase.words, phrase.end + 1) is not None


def latin_name(phrase: Phrase) -> tuple[Part, ...]:
    """«компания Horsch», «компания «Sun» Ltd»; one with a form («компания Sigma LLC») begins for itself."""
    if phrase.kind == "company" and phrase.last.sort is Sort.QUOTES:
        return part_to(Sort.CAPITALS, phrase, form_end(phrase.words, phrase.end))
    if phrase.kind != "company" or phrase.last.sort is not Sort.HEAD:
        return ()
    if company_end(phrase.words, phrase.end) is not None:
        return ()
    end = latin_end(phrase.words, phrase.end)
    return part_to(Sort.CAPITALS, phrase, end if end > phrase.end else None)


def road(phrase: Phrase) -> tuple[Part, ...]:
    """«Упрдор Москва – Бобруйск»: the towns that a road joins, after capitals or «автомобильная дорога»."""
    words, at = phrase.words, phrase.end
    is_road = words.word(phrase.last.start) in lexicon().traits.roads
    if not is_road or not _is_town_name(words, at):
        return ()
    joined = words.word(at + 1) in {"–", "—", "-"} and _is_town_name(words, at + 2)
    return part_to(Sort.CAPITALS, phrase, at + 3 if joined else at + 1)


def _is_town_name(words: NamedCell, at: int) -> bool:
    return words.is_capitalised(at) and place_end(words, at) == at + 1


def apposition(phrase: Phrase) -> tuple[Part, ...]:
    """«народный коллектив ансамбль песни», «учреждение образования гимназия № 4»: a second head."""
    head = phrase.head
    if head is None or phrase.has(Sort.QUOTES) or not _takes_second_head(head):
        return ()
    second = head_noun(phrase.words, phrase.end)
    if second is None or second.head is None or not _may_be_same(head, second.head):
        return ()
    return () if phrase.cases.isdisjoint(second.cases) else second.parts


def _takes_second_head(head: Head) -> bool:
    return head.kind == "ensemble" or head.lemma in lexicon().traits.apposing


def _may_be_same(one: Head, other: Head) -> bool:
    """Whether one body can be both: an ensemble and a theatre, an institution and a school."""
    if one.kind == "ensemble":
        return other.kind == "ensemble" or other.lemma in lexicon().traits.stages
    return other.kind != "ensemble"


def place(phrase: Phrase) -> tuple[Part, ...]:
    """«г. Витебска», «Смоленской области»: tells whose or where."""
    if phrase.has(Sort.CAPITALS) and phrase.head is None and phrase.form is None:
        return ()
    if phrase.plural and phrase.last.sort is Sort.HEAD:
        listed = shared_places(phrase.words, phrase.end)
        if listed:
            return listed
    if phrase.plural and (each := _each_place(phrase)):
        return each
    if phrase.words.plain(phrase.end) in lexicon().words.wars:
        return part_to(Sort.GENITIVE, phrase, phrase.end + 1)
    return part_to(Sort.PLACE, phrase, place_end(phrase.words, phrase.end))


def _each_place(phrase: Phrase) -> tuple[Part, ...]:
    """«торгово-промышленными палатами Республики Беларусь и Смоленской области»: each place has its own."""
    head, words, at = phrase.head, phrase.words, phrase.end
    if head is None or head.lemma not in lexicon().traits.each_of_places or phrase.listed:
        return ()
    members: list[Part] = []
    end = one_place_end(words, at)
    while end is not None and len(members) < _MOST_MEMBERS:
        members.append(Part(Sort.MEMBER, at, end))
        at = end + 1
        end = one_place_end(words, at) if words.word(end) in LINKS else None
    return tuple(members) if len(members) > 1 else ()


def genitive(phrase: Phrase) -> tuple[Part, ...]:
    """«сельского хозяйства», «ветеранов войны», «лицей БГУ»; «храм Вознесения Господня»."""
    words, at = phrase.words, phrase.end
    if not _takes_genitive(phrase) or (phrase.head is not None and _is_one_body(words, at)):
        return ()
    if phrase.kind == "religious":
        return part_to(Sort.GENITIVE, phrase, dedication_end(words, at))
    end = _complement_end(phrase)
    if end is not None and (_ends_in_person(phrase, end) or _is_done_to(phrase, end)):
        return ()
    if end is None and phrase.last.sort in {Sort.HEAD, Sort.GENITIVE}:
        end = _acronym_end(words, at)
    return part_to(Sort.GENITIVE, phrase, _with_surname(phrase, end))


def _with_surname(phrase: Phrase, end: int | None) -> int | None:
    """«Музей Петра Машерова»: the surname of whoever a house of culture is named after without «имени»."""
    words = phrase.words
    if end is None or phrase.kind != "culture" or end != phrase.end + 1 or not is_first_name(words, end - 1):
        return end
    surname = words.word(end)
    is_surname = words.is_personal(end) and words.is_capitalised(end) and not surname.isupper()
    return end + 1 if is_surname and surname[-1] in _ENDS_OF_GENITIVES else end


_ENDS_OF_GENITIVES = f"{VOWELS}й"


_WHOLE = frozenset(
    {
        Sort.SHARED, Sort.QUOTES, Sort.NUMBER, Sort.NAMESAKE, Sort.PLACE, Sort.KNOWN, Sort.CAPITALS,
        Sort.BODY, Sort.ABBREVIATION,
    }
)  # fmt: skip
"""Parts after which a name is whole, unless an abbreviation wants a complement («РНПЦ онкологии»)."""


def _takes_genitive(phrase: Phrase) -> bool:
    if phrase.last.sort in _WHOLE:
        return phrase.words.word(phrase.last.start) in lexicon().traits.described
    return phrase.last.sort is not Sort.FORM


def _complement_end(phrase: Phrase) -> int | None:
    """The end of a genitive; after «управление» of an instrumental."""
    end = noun_phrase_end(phrase.words, phrase.end, "gent")
    takes_other = phrase.head is not None and phrase.head.lemma in lexicon().words.instrumental
    if end is None and takes_other and phrase.last.sort is Sort.HEAD:
        return noun_phrase_end(phrase.words, phrase.end, "ablt")
    return end


def _is_one_body(words: NamedCell, at: int) -> bool:
    """Whether a name begins there, and not a complement like «(коллектив) вокального ансамбля»."""
    inner = head_noun(words, at)
    if inner is None or inner.plural:
        return False
    return head_at(words, at) is not None or has_local_adjective(inner)


def _ends_in_person(phrase: Phrase, end: int) -> bool:
    """«депутат Государственной Думы Сергея Неверова»: a first name before a surname continues no body's."""
    words, at = phrase.words, end - 1
    if _is_strange_person(phrase, at) or are_names_of_person(words, at):
        return True
    if _is_person_in_nominative(words, at):
        return True
    if phrase.kind in {"religious", "culture"} or place_end(words, at) is not None:
        return False
    is_name = words.is_capitalised(at) and any(
        "Name" in p.tag.grammemes for p in noun_readings(words.word(at))
    )
    return is_name and words.is_capitalised(end) and not words.word(end).isupper()


def _is_person_in_nominative(words: NamedCell, at: int) -> bool:
    """«заведующая музеем Раиса Лугова»: both names in the nominative, as no complement is."""
    if not (words.is_capitalised(at) and words.is_capitalised(at + 1)):
        return False
    given = next((p.tag for p in parses(words.word(at)) if "Name" in p.tag.grammemes), None)
    return given is not None and "nomn" in given and _is_surname_of(words.word(at + 1), given.gender)


def _is_surname_of(word: str, gender: str | None) -> bool:
    """Whether somebody of that gender may have the word as a surname, in the nominative."""
    tags = (p.tag for p in parses(word) if {"Surn", "nomn"} <= p.tag.grammemes)
    return any(tag.gender == gender or "ms-f" in tag for tag in tags)


def _is_strange_person(phrase: Phrase, at: int) -> bool:
    """«директор цирка Жамсран Батбаяр»: after a post, a strange word that is no genitive."""
    words = phrase.words
    if not (words.is_capitalised(at) and words.is_capitalised(at + 1)) or words.word(at).isupper():
        return False
    through_post = not lemmas(words.word(phrase.start - 1)).isdisjoint(posts().posts)
    is_strange = words.word(at)[-1] not in VOWELS and not parses(words.word(at))[0].is_known
    are_syllables = all(map(is_syllable, words.words[at : at + 2])) and not words.is_capitalised(at + 2)
    return through_post and (is_strange or are_syllables)  # «студентка консерватории Хань Юэ»


def _is_done_to(phrase: Phrase, end: int) -> bool:
    """«принял университет соглашения», «… гостей»: no school is of documents, nobody of guests."""
    known, words = lexicon(), phrase.words
    last = words.word(end - 1)
    if is_among(known.words.guests, last):
        return True
    if phrase.head is None or "schools" not in phrase.head.traits:
        return False
    return (
        is_among(known.words.groups, last)
        or is_among(known.documents, last)
        or is_among(known.words.people, last)
    )


def _acronym_end(words: NamedCell, at: int) -> int | None:
    """«лицей БГУ», «академия войсковой ПВО»."""
    if _is_acronym(words, at):
        return at + 1
    described = is_adjective(words, at) and words.word(at)[:1].islower() and _is_acronym(words, at + 1)
    return at + 2 if described else None


def _is_acronym(words: NamedCell, at: int) -> bool:
    """«лицей БГУ», «отделение ДОСААФ»: not a legal form or «ДШИ», which begin a name of their own."""
    text = words.word(at)
    is_form = form_at(words, at) is not None and words.word(at + 1) not in _ENDS
    return is_acronym(text) and not is_form and text not in lexicon().abbreviations


def coordinated(phrase: Phrase) -> tuple[Part, ...]:
    """«и продовольствия», «, энергетики и транспорта»."""
    if phrase.last.sort not in {Sort.GENITIVE, Sort.RELATION}:
        return ()
    cases = ("datv", "gent") if phrase.has(Sort.RELATION) else ("gent",)
    return part_to(Sort.GENITIVE, phrase, coordinated_end(phrase.words, phrase.end, *cases))


def bracketed(phrase: Phrase) -> tuple[Part, ...]:
    """«ветеранов (пенсионеров) войны»: a word in brackets, and the name goes on; «(филиал)», «(ПАО)»."""
    words, at = phrase.words, phrase.end
    closing = words.brackets.get(at)
    if closing is not None and closing - at <= 3 and words.plain(closing - 1) in lexicon().words.in_brackets:
        return part_to(Sort.GENITIVE, phrase, closing + 1)
    if phrase.last.sort is not Sort.GENITIVE or closing != at + 2:
        return ()
    if form_at(words, at + 1) is not None:
        return part_to(Sort.GENITIVE, phrase, at + 3)
    goes_on = noun_phrase_end(words, at + 3, "gent") is not None and words.word(at + 1)[:1].islower()
    return part_to(Sort.GENITIVE, phrase, at + 3 if goes_on else None)


def formula(phrase: Phrase) -> tuple[Part, ...]:
    """«…, Вооруженных сил и правоохранительных органов»: how veterans' organisations list their members."""
    words, at = phrase.words, phrase.end
    if (
        phrase.last.sort is not Sort.GENITIVE
        or words.word(at) not in LINKS
        or words.plain(at + 1) not in lexicon().words.formulas
    ):
        return ()
    return part_to(Sort.GENITIVE, phrase, noun_phrase_end(words, at + 1, "gent"))
