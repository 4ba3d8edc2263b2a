"""Lists of everything of one kind, and the pages of sectors."""

import sqlite3
from collections.abc import Iterator

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from web.http.pages import page
from web.index import lists
from web.index.filters import Filters
from web.index.selection import Selection
from web.pages.filtering import page_number
from web.site import explorer_of
from web.views.charts import events_in_time
from web.views.links import asked_of_links, link_rows, read_links
from web.views.view import View, render

router = APIRouter(tags=["lists"])

KINDS = (
    "municipality", "partnership", "agreement", "event", "country",
    "place", "organisation", "person", "sector", "report",
)  # fmt: skip
ROWS, SHOWN_PARTNERSHIPS = 200, 150


@page(router, "/browse")
def kinds(request: Request) -> Response:
    """What kinds of things there are, and how many of each."""
    db = explorer_of(request).db
    counts = dict(db.execute("SELECT kind, count(*) FROM thing GROUP BY kind").fetchall())
    counts["sector"] = len(lists.concepts(db, "sector"))
    return render(request, "kinds.html", kinds=[(kind, counts.get(kind, 0)) for kind in KINDS])


@page(router, "/browse/{kind}", takes=("page",))
def browse(request: Request, kind: str) -> Response:
    """Everything of one kind, the busiest first; events and agreements have lists of their own."""
    if kind == "sector":
        return _sectors(request)
    if kind not in (*KINDS, "entry"):
        raise HTTPException(404)
    db = explorer_of(request).db
    count = db.execute("SELECT count(*) FROM thing WHERE kind = ?", (kind,)).fetchone()[0]
    shown = lists.page_of(count, ROWS, page_number(request))
    rows = db.execute(
        "SELECT t.*, c.ru AS detail_ru, c.en AS detail_en, w.path AS within_path, w.ru AS within_ru,"
        " w.en AS within_en, y.path AS country_path, y.ru AS country_ru, y.en AS country_en, r.source,"
        " (SELECT count(*) FROM entry WHERE entry.report = t.id) AS entries,"
        " (SELECT post FROM post WHERE person = t.id AND post IS NOT NULL"
        " ORDER BY event DESC LIMIT 1) AS post"
        " FROM json_each(?) chosen JOIN thing t ON t.id = chosen.value"
        " LEFT JOIN concept c"
        " ON c.scheme = 'organisation-kind' AND c.code = t.detail AND t.kind = 'organisation'"
        " LEFT JOIN thing w ON w.id = t.within LEFT JOIN report r ON r.id = t.id"
        " LEFT JOIN thing y ON y.path = 'place/' || lower(t.country) ORDER BY chosen.key",
        (lists.as_json(_ids(db, kind, shown)),),
    ).fetchall()
    return render(request, "browse.html", kind=kind, rows=rows, count=count, pages=shown)


def _ids(db: sqlite3.Connection, kind: str, shown: lists.Page) -> Iterator[int]:
    """The things on a page of the list: rows as in their reports, the latest first, others by events."""
    within = (shown.size, shown.offset)
    if kind == "entry":
        rows = db.execute(
            "SELECT e.id FROM entry e JOIN report r ON r.id = e.report"
            " ORDER BY r.first DESC, r.id, e.number, e.id LIMIT ? OFFSET ?",
            within,
        )
    else:
        rows = db.execute(
            "SELECT id FROM thing WHERE kind = ? ORDER BY events DESC, ru LIMIT ? OFFSET ?", (kind, *within)
        )
    return (number for (number,) in rows)


def _sectors(request: Request) -> Response:
    rows = explorer_of(request).db.execute(
        "SELECT code, ru, en, definition, (SELECT count(*) FROM event_sector WHERE sector = code) AS events,"
        " (SELECT count(*) FROM agreement_sector WHERE sector = code) AS agreements"
        " FROM concept WHERE scheme = 'sector' ORDER BY events DESC, ru"
    )
    return render(request, "sectors.html", rows=rows.fetchall())


@page(router, "/sector/{code}")
def sector(request: Request, code: str) -> Response:
    """One sector: who works together in it, its agreements and events."""
    explorer, view = explorer_of(request), View(request)
    db = explorer.db
    concept = db.execute("SELECT * FROM concept WHERE scheme = 'sector' AND code = ?", (code,)).fetchone()
    if concept is None:
        raise HTTPException(404)
    filters = Filters(sector=(code,))
    events = Selection(db, explorer.columns.events, filters)
    agreements = Selection(db, explorer.columns.agreements, filters)
    partnerships = link_rows(db, read_links(db, explorer.columns, filters))

    def link(first: str, last: str) -> str:
        return view.url("/events", sector=code, since=first, until=last)

    return render(
        request,
        "sector.html",
        concept=concept,
        event_count=events.count,
        agreement_count=agreements.count,
        partnerships=partnerships[:SHOWN_PARTNERSHIPS],
        left_partnerships=max(0, len(partnerships) - SHOWN_PARTNERSHIPS),
        asked=asked_of_links(filters),
        agreements=lists.agreement_rows(db, agreements.ids(limit=25)),
        events=lists.event_rows(db, events.ids(limit=25)),
        chart=events_in_time(events, view.speech, link),
    )
