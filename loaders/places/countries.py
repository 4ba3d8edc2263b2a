"""Rules for countries and regions that are called by a name of their own: «Беларусь», «Татарстан»."""

from loaders.cell import AND
from loaders.places.candidate import Candidate
from loaders.places.place_cell import PlaceCell
from loaders.places.words import place_words
from ontology.gazetteer import Place, load
from ontology.gazetteer.spelling import key
from ontology.plain import with_e

_LONGEST_ACRONYM = 5


def country(cell: PlaceCell, index: int) -> Candidate | None:
    """«Республика Беларусь», «КНР», «Индии»."""
    return _whole_name(cell, index, ("country",), "country_name")


def region(cell: PlaceCell, index: int) -> Candidate | None:
    """«Республика Татарстан», «Донецкой Народной Республики», «Смоленщина»."""
    return _whole_name(cell, index, ("region",), "region_name")


def _whole_name(cell: PlaceCell, index: int, kinds: tuple[str, ...], rule: str) -> Candidate | None:
    if not cell.is_capitalised(index):
        return None
    for length, name in cell.names_at(index):
        options = tuple(place for place in load().named(name) if place.kind in kinds)
        if options and _may_be_named(cell, index, length, name, _spelling(options[0], name)):
            return Candidate(index, index + length, _shown(options[0], name), options, rule)
    return None


def _may_be_named(cell: PlaceCell, index: int, length: int, name: str, spelling: str) -> bool:
    """Whether the words are no other word, no abbreviation by chance, and in capitals where the name is."""
    if name in place_words().ambiguous and not _follows_preposition(cell, index):
        return False
    if spelling.isupper() and cell.word(index) != spelling:
        return False
    return length > 1 or not _is_acronym_by_chance(cell, index, name)


def _is_acronym_by_chance(cell: PlaceCell, index: int, name: str) -> bool:
    """«ТОГУ» is no form of Того: short capitals that are no name as they stand, among words that are none."""
    text = cell.word(index)
    if not text.isupper() or len(text) > _LONGEST_ACRONYM or cell.plain(index) == name:
        return False
    return not any(len(other) > 1 and other.isupper() for other in cell.words[max(0, index - 2) : index])


def _follows_preposition(cell: PlaceCell, index: int) -> bool:
    return cell.plain(index - 1) in place_words().place_prepositions or cell.plain(index - 1) in (",", AND)


def _shown(place: Place, name: str) -> str:
    """The name as the row has it; for a region's nickname («ДНР», «Витебщина») the full one."""
    spelt = _spelling(place, name)
    return place.name if place.kind == "region" and spelt in place.nicknames else spelt


def _spelling(place: Place, name: str) -> str:
    return with_e(next((one for one in place.names if key(one) == name), place.name))
