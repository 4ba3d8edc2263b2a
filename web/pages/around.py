"""What surrounds a thing, in the small pictures that several pages share."""

import sqlite3

from web.charts import Bar, bars
from web.lists import Record
from web.view import View


def sectors_of(db: sqlite3.Connection, view: View, thing: Record, parameter: str, value: str) -> list[Bar]:
    """The sectors of the events that touch the thing; each bar leads to those events."""
    rows = db.execute(
        "SELECT s.sector AS code, c.ru, c.en, count(DISTINCT s.event) AS events FROM event_sector s"
        " JOIN concept c ON c.scheme = 'sector' AND c.code = s.sector"
        " WHERE s.event IN (SELECT event FROM event_link WHERE thing = ?)"
        " GROUP BY 1 ORDER BY 4 DESC, 2 LIMIT 8",
        (thing["id"],),
    )
    return bars(
        (view.name(row), row["events"], view.url("/events", **{parameter: value}, sector=row["code"]), False)
        for row in rows
    )
