"""What joins home sides with partners, leaf by leaf, and the same counted between what is shown of them."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from web.index.columns import NEVER, UNDATED, Columns, ColumnTable, Ints, Mask, iso_day
from web.index.distinct import distinct, numbered
from web.index.filters import Filters, one_of
from web.index.selection import Selection
from web.views.network.tree import Tree
from web.views.palette import palette


@dataclass(frozen=True, slots=True)
class NetworkTie:
    """A home side's mark and a partner's, and what the graph says joins them."""

    partnership: str | None
    source: str
    target: str
    strength: str
    twinned: bool


@dataclass(frozen=True)
class TieGrounds:
    """Events or agreements that ties rest on: pairs of a row of the table and the number of a tie."""

    table: ColumnTable
    rows: Ints
    ties: Ints
    count: int
    """How many ties there are."""

    @cached_property
    def first(self) -> Ints:
        """The first day of what each tie rests on, NEVER where none is known."""
        found = np.full(self.count, NEVER, dtype=np.int64)
        begins = self.table.first[self.rows]
        np.minimum.at(found, self.ties, np.where(begins == UNDATED, NEVER, begins))
        return found

    @cached_property
    def last(self) -> Ints:
        """The last day, UNDATED where none is known."""
        found = np.full(self.count, UNDATED, dtype=np.int64)
        np.maximum.at(found, self.ties, self.table.last[self.rows])
        return found

    def counted(self, groups: Ints, count: int) -> list[int]:
        """How many rows each group of ties rests on, each once; `groups` tells each tie's, -1 for none."""
        # what is in no group goes into one of its own, which is cheaper than to leave it out
        group, size = np.where(groups < 0, count, groups)[self.ties], max(len(self.table), 1)
        met = distinct(group * size + self.rows)
        ends = np.searchsorted(met, np.arange(count + 1) * size)
        found: list[int] = np.diff(ends).tolist()
        return found


@dataclass(frozen=True)
class Ties:
    """All that filters leave, and what it rests on."""

    ties: tuple[NetworkTie, ...]
    events: TieGrounds
    agreements: TieGrounds
    need_grounds: bool
    """Whether a tie that rests on nothing under the filters is none of theirs."""

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """Every mark that a tie ends at."""
        return tuple(sorted({end for tie in self.ties for end in (tie.source, tie.target)}))

    @cached_property
    def ends(self) -> tuple[Ints, Ints]:
        """The source and the target of each tie, by their numbers among the leaves."""
        number = {leaf: i for i, leaf in enumerate(self.leaves)}
        source, target = ([number[getattr(tie, side)] for tie in self.ties] for side in ("source", "target"))
        return np.array(source, dtype=np.int64), np.array(target, dtype=np.int64)

    @cached_property
    def is_met(self) -> Mask:
        """Which ties are there: all, or where the filters ask about events those that rest on any."""
        found = np.full(len(self.ties), not self.need_grounds, dtype=np.bool_)
        for grounds in (self.events, self.agreements):
            found[grounds.ties] = True
        return found

    @cached_property
    def weights(self) -> Mapping[str, int]:
        """How much each leaf is met with: one for being, its events and, twice, its agreements."""
        found: dict[str, int] = {}
        for end in self.ends:
            leaves = np.where(self.is_met, end, -1)
            events, agreements = (
                one.counted(leaves, len(self.leaves)) for one in (self.events, self.agreements)
            )
            met = distinct(leaves[leaves >= 0]).tolist()
            found |= {self.leaves[i]: 1 + events[i] + 2 * agreements[i] for i in met}
        return found


@dataclass(frozen=True, slots=True)
class TieTally:
    """How many events and agreements, each once, and the first and last day of them."""

    events: int = 0
    agreements: int = 0
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Bond:
    """What joins two marks that are shown: `partnership` where it is one alone."""

    source: str
    target: str
    strength: str
    twinned: bool
    partnership: str | None
    tally: TieTally


@dataclass(frozen=True, slots=True)
class Shown:
    """The bonds between what is shown, and what each mark has in all."""

    bonds: tuple[Bond, ...]
    tallies: Mapping[str, TieTally]


# ── reading ──

_PARTNERSHIPS = """
    SELECT t.path, h.path, q.path, p.strength, p.twinned = 1
    FROM partnership p
    JOIN thing t ON t.id = p.id JOIN thing h ON h.id = p.home JOIN thing q ON q.id = p.partner
    WHERE {partnerships} ORDER BY t.path
"""


def read_ties(db: sqlite3.Connection, columns: Columns, filters: Filters, tree: Tree, picture: str) -> Ties:
    """The ties of a picture under the filters."""
    if picture == "organisation":
        return _body_ties(db, columns, filters, tree)
    condition = filters.partnerships()
    rows = db.execute(_PARTNERSHIPS.format(partnerships=condition.sql), condition.values).fetchall()
    ties = [
        NetworkTie(path, home, leaf, strength, bool(twinned))
        for path, home, partner, strength, twinned in rows
        if (leaf := tree.leaf_of(partner)) is not None and home in tree.marks
    ]
    numbers = {tie.partnership: number for number, tie in enumerate(ties)}
    what = replace(filters, home=(), partner=(), country=(), direct=False)

    def grounds(table: ColumnTable, asked: Filters) -> TieGrounds:
        column = table.dimension("partnership").within(Selection(db, table, asked).mask)
        of_code = np.array([numbers.get(value, -1) for value in column.values], dtype=np.int64)
        return _met(table, column.rows, of_code[column.codes] if len(of_code) else column.codes, len(ties))

    # What only events have is no property of an agreement, so asking for it leaves agreements out.
    agreements = columns.agreements
    documents = _none(agreements, len(ties)) if filters.asks_events_alone else grounds(agreements, what)
    return Ties(tuple(ties), grounds(columns.events, what), documents, filters.asks_events)


def _met(table: ColumnTable, rows: Ints, ties: Ints, count: int) -> TieGrounds:
    known = ties >= 0
    return TieGrounds(table, rows[known], ties[known], count)


def _none(table: ColumnTable, count: int) -> TieGrounds:
    return TieGrounds(table, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), count)


def _body_ties(db: sqlite3.Connection, columns: Columns, filters: Filters, tree: Tree) -> Ties:
    """Ties of home sides and foreign bodies that meet in events or are parties of agreements."""
    strength, home = one_of("l.strength", filters.strength), one_of("l.source", filters.home)
    where = strength & home & one_of("o.country", filters.country)
    rows = db.execute(
        "SELECT l.source, l.target, l.strength, l.twinned = 1 FROM organisation_link l"
        f" JOIN thing o ON o.path = l.target WHERE {where.sql} ORDER BY l.source, l.target",
        where.values,
    ).fetchall()
    ties = [
        NetworkTie(None, source, target, code, bool(twinned))
        for source, target, code, twinned in rows
        if target in tree.marks and source in tree.marks
    ]
    numbers = {(tie.source, tie.target): number for number, tie in enumerate(ties)}
    about = replace(filters, strength=(), status=(), agreement_type=())

    def grounds(table: ColumnTable) -> TieGrounds:
        mask = Selection(db, table, about).mask
        crossing = table.dimension("home").within(mask).crossed(table.dimension("organisation"))
        met, codes = numbered(crossing.flat)
        of_code = np.array([numbers.get(pair, -1) for pair in crossing.pairs(met)], dtype=np.int64)
        return _met(table, crossing.rows, of_code[codes] if len(of_code) else codes, len(ties))

    agreements = columns.agreements
    documents = _none(agreements, len(ties)) if filters.asks_events_alone else grounds(agreements)
    return Ties(tuple(ties), grounds(columns.events), documents, need_grounds=True)


# ── counting ──


def between(ties: Ties, shown_as: Mapping[str, str]) -> Shown:
    """What the ties come to between the marks that their ends are shown as; an end without one is hidden."""
    names = sorted(set(shown_as.values()))
    number = {name: i for i, name in enumerate(names)}
    of_leaf = np.array([number.get(shown_as.get(leaf, ""), -1) for leaf in ties.leaves], dtype=np.int64)
    sources, targets = (of_leaf[end] for end in ties.ends)
    is_shown = (sources >= 0) & (targets >= 0) & ties.is_met
    flat, pair_of = numbered(sources[is_shown] * len(names) + targets[is_shown])
    pairs = np.full(len(ties.ties), -1, dtype=np.int64)
    pairs[is_shown] = pair_of
    bonds = tuple(_bonds(ties, pairs, [divmod(one, len(names)) for one in flat.tolist()], names))
    of_source, of_target = (
        _tallies(ties, np.where(is_shown, ends, -1), len(names)) for ends in (sources, targets)
    )
    found = {bond.source: of_source[number[bond.source]] for bond in bonds}
    found |= {bond.target: of_target[number[bond.target]] for bond in bonds}
    return Shown(bonds, found)


def _bonds(ties: Ties, pairs: Ints, ends: Sequence[tuple[int, int]], names: Sequence[str]) -> Iterator[Bond]:
    """A bond for each pair of marks; `pairs` tells the pair of each tie, `ends` both marks of each."""
    tallies = _tallies(ties, pairs, len(ends))
    members = _members(ties, pairs, len(ends))
    for (source, target), ours, tally in zip(ends, members, tallies, strict=True):
        yield _bond(names[source], names[target], ours, tally)


def _members(ties: Ties, pairs: Ints, count: int) -> list[list[NetworkTie]]:
    found: list[list[NetworkTie]] = [[] for _ in range(count)]
    for tie, pair in zip(ties.ties, pairs.tolist(), strict=True):
        if pair >= 0:
            found[pair].append(tie)
    return found


def _bond(source: str, target: str, members: Sequence[NetworkTie], tally: TieTally) -> Bond:
    order: list[str] = palette()["strengths"]
    strongest = min((tie.strength for tie in members), key=order.index)
    alone = members[0].partnership if len(members) == 1 else None
    return Bond(source, target, strongest, any(tie.twinned for tie in members), alone, tally)


def _tallies(ties: Ties, groups: Ints, count: int) -> list[TieTally]:
    """The tally of each group of ties, by its number; each event and agreement counts once in it."""
    events, agreements = (one.counted(groups, count) for one in (ties.events, ties.agreements))
    first = np.full(count, NEVER, dtype=np.int64)
    last = np.full(count, UNDATED, dtype=np.int64)
    known = groups >= 0
    for one in (ties.events, ties.agreements):
        np.minimum.at(first, groups[known], one.first[known])
        np.maximum.at(last, groups[known], one.last[known])
    return [
        TieTally(events[i], agreements[i], iso_day(int(first[i] % NEVER)), iso_day(int(last[i])))
        for i in range(count)
    ]
