"""The network of home sides and partners, under the reader's filters, with positions that do not move."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from web.index.columns import Columns, ColumnTable, EdgeCount
from web.index.filters import Filters, one_of
from web.index.selection import Selection

LEVELS = ("place", "organisation")


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """A thing in the network with its place in the picture; it counts what its edges shown rest on, once."""

    path: str
    ru: str
    en: str | None
    kind: str
    country: str | None
    x: float
    y: float
    community: int | None
    bridge: float
    is_home: bool
    events: int = 0
    agreements: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """An edge between a home side and a partner; `partnership` is the path of what the graph derived."""

    partnership: str | None
    source: str
    target: str
    strength: str
    twinned: bool
    events: int
    agreements: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Network:
    """What is drawn, and how many edges were left out because the picture holds no more."""

    nodes: tuple[NetworkNode, ...]
    links: tuple[Link, ...]
    left_out: int = 0


def read_network(
    db: sqlite3.Connection,
    columns: Columns,
    filters: Filters,
    *,
    level: str = "place",
    most_nodes: int = 3_000,
    most_links: int = 10_000,
) -> Network:
    """The network under the filters; of a larger one the busiest edges, up to so many nodes and edges."""
    if level == "place":
        links, count = _place_links(db, columns, filters)
    else:
        links, count = _organisation_links(db, columns, filters)
    kept = tuple(_fitting(links, most_nodes, most_links))
    counts = _distinct(db, columns, filters, kept) if level == "place" else _sums(kept)
    return Network(tuple(_nodes(db, kept, counts)), kept, count - len(kept))


Found = tuple[Iterable[Link], int]
"""Edges, the busiest first, and how many there are."""


def _fitting(links: Iterable[Link], most_nodes: int, most_links: int) -> Iterator[Link]:
    """The first edges that so many nodes and edges have room for."""
    paths: set[str] = set()
    kept = 0
    for link in links:
        fresh = (link.source not in paths) + (link.target not in paths)
        if len(paths) + fresh <= most_nodes:
            paths.update((link.source, link.target))
            yield link
            kept += 1
        if kept == most_links:
            return


def _busiest_first(links: list[Link]) -> Found:
    ranked = sorted(links, key=lambda link: (-link.events - 2 * link.agreements, link.source, link.target))
    return ranked, len(ranked)


# ── edges between places ──

_PARTNERSHIPS = """
    SELECT t.path, h.path, q.path, p.strength, p.twinned = 1, p.events, p.agreements, p.first, p.last
    FROM partnership p
    JOIN thing t ON t.id = p.id JOIN thing h ON h.id = p.home JOIN thing q ON q.id = p.partner
    WHERE {partnerships}
"""

NOTHING = EdgeCount(0, None, None)


def _place_links(db: sqlite3.Connection, columns: Columns, filters: Filters) -> Found:
    partnerships = filters.partnerships()
    sql = _PARTNERSHIPS.format(partnerships=partnerships.sql)
    links = [Link(*row) for row in db.execute(sql, partnerships.values)]
    if not filters.asks_events:
        return _busiest_first(links)
    # Counted anew from what the partnerships rest on, because the filters ask about events.
    when_and_what = replace(filters, home=(), partner=(), country=())
    events = _shares(db, columns.events, "partnership", when_and_what)
    # A kind of event is no property of an agreement, so asking for one leaves agreements out.
    agreements = {} if filters.type else _shares(db, columns.agreements, "partnership", when_and_what)
    return _busiest_first(
        [
            _counted(link, events.get(path, NOTHING), agreements.get(path, NOTHING))
            for link in links
            if (path := link.partnership or "") in events or path in agreements
        ]
    )


def _shares(
    db: sqlite3.Connection, table: ColumnTable, dimension: str, filters: Filters
) -> dict[str, EdgeCount]:
    return table.shares(dimension, Selection(db, table, filters).mask)


def _counted(link: Link, events: EdgeCount, agreements: EdgeCount) -> Link:
    firsts = [day for day in (events.first, agreements.first) if day is not None]
    lasts = [day for day in (events.last, agreements.last) if day is not None]
    return replace(
        link,
        events=events.count,
        agreements=agreements.count,
        first=min(firsts, default=None),
        last=max(lasts, default=None),
    )


# ── edges between home sides and organisations ──


def _organisation_links(db: sqlite3.Connection, columns: Columns, filters: Filters) -> Found:
    strength = one_of("strength", filters.strength)
    chosen = f"FROM organisation_link WHERE {strength.sql}"
    # In the order of the table: the index was filled with the busiest first.
    rows = db.execute(
        f"SELECT NULL, source, target, strength, twinned = 1, events, agreements, first, last {chosen}",
        strength.values,
    )
    about_events = replace(filters, strength=())
    if about_events == Filters():
        count = db.execute(f"SELECT count(*) {chosen}", strength.values).fetchone()[0]
        return (Link(*row) for row in rows), count
    mask = Selection(db, columns.events, about_events).mask
    shares = columns.events.crossed_shares("home", "organisation", mask)
    return _busiest_first(
        [
            replace(Link(*row), events=share.count, first=share.first, last=share.last)
            for row in rows
            if (share := shares.get((row["source"], row["target"]))) is not None
            and (not filters.home or row["source"] in filters.home)
        ]
    )


Counts = Mapping[str, tuple[int, int]]
"""Events and agreements of each thing that is drawn."""


def _distinct(db: sqlite3.Connection, columns: Columns, filters: Filters, links: Iterable[Link]) -> Counts:
    """An event that joins a side with several partners is one event of the side."""
    ends = {link.partnership or "": (link.source, link.target) for link in links}
    what = replace(filters, home=(), partner=(), country=())
    events = _of_ends(Selection(db, columns.events, what), ends)
    agreements = {} if filters.type else _of_ends(Selection(db, columns.agreements, what), ends)
    paths = {end for pair in ends.values() for end in pair}
    return {path: (events.get(path, 0), agreements.get(path, 0)) for path in paths}


def _of_ends(selection: Selection, ends: Mapping[str, tuple[str, str]]) -> Counter[str]:
    """How many distinct rows of the selection the partnerships of each end rest on."""
    column = selection.table.dimension("partnership").within(selection.mask)
    met: set[tuple[int, str]] = set()
    for row, code in zip(column.rows.tolist(), column.codes.tolist(), strict=True):
        met.update((row, end) for end in ends.get(column.values[code], ()))
    return Counter(end for _, end in met)


def _sums(links: Iterable[Link]) -> Counts:
    found: dict[str, tuple[int, int]] = {}
    for link in links:
        for end in (link.source, link.target):
            events, agreements = found.get(end, (0, 0))
            found[end] = events + link.events, agreements + link.agreements
    return found


def _nodes(db: sqlite3.Connection, links: Iterable[Link], counts: Counts) -> Iterable[NetworkNode]:
    homes = {link.source for link in links}
    rows = db.execute(
        "SELECT t.path, coalesce(t.short, t.ru) AS name, t.en, t.kind, t.country,"
        " p.x, p.y, p.community, p.bridge FROM position p JOIN thing t ON t.id = p.thing"
    )
    for row in rows:
        path = row["path"]
        if path in counts:
            yield NetworkNode(
                path=path,
                ru=row["name"],
                en=row["en"],
                kind=row["kind"],
                country=row["country"],
                x=row["x"],
                y=row["y"],
                community=row["community"],
                bridge=row["bridge"],
                is_home=path in homes,
                events=counts[path][0],
                agreements=counts[path][1],
            )
