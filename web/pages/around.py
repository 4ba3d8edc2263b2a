"""What surrounds a thing, in the small pictures that several pages share."""

import sqlite3
from collections.abc import Mapping

from web.index import lists
from web.index.selection import Selection
from web.views.charts import Bar, bars
from web.views.view import View

SHOWN_SECTORS = 8


def sectors_of(
    db: sqlite3.Connection, view: View, events: Selection, asked: Mapping[str, str | tuple[str, ...]]
) -> list[Bar]:
    """The commonest sectors of the events; each bar leads to those events, chosen by what was asked."""
    counts = events.counts("sector")
    concepts = [row for row in lists.concepts(db, "sector") if row["code"] in counts]
    commonest = sorted(concepts, key=lambda row: (-counts[row["code"]], row["ru"]))[:SHOWN_SECTORS]
    return bars(
        (view.name(row), counts[row["code"]], view.url("/events", **asked, sector=row["code"]), False)
        for row in commonest
    )
