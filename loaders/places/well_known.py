"""Why a settlement without «г.» may be meant: reasons in order, each with the towns that it allows."""

from math import inf

from loaders.places.adjectives import countries_called
from loaders.places.beside_names import (
    is_as_it_stands,
    is_called_town,
    is_headed,
    is_of_people,
    is_owner_of_twin,
    is_ranked,
    may_be_listed,
)
from loaders.places.candidate import is_near
from loaders.places.place_cell import PlaceCell
from loaders.places.towns import (
    WELL_KNOWN_NEAR,
    is_nearby,
    is_nominative,
    is_seat_nearby,
    is_well_known,
)
from loaders.places.words import place_words
from ontology.gazetteer import Place, load
from ontology.gazetteer.spelling import key
from ontology.home import load as load_home
from ontology.morphology import parses

LISTED_ABROAD = 30_000
NAMES = frozenset({"Surn", "Name", "Patr"})


def _well_known(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(filter(is_well_known, options))


def _marked_elsewhere(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those whose name the row has after «г.» elsewhere, where it can be nothing else."""
    return tuple(
        place
        for place in options
        if place.population >= LISTED_ABROAD and not cell.marked.isdisjoint(map(key, place.names))
    )


def _whence(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«из Суража», «из Даугавпилса», «из Комрата»: those of the borderland, and towns of some size.

    A small town farther off is meant only where none of the borderland has its name.
    """
    if cell.plain(index - 1) not in place_words().whence:
        return ()
    least = LISTED_ABROAD if may_be_listed(cell, index, options) else inf
    is_known = any("Geox" in reading.tag.grammemes for reading in parses(cell.plain(index)))
    if is_known and not any(map(is_near, options)):
        least = WELL_KNOWN_NEAR
    return tuple(p for p in options if is_near(p) or p.population >= least)


def _headed_by_mayor(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«мэр Сомбора», «муниципалитет Ниш»: whatever town it is."""
    may_be_town = may_be_listed(cell, index, options) or is_nominative(cell, index, 1, options)
    return options if is_headed(cell, index) and may_be_town else ()


def _of_people(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«аграрии Климович», «танцоры Клайпеды»: seats nearby, or towns of some size that are nothing else."""
    if not is_of_people(cell, index):
        return ()
    word = cell.plain(index)
    least = WELL_KNOWN_NEAR if _is_place_alone(word) else inf
    near = tuple(p for p in options if is_seat_nearby(p) or p.population >= least)
    if near or any(one.is_known for one in parses(word)):
        return near
    return tuple(filter(_is_of_neighbour, options))


def _ranked(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«второе место – Мариямполе»: towns of some size, and seats nearby."""
    if not is_ranked(cell, index):
        return ()
    return tuple(p for p in options if is_seat_nearby(p) or p.population >= WELL_KNOWN_NEAR)


def _is_of_neighbour(place: Place) -> bool:
    """Whether it has some size, or lies in the home region or in a country all whose districts are listed."""
    home = load_home()
    if place.population >= WELL_KNOWN_NEAR:
        return True
    return home.place.id in place.within or place.country in home.neighbours & load().fully_listed


def _is_place_alone(word: str) -> bool:
    """Whether a dictionary has the word for a place and for nothing else."""
    return all(one.is_known and "Geox" in one.tag.grammemes for one in parses(word))


def called_by_country(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«венгерского Пакша»: those that lie in the country of the adjective before."""
    codes = {country.country for country in countries_called(cell.plain(index - 1))}
    return tuple(place for place in options if place.country in codes)


def _called_town(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«Хагена, города-побратима»: those of some size that an apposition calls a town."""
    if not is_called_town(cell, index) or not may_be_listed(cell, index, options):
        return ()
    return tuple(p for p in options if p.population >= LISTED_ABROAD)


def _among_twins(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«побратимские отношения с Эрдэнэтом»: towns of some size where the cell tells of twins."""
    if not cell.tells_of_twins or _is_people(cell.plain(index)) or _follows_name(cell, index):
        return ()
    if not (may_be_listed(cell, index, options) or is_as_it_stands(cell, index, options)):
        return ()
    return tuple(p for p in options if p.population >= LISTED_ABROAD)


def _follows_name(cell: PlaceCell, index: int) -> bool:
    """«мэр Нови-Сада Жарко Мичин»: whether a capitalised word that is no place stands right before it."""
    previous = cell.previous
    is_place = previous is not None and previous.last == index
    return cell.is_capitalised(index - 1) and not (is_place or cell.begins_sentence(index - 1))


def _has_relation(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«договор с Эрфуртом»: towns of some size with which there is a document or a tie."""
    before = cell.plain(index - 2)
    is_with = cell.plain(index - 1) in place_words().together and before.startswith(place_words().relations)
    if not is_with or _is_people(cell.plain(index)) or not may_be_listed(cell, index, options):
        return ()
    return tuple(p for p in options if p.population >= LISTED_ABROAD)


def _whose_twin(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """«Волковыск – побратим Гусева»: towns of some size right after the word of twins."""
    is_owner = is_owner_of_twin(cell, index)
    return tuple(p for p in options if is_owner and is_nearby(p))


def _is_people(word: str) -> bool:
    """«смоляне»: whether a dictionary has the word for people, and not for a surname."""
    known = (one.tag for one in parses(word) if one.is_known and "anim" in one.tag.grammemes)
    return any(NAMES.isdisjoint(tag.grammemes) for tag in known)


WHY_KNOWN = (
    called_by_country,
    _called_town,
    _well_known,
    _marked_elsewhere,
    _whence,
    _headed_by_mayor,
    _of_people,
    _ranked,
    _among_twins,
    _whose_twin,
    _has_relation,
)
