"""Where: mentions of places, and the venues of an event."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.cell.text import CellText, EntryText
from loaders.mentions import PlaceMention, Reading
from loaders.places.candidate import SETTLEMENT_KINDS
from loaders.places.candidates import candidates
from loaders.places.chains import NARROWER, containers, contains, node_of
from loaders.places.facts import known, place_facts, unknown_places
from loaders.places.place_cell import PlaceCell
from loaders.places.resolution import read_row, resolve
from loaders.places.settlements import marked_names
from ontology.gazetteer import load
from ontology.home import load as load_home
from ontology.model import FIVE_CELLS, CellName, PlaceRef

# A place stands by itself after a mark, a preposition, «образование «» or «провинция».
_SEGMENT = re.compile(
    r"((^|[,(;:\n–—-]|\bи\b)\s*([Вв]о?|[Нн]а|[Пп]о)?|[Оо]бразовани\w+\s*«|\b(провинци|штат|земл)\w*)\s*$"
)
_SITE = re.compile(
    r"\bсайт|официальн\w+ (страниц|групп)|социальн\w+ сет|соцсет|вконтакте|telegram|телеграм", re.IGNORECASE
)
_LOOK_BACK = 60  # the words that can stand before a place which stands by itself
_REMOTE = re.compile(r"дистанцион|онлайн|видеоконференц|заочн|виртуальн", re.IGNORECASE)


def find_places(text: EntryText) -> tuple[PlaceMention, ...]:
    """Every mention of a place in any of the five cells, in order."""
    cells = [PlaceCell(text[name]) for name in FIVE_CELLS if name in text.cells]
    marked = frozenset(name for cell in cells for name in marked_names(cell))
    for cell in cells:
        cell.marked = marked
    found = [(cell, list(candidates(cell))) for cell in cells]
    row = read_row(found, load_home(), text.entry.municipality)
    mentions = [mention for cell, one in found for mention in resolve(cell, one, row)]
    return tuple(_with_told_country(mentions))


def _with_told_country(mentions: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """A place that no list knows is, wherever the row names it, of the country that the row once tells."""
    unknown = [m for m in mentions if m.place.gazetteer_id is None]
    countries = {m.place.name: m.place.country for m in sorted(unknown, key=lambda m: m.confidence)}
    for mention in mentions:
        place = mention.place
        told = countries.get(place.name, place.country) if place.gazetteer_id is None else place.country
        yield mention if told == place.country else replace(mention, place=replace(place, country=told))


def read_venues(text: EntryText, places: tuple[PlaceMention, ...]) -> Reading[PlaceRef]:
    """The most specific settlements of the place cell."""
    cell = text[CellName.PLACE]
    mentions = [mention for mention in places if mention.span.cell is CellName.PLACE]
    for choice in (_named_places, _any_places, _places_of_names):
        chosen = choice(cell, mentions)
        if chosen:
            return Reading(place_facts(chosen), unknown_places(chosen))
    return Reading()


def _named_places(cell: CellText, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Places that stand by themselves, not in the name of a body: «г. Орша, Витебская область»."""
    specific = _any_places(cell, mentions)
    return [
        m for m in specific if _SEGMENT.search(cell.text, max(0, m.span.start - _LOOK_BACK), m.span.start)
    ]


def _any_places(cell: CellText, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Places in the names of bodies: «Гимназия № 4 г. Витебска»."""
    nouns = [m for m in mentions if m.form == "noun" and not _is_country_in_name(cell, m)]
    return _most_specific(cell, nouns)


def _is_country_in_name(cell: CellText, mention: PlaceMention) -> bool:
    """«портал «Культура России»»: a country inside a name is nowhere in particular."""
    return mention.place.kind == "country" and cell.in_quotes(mention.span.start)


def _places_of_names(cell: CellText, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The place that a body is named after: «Вяземский историко-краеведческий музей»."""
    if _SITE.search(cell.text) or _REMOTE.search(cell.text):
        return []
    return [m for m in mentions if m.form == "adjective"]


def _most_specific(cell: CellText, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    nodes = [node_of(mention) for mention in mentions]
    located = {outer for outer, _ in containers(cell.text, nodes).values()}
    located |= set(_followed_by_parts(cell, mentions))
    chosen = [mention for index, mention in enumerate(mentions) if index not in located]
    countries = {mention.place.country for mention in chosen if mention.place.kind != "country"}
    narrower = {m.place.gazetteer_id for m in chosen if m.place.gazetteer_id is not None}
    return [mention for mention in chosen if not _holds_another(mention, countries, narrower)]


def _holds_another(wide: PlaceMention, countries: set[str], narrower: set[str]) -> bool:
    """«г. Орша (колледж), Республика Беларусь»: farther off, a country still only says where the town is."""
    if wide.place.kind == "country" and wide.place.country in countries:
        return True
    outer = known(wide)
    inner = (load().get(place) for place in narrower if place != wide.place.gazetteer_id)
    return outer is not None and any(place is not None and contains(outer, place) for place in inner)


def _followed_by_parts(cell: CellText, mentions: Sequence[PlaceMention]) -> list[int]:
    """«Смоленская область, Демидовский район», «г. Смоленск, пос. Вишенки»: what a narrower place follows."""
    found = []
    for index, (wide, narrow) in enumerate(pairwise(mentions)):
        gap = cell.text[wide.span.end : narrow.span.start]
        in_list = index > 0 and mentions[index - 1].place.kind == wide.place.kind
        if NARROWER.fullmatch(gap) and not in_list and _is_part(cell, wide, narrow):
            found.append(index)
    return found


def _is_part(cell: CellText, wide: PlaceMention, narrow: PlaceMention) -> bool:
    outer, inner = known(wide), known(narrow)
    if outer is None or inner is None:
        is_area = wide.place.kind in ("district", "region")
        return (
            is_area and narrow.place.kind in SETTLEMENT_KINDS and wide.place.country == narrow.place.country
        )
    if contains(outer, inner):
        return True
    suburb = wide.place.kind == "city" and narrow.place.kind in ("town", "village")
    return suburb and inner.country == outer.country and _count_facilities(cell.text) < 2


def _count_facilities(text: str) -> int:
    return sum("«" in piece for piece in re.split(r"[,;]?\s*\n|,\s", text))
