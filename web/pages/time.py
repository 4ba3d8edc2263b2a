"""The timeline page: zoom and filters are in the address."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from web.embedding import EMBED
from web.http.pages import page
from web.index.filters import FILTER_NAMES, read_filters
from web.pages.filtering import chips, choices
from web.site import explorer_of
from web.views.letters import cut
from web.views.timeline import Tick, Timeline, named_ticks, read_timeline
from web.views.view import View, render

router = APIRouter(tags=["timeline"])

FILTERS = ("period", "home", "country", "sector", "type")
LETTERS, NAME_GAP = 12.5, 6
"""The height of letters in the picture, and what stays free behind the name of a lane."""


@page(router, "/timeline", takes=(*FILTER_NAMES, "node", EMBED))
def timeline_page(request: Request) -> Response:
    """Events and stages of agreements through time."""
    explorer, view, filters = explorer_of(request), View(request), read_filters(request.query_params)
    timeline = read_timeline(explorer.db, explorer.columns, filters)
    return render(
        request,
        "timeline.html",
        timeline=timeline,
        filters=filters,
        choices=choices(explorer, view, filters, FILTERS),
        chips=chips(explorer, view, filters),
        moves=_moves(view, timeline) if timeline is not None else [],
        ticks=_ticks(view, timeline) if timeline is not None else {},
        lanes=_lane_names(view, timeline) if timeline is not None else {},
    )


def _moves(view: View, timeline: Timeline) -> list[dict[str, Any]]:
    """Links that zoom and shift the period."""
    periods = {
        "earlier": timeline.shifted(-0.5),
        "closer": timeline.around(0.5),
        "wider": timeline.around(2.0),
        "later": timeline.shifted(0.5),
    }
    return [
        {"name": name, "href": view.same(period=None, since=first.isoformat(), until=last.isoformat())}
        for name, (first, last) in periods.items()
    ] + [{"name": "whole", "href": view.same(period=None, since=None, until=None)}]


def _lane_names(view: View, timeline: Timeline) -> dict[str, str]:
    """What the lanes are called by their paths, as long as there is room for."""
    names = {lane.path: lane.en if view.lang == "en" else lane.ru for lane in timeline.lanes}
    return {path: cut(name, timeline.labels - NAME_GAP, LETTERS) for path, name in names.items()}


def _ticks(view: View, timeline: Timeline) -> dict[Tick, str]:
    """The lines of the axis that are named, with their names."""
    return named_ticks(timeline, lambda tick, opens_year: _tick_name(view, timeline.unit, tick, opens_year))


def _tick_name(view: View, unit: str, tick: Tick, opens_year: bool) -> str:
    """What a line of the axis is called; the first one of each year tells it."""
    day, speech = tick.since, view.speech
    year = f" {day.year}" if opens_year else ""
    names = {
        "year": lambda: str(day.year),
        "quarter": lambda: speech.short_quarter(f"{day.year}-Q{(day.month + 2) // 3}") + year,
        "month": lambda: speech.short_month(day) + year,
    }
    usual = speech.date(day.isoformat()) if opens_year else speech.day_and_month(day)
    return names.get(unit, lambda: usual)()
