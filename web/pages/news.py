"""What the last build added: things the snapshot before had not, and agreements whose status is another."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from web.http.pages import page
from web.index import lists
from web.index.filters import Condition
from web.pages.periods import compare, single_periods, two_last
from web.site import Explorer, explorer_of
from web.views.view import render

router = APIRouter()

KINDS = ("agreement", "partnership", "event", "organisation", "person", "place")
"""In the order a reader asks for them."""
SHOWN = 200

_NEW = "FROM main.thing t WHERE t.kind = ? AND NOT EXISTS (SELECT 1 FROM old.thing o WHERE o.path = t.path)"
_ALTERED = """
    SELECT t.path, t.ru, t.en, s.code AS now, s.ru AS now_ru, s.en AS now_en,
           b.code AS before, b.ru AS before_ru, b.en AS before_en
    FROM main.agreement a JOIN main.thing t ON t.id = a.id
    JOIN old.thing u ON u.path = t.path JOIN old.agreement o ON o.id = u.id
    JOIN main.concept s ON s.scheme = 'status' AND s.code = a.status
    JOIN main.concept b ON b.scheme = 'status' AND b.code = o.status
    WHERE a.status <> o.status ORDER BY t.ru
"""


@dataclass(frozen=True, slots=True)
class News:
    """How much of each kind is new since the build before, told by `since`; `altered` counts agreements."""

    since: str
    counts: dict[str, int]
    altered: list[lists.Record]


def read_news(explorer: Explorer) -> News | None:
    """What the served snapshot has that the one before had not; None where there was none before."""
    with explorer.with_previous() as db:
        if db is None or explorer.previous is None:
            return None
        counts = {kind: db.execute(f"SELECT count(*) {_NEW}", (kind,)).fetchone()[0] for kind in KINDS}
        found = {kind: count for kind, count in counts.items() if count}
        return News(_published(explorer.previous), found, db.execute(_ALTERED).fetchall())


@page(router, "/news", takes=("period", "versus"))
def news_page(request: Request) -> HTMLResponse:
    """What the last period has otherwise than the one before, and what the last build added, kind by kind."""
    explorer = explorer_of(request)
    params, db = request.query_params, explorer.db
    news, last = read_news(explorer), two_last(db)
    chosen = (params.get("versus") or (last and last[0]), params.get("period") or (last and last[1]))
    new = _new_ids(explorer, news.counts if news is not None else {})

    def among(column: str, kind: str) -> Condition:
        return Condition(f"{column} IN ({', '.join(map(str, new.get(kind, [])))})")

    things = {kind: _things(db, new.get(kind, [])) for kind in ("organisation", "person", "place")}
    return render(
        request,
        "news.html",
        news=news,
        built=explorer.built,
        agreements=lists.agreements(db, among("a.id", "agreement"), limit=SHOWN),
        partnerships=lists.partnerships(db, among("p.id", "partnership"), limit=SHOWN),
        events=lists.events(db, among("e.id", "event"), limit=SHOWN),
        things=things,
        shown=SHOWN,
        comparison=compare(explorer, chosen[0], chosen[1]) if chosen[0] and chosen[1] else None,
        codes=single_periods(db),
        chosen=chosen,
    )


def _new_ids(explorer: Explorer, kinds: dict[str, int]) -> dict[str, list[int]]:
    """The first new things of each kind, the busiest first."""
    with explorer.with_previous() as db:
        if db is None:
            return {}
        sql = f"SELECT t.id {_NEW} ORDER BY t.events DESC, t.ru LIMIT {SHOWN}"
        return {kind: [int(row[0]) for row in db.execute(sql, (kind,))] for kind in kinds}


def _things(db: sqlite3.Connection, ids: list[int]) -> list[lists.Record]:
    return db.execute(
        f"SELECT * FROM thing WHERE id IN ({', '.join(map(str, ids))}) ORDER BY events DESC, ru"
    ).fetchall()


def _published(index: Path) -> str:
    """When the snapshot that the index lies in was published."""
    return str(json.loads((index.parent / "manifest.json").read_text(encoding="utf-8"))["published"])
