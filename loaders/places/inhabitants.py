"""The rule for those who live in a town: «могилевчане», «бобруйчан», «оршанцы»."""

from loaders.places.candidate import SETTLEMENT_KINDS, Candidate
from loaders.places.place_cell import PlaceCell
from loaders.places.words import place_words
from ontology.gazetteer import Place, load
from ontology.home import load as load_home
from ontology.morphology import parses
from ontology.remembered import remembered

_SHORTEST_ROOT = 3


def may_be_inhabitants(word: str, plain: str) -> bool:
    """Whether the word is made from a town's name as those are called who live there."""
    if not _towns_of(plain):
        return False
    readings = parses(plain)
    return not readings[0].is_known or any({"NOUN", "anim"} <= one.tag.grammemes for one in readings)


def inhabitants(cell: PlaceCell, index: int) -> Candidate | None:
    """«Приехали могилевчане и бобруйчане»: where they live; a team is only called so."""
    if cell.is_quoted(index) or (cell.is_capitalised(index) and not cell.begins_sentence(index)):
        return None
    towns = _towns_of(cell.plain(index))
    return Candidate(index, index + 1, "", towns, "inhabitants", form="adjective")


@remembered
def _towns_of(plain: str) -> tuple[Place, ...]:
    """The seats of the neighbourhood whose inhabitants are called so; not the home region's own seat."""
    endings = place_words().inhabitants
    for ending in endings:
        root = plain.removesuffix(ending)
        if root != plain and len(root) >= _SHORTEST_ROOT:
            towns = {place.id: place for name in _names(root) for place in _seats(name)}
            if towns:
                return tuple(towns.values())
    return ()


def _names(root: str) -> tuple[str, ...]:
    """What a town may be called whose inhabitants have this root: «бобруй» → «бобруйск», «оршан» → «орша»."""
    words = place_words()
    roots = (root, *(root.removesuffix(one) for one in words.of_inhabitants if root.endswith(one)))
    return tuple(one + ending for one in roots for ending in words.endings_of_towns)


def _seats(name: str) -> tuple[Place, ...]:
    if name in place_words().ambiguous:
        return ()
    is_surname = any(reading.is_known and "Surn" in reading.tag.grammemes for reading in parses(name))
    taken = load_home().country if is_surname else None
    return tuple(place for place in load().named(name) if place.country != taken and _is_near_seat(place))


def _is_near_seat(place: Place) -> bool:
    """Whether a region or district near home, but not home itself, is called by the settlement."""
    home = load_home()
    if not place.adjectives or place.kind not in SETTLEMENT_KINDS or place.country not in home.near_countries:
        return False
    return home.place not in load().by_adjective(place.adjectives[0])
