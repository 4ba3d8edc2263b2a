"""The map: municipalities and partners where they lie, partnerships as arcs."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from web.http.pages import page
from web.index import lists
from web.index.filters import FILTER_NAMES, read_filters
from web.pages.filtering import chips, choices
from web.site import Explorer, explorer_of
from web.views.network.reading import Network, read_network
from web.views.view import View, render

router = APIRouter(tags=["map"])

FILTERS = ("period", "home", "country", "sector", "type", "strength")
VIEWS = ("region", "world")
MOST_PLACES = 1_500


@page(router, "/map", takes=(*FILTER_NAMES, "view", "node"))
def map_page(request: Request) -> Response:
    """The map, its filters, and which partners have no place on it."""
    explorer, view, filters = explorer_of(request), View(request), read_filters(request.query_params)
    network = read_network(explorer.db, explorer.columns, filters, most_nodes=MOST_PLACES)
    placed = _coordinates(explorer, network)
    unplaced = [node for node in network.nodes if node.path not in placed]
    asked = request.query_params.get("view")
    return render(
        request,
        "map.html",
        filters=filters,
        choices=choices(explorer, view, filters, FILTERS),
        chips=chips(explorer, view, filters),
        zoom=asked if asked in VIEWS else "region",
        network=network,
        unplaced=unplaced,
        strengths={row["code"]: row for row in lists.concepts(explorer.db, "strength")},
        rows=lists.partnerships(explorer.db, filters.partnerships(), order=lists.STRONGEST, limit=100),
        query=request.url.query,
    )


@page(router, "/api/map", takes=FILTER_NAMES)
def map_data(request: Request) -> Response:
    """Places with coordinates and the arcs between them, as JSON."""
    explorer, view, filters = explorer_of(request), View(request), read_filters(request.query_params)
    network = read_network(explorer.db, explorer.columns, filters, most_nodes=MOST_PLACES)
    at = _coordinates(explorer, network)
    index: dict[str, int] = {}
    places: list[list[Any]] = []
    for node in network.nodes:
        if node.path in at:
            index[node.path] = len(places)
            name = (node.en if view.lang == "en" else None) or node.ru
            lat, lon = at[node.path]
            places.append(
                [
                    node.path,
                    name,
                    lat,
                    lon,
                    int(node.is_home),
                    node.events,
                    node.agreements,
                    int(node.kind == "country"),
                ]
            )
    arcs = [
        [index[one.source], index[one.target], one.strength, one.events, one.agreements, one.partnership]
        for one in network.links
        if one.source in index and one.target in index
    ]
    return JSONResponse({"places": places, "arcs": arcs})


def _coordinates(explorer: Explorer, network: Network) -> dict[str, tuple[float, float]]:
    wanted = {node.path for node in network.nodes}
    rows = explorer.db.execute(
        "SELECT path, lat, lon FROM thing"
        " WHERE lat IS NOT NULL AND kind IN ('municipality', 'place', 'country')"
    )
    return {row["path"]: (row["lat"], row["lon"]) for row in rows if row["path"] in wanted}
