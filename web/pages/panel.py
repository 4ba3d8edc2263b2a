"""What stands beside a picture when something in it is chosen: partners, agreements, events, rows."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from web.http.pages import page
from web.index import lists
from web.index.columns import ColumnTable, Ints
from web.index.filters import FILTER_NAMES, Condition, Filters, read_filters
from web.index.selection import Selection
from web.pages.reported import row_of
from web.site import Explorer, explorer_of
from web.views.view import render

router = APIRouter(tags=["network"])

PANEL_ROWS = 12
PANEL_ENTRIES = 3
PARTNERS = ("place", "country")
SIDE = """(p.id = ? OR p.home = ?
    OR p.partner IN (SELECT place FROM inside WHERE outer = ?))"""
"""A partnership, or one of a home side, or with a place and what lies in it."""


@page(router, "/panel", takes=(*FILTER_NAMES, "thing"))
def panel(request: Request) -> Response:
    """A thing under the filters of the picture; events and agreements with all that is theirs."""
    explorer = explorer_of(request)
    path = request.query_params.get("thing", "")
    thing = lists.by_path(explorer.db, [path]).get(path)
    if thing is None:
        raise HTTPException(404)
    own = (thing["id"],)
    filters = Filters() if thing["kind"] in ("event", "agreement") else read_filters(request.query_params)
    side = Condition(SIDE, own * 3) & filters.partnerships()
    events = _of_thing(explorer, explorer.columns.events, thing, filters)
    agreements = _of_thing(explorer, explorer.columns.agreements, thing, filters)
    return render(
        request,
        "panel.html",
        thing=thing,
        when=explorer.db.execute("SELECT * FROM event WHERE id = ?", own).fetchone(),
        agreement=next(iter(lists.agreements(explorer.db, Condition("a.id = ?", own))), None),
        count=len(events),
        events=lists.event_rows(explorer.db, events[:PANEL_ROWS]),
        agreements=lists.agreements(explorer.db, lists.among("a.id", agreements), limit=PANEL_ROWS),
        partnerships=lists.partnerships(explorer.db, side, limit=PANEL_ROWS),
        rows=[row_of(explorer, entry) for entry in _entries(explorer, thing)],
    )


def _of_thing(explorer: Explorer, table: ColumnTable, thing: lists.Record, filters: Filters) -> Ints:
    """Under the filters: the events or agreements that touch a thing, or that a partnership rests on."""
    if thing["kind"] == "partnership":
        sql = "SELECT thing FROM basis WHERE partnership = ?"
    elif thing["kind"] == "agreement":
        sql = "SELECT thing FROM agreement_link WHERE agreement = ? AND role IN ('mentioned_in', 'signed_at')"
    else:
        sql = f"SELECT DISTINCT {table.name} FROM {table.name}_link WHERE thing = ?"
    own = table.among([number for (number,) in explorer.db.execute(sql, (thing["id"],))])
    if thing["kind"] in PARTNERS and thing["path"] not in filters.home:
        own |= Selection(explorer.db, table, Filters(partner=(thing["path"],), direct=filters.direct)).mask
    return table.ids[own & Selection(explorer.db, table, filters).mask]


def _entries(explorer: Explorer, thing: lists.Record) -> list[lists.Record]:
    """The first rows that tell of an event."""
    sql = "SELECT t.* FROM entry JOIN thing t ON t.id = entry.id WHERE event = ? ORDER BY t.path LIMIT ?"
    return explorer.db.execute(sql, (thing["id"], PANEL_ENTRIES)).fetchall()
