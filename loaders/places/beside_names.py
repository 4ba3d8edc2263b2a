"""What words beside a name tell of it: a town with a mayor, somebody's twin, one of a list."""

from loaders.cell import AND
from loaders.places.adjectives import countries_called
from loaders.places.candidate import Candidate
from loaders.places.place_cell import PlaceCell
from loaders.places.towns import (
    DASHES,
    IN_LIST,
    is_nominative,
    is_seat_nearby,
    is_town_alone,
    names_sure_town,
)
from loaders.places.words import is_verb, place_words
from ontology.gazetteer import Place
from ontology.morphology import parses
from ontology.remembered import remembered

APPOSED = frozenset({",", *DASHES})
_OF_LISTS = ("marked_settlement", "bare_settlement", "listed_settlement", "joined_settlement")
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox"})
_GREAT = 150_000
_NO_NAMES = frozenset({"PREP", "ADVB", "CONJ", "PRCL"})
_AFTER_IN_LIST = frozenset({",", AND, ")", ".", "", ";", "(", "»", *DASHES})


def is_headed(cell: PlaceCell, index: int) -> bool:
    """Whether a mayor's post or the municipality is named before, a country's adjective aside."""
    before = index - 1 - bool(countries_called(cell.plain(index - 1)))
    return cell.plain(before).startswith(place_words().heads_of_towns)


def is_of_people(cell: PlaceCell, index: int) -> bool:
    """«краеведы Чаусов», «дружина Климовичей»: whether people stand before; no «ученики Борисова»."""
    before = cell.plain(index - 1)
    is_surname = any("Surn" in one.tag.grammemes for one in parses(cell.plain(index)))
    if is_surname and before.startswith(place_words().followers):
        return False
    return before.startswith(place_words().teams) or is_several_people(before)


@remembered
def is_several_people(word: str) -> bool:
    """Whether a dictionary has the word for people, several of them, and for nobody's name."""
    return any(
        {"NOUN", "anim", "plur"} <= one.tag.grammemes and _NAMES.isdisjoint(one.tag.grammemes)
        for one in parses(word)
        if one.is_known
    )


@remembered
def is_person(word: str) -> bool:
    """Whether a dictionary has the word for somebody, and for nobody's name: «председатель»."""
    return any(
        {"NOUN", "anim", "sing", "nomn"} <= one.tag.grammemes and _NAMES.isdisjoint(one.tag.grammemes)
        for one in parses(word)
        if one.is_known
    )


def is_ranked(cell: PlaceCell, index: int) -> bool:
    """«2-е – Рудня, третье место – Горки»: whether the dash before it leads back to a rank."""
    if cell.plain(index - 1) not in DASHES or cell.is_capitalised(index + 1):
        return False
    ranks = (cell.plain(index - 2), cell.plain(index - 3))
    return any((word[:1].isdigit() and "-" in word) or word in place_words().ranks for word in ranks)


def is_in_further_pair(cell: PlaceCell, index: int) -> bool:
    """«Вязьма дружит с Оршей, а Рудня – с Добрушем»: whether a dash leads from it to a town, as before."""
    previous, words = cell.previous, place_words()
    if previous is None or previous.rule not in _OF_LISTS or cell.plain(index + 1) not in DASHES:
        return False
    is_parted = cell.plain(index - 1) == "," or cell.plain(index - 1) in words.in_lists
    led = index + 2 + (cell.plain(index + 2) in words.place_prepositions)
    return is_parted and names_sure_town(cell, led)


def is_signed_for(cell: PlaceCell, index: int) -> bool:
    """«за Вязьму – Иван Лис, за Добруш мэр Олег Бел»: whether somebody is told to act on its behalf."""
    if cell.plain(index - 1) not in place_words().on_behalf:
        return False
    at = index + 1 + (cell.plain(index + 1) in DASHES)
    is_named = at > index + 1 and cell.is_capitalised(at) and cell.is_capitalised(at + 1)
    return is_named or is_headed(cell, at + 1) or is_person(cell.plain(at))


def is_called_town(cell: PlaceCell, index: int) -> bool:
    """Whether an apposition calls it a town: «Хаген, город-побратим»."""
    return cell.plain(index + 1) in APPOSED and cell.plain(index + 2).startswith(place_words().called_town)


def is_owner_of_twin(cell: PlaceCell, index: int) -> bool:
    """Whether the word of twins stands right before: «побратим Гусева»."""
    return cell.plain(index - 1).rpartition("-")[2].startswith(place_words().twins)


def begins_list(cell: PlaceCell, after: int) -> bool:
    """«Лида и Полоцк», «Добруш – Рославль», «побратимы: Лида, Полоцк»: whether a known town goes on."""
    goes_on = cell.plain(after) in (AND, *DASHES) or (cell.plain(after) == "," and cell.tells_of_twins)
    return goes_on and names_sure_town(cell, after + 1)


def may_be_listed(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> bool:
    """Whether the word can go on a list of towns: «Мира», «Фонда» mean something else, Горки is a seat."""
    readings = parses(cell.plain(index))
    is_surname = cell.tells_of_twins and "Surn" in readings[0].tag.grammemes  # «Тулль и Хаген»
    is_common = readings[0].is_known and not any("Geox" in reading.tag.grammemes for reading in readings)
    is_town = not is_common or is_town_alone(cell.plain(index)) or is_great_abroad(cell, index, options)
    return is_town or is_surname or any(map(is_seat_nearby, options))


def is_great_abroad(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> bool:
    """«Вильнюса и Ниша»: whether a great city is called so, and the word begins no body's name."""
    is_head = cell.plain(index).startswith(place_words().organisation_heads)
    return not is_head and any(place.population >= _GREAT for place in options)


def goes_on_list(cell: PlaceCell, index: int, length: int) -> bool:
    """Whether the name goes on a list of settlements, and what follows may follow a list."""
    previous = cell.previous
    in_list = previous is not None and (previous.rule in _OF_LISTS or _is_strange(previous))
    if previous is None or not in_list:
        return False
    if cell.tells_of_twins and cell.plains[previous.last : index] == place_words().likened:
        return True
    if previous.last != index - 1:
        return False
    after = cell.plain(index + length)
    return cell.word(index - 1) in IN_LIST and (after in _AFTER_IN_LIST or _goes_on_past(after))


def _goes_on_past(word: str) -> bool:
    """Whether the sentence goes on after a list: «Читы и Чойбалсана на днях исполнилось …»."""
    return is_verb(word) or parses(word)[0].tag.POS in _NO_NAMES


def is_as_it_stands(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> bool:
    """«Белгород и Ниш»: whether it is a name in the nominative that goes on a list of towns."""
    previous = cell.previous
    is_listed = previous is not None and previous.rule in _OF_LISTS and previous.last == index - 1
    return is_listed and cell.plain(index - 1) in IN_LIST and is_nominative(cell, index, 1, options)


def _is_strange(candidate: Candidate) -> bool:
    """Whether it is a settlement that no list knows."""
    return not candidate.options and candidate.kind in ("city", "town", "village")
