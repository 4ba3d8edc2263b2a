"""The network of home sides and partners, under the reader's filters, with positions that do not move."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from web.filters import Condition, Filters
from web.lists import Record

LEVELS = ("place", "organisation")


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the network with its place in the picture; counts are those of its edges shown."""

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

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    left_out: int = 0


def read_network(
    db: sqlite3.Connection,
    filters: Filters,
    *,
    level: str = "place",
    most_nodes: int = 3_000,
    most_links: int = 10_000,
) -> Network:
    """The network under the filters; of a larger one the busiest edges, up to so many nodes and edges."""
    rows = _place_links(db, filters) if level == "place" else _organisation_links(db, filters)
    rows.sort(key=lambda row: (-row["events"] - 2 * row["agreements"], row["source"], row["target"]))
    kept: list[Link] = []
    paths: set[str] = set()
    for row in rows:
        if len(kept) == most_links:
            break
        source, target = row["source"], row["target"]
        fresh = (source not in paths) + (target not in paths)
        if len(paths) + fresh <= most_nodes:
            paths.update((source, target))
            kept.append(_link(row))
    return Network(tuple(_nodes(db, kept)), tuple(kept), len(rows) - len(kept))


# ── edges between places ──

_PLAIN = """
    SELECT t.path AS partnership, h.path AS source, q.path AS target, p.strength, p.twinned,
           p.events, p.agreements, p.first, p.last
    FROM partnership p
    JOIN thing t ON t.id = p.id JOIN thing h ON h.id = p.home JOIN thing q ON q.id = p.partner
    WHERE {partnerships}
"""

# Counted anew from what the partnerships rest on, because the filters ask about events.
_COUNTED = """
    WITH counted AS (
        SELECT b.partnership AS id, count(*) AS events, 0 AS agreements,
               min(e.start) AS first, max(e.end) AS last
        FROM basis b JOIN event e ON e.id = b.thing WHERE {events} GROUP BY 1
        UNION ALL
        SELECT b.partnership, 0, count(*), min(coalesce(a.signed_on, a.evidence)), max(a.evidence)
        FROM basis b JOIN agreement a ON a.id = b.thing WHERE {agreements} GROUP BY 1
    )
    SELECT t.path AS partnership, h.path AS source, q.path AS target, p.strength, p.twinned,
           sum(c.events) AS events, sum(c.agreements) AS agreements,
           min(c.first) AS first, max(c.last) AS last
    FROM counted c JOIN partnership p ON p.id = c.id
    JOIN thing t ON t.id = p.id JOIN thing h ON h.id = p.home JOIN thing q ON q.id = p.partner
    WHERE {partnerships} GROUP BY p.id
"""


def _place_links(db: sqlite3.Connection, filters: Filters) -> list[Record]:
    partnerships = filters.partnerships()
    if not filters.asks_events:
        sql = _PLAIN.format(partnerships=partnerships.sql)
        return db.execute(sql, partnerships.values).fetchall()
    when_and_what = replace(filters, home=(), partner=(), country=())
    events = when_and_what.events()
    # A kind of event is no property of an agreement, so asking for one leaves agreements out.
    agreements = Condition("FALSE") if filters.type else replace(when_and_what, type=()).agreements()
    sql = _COUNTED.format(events=events.sql, agreements=agreements.sql, partnerships=partnerships.sql)
    return db.execute(sql, events.values + agreements.values + partnerships.values).fetchall()


# ── edges between home sides and organisations ──

ORGANISATION_LINKS = """
    SELECT NULL AS partnership, h.path AS source, o.path AS target, 0 AS twinned,
           CASE WHEN max(k.agreement IS NOT NULL) THEN 'memorandum'
                WHEN count(DISTINCT e.id) > 1 THEN 'project' ELSE 'contact' END AS strength,
           count(DISTINCT e.id) AS events, count(DISTINCT k.agreement) AS agreements,
           min(e.start) AS first, max(e.end) AS last
    FROM event e
    JOIN event_link l ON l.event = e.id AND l.role = 'home' JOIN thing h ON h.id = l.thing
    JOIN event_link w ON w.event = e.id AND w.role = 'participant'
    JOIN thing o ON o.id = w.thing AND o.kind = 'organisation' AND coalesce(o.country, 'RU') <> 'RU'
    JOIN position ON position.thing = o.id
    LEFT JOIN (SELECT party.thing, home.thing AS home, party.agreement FROM agreement_link party
               JOIN agreement_link home ON home.agreement = party.agreement AND home.role = 'home'
               WHERE party.role = 'party') k ON k.thing = o.id AND k.home = h.id
    WHERE {events} GROUP BY h.id, o.id
"""


def _organisation_links(db: sqlite3.Connection, filters: Filters) -> list[Record]:
    if replace(filters, strength=()) == Filters():
        rows = db.execute("SELECT NULL AS partnership, * FROM organisation_link")
    else:
        events = filters.events()
        rows = db.execute(ORGANISATION_LINKS.format(events=events.sql), events.values)
    return [row for row in rows if not filters.strength or row["strength"] in filters.strength]


def _link(row: Record) -> Link:
    return Link(
        row["partnership"],
        row["source"],
        row["target"],
        row["strength"],
        bool(row["twinned"]),
        row["events"],
        row["agreements"],
        row["first"],
        row["last"],
    )


def _nodes(db: sqlite3.Connection, links: Iterable[Link]) -> Iterable[Node]:
    events: dict[str, int] = {}
    agreements: dict[str, int] = {}
    homes = set()
    for link in links:
        homes.add(link.source)
        for end in (link.source, link.target):
            events[end] = events.get(end, 0) + link.events
            agreements[end] = agreements.get(end, 0) + link.agreements
    rows = db.execute(
        "SELECT t.path, coalesce(t.short, t.ru) AS name, t.en, t.kind, t.country,"
        " p.x, p.y, p.community, p.bridge FROM position p JOIN thing t ON t.id = p.thing"
    )
    for row in rows:
        path = row["path"]
        if path in events:
            yield Node(
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
                events=events[path],
                agreements=agreements[path],
            )
