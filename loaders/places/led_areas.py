"""Rules for areas whose noun leads: «уезд Цзяшань», «аймаков Увс и Ховд», «воеводства Подляского»."""

from loaders.cell.text import is_name_of_syllables
from loaders.places.area_nouns import agrees, area_noun, is_plural, nominative
from loaders.places.areas import begin_of_list, is_located, names_area, noun_at, region_named_exactly
from loaders.places.candidate import SETTLEMENT_KINDS, Candidate
from loaders.places.people_of_syllables import is_family_and_given
from loaders.places.place_cell import PlaceCell
from loaders.places.words import AreaNoun, place_words
from ontology.gazetteer import Place, load
from ontology.gazetteer.forms import adjective_stem
from ontology.gazetteer.spelling import key
from ontology.home import load as load_home
from ontology.morphology import parses

REGION_BY_FORM = "region_by_form"
_BY_FORM = {"region": REGION_BY_FORM, "district": "district_by_form"}
_BY_FORM_ENDING = "_by_form"


def leads_area(word: str, plain: str) -> bool:
    """Whether the word is the noun of areas, whose name comes after it."""
    noun = area_noun(plain)
    return noun is not None and noun.leads


def named_area(cell: PlaceCell, index: int) -> Candidate | None:
    """«провинция Хынгйен», «уезд Цзяшань», «район Чжоуцунь»: an area abroad that the gazetteer lacks."""
    noun, start = noun_at(cell, index), index + 1
    known = _known_with_noun(cell, index) if noun is not None and noun.kind == "region" else None
    if noun is None or known is not None or not _is_unknown_name(cell, start):
        return known
    if is_plural(cell.plain(index)):
        return _led_area(cell, start, noun) if _is_one_of_several(cell, start, noun) else None
    return _of_two_words(cell, start, noun) or _swapped(cell, start, noun) or _led_area(cell, start, noun)


def listed_area(cell: PlaceCell, index: int) -> Candidate | None:
    """«аймаков Увс и Ховд»: a name that goes on the list which the noun of several areas begins."""
    previous = cell.previous
    if previous is None or previous.last != index - 1 or not previous.rule.endswith(_BY_FORM_ENDING):
        return None
    leader = begin_of_list(cell, index) - 1
    noun = noun_at(cell, leader)
    if noun is None or not noun.leads or not is_plural(cell.plain(leader)) or index in cell.blocked:
        return None
    shown = f"{noun.name} {cell.word(index)}" if noun.kind == "district" else cell.word(index)
    country = noun.country or previous.country
    return Candidate(index, index + 1, shown, (), _BY_FORM[noun.kind], kind=noun.kind, country=country)


def _is_one_of_several(cell: PlaceCell, start: int, noun: AreaNoun) -> bool:
    """Whether the name after «уездов», «аймаков» is no Russian word and no town's at home."""
    told = load().country_of_area(cell.plain(start))
    is_region = told is not None and noun.kind == "region"
    is_only_sense = noun.country is not None and not noun.common
    return is_region or is_only_sense or _is_strange_name(cell, start, _namesakes(cell, start))


def _of_two_words(cell: PlaceCell, start: int, noun: AreaNoun) -> Candidate | None:
    """«область Северная Карелия»: an adjective and the noun that it agrees with, both in the nominative."""
    if noun.country is not None or not cell.is_capitalised(start + 1) or not agrees_as_named(cell, start):
        return None
    name = cell.slice(start, start + 2)
    country = load().country_of_area(key(name))
    if country is None and not is_located(cell, start + 2):
        return None
    shown = f"{noun.name} {name}" if noun.kind == "district" and not noun.named else name
    return Candidate(start - 1, start + 2, shown, (), _BY_FORM[noun.kind], kind=noun.kind, country=country)


def agrees_as_named(cell: PlaceCell, start: int) -> bool:
    """Whether an adjective and a noun in the nominative stand there: «Северная Карелия»."""
    adjectives = {
        one.tag.gender for one in parses(cell.plain(start)) if {"ADJF", "nomn"} <= one.tag.grammemes
    }
    nouns = {one.tag.gender for one in parses(cell.plain(start + 1)) if {"NOUN", "nomn"} <= one.tag.grammemes}
    return not adjectives.isdisjoint(nouns)


def _known_with_noun(cell: PlaceCell, index: int) -> Candidate | None:
    """«области Абай»: a region whose name begins with its noun."""
    if not cell.is_capitalised(index + 1):
        return None
    for length, name in cell.names_at(index):
        options = tuple(place for place in load().named(name) if place.kind == "region")
        if length > 1 and options:
            return Candidate(index, index + length, options[0].name, options, "region_name", kind="region")
    return None


def area_after_name(cell: PlaceCell, index: int) -> Candidate | None:
    """«Дархан-Уул аймака»: a name that is not declined, before the noun of areas that one country has."""
    noun, word = area_noun(cell.plain(index + 1)), cell.plain(index)
    if noun is None or noun.common or noun.country is None or index in cell.blocked:
        return None
    if adjective_stem(word) is not None or any(reading.is_known for reading in parses(word)):
        return None
    name = f"{cell.word(index)} {noun.label}"
    rule = _BY_FORM[noun.kind]
    return Candidate(index, index + 2, name, (), rule, kind=noun.kind, country=noun.country)


def _is_unknown_name(cell: PlaceCell, start: int) -> bool:
    """Whether a name begins there that is no known area's, no street's and no person's."""
    if not cell.is_capitalised(start) or start in cell.blocked:
        return False
    return not names_area(cell, start) and region_named_exactly(cell, start) is None


def _is_meant(cell: PlaceCell, start: int, noun: AreaNoun, told: str | None) -> bool:
    """Whether the noun, the country of the name after it, or what locates that name tells of an area."""
    is_region = told is not None and noun.kind == "region"
    return not noun.common or is_region or is_located(cell, start + 1)


def _is_person(cell: PlaceCell, start: int, noun: AreaNoun) -> bool:
    """Whether somebody's name follows the noun: «глава Иван Петров», not «глава Лида»."""
    is_named = _is_full_name(cell, start) if noun.kind == "region" else _is_surname_first(cell, start)
    is_of_syllables = is_family_and_given(cell, start - 1, start)
    return (noun.common and is_named) or _is_name_of_three(cell, start) or is_of_syllables


def _led_area(cell: PlaceCell, start: int, noun: AreaNoun) -> Candidate | None:
    if _is_person(cell, start, noun):
        return None
    namesakes, told = _namesakes(cell, start), noun.country or load().country_of_area(cell.plain(start))
    if not (_is_meant(cell, start, noun, told) or _is_strange_name(cell, start, namesakes)):
        return None
    if namesakes and cell.plain(start - 2).startswith(place_words().administrative_adjectives["settlement"]):
        return Candidate(start - 1, start + 1, "", namesakes, "marked_settlement", kind="city")
    country = told or next((place.country for place in namesakes), None)
    return _by_form(cell, start, noun, country)


def _by_form(cell: PlaceCell, start: int, noun: AreaNoun, country: str | None) -> Candidate:
    """The area that the noun and the name after it make, which no list has."""
    end = _name_end(cell, start)
    name = cell.slice(start, end)
    shown = f"{noun.name} {name}" if noun.kind == "district" and not noun.named else name
    return Candidate(start - 1, end, shown, (), _BY_FORM[noun.kind], kind=noun.kind, country=country)


def _is_full_name(cell: PlaceCell, start: int) -> bool:
    """Whether two names are a person's: «председатель области Файзали Идизода», not «Тольна Аттила Орбан»."""
    return cell.is_capitalised(start + 1) and not cell.is_capitalised(start + 2)


def _is_surname_first(cell: PlaceCell, start: int) -> bool:
    """«глава округа Жаравина Лариса Алексеевна»: a surname, and a given name that a dictionary has."""
    if not cell.is_capitalised(start + 1):
        return False
    surname = any("Surn" in reading.tag.grammemes for reading in parses(cell.word(start)))
    return surname and any(r.is_known and "Name" in r.tag.grammemes for r in parses(cell.word(start + 1)))


def _is_name_of_three(cell: PlaceCell, start: int) -> bool:
    """«председатель комитета провинции Нгуен Ван Минь»: three names in a row are a person's."""
    capitals = [cell.is_capitalised(i) and not cell.gap(i).strip() for i in range(start, start + 4)]
    name = cell.word(start)
    if capitals != [True, True, True, False] or any(one.name == name for one in _namesakes(cell, start)):
        return False
    return is_name_of_syllables(cell.words[start : start + 3])


def _name_end(cell: PlaceCell, start: int) -> int:
    """Where the area's name ends; an area may follow it: «района Беимбета Майлина Костанайской области»."""
    is_of_two = cell.is_capitalised(start + 1) and names_area(cell, start + 2)
    return start + 2 if is_of_two else start + 1


def _swapped(cell: PlaceCell, start: int, noun: AreaNoun) -> Candidate | None:
    """«воеводства Подляского»: the adjective after its noun."""
    word = cell.word(start)
    is_adjective = (
        not noun.named and adjective_stem(cell.plain(start)) is not None and parses(word)[0].tag.POS == "ADJF"
    )
    if not is_adjective or not agrees(cell.plain(start), cell.plain(start - 1)):
        return None
    name = f"{nominative(word, noun)} {noun.label}"
    rule = f"{noun.kind}_adjective"
    country = noun.country or load().country_of_area(key(name))
    return Candidate(start - 1, start + 1, name, (), rule, kind=noun.kind, country=country)


def _namesakes(cell: PlaceCell, start: int) -> tuple[Place, ...]:
    """The settlements that share the name, the largest first: they tell the country."""
    names = (name for length, name in cell.names_at(start) if length == 1)
    places = (place for name in names for place in load().named(name) if place.kind in SETTLEMENT_KINDS)
    return tuple(sorted(places, key=lambda place: -place.population))


def _is_strange_name(cell: PlaceCell, start: int, namesakes: tuple[Place, ...]) -> bool:
    """Whether the word is none that a Russian text has of itself, nor a town's at home: «в районе Орши»."""
    near = load_home().near_countries
    known = any(reading.is_known for reading in parses(cell.plain(start)))
    return not known and all(place.country not in near for place in namesakes)
