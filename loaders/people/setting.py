"""A person's name where it stands: its post, the places and bodies told with it, and the names beside it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loaders.cell import Cell, Extent, Stretches
from loaders.cell.kept import kept
from loaders.mentions import OrganisationMention, PlaceMention
from loaders.people.names import Name
from loaders.people.wording import Post
from loaders.people.words import people_words
from ontology.home import load as load_home
from ontology.model import OrganisationRef

BRACKET = re.compile(r"\s*\([^()]*\)")
_NEAR = 400
_GROUPS = frozenset({"ensemble", "sport", "education"})

Mentions = Sequence[PlaceMention]
Bodies = Sequence[OrganisationMention]


class Told(NamedTuple):
    """A place or body that a cell names, and its country; of a body `is_sure` may be false."""

    start: int
    end: int
    country: str
    is_place: bool
    is_sure: bool


def _is_sure(body: OrganisationRef) -> bool:
    """Whether the body's country is told: a body of no told place is taken to be at home."""
    return body.place is not None or body.country != load_home().country


def _of_places(places: Mentions) -> Iterator[Told]:
    for m in places:
        yield Told(m.span.start, m.span.end, m.place.country, True, True)


def _countries_of_groups(bodies: Bodies) -> frozenset[str | None]:
    return frozenset(m.organisation.country for m in bodies if m.organisation.kind in _GROUPS)


def _of_bodies(bodies: Bodies) -> Iterator[Told]:
    for m in bodies:
        if m.organisation.country is not None:
            is_sure = _is_sure(m.organisation)
            yield Told(m.span.start, m.span.end, m.organisation.country, False, is_sure)


def _brackets_after(cell: Cell, names: Sequence[Name]) -> Iterator[Extent]:
    brackets = (BRACKET.match(cell.text, name.end) for name in names)
    return (Extent(*bracket.span()) for bracket in brackets if bracket is not None)


class CellContents:
    """The places and bodies of a cell in order, all places of its entry and the countries of its groups.

    What is asked of a whole clause, or of what stands from its start on, is found out once, not at each name.
    """

    def __init__(self, cell: Cell, places: Mentions, everywhere: Bodies, names: Sequence[Name]) -> None:
        self.cell = cell
        self.places = places
        self._text = cell.text
        bodies = [m for m in everywhere if m.span.cell is cell.name]
        here = [m for m in places if m.span.cell is cell.name]
        self.of_groups = _countries_of_groups(everywhere)
        self._told = sorted((*_of_places(here), *_of_bodies(bodies)), key=lambda one: (one.start, one.end))
        self._starts = [one.start for one in self._told]
        self._longest = max((one.end - one.start for one in self._told), default=0)
        self._names = names
        self._name_starts = [name.start for name in names]
        self._name_ends = [name.end for name in names]
        self._body_ends = sorted(m.span.end for m in bodies)
        self._of_others = Stretches(_brackets_after(cell, names))
        self._of_clauses: dict[tuple[OfClause, int], str | None] = {}
        self._told_at: dict[tuple[str, ...], list[int]] = {}

    def of_clause(self, tells: "OfClause", clause: Extent) -> str | None:
        """What a rule tells of the clause, which is asked once."""
        asked = (tells, clause.start)
        if asked not in self._of_clauses:
            self._of_clauses[asked] = tells(self, clause)
        return self._of_clauses[asked]

    def tells(self, stretch: Extent, lemmas: tuple[str, ...]) -> bool:
        """Whether a word with one of the dictionary forms starts within the stretch."""
        if lemmas not in self._told_at:
            cell = self.cell
            self._told_at[lemmas] = [cell.starts[i] for i, one in enumerate(cell.lemmas) if one in lemmas]
        return _any_within(self._told_at[lemmas], stretch)

    def has_predicate(self, stretch: Extent) -> bool:
        """Whether a verb or short participle starts within the stretch."""
        return _any_within(self._predicates, stretch)

    @kept
    def _predicates(self) -> list[int]:
        return [start for i, start in enumerate(self.cell.starts) if self.cell.is_predicate(i)]

    def within(self, start: int, end: int) -> list[Told]:
        """What is told between two characters, in part at least."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [one for one in self._told[first:last] if one.end > start]

    def before(self, start: int, end: int) -> list[Told]:
        """The same without what a bracket tells of somebody: «Анна Ковальска (Польша), …»."""
        return [one for one in self.within(start, end) if not self._of_others.overlap(one)]

    def name_end_before(self, character: int) -> int:
        """Where the last person's name before the character ends."""
        i = bisect_right(self._name_ends, character)
        return self._name_ends[i - 1] if i else 0

    def name_start_after(self, character: int) -> int:
        """Where the first person's name from the character on starts; the text's end where there is none."""
        i = bisect_left(self._name_starts, character)
        return self._name_starts[i] if i < len(self._name_starts) else len(self._text)

    def joined_end(self, name: Name) -> int:
        """Where the last of the names ends that «и» joins to this one: «А. Лис и Б. Кот из Орши»."""
        end, joint = self._chains[name.end]
        return end if joint in people_words().joints else name.end

    @kept
    def _chains(self) -> dict[int, tuple[int, str]]:
        """By a name's end: where the last ends of those that «,» and «и» join after it, and its joint."""
        chains: dict[int, tuple[int, str]] = {}
        after: Name | None = None
        for name in reversed(self._names):
            between = self._text[name.end : after.start].strip() if after is not None else ""
            chain = (name.end, "")
            if after is not None and between in (",", *people_words().joints):
                end, joint = chains[after.end]
                chain = (end, joint or between)
            chains[name.end], after = chain, name
        return chains

    def body_end_before(self, character: int) -> int:
        """Where the last body before the character ends."""
        i = bisect_right(self._body_ends, character)
        return self._body_ends[i - 1] if i else 0


OfClause = Callable[[CellContents, Extent], str | None]


def _any_within(starts: list[int], stretch: Extent) -> bool:
    return bisect_left(starts, stretch.start) < bisect_left(starts, stretch.end)


@dataclass(frozen=True, slots=True)
class Setting:
    """A name with its post in its cell, and what the cell tells of places and bodies.

    `superior` is the country of whoever is told right before and whom this one works under or trains;
    `companion` that of whoever nothing but «и» or a comma parts from this one, who has no post.
    """

    cell: Cell
    name: Name
    post: Post | None
    said: CellContents
    superior: str | None = None
    companion: str | None = None

    @property
    def posted(self) -> list[Told]:
        """What the post tells."""
        return self.said.within(self.post.start, self.post.end) if self.post is not None else []

    @property
    def start(self) -> int:
        """Where the name or the post before it starts."""
        post = self.post
        return post.start if post is not None and post.start < self.name.start else self.name.start

    @property
    def point(self) -> Extent:
        """The words before, as far as the sentence or the point of a list goes back."""
        begun = self.cell.point_at(self.start).start
        return Extent(max(begun, self.start - _NEAR), self.start)
