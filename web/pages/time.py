"""The timeline page: zoom and filters are in the address."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from web.cache import page
from web.filters import read_filters
from web.pages.filtering import chips, choices
from web.site import explorer_of
from web.timeline import Tick, Timeline, read_timeline
from web.view import View, render

router = APIRouter(tags=["timeline"])

FILTERS = ("home", "country", "sector", "type")


@page(router, "/timeline")
def timeline_page(request: Request) -> Response:
    """Events and stages of agreements through time."""
    explorer, view, filters = explorer_of(request), View(request), read_filters(request.query_params)
    timeline = read_timeline(explorer.db, filters)
    return render(
        request,
        "timeline.html",
        timeline=timeline,
        filters=filters,
        choices=choices(explorer, view, filters, FILTERS),
        chips=chips(explorer, view, filters),
        moves=_moves(view, timeline) if timeline is not None else [],
        tick_name=lambda tick: _tick_name(view, timeline, tick),
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
        {"name": name, "href": view.same(since=first.isoformat(), until=last.isoformat())}
        for name, (first, last) in periods.items()
    ] + [{"name": "whole", "href": view.same(since=None, until=None)}]


def _tick_name(view: View, timeline: Timeline | None, tick: Tick) -> str:
    unit = timeline.unit if timeline is not None else "month"
    day: date = tick.since
    if unit == "year":
        return str(day.year)
    if unit == "quarter":
        return (
            view.speech.quarter(f"{day.year}-Q{(day.month + 2) // 3}")
            if day.month == 1
            else f"Q{(day.month + 2) // 3}"
        )
    if unit == "month":
        return (
            f"{view.speech.short_month(day)} {day.year}" if day.month == 1 else view.speech.short_month(day)
        )
    return f"{day.day} {view.speech.short_month(day)}"
