"""What can be party to a document: the bodies and the places that an entry names."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from loaders.agreements.clauses import Piece
from loaders.agreements.firms import firms
from loaders.agreements.joints import joints
from loaders.agreements.words import before, plain, vocabulary
from loaders.cell import Cell, EntryText, Stretches, contains
from loaders.cell.text import match_case
from loaders.mentions import OrganisationMention, PersonMention, PlaceMention
from loaders.places.chains import outer_places
from ontology.home import load as load_home
from ontology.model import CellName, Span
from ontology.morphology import parses
from ontology.plain import with_e

_JOINED = re.compile(r"[\s\u00a0»\",(]*$")
_SHORT_NAME = 5  # characters of a short town's name, and the space before it
_SIZES = {"district": 1, "region": 2, "country": 3}


def home_country() -> str:
    """The country that the reports are of."""
    return load_home().country


class Party(NamedTuple):
    """A body or place that can be party to a document; `kind` is a place's, or «body»."""

    name: str
    start: int
    end: int
    country: str | None
    kind: str = "body"

    @property
    def is_body(self) -> bool:
        """Whether it is a body, not a place."""
        return self.kind == "body"


@dataclass(frozen=True, slots=True)
class PartyScene:
    """An entry's cells with everything in them that can be a party, and each «между», in order."""

    text: EntryText
    candidates: dict[CellName, tuple[Party, ...]]
    betweens: dict[CellName, tuple[Piece, ...]]
    ends_of_people: frozenset[tuple[CellName, int]] = frozenset()

    def is_person(self, cell: CellName, party: Party) -> bool:
        """Whether the words are somebody's name, and no party that the cell is known to name."""
        return (cell, party.end) in self.ends_of_people and not self.has(cell, party)

    def within(self, cell: CellName, start: int, end: int) -> list[Party]:
        """Candidates of the cell that lie between two characters."""
        return within(self.candidates.get(cell, ()), start, end)

    def has(self, cell: CellName, party: Party) -> bool:
        """Whether the party is named in that cell."""
        return party in self.within(cell, party.start, party.end)

    def between(self, cell: CellName, start: int, end: int) -> Piece | None:
        """The first «между» of the cell that lies between two characters."""
        words = self.betweens.get(cell, ())
        first = bisect_left(words, (start, start))
        return words[first] if first < len(words) and words[first][1] <= end else None


def within(parties: Sequence[Party], start: int, end: int) -> list[Party]:
    """Those that lie between two characters, of parties in order."""
    first, last = (bisect_left(parties, at, key=attrgetter("start")) for at in (start, end))
    return [party for party in parties[first:last] if party.end <= end]


def read_scene(
    text: EntryText,
    places: tuple[PlaceMention, ...],
    organisations: tuple[OrganisationMention, ...],
    people: tuple[PersonMention, ...] = (),
) -> PartyScene:
    """Every body and every place of its own (part of no name, containing no place before it)."""
    cells = (CellName.TITLE, CellName.CONTENT, CellName.PARTICIPANTS)
    return PartyScene(
        text,
        {cell: _candidates(text, text[cell], places, organisations) for cell in cells},
        {cell: _betweens(text[cell]) for cell in cells},
        frozenset((one.span.cell, one.span.end) for one in people),
    )


def _betweens(cell: Cell) -> tuple[Piece, ...]:
    return tuple(match.span() for match in joints().between.finditer(plain(cell.text)))


def _candidates(
    text: EntryText,
    cell: Cell,
    places: tuple[PlaceMention, ...],
    organisations: tuple[OrganisationMention, ...],
) -> tuple[Party, ...]:
    """The cell's bodies, places, traders and heads, in order."""
    mentioned = [*_bodies_and_places(cell, places, organisations)]
    further = [*_traders(cell), *_heads(text, cell), *_towns_of_heads(cell)]
    apart = [
        p for p in further if not any(p.start < m.end and m.start < p.end + _SHORT_NAME for m in mentioned)
    ]
    return tuple(sorted((*mentioned, *apart, *_firms(cell, mentioned)), key=lambda party: party.start))


def _traders(cell: Cell) -> Iterator[Party]:
    """«ИП Петров П.П.»."""
    for match in vocabulary().traders.finditer(cell.text):
        yield Party(match.group(), match.start(), match.end(), None)


def _firms(cell: Cell, mentioned: Sequence[Party]) -> Iterator[Party]:
    """Firms of which only the name in quotes is told."""
    bodies = [(party.start, party.end) for party in mentioned if party.is_body]
    yield from (Party(name, start, end, None) for name, start, end in firms(cell, bodies))


def _heads(text: EntryText, cell: Cell) -> Iterator[Party]:
    """The home region or the reporting municipality by its head, where no name stands behind the post."""
    home = load_home().place
    yield from (
        Party(home.name, match.start(), match.end(), home.country, home.kind)
        for match in vocabulary().heads_of_region.finditer(plain(cell.text))
    )
    if text.entry.municipality is not None:
        yield from (
            Party(text.entry.municipality, match.start(), match.end(), home.country, "district")
            for match in vocabulary().heads_of_municipality.finditer(plain(cell.text))
        )


def _towns_of_heads(cell: Cell) -> Iterator[Party]:
    """Towns that only the post of a head tells of: «мэр Мурска-Соботы Андрей Новак»."""
    for match in vocabulary().heads_of_town.finditer(plain(cell.text)):
        town = joints().town_of_person.match(cell.text, match.end())
        name = _of_genitive(town.group()) if town is not None else None
        if town is not None and name is not None:
            yield Party(name, *town.span(), None, "town")


def _of_genitive(town: str) -> str | None:
    """The nominative of a town in the genitive; None for a word that is no genitive, or a person's name."""
    if any({"Name", "Surn", "Patr"} & one.tag.grammemes for one in parses(town)):
        return None
    *parts, last = town.split("-")
    genitives = (one.normal_form for one in parses(last) if {"gent", "sing"} <= one.tag.grammemes)
    # A word that no dictionary declines is read by its ending: «Соботы».
    name = next(genitives, _by_ending(last))
    return "-".join((*parts, match_case(last, with_e(name)))) if name is not None else None


def _by_ending(genitive: str) -> str | None:
    nominatives = vocabulary().genitive_endings.items()
    return next(
        (genitive.removesuffix(end) + instead for end, instead in nominatives if genitive.endswith(end)), None
    )


def _bodies_and_places(
    cell: Cell, places: tuple[PlaceMention, ...], organisations: tuple[OrganisationMention, ...]
) -> list[Party]:
    bodies = [m for m in organisations if m.span.cell == cell.name]
    parties = _bodies(cell, bodies)
    here = sorted((m for m in places if m.span.cell == cell.name), key=lambda m: m.span.start)
    own = {place.start: place for place in _own_places(cell, here, bodies, parties)}
    # «Монголии» of «Улан-Батором»: what begins where another one does takes its place
    return [*(party for party in parties if party.start not in own), *own.values()]


def _may_be_party(cell: Cell, mention: PlaceMention, named: Stretches) -> bool:
    """Whether it is a noun in no bracket and in no body's name."""
    return (
        mention.form == "noun"
        and not cell.in_brackets(mention.span.start)
        and not named.overlap(mention.span)
    )


def _pairs_in_brackets(cell: Cell, here: Sequence[PlaceMention]) -> Iterator[int]:
    """«договор (Орша – Вязьма)»: the first of two nouns that a bracket holds, and nothing else."""
    text = cell.text
    for at, (one, other) in enumerate(pairwise(here)):
        joined = joints().pair_in_bracket.fullmatch(text, one.span.end, other.span.start) is not None
        is_closed = text[other.span.end : other.span.end + 1] == ")" and one.form == other.form == "noun"
        if joined and is_closed and joints().opened_bracket.search(before(text, one.span.start, 5)):
            yield at


def _own_places(
    cell: Cell,
    here: Sequence[PlaceMention],
    bodies: Sequence[OrganisationMention],
    parties: Sequence[Party],
) -> Iterator[Party]:
    """The places that stand in no body's name and do not only tell where another party is."""
    named, body_ends = Stretches(m.span for m in bodies), sorted(party.end for party in parties)
    may_be_party = _free_places(cell, here, named)
    for i, (mention, nearest) in enumerate(_with_neighbours(here, body_ends)):
        span, place = mention.span, mention.place
        if i in may_be_party and not _holds_previous(cell.text, nearest, span, _size(mention)):
            start = _capital_of(cell.text, mention, here[i - 1]) if i else span.start
            yield Party(place.name, start, span.end, place.country, place.kind)


def _free_places(cell: Cell, here: Sequence[PlaceMention], named: Stretches) -> set[int]:
    """Which of the places may be parties, those paired in brackets too; none that tells where one is."""
    paired = {i for at in _pairs_in_brackets(cell, here) for i in (at, at + 1)}
    outer = {i for i in outer_places(cell.text, here) if not named.overlap(here[i - 1].span)}
    return paired.union(i for i, one in enumerate(here) if _may_be_party(cell, one, named)) - outer


def _with_neighbours(
    here: Sequence[PlaceMention], body_ends: list[int]
) -> Iterator[tuple[PlaceMention, tuple[int, int] | None]]:
    """Each place, with the end and the size of the nearest body or place before it."""
    previous: tuple[int, int] | None = None
    for mention in here:
        before_it = (_last_body(body_ends, mention.span.start), previous)
        yield mention, max(filter(None, before_it), default=None)
        previous = (mention.span.end, _size(mention))


def _size(mention: PlaceMention) -> int:
    return _SIZES.get(mention.place.kind, 0)


def _capital_of(text: str, mention: PlaceMention, before: PlaceMention) -> int:
    """Where «Монголии Улан-Батором» begins: at the country of the town, which is no party beside it."""
    is_its = before.place.kind == "country" and before.place.country == mention.place.country
    is_town = mention.place.kind not in _SIZES
    beside = before.form == "noun" and text[before.span.end : mention.span.start] == " "
    return before.span.start if is_its and is_town and beside else mention.span.start


def _bodies(cell: Cell, bodies: Sequence[OrganisationMention]) -> list[Party]:
    """The bodies that stand in no other's name, and do not tell whose the one before is."""
    outermost = _outermost(bodies)
    ends = {mention.span.end for mention in outermost}
    own = (m for m in outermost if not _is_governed(cell, m.span, ends))
    return [Party(m.organisation.name, m.span.start, m.span.end, m.organisation.country) for m in own]


def _holds_previous(text: str, before: tuple[int, int] | None, span: Span, size: int) -> bool:
    """Whether the place only tells where the body or smaller place right before it is."""
    if before is None:
        return False
    end, size_before = before
    between = text[end : span.start]
    if size_before == -1 and "," not in between:
        return _JOINED.match(between) is not None
    is_of_city = between.isspace() and size == 0 and size_before == _SIZES["district"]
    return is_of_city or (_JOINED.match(between) is not None and size > max(size_before, 0))


def _outermost(bodies: Iterable[OrganisationMention]) -> list[OrganisationMention]:
    """Those that lie in no other's name, in order."""
    found: list[OrganisationMention] = []
    for body in sorted(bodies, key=lambda body: (body.span.start, -body.span.end)):
        if not found or body.span == found[-1].span or not contains(found[-1].span, body.span):
            found.append(body)
    return found


def _is_governed(cell: Cell, body: Span, ends: set[int]) -> bool:
    """Whether the body only tells whose the one right before it is: «академия Минспорта России»."""
    return body.start - 1 in ends and cell.text[body.start - 1] == " "


def _last_body(ends: list[int], before: int) -> tuple[int, int] | None:
    """Where the last body before a character ends, with the size of a body."""
    place = bisect_right(ends, before)
    return (ends[place - 1], -1) if place else None
