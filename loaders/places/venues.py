"""The venues of an event: the most specific places of the place cell."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from loaders.cell import AND, Cell, EntryText
from loaders.mentions import PlaceMention, Reading
from loaders.places.area_nouns import area_noun
from loaders.places.candidate import SETTLEMENT_KINDS
from loaders.places.chains import (
    containers,
    contains,
    is_vague_region,
    lacks_region,
    leads_to_narrower,
    node_of,
)
from loaders.places.facts import known, place_facts, unknown_places
from loaders.places.words import is_adjective, place_words
from ontology.gazetteer import Place
from ontology.model import ROLE, CellName, Evidence, PlaceRef

_PARTING = frozenset({"", ",", "(", ";", ":", "-", "–", "—", AND})
_AREAS = ("district", "region")
_BY_ADJECTIVE = ("district_adjective", "region_adjective")


def read_venues(text: EntryText, places: tuple[PlaceMention, ...]) -> Reading[PlaceRef]:
    """The most specific settlements of the place cell."""
    cell = text[CellName.PLACE]
    mentions = [mention for mention in places if mention.span.cell is CellName.PLACE]
    for rule in RULES:
        chosen = rule(cell, mentions)
        if chosen:
            roles = {one.span: Evidence(rule.__name__, one.span, ROLE) for one in chosen}
            return Reading(place_facts(chosen, roles), unknown_places(chosen))
    return Reading()


def stands_alone(cell: Cell, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Places that stand by themselves, not in the name of a body: «г. Орша, Витебская область»."""
    return [one for one in in_a_name(cell, mentions) if _stands_alone(cell, cell.index_at(one.span.start))]


def _stands_alone(cell: Cell, index: int) -> bool:
    """Whether a mark, a new line, a preposition, «провинция» or «образование «» comes before the word."""
    if is_adjective(cell.plain(index - 1)) and cell.word(index - 1).islower():
        index -= 1  # «курортный поселок Нарочь»
    if cell.plain(index - 1) in place_words().venue_prepositions:
        index -= 1
    before = cell.plain(index - 1)
    if before in _PARTING or "\n" in cell.gap(index):
        return True
    if before == "«":
        return cell.plain(index - 2).startswith(place_words().municipal_frames)
    noun = area_noun(before)
    return noun is not None and noun.leads


def in_a_name(cell: Cell, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Places in the names of bodies: «Гимназия № 4 г. Витебска»."""
    nouns = [m for m in mentions if m.form == "noun" and not _is_country_in_name(cell, m)]
    return _most_specific(cell, nouns)


def _is_country_in_name(cell: Cell, mention: PlaceMention) -> bool:
    """«портал «Культура России»»: a country inside a name is nowhere in particular."""
    return mention.place.kind == "country" and cell.in_quotes(mention.span.start)


def called_after_place(cell: Cell, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The place that a body is named after: «Вяземский историко-краеведческий музей»."""
    return [] if _is_afar(cell) else [m for m in mentions if m.form == "adjective"]


RULES = (stands_alone, in_a_name, called_after_place)
"""Where the places stand that are taken for the venues, the first of which there are any."""


def _is_afar(cell: Cell) -> bool:
    """Whether the event was held at a distance, or on a site or page."""
    words = place_words()
    if any(word.startswith((*words.remote, *words.sites)) for word in cell.plains):
        return True
    pairs = tuple(pairwise(cell.plains))
    return any(
        one.startswith(first) and two.startswith(second)
        for first, second in words.pages
        for one, two in pairs
    )


def _most_specific(cell: Cell, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    located = {outer for outer, _ in containers(cell.text, list(map(node_of, mentions))).values()}
    located |= set(_followed_by_parts(cell, mentions))
    located |= set(_unlisted_around(cell, mentions))
    chosen = [mention for index, mention in enumerate(mentions) if index not in located]
    held = _Held(chosen)
    return [mention for mention in chosen if mention not in held]


class _Held:
    """What lies in what: «г. Орша (колледж), Республика Беларусь»: the country only locates the town."""

    def __init__(self, mentions: Sequence[PlaceMention]) -> None:
        places = [place for place in map(known, mentions) if place is not None]
        self._around = {area for place in places for area in place.within}
        self._countries = {m.place.country for m in mentions if m.place.kind != "country"}
        self._vague = {place.country for place in places if lacks_region(place)}

    def __contains__(self, wide: PlaceMention) -> bool:
        """Whether another of the mentions lies in this one."""
        place = known(wide)
        if wide.place.kind == "country":
            listed = place.listed_under if place is not None else None
            return wide.place.country in self._countries or listed in self._countries
        if place is None:
            return False
        return place.id in self._around or (is_vague_region(place) and place.country in self._vague)


def _followed_by_parts(cell: Cell, mentions: Sequence[PlaceMention]) -> Iterator[int]:
    """«Смоленская область, Демидовский район», «г. Смоленск, пос. Вишенки»: what a narrower place follows."""
    is_one_site = sum(1 for opening in cell.quotes if not cell.is_quoted(opening)) < 2
    for index, (wide, narrow) in enumerate(pairwise(mentions)):
        gap = cell.text[wide.span.end : narrow.span.start]
        in_list = index > 0 and mentions[index - 1].place.kind == wide.place.kind
        if leads_to_narrower(gap) and not in_list and _is_part(wide, narrow, is_one_site=is_one_site):
            yield index


def _may_lie_in(district: Place, inner: Place) -> bool:
    """«Мядельский район, поселок Нарочь»: a village of the same region, whose district no list tells."""
    is_district = district.kind == "district" and inner.kind in SETTLEMENT_KINDS[1:]
    return is_district and inner.within == district.within


def _unlisted_around(cell: Cell, mentions: Sequence[PlaceMention]) -> Iterator[int]:
    """«пгт. Камень-Рыболов, Ханкайский муниципальный округ»: an area in no list after a settlement."""
    for index, (inner, outer) in enumerate(pairwise(mentions)):
        is_area = outer.rule in _BY_ADJECTIVE and known(outer) is None
        is_next = cell.text[inner.span.end : outer.span.start].strip() == ","
        is_town = inner.place.kind in SETTLEMENT_KINDS and inner.place.country == outer.place.country
        if is_area and is_next and is_town:
            yield index + 1


def _is_part(wide: PlaceMention, narrow: PlaceMention, *, is_one_site: bool) -> bool:
    outer, inner = known(wide), known(narrow)
    is_same_country = wide.place.country == narrow.place.country
    if outer is None or inner is None:
        is_narrower = node_of(narrow).breadth < node_of(wide).breadth
        return wide.place.kind in _AREAS and is_narrower and is_same_country
    if contains(outer, inner) or _may_lie_in(outer, inner):
        return True
    suburb = wide.place.kind == "city" and narrow.place.kind in ("town", "village")
    return suburb and is_same_country and is_one_site
