"""Which places are, or mean to become, twins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.cell.clauses import sentence_end, sentence_start
from loaders.cell.text import CellText, EntryText, parses
from loaders.mentions import OrganisationMention, PlaceMention, Reading
from loaders.places.chains import containers, node_of
from loaders.places.facts import known
from ontology.home import HomeRegion
from ontology.home import load as load_home
from ontology.model import CellName, Evidence, Fact, PlaceRef, Span

_WORD = re.compile(r"побратим\w*|породнен\w*|породнён\w*", re.IGNORECASE)
_LIST_ITEM = re.compile(r";|\n\s*[-–—]\s")
_CELLS = (CellName.TITLE, CellName.CONTENT, CellName.PARTICIPANTS)
# «городов-побратимов Республики Беларусь» names no twin.
_CITIES = re.compile(r"(город|район|округ)\w*[\s–-]+$", re.IGNORECASE)
# «побратимские связи», «побратимство», «породнение», not «город-побратим».
_TIES = re.compile(r"побратимск|побратимств|породн[её]ни", re.IGNORECASE)
_CLOSED = re.compile(r"(?:\s\w+)?\s[–—-]\s")
_BECOME = re.compile(r"\bста(?:ть|л[аио]|нут)\s+(?:городами-)?$")
_APPOSED = re.compile(
    r"\s*(?:(?P<bracket>\()|[,–—-]|явля(?:ется|ются)|стал[аио]?\b)\s*(?:(?:город|район|округ)\w*)?[\s–-]*",
    re.IGNORECASE,
)
_ONE = re.compile(r"побратим(?:а|у|ом|е)?$|породн[её]нн(?:ый|ого|ому|ым|ом|ая|ой|ую)$", re.IGNORECASE)
# «подписано в г. Орше», «встреча в Орше»: where it happens, not who is a twin.
_HELD_IN = re.compile(r"\b(?:в|на базе)\s+(?:(?:г|гор|пос|п|д)\.\s*|город\w*\s+|пос[её]лк\w+\s+)?$")
# Words that part a twin from somebody else who takes part: «города-побратима Шклов, представители Вязьмы».
_ANOTHER = re.compile(r",\s+(?!и\b)[а-яё]{4,}|\bа также\b")

_BOND = re.compile(
    r"побратимств|породн[её]ни|побратимск\w+ (?:связ|отношени)|побратим(?:а|у|ом|е)?\b", re.IGNORECASE
)
_LOWER = re.compile(r"\b[а-яё]{3,}")
_WIDE = ("country", "region")
_CONFIDENCE = {"twin_word": 0.97, "twin_of_event": 0.75}

Twins = tuple[PlaceRef, PlaceRef]


@dataclass(frozen=True, slots=True)
class _Call:
    """A word that calls places twins, and those that its rule takes it to call so."""

    word: Span
    twins: list[PlaceMention]
    rule: str = "twin_word"


def read_twinning(
    text: EntryText,
    places: tuple[PlaceMention, ...],
    organisations: tuple[OrganisationMention, ...] = (),
) -> Reading[Twins]:
    """Pairs of places called побратимы, or whose twinning is signed or intended."""
    home = load_home()
    calls = [call for name in _CELLS for call in _calls(text[name], places, organisations)]
    calls = [call if call.twins else _of_event(text, call, places, home) for call in calls]
    found: dict[frozenset[str], Fact[Twins]] = {}
    for pairs in (_named_pairs, _pairs_with_reporting):
        paired = {fact.value[1] for fact in found.values()}
        for call in calls:
            for pair, evidence in pairs(call.twins, home, text.entry.municipality):
                if pairs is _named_pairs or pair[1] not in paired:
                    fact = Fact(pair, (Evidence(call.rule, call.word), *evidence), _CONFIDENCE[call.rule])
                    found.setdefault(frozenset(place.name for place in pair), fact)
    return Reading(tuple(found.values()))


def _calls(
    cell: CellText, places: Sequence[PlaceMention], organisations: Sequence[OrganisationMention]
) -> Iterator[_Call]:
    """Each «побратим» with the towns and districts that its clause joins to it."""
    mentions = [m for m in places if m.span.cell is cell.name]
    bodies = [m for m in organisations if m.span.cell is cell.name]
    authorities = [m.span for m in bodies if m.organisation.kind == "authority"]
    nodes = [node_of(mention) for mention in mentions]
    located = {outer for outer, _ in containers(cell.text, nodes).values()}
    exact = [m for i, m in enumerate(mentions) if i not in located and m.place.kind not in _WIDE]
    for word in _WORD.finditer(cell.text):
        ties = _TIES.match(word.group()) is not None or _BECOME.search(cell.text, 0, word.start()) is not None
        start, end = _clause_around(cell.text, word.start())
        end = _end_of_twins(cell.text, word.end(), end, exact)
        named = [m for m in exact if m.form == "noun" or (ties and _within(m.span, authorities))]
        inside = [m for m in named if start <= m.span.start and m.span.end <= end]
        yield _Call(cell.span(*word.span()), (_tied if ties else _called)(cell.text, word, inside))


def _of_event(text: EntryText, call: _Call, places: Sequence[PlaceMention], home: HomeRegion) -> _Call:
    """«договор о побратимстве» that names no town: with the only one abroad that the entry names."""
    if _BOND.match(text[call.word.cell].text, call.word.start) is None:
        return call
    abroad = [m for m in places if m.place.kind not in _WIDE and m.place.country != home.place.country]
    abroad = [m for m in abroad if m.span.cell in _CELLS]
    abroad = [m for m in abroad if m.form == "noun"] or abroad
    only = abroad[:1] if len({m.place.name for m in abroad}) == 1 else []
    return _Call(call.word, only, "twin_of_event")


def _within(span: Span, names: Sequence[Span]) -> bool:
    """Whether the span is part of a name: «Шкловским райисполкомом»."""
    return any(name.start <= span.start and span.end <= name.end for name in names)


def _tied(text: str, word: re.Match[str], inside: list[PlaceMention]) -> list[PlaceMention]:
    """Of «побратимские связи» those whom they tie: after the word, else around it."""
    parties = [m for m in inside if not _HELD_IN.search(text, 0, m.span.start)]
    if all(m.place.country == "RU" for m in parties):
        parties = inside
    after = [m for m in parties if m.span.end > word.start()]
    return after if any(m.place.country != "RU" for m in after) else parties


def _called(text: str, word: re.Match[str], inside: list[PlaceMention]) -> list[PlaceMention]:
    """Those called twins: named after the word, or right before it: «г. Орша (город-побратим)»."""
    one = _ONE.search(word.group()) is not None
    before = [m for m in inside if m.span.end <= word.start()]
    after = [m for m in inside if m.span.end > word.start()]
    if one:
        after = after[: 2 if after and _is_home(after[0], load_home()) else 1]
    else:
        after = [m for m in after if not _HELD_IN.search(text, 0, m.span.start)]
    apposed = before and _APPOSED.fullmatch(text, before[-1].span.end, word.start())
    if apposed and one:
        return [*before[-1:], *_not_closed_off(text, word, apposed, after)]
    if after or apposed:
        return after or before
    return [] if _CITIES.search(text[: word.start()]) else before


def _not_closed_off(
    text: str, word: re.Match[str], apposed: re.Match[str], after: list[PlaceMention]
) -> list[PlaceMention]:
    """Those of the places after «побратим» that its bracket or dashes do not leave outside."""
    if apposed["bracket"]:
        return []
    closed = _CLOSED.match(text, word.end())
    return [m for m in after if closed is None or m.span.end <= closed.end()]


def _clause_around(text: str, at: int) -> tuple[int, int]:
    items = [match.end() for match in _LIST_ITEM.finditer(text)]
    start = max((end for end in items if end <= at), default=0)
    end = min((end for end in items if end > at), default=len(text))
    return max(start, sentence_start(text, at)), min(end, sentence_end(text, at))


def _end_of_twins(text: str, after: int, end: int, mentions: Sequence[PlaceMention]) -> int:
    """Where others than twins are spoken of; brackets that name the twins belong to them.

    After the first name another noun begins them, after the first of a twin a verb too: «побратимских связей
    с Шкловом школьники посетили Брест».
    """
    following = [m for m in mentions if m.span.end > after]
    if not following:
        return end
    other = _ANOTHER.search(text, following[0].span.end, end)
    twin = next((m.span.end for m in following if not _is_home(m, load_home())), end)
    verb = next((word.start() for word in _LOWER.finditer(text, twin, end) if _is_verb(word.group())), end)
    return min(other.start() if other else end, verb)


def _is_verb(word: str) -> bool:
    return parses(word)[0].tag.POS in ("VERB", "PRTS")


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
