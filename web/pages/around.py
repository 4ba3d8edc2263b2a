"""What surrounds a thing, in the small pictures that several pages share."""

import sqlite3

from web.index.lists import Record
from web.views.charts import Bar, bars
from web.views.view import View


def sectors_of(db: sqlite3.Connection, view: View, thing: Record, parameter: str, value: str) -> list[Bar]:
    """The sectors of the events that touch the thing; each bar leads to those events."""
    rows = db.execute(
        "SELECT code, ru, en, events FROM thing_sector"
        " JOIN concept ON scheme = 'sector' AND code = sector"
        " WHERE thing = ? ORDER BY events DESC, ru LIMIT 8",
        (thing["id"],),
    )
    return bars(
        (view.name(row), row["events"], view.url("/events", **{parameter: value}, sector=row["code"]), False)
        for row in rows
    )
