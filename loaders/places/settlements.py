"""Rules for settlements after «г.» and the like."""

from collections.abc import Iterator

from loaders.places.area_nouns import is_plural
from loaders.places.areas import is_located, names_area, region_named_exactly
from loaders.places.candidate import SETTLEMENT_KINDS, Candidate
from loaders.places.markers import Marker
from loaders.places.people_of_syllables import is_family_and_given
from loaders.places.place_cell import PlaceCell
from loaders.places.words import place_words
from ontology.gazetteer import Place, load
from ontology.gazetteer.forms import nominatives
from ontology.model import CellName
from ontology.morphology import parses


def marked_names(cell: PlaceCell) -> Iterator[str]:
    """The nominatives of all that stands after «г.» and the like."""
    for marker in cell.markers.values():
        if cell.is_capitalised(marker.start):
            yield from nominatives(cell.plain(marker.start))


def _found_at(cell: PlaceCell, start: int, country: str | None) -> tuple[int, tuple[Place, ...]] | None:
    """The known places of the longest name that stands there, those of the country where one is told."""
    found = region_named_exactly(cell, start) or longest_settlement(cell, start)
    return _within(country, found) if found is not None and country is not None else found


def marked_settlement(cell: PlaceCell, index: int) -> Candidate | None:
    """«г. Полоцке», «дер. Рыбки», «города-побратима Толочин»."""
    marker = cell.markers.get(index)
    if marker is None or not cell.is_capitalised(marker.start) or marker.start in cell.blocked:
        return None
    if _are_of_country(cell, index, marker.start) or is_family_and_given(cell, index, marker.start):
        return None
    country = place_words().countries_of_markers.get(marker.word)
    found = _found_at(cell, marker.start, country)
    if found is not None and not _goes_on(cell, marker.start, found[0]):
        length, options = found
        rule, end = "marked_settlement", marker.start + length
        return Candidate(index, end, "", options, rule, kind=marker.kind, country=country)
    if found is None and (names_area(cell, marker.start) or not _may_be_unknown(cell, marker)):
        return None
    return _by_form(cell, index, marker)


def _within(country: str, found: tuple[int, tuple[Place, ...]]) -> tuple[int, tuple[Place, ...]] | None:
    """What was found as far as it lies in the country; None where nothing does."""
    length, options = found
    inside = tuple(place for place in options if place.country == country)
    return (length, inside) if inside else None


def _by_form(cell: PlaceCell, index: int, marker: Marker) -> Candidate:
    """A settlement that no list has, by the words after the marker."""
    is_nominative = _stands_as_address(cell, index)
    name, length = _unknown_name(cell, marker.start, is_nominative=is_nominative)
    country = place_words().countries_of_markers.get(marker.word)
    end = marker.start + length
    return Candidate(index, end, name, (), "settlement_by_form", kind=marker.kind, country=country)


def _are_of_country(cell: PlaceCell, index: int, start: int) -> bool:
    """«городов Казахстана»: several of a country or region, whatever village bears its name."""
    return len(cell.plain(index)) > 2 and is_plural(cell.plain(index)) and names_area(cell, start)


def _goes_on(cell: PlaceCell, start: int, length: int) -> bool:
    """Whether an adjective alone was recognised of a longer name: «Новые» of «Новые Батеки»."""
    following = start + 1
    if length > 1 or not cell.is_capitalised(following) or following in cell.blocked:
        return False
    likeliest = str(parses(cell.plain(start))[0].tag)
    return "ADJF" in likeliest and "Geox" not in likeliest and not names_area(cell, following)


def _may_be_unknown(cell: PlaceCell, marker: Marker) -> bool:
    """Whether an unknown place's name can follow the marker: after «дер.» any, else no dictionary word."""
    name = cell.plain(marker.start)
    if len(name) <= 2:
        return False
    if marker.wants_area:
        return is_located(cell, marker.start + 1)
    if marker.is_sure:
        return True
    return not any(reading.is_known and "Geox" not in reading.tag.grammemes for reading in parses(name))


def longest_settlement(cell: PlaceCell, start: int) -> tuple[int, tuple[Place, ...]] | None:
    """The longest name there, if settlements bear it: all that it may be the form of."""
    matches = cell.names_at(start)
    longest = max((length for length, _ in matches), default=0)
    named = (place for length, name in matches if length == longest for place in load().named(name))
    options = {place.id: place for place in named if place.kind in SETTLEMENT_KINDS}
    return (longest, tuple(options.values())) if options else None


def _stands_as_address(cell: PlaceCell, index: int) -> bool:
    """Whether nothing in the place cell governs the marker there: «г. Оелде, Германия»."""
    return cell.name is CellName.PLACE and cell.plain(index - 1) in ("", ",", ";", "(")


def _unknown_name(cell: PlaceCell, index: int, *, is_nominative: bool) -> tuple[str, int]:
    """The name in the nominative as far as morphology knows, and its length in words."""
    text = cell.word(index)
    if _goes_on(cell, index, 1):
        return f"{text} {cell.word(index + 1)}", 2
    if is_nominative:
        return text, 1
    adjective = text.endswith(place_words().adjective_endings)
    kinds = ("NOUN", "ADJF") if adjective else ("NOUN",)  # «г. Аккую», «дер. Федотково» are neither
    readings = [reading for reading in parses(text) if reading.tag.POS in kinds]
    undeclined = text.endswith(place_words().undeclined_endings)
    if undeclined or not readings or any("nomn" in r.tag.grammemes for r in readings):
        return text, 1
    normal = str(readings[0].normal_form)
    return normal[:1].upper() + normal[1:], 1
