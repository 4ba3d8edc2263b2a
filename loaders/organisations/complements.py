"""What may follow the head of an organisation's name: each function answers where such words end, or None.

All take the cell's words and the index at which the words would begin.
"""

from pymorphy3.analyzer import Parse

from loaders.cell.text import VOWELS
from loaders.organisations.lexicon import is_among, lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.place_phrases import area_end, is_capital_name, place_end, town_end
from loaders.organisations.readings import (
    AND,
    LINKS,
    adjective_readings,
    form_of,
    is_adjective,
    noun_readings,
)
from ontology.morphology import parses

_LONGEST_PHRASE = 15


def number_end(words: NamedCell, at: int) -> int | None:
    """«№ 4», «№4», «№ 12-А», «№№ 3, 7», «войсковая часть 12345»."""
    digits = at + 2 if words.word(at) == words.word(at + 1) == "№" else at + 1
    if words.word(at) in {"№", "N"} and words.word(digits)[:1].isdigit():
        return digits + 1
    if is_among(lexicon().traits.numbered, words.word(at - 1)) and words.word(at).isdigit():
        return at + 1
    return None


def further_number_end(words: NamedCell, at: int) -> int | None:
    """«5» in «№ 2, 5 и 9», «№ 5»: a number that goes on a list, and counts nothing that follows it."""
    if not words.word(at).isdigit():
        return number_end(words, at)
    after = words.word(at + 1)
    counts = after[:1].isalpha() and after != AND and place_end(words, at + 1) is None
    return None if counts else at + 1


def placed_number_end(words: NamedCell, at: int) -> int | None:
    """The end of «г. Рудни» in «№ 3 г. Рудни и № 2»: the place of one number of a list that goes on."""
    end = place_end(words, at)
    goes_on = end is not None and words.word(end) in LINKS and number_end(words, end + 1) is not None
    return end if goes_on else None


def namesake_end(words: NamedCell, at: int) -> int | None:
    """«имени А.Т. Твардовского», «им. Героя Российской Федерации А.Б. Буханова», «имени 40-летия Победы»."""
    if words.plain(at) not in lexicon().words.namesake_marks:
        return None
    index = at + 2 if words.word(at + 1) == "." else at + 1
    named = False
    while index < min(len(words), at + _LONGEST_PHRASE):
        step = _step_of_namesake(words, index, named)
        if step == 0:
            break
        named = named or (step == 1 and words.is_capitalised(index))
        index += step
    return index if named else None


def _step_of_namesake(words: NamedCell, index: int, named: bool) -> int:
    """How many words there belong to whom a body is named after: an initial or a title in short are two."""
    if named and words.is_initial(index) and _has_initials_before(words, index - 1):
        return 0  # «имени И.Г. Петровского А.В. Антюхов»
    in_short = words.plain(index) in lexicon().words.titles_in_short and words.word(index + 1) == "."
    if words.is_initial(index) or in_short:
        return 2
    if words.word(index) in _HYPHENS:
        return int(named)
    return int(not (named and _begins_person(words, index)) and _belongs_to_namesake(words, index, named))


def _has_initials_before(words: NamedCell, surname: int) -> bool:
    return words.is_capitalised(surname) and words.is_initial(surname - 2)


_HYPHENS = frozenset("-‑")


def _begins_person(words: NamedCell, index: int) -> bool:
    """«имени М.В. Исаковского (Анна Петрова)»: who acts, after who is honoured.

    A first name after a surname begins a person, and so does any capital word that can be no genitive.
    """
    text = words.word(index)
    if not _begins_name(words, index):
        return False
    is_genitive = _is_genitive(text)
    if is_first_name(words, index) and not (is_first_name(words, index - 1) and is_genitive):
        is_honour = "Geox" in parses(words.word(index - 1))[0].tag  # «Героя России Олега …»
        return words.is_word(index - 1) and not (is_honour and is_genitive)
    return not is_genitive and text[-1:] not in VOWELS and words.is_capitalised(index + 1)


def _begins_name(words: NamedCell, index: int) -> bool:
    """Whether it is a capital word, and not the further part of a name in two."""
    is_further = words.word(index - 1) in {AND, *_HYPHENS}
    return words.is_capitalised(index) and not words.word(index).isupper() and not is_further


def is_first_name(words: NamedCell, at: int) -> bool:
    """Whether the word is written and read as somebody's first name."""
    if not words.is_capitalised(at) or words.word(at).isupper():
        return False
    return any(
        "Name" in p.tag.grammemes and "Geox" not in p.tag.grammemes and p.is_known and p.score > _LIKELY
        for p in noun_readings(words.word(at))
    )


_LIKELY = 0.1


def _belongs_to_namesake(words: NamedCell, index: int, named: bool) -> bool:
    text = words.word(index)
    if text == AND:
        return named and _is_second_namesake(words, index + 1)
    if not is_capital_name(text):
        return not named and (_is_numeral_name(text) or (text[:1].islower() and _is_genitive(text)))
    if text.isupper() and len(text) > 1:
        return text in lexicon().place_words.state_acronyms
    return not (named and _tells_where(words, index))


def _is_numeral_name(text: str) -> bool:
    """«40-летия», «1-го»: a number with the ending of an ordinal or of a jubilee."""
    number, _, ending = text.partition("-")
    return number.isdigit() and (not ending or ending in lexicon().words.numeral_endings)


def _tells_where(words: NamedCell, index: int) -> bool:
    """Whether a place begins there that tells where the body is; a hero's country tells whose hero."""
    if town_end(words, index) is not None:
        return True
    is_honour = words.plain(index - 1) in lexicon().words.honours_before
    return not is_honour and area_end(words, index) is not None


def _is_second_namesake(words: NamedCell, index: int) -> bool:
    """«Кирилла и Мефодия», «Зои и Александра Космодемьянских»; not «… и Министерства …»."""
    text = words.word(index)
    if not words.is_capitalised(index) or text.isupper() or lexicon().is_head(text):
        return False
    return words.is_personal(index) or not is_adjective(words, index)


def _is_genitive(text: str) -> bool:
    return any(p.tag.case == "gent" for p in (*noun_readings(text), *adjective_readings(text)))


def noun_phrase_end(words: NamedCell, at: int, *cases: str) -> int | None:
    """Adjectives and a noun in one of the cases: «сельского хозяйства», «научных и иных работников»."""
    index = at
    while index < min(len(words), at + _LONGEST_PHRASE):
        if _qualifies(words, index, cases):
            if _has_case_noun(words, index, cases) and not _more_of_phrase(words, index + 1, cases):
                return index + 1
            index += 1
        elif _links(words, index, at) and _qualifies(words, index + 1, cases):
            index += 1
        else:
            break
    if _has_case_noun(words, index, cases):
        return index + 1
    return None


def _links(words: NamedCell, index: int, start: int) -> bool:
    """«и» between adjectives, «особо» before one."""
    return words.plain(index) in lexicon().words.strengthening or (index > start and words.word(index) == AND)


def _more_of_phrase(words: NamedCell, index: int, cases: tuple[str, ...]) -> bool:
    return _qualifies(words, index, cases) or _has_case_noun(words, index, cases)


def _qualifies(words: NamedCell, index: int, cases: tuple[str, ...]) -> bool:
    return _may_be_noun(words, index) and any(
        p.tag.case in cases for p in adjective_readings(words.word(index))
    )


def _may_be_noun(words: NamedCell, index: int) -> bool:
    """Whether the word is no mark, no initial and nobody's surname."""
    return words.is_word(index) and not words.is_initial(index) and not words.is_personal(index)


def _has_case_noun(words: NamedCell, index: int, cases: tuple[str, ...]) -> bool:
    text = words.word(index)
    if not _may_be_noun(words, index) or words.plain(index) in lexicon().words.namesake_marks:
        return False
    if text.isupper() and len(text) > 1:
        return False
    if any(form_of(reading)[0] in cases for reading in noun_readings(text)):
        return True
    return any(p.tag.case in cases and _is_substantive(p) for p in adjective_readings(text))


def _is_substantive(reading: Parse) -> bool:
    """«несовершеннолетних»: an adjective that is a noun of people."""
    return "Subx" in reading.tag.grammemes or reading.normal_form in lexicon().words.substantive


def prepositional_end(words: NamedCell, at: int, allowed: frozenset[str]) -> int | None:
    """«по делам молодежи», «для детей и молодежи», «по Смоленской области», «в Российской Федерации»."""
    preposition = words.plain(at)
    if preposition not in allowed:
        return None
    place = place_end(words, at + 1)
    if place is not None:
        return place
    if preposition in lexicon().words.seats or _leads_out(words.word(at + 1)):
        return None
    end = noun_phrase_end(words, at + 1, lexicon().words.cases[preposition])
    case = None if end is None else _case_governed(words.word(end - 1))
    return end if end is None or case is None else noun_phrase_end(words, end, case) or end


def _leads_out(noun: str) -> bool:
    """«по итогам», «по договору»: what a body does something by is no part of its name."""
    return is_among(lexicon().words.outside, noun) or is_among(lexicon().documents, noun)


def _case_governed(noun: str) -> str | None:
    """«содействие торговле», «управление имуществом»."""
    if is_among(lexicon().words.dative, noun):
        return "datv"
    return "ablt" if is_among(lexicon().words.instrumental, noun) else None


def dedication_end(words: NamedCell, at: int) -> int | None:
    """«Вознесения Господня», «иконы Божией Матери «Знамение»»."""
    end = noun_phrase_end(words, at, "gent")
    while end is not None and words.is_capitalised(end) and place_end(words, end) is None:
        end += 1
    return words.quotes.get(end, end) if end is not None else None


def coordinated_end(words: NamedCell, at: int, *cases: str) -> int | None:
    """«и продовольствия», «, энергетики и транспорта»: more of the same case, not a new participant.

    A group of people may follow only where a name is already made of people («детей и молодежи»).
    """
    mark = words.word(at)
    if mark not in LINKS:
        return None
    begin, cases = _governed_from(words, at + 1, cases)
    end = noun_phrase_end(words, begin, *cases)
    if end is None or (_names_group(words, begin, end) and not _joins_people(words, at, end)):
        return None
    if mark == "," and not _leads_to_and(words, end, cases):
        return None
    return end


def _governed_from(words: NamedCell, at: int, cases: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """Where a member of a list begins, and its cases: those of its own preposition, if it has one."""
    preposition = words.word(at)
    if preposition in lexicon().words.prepositions.listing:
        return at + 1, (lexicon().words.cases[preposition],)
    return at, cases


def _names_group(words: NamedCell, start: int, end: int) -> bool:
    """Whether one of the words, or the noun that the last adjective belongs to, is a group or a body."""
    known, last = lexicon(), end + is_adjective(words, end - 1)
    return any(
        is_among(known.words.groups, words.word(i)) or known.is_head(words.word(i))
        for i in range(start, last)
    )


def _joins_people(words: NamedCell, at: int, end: int) -> bool:
    known = lexicon()
    return (
        is_among(known.words.people, words.word(at - 1))
        and is_among(known.words.people, words.word(end - 1))
        and words.word(at) == AND
    )


def _leads_to_and(words: NamedCell, at: int, cases: tuple[str, ...]) -> bool:
    """Whether the list that a comma opened is closed by «и», or by whose it is, within its next members."""
    index: int | None = at
    for _ in range(6):
        if index is None:
            return False
        if area_end(words, index) is not None or is_among(lexicon().traits.owners, words.word(index)):
            return True
        if place_end(words, index) is not None:
            return False
        if words.word(index) == AND:
            begin, cases = _governed_from(words, index + 1, cases)
            end = noun_phrase_end(words, begin, *cases)
            return end is not None and not _names_group(words, index + 1, end)
        index = noun_phrase_end(words, index + 1 if words.word(index) == "," else index, *cases)
    return False
