"""Settlements without «г.»: which name stands somewhere, and how well known what it names is."""

from loaders.cell import AND
from loaders.places.candidate import is_near
from loaders.places.place_cell import PlaceCell
from loaders.places.settlements import longest_settlement
from loaders.places.words import place_words
from ontology.gazetteer import Place, load
from ontology.gazetteer.forms import nominatives
from ontology.gazetteer.spelling import key
from ontology.home import load as load_home

Found = tuple[int, tuple[Place, ...]]

# A settlement named without «г.» must be known well: its population; a small country has fewer great towns.
_WELL_KNOWN_AT_HOME, WELL_KNOWN_NEAR, _WELL_KNOWN_ABROAD = 15_000, 5_000, 250_000
_LONGEST_ABBREVIATION, _LONGEST_FORM = 5, 3
DASHES = ("-", "–", "—")
IN_LIST = frozenset({",", AND, *DASHES})


def settlement_at(cell: PlaceCell, index: int) -> Found | None:
    """The longest name of a settlement that begins there with a capital letter; no person or street."""
    if not cell.is_capitalised(index) or index in cell.blocked:
        return None
    if index not in cell.settlements:
        found = longest_settlement(cell, index)
        is_short = found is not None and _is_abbreviation(cell, index, found[1])
        cell.settlements[index] = None if is_short else found
    return cell.settlements[index]


def _is_abbreviation(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> bool:
    """«МАУ «Луч»»: a short word in capitals among others that are not, and no near town as it stands."""
    word = cell.word(index)
    if not (1 < len(word) <= _LONGEST_ABBREVIATION and word.isupper()):
        return False
    if cell.plain(index + 1) == "«":
        return True
    near = tuple(place for place in options if place.country in load_home().near_countries)
    if is_nominative(cell, index, 1, near):
        return False
    beside = (cell.word(index + step * (1 + _is_joint(cell, index + step))) for step in (-1, 1))
    return not any(other.isupper() and len(other) > _LONGEST_FORM for other in beside)


def _is_joint(cell: PlaceCell, index: int) -> bool:
    return 0 <= index < len(cell) and cell.word(index) in IN_LIST


def is_nominative(cell: PlaceCell, index: int, length: int, options: tuple[Place, ...]) -> bool:
    """Whether the first word stands as it does in one of the names."""
    words = cell.plains[index : index + length]
    return any(key(name) in words for place in options for name in place.names)


def is_well_known(place: Place) -> bool:
    """Whether everybody knows it: a seat that adjectives are made of, or a town of some size."""
    return bool(place.adjectives) or place.population >= _known_from(place.country)


def _known_from(country: str) -> int:
    """From how many inhabitants on a town of that country is known to everybody."""
    if country not in load_home().near_countries:
        return _WELL_KNOWN_ABROAD
    return WELL_KNOWN_NEAR if country in load().fully_listed else _WELL_KNOWN_AT_HOME


def is_seat_nearby(place: Place) -> bool:
    """Whether it is a seat, at home or in a neighbouring country."""
    return bool(place.adjectives) and place.country in load_home().near_countries


def is_nearby(place: Place) -> bool:
    """Whether it is a village of the borderland, a seat, or a town of a near country."""
    is_town = place.country in load_home().near_countries and place.population >= WELL_KNOWN_NEAR
    return is_near(place) or is_seat_nearby(place) or is_town


def names_town(cell: PlaceCell, index: int) -> bool:
    """Whether a town that everybody knows is named there."""
    found = longest_settlement(cell, index)
    return found is not None and any(map(is_well_known, found[1]))


def names_sure_town(cell: PlaceCell, index: int) -> bool:
    """Whether a town that everybody knows is named there, by a word that means nothing else."""
    if not cell.is_capitalised(index):
        return False
    is_ambiguous = not place_words().ambiguous.isdisjoint(nominatives(cell.plain(index)))
    return names_town(cell, index) and not is_ambiguous


def is_town_alone(word: str) -> bool:
    """«Байконура»: whether it is a town that the dictionary has for a common noun, and nothing else."""
    return not place_words().towns_alone.isdisjoint(nominatives(word))
