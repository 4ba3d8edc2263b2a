"""The rule for twins that no list of places knows."""

from loaders.cell import AND
from loaders.places.adjectives import countries_called
from loaders.places.area_nouns import is_plural
from loaders.places.areas import is_located, names_area
from loaders.places.beside_names import APPOSED, goes_on_list
from loaders.places.candidate import SETTLEMENT_KINDS, Candidate
from loaders.places.place_cell import PlaceCell
from loaders.places.towns import DASHES
from loaders.places.words import place_words
from ontology.gazetteer.forms import strange_nominative
from ontology.gazetteer.spelling import key
from ontology.morphology import parses

_MARKED = ("marked_settlement", "settlement_by_form")
_LISTS = frozenset({",", AND})
_ANNOUNCES = frozenset({":", *DASHES})


def listed_village(cell: PlaceCell, index: int) -> Candidate | None:
    """«деревень Ходосы и Мазолово»: a village that no list knows, on a list that its mark begins."""
    previous = cell.previous
    if previous is None or previous.last != index - 1 or cell.word(index - 1) not in _LISTS:
        return None
    if not _are_several_villages(cell, previous) or cell.is_capitalised(index + 1):
        return None
    if index in cell.blocked or names_area(cell, index):
        return None
    name, kind = cell.word(index), previous.kind
    return Candidate(index, index + 1, name, (), _MARKED[-1], kind=kind, country=previous.country)


def _are_several_villages(cell: PlaceCell, first: Candidate) -> bool:
    """Whether a mark of several villages or townships begins it: «деревень Ходосы»."""
    mark = cell.plain(first.first)
    is_village = first.rule in _MARKED and first.kind in SETTLEMENT_KINDS[1:]
    return is_village and len(mark) > 2 and is_plural(mark)


def strange_twin(cell: PlaceCell, index: int) -> Candidate | None:
    """«из Чиангмая, города-побратима», «побратимы Витебск и Тулль»: a town that no list knows."""
    if not cell.tells_of_twins or not _is_strange_name(cell, index):
        return None
    country = next((one.country for one in countries_called(cell.plain(index - 1))), None)
    name = (
        _called_twin(cell, index)
        or _listed_twin(cell, index)
        or _nominative_of(cell, index, country)
        or _announced_twin(cell, index)
    )
    found = Candidate(index, index + 1, name or "", (), "settlement_by_form", kind="city", country=country)
    return found if name else None


def _is_strange_name(cell: PlaceCell, index: int) -> bool:
    """Whether a capitalised word stands there that no dictionary has, nor anything else claims."""
    if not cell.is_capitalised(index) or index in cell.blocked:
        return False
    return not any(reading.is_known for reading in parses(cell.plain(index)))


def _announced_twin(cell: PlaceCell, index: int) -> str | None:
    """«побратимы – Ньютаун и Кавасаки»: a name that a dash or colon after the word of twins begins."""
    begins = cell.plain(index - 1) in _ANNOUNCES and not cell.is_capitalised(index + 1)
    is_twin = cell.plain(index - 2).rpartition("-")[2].startswith(place_words().twins)
    return cell.word(index) if begins and is_twin else None


def _nominative_of(cell: PlaceCell, index: int, country: str | None) -> str | None:
    """«китайский Удаляньчи»: a town after the adjective of its country, in the nominative."""
    before = (one.tag.case for one in parses(cell.plain(index - 1)))
    alone = not cell.is_capitalised(index + 1)
    return cell.word(index) if country is not None and alone and "nomn" in before else None


def _called_twin(cell: PlaceCell, index: int) -> str | None:
    """The name in the nominative where what follows calls it a twin."""
    twin = cell.plain(index + 2)
    if cell.plain(index + 1) not in APPOSED or not twin.startswith(place_words().called_town):
        return None
    in_genitive = cell.plain(index - 1) in place_words().whence
    return strange_nominative(cell.word(index), "masc") if in_genitive else cell.word(index)


def _listed_twin(cell: PlaceCell, index: int) -> str | None:
    """The name in the nominative where it goes on a list of towns, in their case."""
    previous = cell.previous
    if previous is None or _is_cut_off(cell, index):
        return None
    if not (goes_on_list(cell, index, 1) or _stands_beside_area(cell, index)):
        return None
    beside = cell.plain(previous.last - 1)
    return _declined_as(cell.word(index), beside, stands_as_named=beside in _names_of(previous))


def _declined_as(word: str, beside: str, *, stands_as_named: bool) -> str | None:
    """The nominative of a name that stands in a case of the one beside it."""
    cases = {one.tag.case for one in parses(beside)}
    if "nomn" in cases and stands_as_named:
        return word
    fitting = (one.normal_form.capitalize() for one in parses(word) if one.tag.case in cases)
    return next(fitting, None)


def _is_cut_off(cell: PlaceCell, index: int) -> bool:
    """Whether a dash before it, or a capital or bracket after it, makes it something else."""
    in_bracket = cell.plain(index + 1) == "(" and not is_located(cell, index + 1)
    return cell.plain(index - 1) in DASHES or cell.is_capitalised(index + 1) or in_bracket


def _stands_beside_area(cell: PlaceCell, index: int) -> bool:
    """«Балтасинский район и Эфлани»: whether «и» joins it to a district."""
    previous = cell.previous
    if previous is None or previous.last != index - 1 or cell.plain(index - 1) != AND:
        return False
    return previous.kind == "district" and previous.form == "noun"


def _names_of(candidate: Candidate) -> set[str]:
    return {key(candidate.name), *(key(name) for place in candidate.options for name in place.names)}
