"""The rules for settlements in lists and joined by a dash."""

from loaders.cell import AND
from loaders.places.areas import is_located, located_in
from loaders.places.beside_names import goes_on_list, may_be_listed
from loaders.places.candidate import Candidate
from loaders.places.place_cell import PlaceCell
from loaders.places.towns import DASHES, Found, is_nominative, is_well_known, settlement_at
from loaders.places.well_known import LISTED_ABROAD
from ontology.gazetteer import Place
from ontology.gazetteer.spelling import key
from ontology.home import load as load_home


def listed_settlement(cell: PlaceCell, index: int) -> Candidate | None:
    """«г. Минск, Брест и Гродно», «Велиж – Сураж»: what continues a list, or is located by a bracket."""
    found = settlement_at(cell, index)
    if found is None:
        return None
    length, options = found
    continues = _follows_bracket(cell, index, options) or goes_on_list(cell, index, length)
    if (
        (continues and may_be_listed(cell, index, options))
        or (is_nominative(cell, index, length, options) and is_located(cell, index + length))
        or _lies_in_bracket(cell, index + length, options)
        or _is_bracket_of_area(cell, index, options)
    ):
        return Candidate(index, index + length, "", options, "listed_settlement")
    return None


def _follows_bracket(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> bool:
    """«Каунас (Литва), Даугавпилс»: the list goes on after what located its last town."""
    previous = cell.previous
    if previous is None or not previous.options or previous.options[0].kind not in ("country", "region"):
        return False
    between = cell.plains[previous.last : index]
    in_list = between in ((")", ","), (")", AND)) and not cell.word(index).isupper()
    return in_list and any(is_well_known(place) or place.population >= LISTED_ABROAD for place in options)


def _lies_in_bracket(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> bool:
    """«Хагена (Германия)»: in any case, if a town of such a name lies in what the bracket names."""
    if cell.plain(index) != "(":
        return False
    areas = located_in(cell, index + 1)
    return any(area.id in place.within for area in areas for place in options)


def _is_bracket_of_area(cell: PlaceCell, index: int, options: tuple[Place, ...]) -> bool:
    """«Узбекистан (Навои)»: what opens the bracket after an area that has such a town."""
    area = cell.previous
    if cell.plain(index - 1) != "(" or area is None or area.last != index - 1:
        return False
    return any(outer.id in place.within for outer in area.options for place in options)


def joined_settlement(cell: PlaceCell, index: int) -> Candidate | None:
    """«Дубровно – Красный», «Городок – Невель»: two towns about the border that a dash joins."""
    found = _towns_around(cell, index)
    if found is None:
        return None
    length, options = found
    after = index + length
    if not (_begins_after_dash(cell, index) or (_is_dash(cell, after) and _towns_around(cell, after + 1))):
        return None
    return Candidate(index, after, "", options, "joined_settlement")


def _is_dash(cell: PlaceCell, index: int) -> bool:
    return 0 <= index < len(cell) and cell.word(index) in DASHES


def _begins_after_dash(cell: PlaceCell, index: int) -> bool:
    """Whether a dash stands before, and a town of one or two words before it."""
    dash = index - 1
    return _is_dash(cell, dash) and any(_ends_at(cell, dash - length, dash) for length in (1, 2))


def _ends_at(cell: PlaceCell, start: int, end: int) -> bool:
    found = _towns_around(cell, start)
    return found is not None and start + found[0] == end


def _towns_around(cell: PlaceCell, index: int) -> Found | None:
    """The towns of that name, in the nominative, that lie in the home region or across its borders."""
    found = settlement_at(cell, index)
    if found is None:
        return None
    length, options = found
    around = load_home().bordering | {load_home().place.id}
    text = " ".join(cell.plains[index : index + length])
    near = tuple(p for p in options if key(p.name) == text and not around.isdisjoint(p.within))
    return (length, near) if near else None
