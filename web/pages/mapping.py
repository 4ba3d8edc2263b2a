"""The map: municipalities and partners where they lie, partnerships as arcs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from web.embedding import EMBED
from web.http.pages import page
from web.index import lists
from web.index.filters import FILTER_NAMES, Filters, read_filters
from web.pages.filtering import chips, choices, known_filters
from web.site import Explorer, explorer_of
from web.views.atlas.land import land_of
from web.views.atlas.projection import UNIT, VIEWS
from web.views.atlas.still import LARGE, Arc, MarkedPlace, StillMap, still_map
from web.views.links import Link, asked_of_links, link_rows, read_links
from web.views.network.saving import ties_of, tree_of
from web.views.network.ties import between
from web.views.view import View, environment, render

router = APIRouter(tags=["map"])

FILTERS = ("period", "home", "country", "sector", "type", "strength")
MOST_PLACES, TABLE_ROWS = 1_500, 200


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A home side or partner on the map, with what is its own under the filters."""

    path: str
    ru: str
    en: str | None
    short: str | None
    short_en: str | None
    kind: str
    is_home: bool
    lat: float | None
    lon: float | None
    events: int
    agreements: int

    @property
    def is_placed(self) -> bool:
        """Whether it is known where it lies."""
        return self.lat is not None and self.lon is not None


@page(router, "/map", takes=(*FILTER_NAMES, "view", "node", EMBED))
def map_page(request: Request) -> Response:
    """The map, its filters, and which partners have no place on it."""
    explorer, view, filters = explorer_of(request), View(request), read_filters(request.query_params)
    links = read_links(explorer.db, explorer.columns, filters)
    asked = request.query_params.get("view")
    zoom = asked if asked is not None and asked in VIEWS else "region"
    places = _places(explorer, filters, links)
    rows = link_rows(explorer.db, links, TABLE_ROWS)
    return render(
        request,
        "map/page.html",
        filters=filters,
        choices=choices(explorer, view, filters, FILTERS),
        chips=chips(explorer, view, filters),
        zoom=zoom,
        map=_still(explorer, view, links, places, zoom),
        links=len(links),
        unplaced=[place for place in places if not place.is_placed],
        strengths={row["code"]: row for row in lists.concepts(explorer.db, "strength")},
        rows=rows,
        asked=asked_of_links(filters),
        left_rows=max(0, len(links) - len(rows)),
        query=request.url.query,
    )


@page(router, "/api/map", takes=FILTER_NAMES)
def map_data(request: Request) -> Response:
    """Places with coordinates and the arcs between them, as JSON."""
    explorer, view = explorer_of(request), View(request)
    filters = known_filters(explorer, view, request.query_params)
    links = read_links(explorer.db, explorer.columns, filters)
    placed = [place for place in _places(explorer, filters, links) if place.is_placed]
    index = {place.path: i for i, place in enumerate(placed)}
    return JSONResponse(
        {
            "places": [_place(view, place) for place in placed],
            "arcs": [
                [
                    index[one.source],
                    index[one.target],
                    one.strength,
                    one.events,
                    one.agreements,
                    one.partnership,
                ]
                for one in links
                if one.source in index and one.target in index
            ],
            "areas": _areas(explorer, view),
        }
    )


_AREAS = """
    SELECT * FROM thing WHERE lat IS NOT NULL AND kind IN ('municipality', 'place')
    AND (kind = 'municipality' OR detail = 'district') ORDER BY +path
"""
"""The centres of municipalities and districts, whose surroundings stand for outlines that nobody has.

Here and below the plus has SQLite look for the kind, where it would go through all things in order.
"""


@page(router, "/map/land/{view}.svg")
def land(request: Request, view: str) -> Response:
    """The land of a view and its borders, which every map that the server draws refers to."""
    if view not in VIEWS:
        raise HTTPException(404)
    drawn = environment().get_template("map/land.svg")
    body = drawn.render(layers=land_of(view), width=UNIT, height=VIEWS[view].height)
    return Response(body, media_type="image/svg+xml")


def _areas(explorer: Explorer, view: View) -> list[tuple[str, float, float, str]]:
    return [(view.name(row), row["lat"], row["lon"], row["path"]) for row in explorer.db.execute(_AREAS)]


def _still(
    explorer: Explorer, view: View, links: Sequence[Link], places: Sequence[MapPlace], zoom: str
) -> StillMap:
    """The map as it opens, for paper and for browsers without scripts."""
    marked = [
        MarkedPlace(
            one.path, _name(view, one), one.lat, one.lon, one.is_home, one.kind == "country",
            one.events, one.agreements,
        )
        for one in places
        if one.lat is not None and one.lon is not None
    ]  # fmt: skip
    arcs = [
        Arc(one.source, one.target, one.strength, one.events, one.agreements, one.partnership)
        for one in links
    ]
    return still_map(marked, arcs, LARGE, zoom, [area[:3] for area in _areas(explorer, view)])


def _name(view: View, place: MapPlace) -> str:
    return (place.short_en or place.en if view.lang == "en" else place.short) or place.ru


def _place(view: View, place: MapPlace) -> list[Any]:
    return [
        place.path, _name(view, place), place.lat, place.lon, int(place.is_home),
        place.events, place.agreements, int(place.kind == "country"),
    ]  # fmt: skip


def _places(explorer: Explorer, filters: Filters, links: Sequence[Link]) -> list[MapPlace]:
    """The ends of the links, the busiest of them, each counting an event once."""
    tree, ties = tree_of(explorer, "place"), ties_of(explorer, "place", filters)
    leaves = {
        end: leaf for link in links for end in (link.source, link.target) if (leaf := tree.leaf_of(end))
    }
    tallies = between(ties, {leaf: leaf for leaf in leaves.values()}).tallies
    homes, known = {link.source for link in links}, lists.by_path(explorer.db, list(leaves))
    found = [
        MapPlace(
            path, row["ru"], row["en"], row["short"], row["short_en"], row["kind"], path in homes,
            row["lat"], row["lon"],
            tallies[leaves[path]].events, tallies[leaves[path]].agreements,
        )
        for path, row in known.items()
        if leaves[path] in tallies
    ]  # fmt: skip
    busiest = sorted(found, key=lambda one: (-one.events, one.path))[:MOST_PLACES]
    return busiest if filters.is_set else [*busiest, *_silent(explorer, leaves)]


def _silent(explorer: Explorer, met: Mapping[str, str]) -> list[MapPlace]:
    """The municipalities that nothing is told of."""
    rows = explorer.db.execute("SELECT * FROM thing WHERE kind = 'municipality' ORDER BY +path")
    return [
        MapPlace(
            row["path"], row["ru"], row["en"], row["short"], row["short_en"], row["kind"], True,
            row["lat"], row["lon"], 0, 0,
        )
        for row in rows
        if row["path"] not in met
    ]  # fmt: skip
