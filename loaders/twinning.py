"""Which places are, or mean to become, twins."""

import re
from collections.abc import Iterator, Sequence

from loaders.clauses import sentence_end, sentence_start
from loaders.language import CellText, EntryText
from loaders.place_grammar.chains import containers, node_of
from loaders.place_grammar.facts import known
from loaders.rules import PlaceMention, Reading
from ontology.home import HomeRegion
from ontology.home import load as load_home
from ontology.model import CellName, Evidence, Fact, PlaceRef

_WORD = re.compile(r"побратим\w*|породнен\w*|породнён\w*", re.IGNORECASE)
_LIST_ITEM = re.compile(r";|\n\s*[-–—]\s")
_CELLS = (CellName.TITLE, CellName.CONTENT, CellName.PARTICIPANTS)
# «городов-побратимов Республики Беларусь» names no twin.
_CITIES = re.compile(r"(город|район|округ)\w*[\s–-]+$", re.IGNORECASE)
# Words that part a twin from somebody else who takes part: «города-побратима Шклов, представители Вязьмы».
_ANOTHER = re.compile(r",\s+(?!и\b)[а-яё]{4,}|\bа также\b")

Twins = tuple[PlaceRef, PlaceRef]


def read_twinning(text: EntryText, places: tuple[PlaceMention, ...]) -> Reading[Twins]:
    """Pairs of places called побратимы, or whose twinning is signed or intended."""
    home = load_home()
    groups = [
        (text[name].span(*word), mentions)
        for name in _CELLS
        for word, mentions in _twins_in(text[name], [m for m in places if m.span.cell is name])
    ]
    found: dict[frozenset[str], Fact[Twins]] = {}
    for pairs in (_named_pairs, _pairs_with_reporting):
        paired = {fact.value[1] for fact in found.values()}
        for word, mentions in groups:
            for pair, evidence in pairs(mentions, home, text.entry.municipality):
                if pairs is _named_pairs or pair[1] not in paired:
                    fact = Fact(pair, (Evidence("twin_word", word), *evidence), 0.97)
                    found.setdefault(frozenset(place.name for place in pair), fact)
    return Reading(tuple(found.values()))


def _twins_in(
    cell: CellText, mentions: Sequence[PlaceMention]
) -> Iterator[tuple[tuple[int, int], list[PlaceMention]]]:
    """Each «побратим» with the towns and districts that its clause joins to it."""
    nodes = [node_of(mention) for mention in mentions]
    located = {outer for outer, _ in containers(cell.text, nodes).values()}
    exact = [
        m for i, m in enumerate(mentions) if i not in located and m.place.kind not in ("country", "region")
    ]
    for word in _WORD.finditer(cell.text):
        start, end = _clause_around(cell.text, word.start())
        end = _end_of_twins(cell.text, word.end(), end, exact)
        inside = [m for m in exact if m.form == "noun" and start <= m.span.start and m.span.end <= end]
        after = [m for m in inside if m.span.end > word.start()]
        yield word.span(), _twins(cell, word, inside, after)


def _twins(
    cell: CellText, word: re.Match[str], inside: list[PlaceMention], after: list[PlaceMention]
) -> list[PlaceMention]:
    """Those after the word; of «побратимские связи» and «Шклов и Вязьма – побратимы» those around it."""
    if _speaks_of_ties(word.group()):
        return after if any(m.place.country != "RU" for m in after) else inside
    return after or ([] if _CITIES.search(cell.text[: word.start()]) else inside)


def _clause_around(text: str, at: int) -> tuple[int, int]:
    items = [match.end() for match in _LIST_ITEM.finditer(text)]
    start = max((end for end in items if end <= at), default=0)
    end = min((end for end in items if end > at), default=len(text))
    return max(start, sentence_start(text, at)), min(end, sentence_end(text, at))


def _speaks_of_ties(word: str) -> bool:
    """«побратимские связи между …», not «город-побратим»."""
    return word.lower().startswith("побратимск")


def _end_of_twins(text: str, after: int, end: int, mentions: Sequence[PlaceMention]) -> int:
    """Where others than twins are spoken of; brackets that name the twins belong to them."""
    first = next((m.span.end for m in mentions if m.span.end > after), None)
    if first is None:
        return end
    other = _ANOTHER.search(text, first, end)
    return other.start() if other else end


def _named_pairs(
    mentions: Sequence[PlaceMention], home: HomeRegion, municipality: str | None
) -> Iterator[tuple[Twins, tuple[Evidence, ...]]]:
    """Each home side that is named with each other side."""
    for one in (m for m in mentions if _is_home(m, home)):
        for other in (m for m in mentions if not _is_home(m, home)):
            evidence = (Evidence(one.rule, one.span), Evidence(other.rule, other.span))
            yield (one.place, other.place), evidence


def _pairs_with_reporting(
    mentions: Sequence[PlaceMention], home: HomeRegion, municipality: str | None
) -> Iterator[tuple[Twins, tuple[Evidence, ...]]]:
    """The reporting municipality with each twin that is named without a home side."""
    reporting = _reporting(home, municipality)
    for other in (m for m in mentions if not _is_home(m, home)):
        if reporting is not None:
            yield (reporting, other.place), (Evidence(other.rule, other.span),)


def _is_home(mention: PlaceMention, home: HomeRegion) -> bool:
    place = known(mention)
    return place is not None and home.place.id in place.within


def _reporting(home: HomeRegion, name: str | None) -> PlaceRef | None:
    municipality = home.municipality(name) if name is not None else None
    if municipality is None or name is None:
        return None
    if municipality.kind == "city":
        return PlaceRef(municipality.short, "city", home.place.country, municipality.centre)
    return PlaceRef(name, "district", home.place.country, municipality.id)
