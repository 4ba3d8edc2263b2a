"""Two home sides, or two periods, beside each other."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import QueryParams

from web.http.pages import page
from web.index import lists
from web.index.filters import PERIOD, Filters, read_filters
from web.index.periods import code_of, reported
from web.index.selection import Selection
from web.pages.around import sectors_of
from web.pages.filtering import FilterOption, choices, periods
from web.site import Explorer, explorer_of
from web.views.charts import Bar
from web.views.links import Link, read_links
from web.views.view import View, render

router = APIRouter(tags=["compare"])

SIDES = ("a", "b")
COMPARED = ("home", *PERIOD)
"""What is asked of each side, as `home_a`."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what was asked for, counts, partners by path, and sectors."""

    name: str
    filters: Filters
    periods: list[FilterOption]
    title: str
    events: int
    agreements: int
    partners: dict[str, Link]
    sectors: list[Bar]


@page(router, "/compare", takes=(f"{name}_{side}" for name in COMPARED for side in SIDES))
def compare_page(request: Request) -> Response:
    """Counts, sectors, and partners shared or only of one."""
    explorer, view = explorer_of(request), View(request)
    asked = {name: _filters_of(request.query_params, name) for name in SIDES}
    is_asked = asked["a"] != asked["b"]
    one, other = (_side(explorer, view, name, asked[name]) for name in SIDES)
    groups = {
        "both": sorted(one.partners.keys() & other.partners.keys()),
        "a": sorted(one.partners.keys() - other.partners.keys()),
        "b": sorted(other.partners.keys() - one.partners.keys()),
    }
    named = lists.by_path(explorer.db, [path for paths in groups.values() for path in paths])
    return render(
        request,
        "compare.html",
        sides=(one, other),
        is_asked=is_asked,
        homes=choices(explorer, view, Filters(), ("home",))["home"],
        groups={key: sorted((named[path] for path in paths), key=view.name) for key, paths in groups.items()},
    )


def _filters_of(params: QueryParams, side: str) -> Filters:
    """The filters of one side: parameters that end with its letter, as `home_a`."""
    own = {name: params.get(f"{name}_{side}", "") for name in COMPARED}
    return read_filters(QueryParams({name: value for name, value in own.items() if value}))


def _side(explorer: Explorer, view: View, name: str, filters: Filters) -> Side:
    partners: dict[str, Link] = {}
    for link in read_links(explorer.db, explorer.columns, filters):
        partners.setdefault(link.target, link)
    events = Selection(explorer.db, explorer.columns.events, filters)
    agreements = Selection(explorer.db, explorer.columns.agreements, filters)
    return Side(
        name,
        filters,
        periods(explorer, view, filters),
        _title(explorer, view, filters),
        events.count,
        agreements.count,
        partners,
        sectors_of(explorer.db, view, events, filters.as_params()),
    )


def _title(explorer: Explorer, view: View, filters: Filters) -> str:
    """What a side is called: its home side and period, or everything."""
    named = lists.by_path(explorer.db, filters.home)
    home = view.name(named[filters.home[0]]) if named else view.speech.say("compare.everyone")
    code = code_of(filters.since, filters.until, reported(explorer.db))
    period = view.speech.period(code) if code else view.speech.dates(filters.since, filters.until)
    return f"{home}, {period}" if period else home
