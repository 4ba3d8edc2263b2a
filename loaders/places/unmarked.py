"""The rule for settlements without «г.» that everybody knows, or that the words about them tell."""

from loaders.cell import AND
from loaders.places.adjectives import countries_called
from loaders.places.as_places import reads_as_place
from loaders.places.beside_names import is_great_abroad, is_headed, is_of_people
from loaders.places.candidate import Candidate, is_near
from loaders.places.place_cell import PlaceCell
from loaders.places.towns import Found, is_nearby, is_seat_nearby, is_town_alone, settlement_at
from loaders.places.well_known import NAMES, WHY_KNOWN
from ontology.gazetteer import Place
from ontology.home import load as load_home
from ontology.morphology import parses

_SHORTEST_LIST = 3


def bare_settlement(cell: PlaceCell, index: int) -> Candidate | None:
    """«из Витебска», «Минск – Смоленск»: well-known names without a marker."""
    found = settlement_at(cell, index)
    if found is None:
        return None
    length, options = found
    listed = _listed_nearby(cell, index)
    known = _not_quoted_afar(cell, index, listed or _known_for_a_reason(cell, index, options))
    if not known or not (listed or reads_as_place(cell, index, length, known)):
        return None
    if length == 1 and _is_noun_beside(cell, index, known):
        return None
    return Candidate(index, index + length, "", known, "bare_settlement")


def _known_for_a_reason(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those that the first reason allows which allows any."""
    return next((known for why in WHY_KNOWN if (known := why(cell, index, options))), ())


def _not_quoted_afar(cell: PlaceCell, index: int, known: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places; where a quotation begins with the name those of near countries alone."""
    if cell.plain(index - 1) != "«":
        return known
    return tuple(place for place in known if place.country in load_home().near_countries)


def _listed_nearby(cell: PlaceCell, index: int) -> tuple[Place, ...]:
    """«жители Езерища, Невеля, Городка»: those nearby, where the names of three such places make a list."""
    first, at = tuple[Place, ...](), index
    for member in range(_SHORTEST_LIST):
        length, near = _nearby_at(cell, at)
        if not near:
            return ()
        first, at = first or near, at + length
        if member < _SHORTEST_LIST - 1 and cell.plain(at) not in (",", AND):
            return ()
        at += 1
    return first


def _nearby_at(cell: PlaceCell, index: int) -> Found:
    """The places nearby that the name there may mean, unless it may be a surname; and its length."""
    length, options = settlement_at(cell, index) or (0, ())
    near = tuple(place for place in options if is_nearby(place))
    return length, () if near and _may_be_surname(cell.plain(index), near) else near


def _may_be_surname(word: str, options: tuple[Place, ...]) -> bool:
    """Whether a dictionary has the word for a person's name, and no seat is called so."""
    names = any(one.is_known and not NAMES.isdisjoint(one.tag.grammemes) for one in parses(word))
    return names and not any(map(is_seat_nearby, options))


def _is_noun_beside(cell: PlaceCell, index: int, known: tuple[Place, ...]) -> bool:
    """Whether it is a common noun, and neither a village nearby nor a town by the word before it."""
    if not _is_only_noun(cell.plain(index)) or any(map(is_near, known)):
        return False
    is_told = is_headed(cell, index) or is_of_people(cell, index) or is_great_abroad(cell, index, known)
    return not (is_told or countries_called(cell.plain(index - 1)))


def _is_only_noun(word: str) -> bool:
    """«От Совета»: a common noun, whatever town far off it may sound like."""
    known = [one.tag for one in parses(word) if one.is_known and "-" not in word and not is_town_alone(word)]
    return bool(known) and not any({"Geox", "Name", "Surn", "Orgn"} & tag.grammemes for tag in known)
