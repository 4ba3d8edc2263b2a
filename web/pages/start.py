"""The start page: what the graph holds, what is new, what is strong and what fell silent."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import sqlite3
from datetime import date, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from web.http.pages import page
from web.index import lists
from web.index.columns import HOME_COUNTRY
from web.index.filters import Condition, Filters
from web.index.periods import covered
from web.index.selection import Selection
from web.pages.around import sectors_of
from web.pages.news import read_news
from web.site import explorer_of
from web.views.atlas.partners import map_of_partners
from web.views.atlas.still import StillMap
from web.views.charts import Bar, bars, events_in_time
from web.views.view import View, render

router = APIRouter()

SHOWN = 6
BARS_BESIDE_MAP = 12
"""Beside a chart of so many bars there is room for a map."""
MAPPED = 300
SILENT_AFTER = timedelta(days=180)


@page(router, "/")
def start(request: Request) -> HTMLResponse:
    """The page a reader opens first."""
    explorer, view = explorer_of(request), View(request)
    db = explorer.db
    everything = Selection(db, explorer.columns.events, Filters())
    chart = events_in_time(
        everything, view.speech, lambda first, last: view.url("/events", since=first, until=last)
    )
    return render(
        request,
        "start.html",
        region=home_region(db),
        period=covered(db, view.speech),
        built=explorer.built,
        counts=_counts(db),
        strongest=lists.partnerships(db, Condition(), order=lists.STRONGEST, limit=SHOWN),
        newest=lists.partnerships(db, Condition("p.first IS NOT NULL"), order=lists.NEWEST, limit=SHOWN),
        silent=_silent(db),
        chart=chart,
        map=_map(db, view) if len(chart.bars) <= BARS_BESIDE_MAP else None,
        countries=_country_bars(db, view),
        sectors=sectors_of(db, view, everything, {}),
        news=read_news(explorer),
    )


def home_region(db: sqlite3.Connection) -> lists.Record | None:
    """The region that the municipalities lie in."""
    row: lists.Record | None = db.execute(
        "SELECT r.* FROM thing m JOIN thing r ON r.id = m.within WHERE m.kind = 'municipality'"
        " GROUP BY r.id ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()
    return row


def _counts(db: sqlite3.Connection) -> dict[str, int]:
    sql = {
        "rows": "SELECT count(*) FROM entry",
        "events": "SELECT count(*) FROM event",
        "agreements": "SELECT count(*) FROM agreement",
        "partnerships": "SELECT count(*) FROM partnership",
        "countries": "SELECT count(DISTINCT country) FROM partnership",
    }
    return {name: int(db.execute(query).fetchone()[0]) for name, query in sql.items()}


def _silent(db: sqlite3.Connection) -> list[lists.Record]:
    """Partnerships beyond a single contact that have had none for half a year before the reports end."""
    last = db.execute("SELECT max(last) FROM report").fetchone()[0]
    if last is None:
        return []
    since = (date.fromisoformat(last) - SILENT_AFTER).isoformat()
    condition = Condition("p.last < ? AND (p.events > 1 OR p.agreements > 0)", (since,))
    return lists.partnerships(db, condition, order=lists.STRONGEST, limit=SHOWN)


def _map(db: sqlite3.Connection, view: View) -> StillMap | None:
    """The strongest partnerships within the region's map."""
    return map_of_partners(
        db, view, lists.partnerships(db, Condition(), order=lists.STRONGEST, limit=MAPPED), "region"
    )


def _country_bars(db: sqlite3.Connection, view: View) -> list[Bar]:
    rows = db.execute(
        "SELECT path, ru, en, events FROM thing WHERE kind = 'country' AND events > 0"
        f" AND id NOT IN ({HOME_COUNTRY})"
        " ORDER BY events DESC, ru LIMIT 9"
    )
    return bars(
        (view.name(row), row["events"], view.id_url(row["path"]), view.lang == "en" and not row["en"])
        for row in rows
    )
