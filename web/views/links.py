"""The partnerships under the reader's filters, each with what it rests on under them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from web.index import lists
from web.index.columns import Columns, ColumnTable, EdgeCount
from web.index.filters import Filters
from web.index.selection import Selection


@dataclass(frozen=True, slots=True)
class Link:
    """A home side and a partner; `partnership` is the path of what the graph derived."""

    partnership: str
    source: str
    target: str
    strength: str
    twinned: bool
    events: int
    agreements: int
    first: str | None
    last: str | None


_PARTNERSHIPS = """
    SELECT t.path, h.path, q.path, p.strength, p.twinned = 1, p.events, p.agreements, p.first, p.last
    FROM partnership p
    JOIN thing t ON t.id = p.id JOIN thing h ON h.id = p.home JOIN thing q ON q.id = p.partner
    WHERE {partnerships}
"""

NOTHING = EdgeCount(0, None, None)


def read_links(db: sqlite3.Connection, columns: Columns, filters: Filters) -> list[Link]:
    """The partnerships under the filters, the busiest first."""
    partnerships = filters.partnerships()
    sql = _PARTNERSHIPS.format(partnerships=partnerships.sql)
    links = [Link(*row) for row in db.execute(sql, partnerships.values)]
    if filters.asks_events:
        links = _under(db, columns, filters, links)
    return sorted(links, key=lambda link: (-link.events - 2 * link.agreements, link.source, link.target))


def link_rows(db: sqlite3.Connection, links: Sequence[Link], most: int | None = None) -> list[dict[str, Any]]:
    """The links as rows of a table, the strongest first, each with what it rests on under the filters.

    Of `most` the rest is never read.
    """
    ranks = {row["code"]: row["rank"] for row in lists.concepts(db, "strength")}

    def weight(link: Link) -> tuple[int, int, int]:
        return ranks[link.strength], -link.agreements, -link.events

    if most is not None and most < len(links):
        last = sorted(map(weight, links))[most - 1]
        links = [
            link for link in links if weight(link) <= last
        ]  # those that weigh the same go by their names
    known = lists.partnerships_of(db, [link.partnership for link in links])
    rows = sorted(links, key=lambda link: (*weight(link), known[link.partnership]["ru"]))
    return [
        dict(known[link.partnership])
        | {"events": link.events, "agreements": link.agreements, "first": link.first, "last": link.last}
        for link in rows[:most]
    ]


def asked_of_links(filters: Filters) -> dict[str, Any]:
    """What the lists of a link's events and agreements are asked for beside its two sides."""
    return replace(filters, home=(), partner=(), country=(), strength=(), direct=False).as_params()


def _under(db: sqlite3.Connection, columns: Columns, filters: Filters, links: list[Link]) -> list[Link]:
    """The links counted anew from what they rest on, because the filters ask about events."""
    when_and_what = replace(filters, home=(), partner=(), country=(), direct=False)
    events = _shares(db, columns.events, when_and_what)
    # What only events have is no property of an agreement, so asking for it leaves agreements out.
    agreements = {} if filters.asks_events_alone else _shares(db, columns.agreements, when_and_what)
    return [
        _counted(link, events.get(link.partnership, NOTHING), agreements.get(link.partnership, NOTHING))
        for link in links
        if link.partnership in events or link.partnership in agreements
    ]


def _shares(db: sqlite3.Connection, table: ColumnTable, filters: Filters) -> dict[str, EdgeCount]:
    return table.shares("partnership", Selection(db, table, filters).mask)


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
