"""What may follow the head of an organisation's name: each function answers where such words end, or None.

All take the cell's words and the index at which the words would begin.
"""

import re

from loaders.language import lemmas
from loaders.organisation_lexicon import lexicon
from loaders.organisation_words import Words, adjective_readings, noun_readings

_TOWN_MARKS = frozenset({"г", "гор", "пос", "пгт", "дер", "д", "аг", "с", "п", "рп", "ст"})
_TOWN_NOUNS = frozenset(
    {"город", "город-герой", "поселок", "агрогородок", "деревня", "село", "станица", "хутор", "столица"}
)
_AREA_NOUNS = frozenset(
    {"область", "район", "округ", "край", "республика", "поселение", "провинция", "воеводство", "уезд", "штат",
     "государство", "федерация", "волость", "губерния", "сельсовет", "кантон", "королевство"}
)  # fmt: skip
_AREA_QUALIFIERS = (
    "муниципальн",
    "городск",
    "сельск",
    "автономн",
    "федеральн",
    "народн",
    "социалистическ",
    "демократическ",
)
_COUNTRY_ACRONYMS = frozenset({"РФ", "РБ", "КНР", "ДНР", "ЛНР", "РСФСР", "СССР", "БССР", "ОАЭ", "США", "РСО"})
_MUNICIPAL = ("муниципального", "муниципальное", "муниципальном", "муниципальному", "городского", "сельского")
_CAPITAL_NAME = re.compile(r"[А-ЯЁ][а-яёА-ЯЁ-]+\Z")
_LOWER_OF_NAME = frozenset({"на", "и", "де", "ла", "над", "под"})
_NAMESAKE = ("имени", "им")
_NUMERAL_NAME = re.compile(r"\d+(?:-(?:го|и|ти|летия|летию|ой|й|я|х))?\Z")


def number_end(words: Words, at: int) -> int | None:
    """«№ 4», «№4», «№ 12-А»."""
    if words.at(at) in {"№", "N", "№№"} and words.at(at + 1)[:1].isdigit():
        return at + 2
    return None


def namesake_end(words: Words, at: int) -> int | None:
    """«имени А.Т. Твардовского», «им. Героя Российской Федерации А.Б. Буханова», «имени 40-летия Победы»."""
    if words.lower(at) not in _NAMESAKE:
        return None
    index = at + 2 if words.at(at + 1) == "." else at + 1
    begin = index
    named = False
    while index < len(words):
        if words.is_initial(index):
            index += 2
        elif words.at(index) in {"-", "‑"} and named:
            index += 1
        elif _belongs_to_namesake(words, index, named):
            named = named or words.is_capitalised(index)
            index += 1
        else:
            break
    return index if index > begin and named else None


def _belongs_to_namesake(words: Words, index: int, named: bool) -> bool:
    text = words.at(index)
    if text == "и":
        return named and words.is_capitalised(index + 1) and not words.at(index + 1).isupper()
    if _NUMERAL_NAME.match(text):
        return not named
    if not _CAPITAL_NAME.match(text):
        return not named and text[:1].islower() and _is_genitive(text)
    if text.isupper() and len(text) > 1:
        return text in _COUNTRY_ACRONYMS
    if named and town_end(words, index) is not None:
        return False
    return not (named and area_end(words, index) is not None) or words.lower(index - 1) == "героя"


def _is_genitive(text: str) -> bool:
    return any(p.tag.case == "gent" for p in (*noun_readings(text), *adjective_readings(text)))


def place_end(words: Words, at: int) -> int | None:
    """«г. Витебска», «Руднянского района», «Республики Беларусь», «муниципального образования «…»»."""
    end = _one_place_end(words, at)
    if end is not None and words.at(end) == "и" and _is_state(words, at, end):
        second = _one_place_end(words, end + 1)
        if second is not None and _is_state(words, end + 1, second):
            return second
    return end


def _one_place_end(words: Words, at: int) -> int | None:
    for rule in (municipality_end, town_end, area_end, state_end):
        end = rule(words, at)
        if end is not None:
            return end
    return None


def _is_state(words: Words, start: int, end: int) -> bool:
    text = words.text(start, end)
    return "Федерации" in text or text.startswith("Республик") or state_end(words, start) == end


def municipality_end(words: Words, at: int) -> int | None:
    """«муниципального образования «Вяземский муниципальный округ»», «МО «город Десногорск»»."""
    if words.lower(at) in _MUNICIPAL and not lemmas(words.at(at + 1)).isdisjoint(
        {"образование", "округ", "район", "поселение"}
    ):
        opening = at + 2
    elif words.at(at) == "МО":
        opening = at + 1
    else:
        return None
    return words.quotes.get(opening)


def town_end(words: Words, at: int) -> int | None:
    """«г. Великие Луки», «города-героя Минска», «пос. Красный»."""
    if words.lower(at) in _TOWN_MARKS and words.at(at + 1) == "." and not words.at(at).isupper():
        return _names_end(words, at + 2)
    if words.lower(at) == "гг":
        return None
    if not lemmas(words.at(at)).isdisjoint(_TOWN_NOUNS) and words.at(at)[:1].islower():
        return _names_end(words, at + 1)
    return None


def _names_end(words: Words, begin: int) -> int | None:
    """The end of a settlement's name of one or more capitalised words."""
    if not _CAPITAL_NAME.match(words.at(begin)):
        return None
    index = begin + 1
    while _CAPITAL_NAME.match(words.at(index)) and _continues_town(words, index):
        index += 1
    return index


def _continues_town(words: Words, index: int) -> bool:
    """A second capitalised word belongs to the name after an adjective («Нижний Новгород», «Великие Луки»)."""
    before = words.at(index - 1)
    short_adjective = words.is_adjective(index - 1) and not before.endswith(("ского", "ской"))
    return (
        short_adjective
        and area_end(words, index) is None
        and "\n" not in words.gap(index)
        and not words.at(index).isupper()
    )


def area_end(words: Words, at: int) -> int | None:
    """«Смоленской области», «Вяземского муниципального округа», «Республики Беларусь», «Союзного государства»."""
    if words.lower(at) in {
        "республики",
        "республика",
        "республику",
        "республике",
        "республикой",
        "королевства",
        "султаната",
        "исламской",
    }:
        return _republic_end(words, at)
    index = at
    while words.is_adjective(index) and (
        words.is_capitalised(index) or words.lower(index).startswith(_AREA_QUALIFIERS)
    ):
        index += 1
    if index == at or not words.is_capitalised(at):
        return None
    if lemmas(words.at(index)).isdisjoint(_AREA_NOUNS):
        return None
    end = index + 1
    if words.lower(index).startswith("республик") and words.is_capitalised(index):
        return _republic_end(words, index) or end
    opening = words.quotes.get(end)
    return opening if opening is not None and words.lower(index).startswith(("округ", "поселен")) else end


def area_noun_end(words: Words, at: int) -> int | None:
    """«муниципальных округов», «районов», «областей»: an area's noun with what qualifies it."""
    index = at
    while words.lower(index).startswith(_AREA_QUALIFIERS):
        index += 1
    return None if lemmas(words.at(index)).isdisjoint(_AREA_NOUNS) else index + 1


def _republic_end(words: Words, at: int) -> int | None:
    if not words.is_capitalised(at) or not _CAPITAL_NAME.match(words.at(at + 1)):
        return None
    if not words.is_adjective(at + 1):
        return at + 2
    return at + 3 if _CAPITAL_NAME.match(words.at(at + 2)) and not _heads_body(words, at + 2) else None


def state_end(words: Words, at: int) -> int | None:
    """«России», «РФ», «Беларуси» and any capitalised word that is read as a place."""
    text = words.at(at)
    if text in _COUNTRY_ACRONYMS:
        return at + 1
    if _CAPITAL_NAME.match(text) and not (
        text.isupper() and len(text) > 1 and text not in {"РОССИИ", "БЕЛАРУСИ"}
    ):
        best = noun_readings(text)
        if best and "Geox" in best[0].tag and "Surn" not in best[0].tag:
            return at + 1
    return None


def noun_phrase_end(words: Words, at: int, *cases: str) -> int | None:
    """Adjectives and a noun in one of the cases: «сельского хозяйства», «научных и иных работников»."""
    index = at
    while index < len(words):
        if _qualifies(words, index, cases):
            if _has_case_noun(words, index, cases) and not _more_of_phrase(words, index + 1, cases):
                return index + 1
            index += 1
        elif index > at and words.at(index) == "и" and _qualifies(words, index + 1, cases):
            index += 1
        else:
            break
    if _has_case_noun(words, index, cases):
        return index + 1
    return None


def _more_of_phrase(words: Words, index: int, cases: tuple[str, ...]) -> bool:
    return _qualifies(words, index, cases) or _has_case_noun(words, index, cases)


def _qualifies(words: Words, index: int, cases: tuple[str, ...]) -> bool:
    text = words.at(index)
    if not text[:1].isalpha() or words.is_initial(index) or words.is_personal(index):
        return False
    return any(p.tag.case in cases for p in adjective_readings(text))


def _has_case_noun(words: Words, index: int, cases: tuple[str, ...]) -> bool:
    text = words.at(index)
    if not text[:1].isalpha() or words.is_initial(index) or words.is_personal(index):
        return False
    if words.lower(index) in _NAMESAKE or (text.isupper() and len(text) > 1):
        return False
    if any((p.tag.case or "").replace("gen2", "gent") in cases for p in noun_readings(text)):
        return True
    return any("Subx" in p.tag and p.tag.case in cases for p in adjective_readings(text))


_CASES_AFTER = {
    "по": ("datv",), "для": ("gent",), "против": ("gent",), "с": ("ablt",), "при": ("loct",), "за": ("accs",),
    "в": ("loct",), "на": ("loct",),
}  # fmt: skip


def prepositional_end(words: Words, at: int, allowed: frozenset[str]) -> int | None:
    """«по делам молодежи», «для детей и молодежи», «по Смоленской области», «в Российской Федерации»."""
    preposition = words.lower(at)
    if preposition not in allowed or preposition not in _CASES_AFTER:
        return None
    place = place_end(words, at + 1)
    if place is not None:
        return place
    if preposition in {"в", "на"} or lexicon().has("outside", words.at(at + 1)):
        return None
    return noun_phrase_end(words, at + 1, *_CASES_AFTER[preposition])


def coordinated_end(words: Words, at: int, *cases: str) -> int | None:
    """«и продовольствия», «, энергетики и транспорта»: more of the same case, not a new participant.

    A group of people may follow only where a name is already made of people («детей и молодежи»).
    """
    mark = words.at(at)
    if mark not in {"и", ","}:
        return None
    begin = at + 1
    if words.at(begin) in {"по", "для"}:
        begin += 1
        cases = ("datv",) if words.at(begin - 1) == "по" else ("gent",)
    end = noun_phrase_end(words, begin, *cases)
    if end is None or (_names_group(words, begin, end) and not _joins_people(words, at, end)):
        return None
    if mark == "," and not _leads_to_and(words, end, cases):
        return None
    return end


def _names_group(words: Words, start: int, end: int) -> bool:
    known = lexicon()
    return any(known.has("groups", words.at(i)) or _heads_body(words, i) for i in range(start, end))


def _joins_people(words: Words, at: int, end: int) -> bool:
    known = lexicon()
    return (
        known.has("people", words.at(at - 1))
        and known.has("people", words.at(end - 1))
        and words.at(at) == "и"
    )


def _heads_body(words: Words, at: int) -> bool:
    heads = lexicon().heads
    return any(lemma in heads and heads[lemma].needs != "quotes" for lemma in lemmas(words.at(at)))


def _leads_to_and(words: Words, at: int, cases: tuple[str, ...]) -> bool:
    """Whether the list that a comma opened is closed by «и» within its next members."""
    index: int | None = at
    for _ in range(6):
        if index is None or place_end(words, index) is not None:
            return False
        if words.at(index) == "и":
            related = words.at(index + 1) in {"по", "для"}
            end = noun_phrase_end(words, index + 1 + related, *(("datv", "gent") if related else cases))
            return end is not None and not _names_group(words, index + 1, end)
        index = noun_phrase_end(words, index + 1 if words.at(index) == "," else index, *cases)
    return False
