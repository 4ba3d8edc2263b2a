"""NamedCell of a place inside a name: each function answers where they end, or None.

All take the cell's words and the index at which the place would begin.
"""

from functools import lru_cache

from loaders.cell import plain
from loaders.cell.text import is_name_of_syllables, is_syllable
from loaders.organisations.lexicon import is_among, lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.readings import AND, is_adjective, noun_readings
from ontology.morphology import parses
from ontology.remembered import remembered


def is_capital_name(text: str) -> bool:
    """Whether a word is Russian, of two letters or more, and begins with a capital."""
    is_word = len(text) > 1 and text.replace("-", "").isalpha() and not text[0].isascii()
    return is_word and text[0].isupper()


def place_end(words: NamedCell, at: int) -> int | None:
    """«г. Витебска», «Руднянского района», «Республики Беларусь», «муниципального образования «…»»."""
    end = one_place_end(words, at)
    if end is not None and words.word(end) == AND and _is_state(words, at, end):
        second = one_place_end(words, end + 1)
        if second is not None and _is_state(words, end + 1, second):
            return second
    return end


def one_place_end(words: NamedCell, at: int) -> int | None:
    """As `place_end`, but one of «России и Беларуси» alone."""
    if not may_begin_place(words.word(at)):
        return None
    for rule in (municipality_end, town_end, named_area_end, area_end, known_place_end, state_end):
        end = rule(words, at)
        if end is not None:
            return end
    return None


@remembered
def may_begin_place(word: str) -> bool:
    """Whether any of the rules for places can find one that begins with the word."""
    known, low = lexicon(), plain(word)
    if word[:1].isupper() or low in known.place_words.municipal or low in known.place_words.town_marks:
        return True
    in_short = word in known.place_words.municipality_in_short or word in known.place_words.state_acronyms
    nouns = known.place_words.town_nouns | known.place_words.named_areas | known.place_words.state_nouns
    return in_short or is_among(nouns, word)


def named_area_end(words: NamedCell, at: int) -> int | None:
    """«района Синьду г. Чэнду», «уезда Линьи»: the noun first, then the name as it is abroad."""
    if not words.word(at)[:1].islower() or not is_among(lexicon().place_words.named_areas, words.word(at)):
        return None
    end = _names_end(words, at + 1)
    if end is None or is_adjective(words, at + 1) or are_names_of_person(words, at + 1):
        return None
    return town_end(words, end) or end


def are_names_of_person(words: NamedCell, at: int) -> bool:
    """«(комитета провинции) Нгуен Ван Минь»: three names of one syllable, of which none is a place's."""
    named = [is_capital_name(words.word(i)) and not words.gap(i).strip() for i in range(at, at + 4)]
    if named != [True, True, True, False] or not is_name_of_syllables(words.words[at : at + 3]):
        return False
    return not any(token.start in words.named_places for token in words.tokens[max(0, at - 1) : at + 1])


def known_place_end(words: NamedCell, at: int) -> int | None:
    """«Воеводины», «Нови-Сада»: one that the gazetteer knows by that name."""
    if not words.is_capitalised(at) or words.word(at).isupper():
        return None
    end = words.named_places.get(words.tokens[at].start)
    if end is None or (end == words.tokens[at].end and _begins_strange_name(words, at)):
        return None
    index = at
    while index < len(words) and words.tokens[index].end < end:
        index += 1
    is_name = index > at or not is_adjective(words, at)  # «Великих Лук»
    return index + 1 if is_name else None


def _begins_strange_name(words: NamedCell, at: int) -> bool:
    """«(компании «…») Ван Линем»: a town's name of one syllable before a capital that no dictionary knows."""
    after = words.word(at + 1)
    is_name = is_capital_name(after) and not words.gap(at + 1).strip()
    is_strange = is_name and not parses(after)[0].is_known
    return is_strange and is_syllable(words.word(at)) and words.tokens[at + 1].start not in words.named_places


def _is_state(words: NamedCell, start: int, end: int) -> bool:
    known = lexicon()
    is_republic = is_among(known.place_words.state_nouns, words.word(start))
    is_federation = any(is_among(known.place_words.federal_nouns, words.word(i)) for i in range(start, end))
    return is_republic or is_federation or state_end(words, start) == end


def municipality_end(words: NamedCell, at: int) -> int | None:
    """«муниципального образования «Вяземский муниципальный округ»», «МО «город Десногорск»»."""
    known = lexicon()
    if words.plain(at) in known.place_words.municipal and is_among(
        known.place_words.municipalities, words.word(at + 1)
    ):
        return words.quotes.get(at + 2)
    return words.quotes.get(at + 1) if words.word(at) in lexicon().place_words.municipality_in_short else None


def town_end(words: NamedCell, at: int) -> int | None:
    """«г. Великие Луки», «города-героя Минска», «пос. Красный»."""
    if (
        words.plain(at) in lexicon().place_words.town_marks
        and words.word(at + 1) == "."
        and not words.word(at).isupper()
    ):
        return _names_end(words, at + 2)
    if words.plain(at) in lexicon().place_words.several_towns:
        return None
    is_noun = is_among(lexicon().place_words.town_nouns, words.word(at)) and words.word(at)[:1].islower()
    return _names_end(words, at + 1) if is_noun and not are_names_of_person(words, at + 1) else None


def _names_end(words: NamedCell, begin: int) -> int | None:
    """The end of a settlement's name of one or more capitalised words."""
    if not is_capital_name(words.word(begin)):
        return None
    index = begin + 1
    while is_capital_name(words.word(index)) and _continues_town(words, index):
        index += 1
    return index


def _continues_town(words: NamedCell, index: int) -> bool:
    """A second capitalised word belongs to the name after an adjective («Нижний Новгород»)."""
    before = words.word(index - 1)
    short_adjective = is_adjective(words, index - 1) and not before.endswith(_of_other_place())
    return (
        short_adjective
        and area_end(words, index) is None
        and "\n" not in words.gap(index)
        and not words.word(index).isupper()
    )


@lru_cache(maxsize=1)
def _of_other_place() -> tuple[str, ...]:
    """How adjectives end that tell of another place in the genitive: «Смоленского», «Витебской»."""
    known = lexicon()
    return tuple(stem + ending for stem in known.words.place_stems for ending in known.words.genitive_endings)


def area_end(words: NamedCell, at: int) -> int | None:
    """«Смоленской области», «Вяземского муниципального округа», «Республики Беларусь»."""
    if is_among(lexicon().place_words.state_nouns, words.word(at)):
        return _republic_end(words, at)
    index = at
    while is_adjective(words, index) and (words.is_capitalised(index) or _is_area_qualifier(words, index)):
        index += 1
    if (
        index == at
        or not words.is_capitalised(at)
        or not is_among(lexicon().place_words.area_nouns, words.word(index))
    ):
        return None
    quoted = words.quotes.get(index + 1)
    if quoted is not None and is_among(lexicon().place_words.areas_named_in_quotes, words.word(index)):
        return quoted
    return index + 1


def _is_area_qualifier(words: NamedCell, at: int) -> bool:
    return is_among(lexicon().place_words.area_qualifiers, words.word(at))


def area_noun_end(words: NamedCell, at: int) -> int | None:
    """«муниципальных округов», «районов», «областей»: an area's noun with what qualifies it."""
    index = at
    while _is_area_qualifier(words, index):
        index += 1
    return index + 1 if is_among(lexicon().place_words.area_nouns, words.word(index)) else None


def _republic_end(words: NamedCell, at: int) -> int | None:
    if not words.is_capitalised(at) or not is_capital_name(words.word(at + 1)):
        return None
    if not is_adjective(words, at + 1):
        return None if _is_person(words, at + 1) else at + 2
    if not is_capital_name(words.word(at + 2)):
        return at + 2 if words.word(at + 1).endswith(_of_other_place()) else None  # «Республики Сербской»
    return None if lexicon().is_head(words.word(at + 2)) else at + 3


def _is_person(words: NamedCell, at: int) -> bool:
    """«Совета Республики Ирина Кораблева»: a first name, and a capital word after it."""
    first = parses(words.word(at))[0].tag
    is_name = "Name" in first and "Geox" not in first
    return is_name and words.is_capitalised(at + 1) and not words.word(at + 1).isupper()


def state_end(words: NamedCell, at: int) -> int | None:
    """«России», «РФ», «Беларуси» and any capitalised word that is likeliest a place's name."""
    text = words.word(at)
    if text in lexicon().place_words.state_acronyms:
        return at + 1
    shouted = text.isupper() and text not in lexicon().place_words.states_in_capitals
    if not is_capital_name(text) or shouted:
        return None
    readings = noun_readings(text)
    is_place = (
        bool(readings) and "Geox" in readings[0].tag.grammemes and "Surn" not in readings[0].tag.grammemes
    )
    return at + 1 if is_place else None
