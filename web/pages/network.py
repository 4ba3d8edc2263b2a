"""The network page and the network as files."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from ontology.errors import ParameterError
from web.http.pages import page
from web.index import lists
from web.index.filters import FILTER_NAMES, Filters, read_filters
from web.pages.filtering import chips, choices
from web.site import Explorer, explorer_of
from web.views.network.reading import LEVELS, Link, Network, NetworkNode, read_network
from web.views.network.saving import SAVED, STANDING_ALONE_NODES, Picture, name_of, picture_of
from web.views.network.showing import STATE, Showing
from web.views.view import View, render

router = APIRouter(tags=["network"])

FILTERS = ("period", "home", "country", "sector", "type", "strength")
TABLE_ROWS = 200
NETWORK = (*FILTER_NAMES, "level")
"""What decides on the network."""


@page(router, "/network", takes=(*NETWORK, *STATE))
def network_page(request: Request) -> Response:
    """The picture, its filters, and the same edges as a table."""
    explorer, view, filters = explorer_of(request), View(request), read_filters(request.query_params)
    network = _network(request, explorer, filters)
    named = lists.by_path(explorer.db, _paths(network.links[:TABLE_ROWS]))
    return render(
        request,
        "network.html",
        filters=filters,
        choices=choices(explorer, view, filters, FILTERS),
        chips=chips(explorer, view, filters),
        level=_level(request),
        network=network,
        rows=[(link, named[link.source], named[link.target]) for link in network.links[:TABLE_ROWS]],
        strengths={row["code"]: row for row in lists.concepts(explorer.db, "strength")},
        query=request.url.query,
    )


@page(router, "/api/network", takes=NETWORK)
def network_data(request: Request) -> Response:
    """The network as JSON for the picture; strings are in the language of the page."""
    explorer, view, filters = explorer_of(request), View(request), read_filters(request.query_params)
    network = _network(request, explorer, filters)
    index = {node.path: i for i, node in enumerate(network.nodes)}
    return JSONResponse(
        {
            "nodes": [_node(view, node) for node in network.nodes],
            "links": [
                [
                    index[one.source],
                    index[one.target],
                    one.strength,
                    one.events,
                    one.agreements,
                    one.partnership,
                ]
                for one in network.links
            ],
            "left_out": network.left_out,
        }
    )


@page(router, "/api/network/caption", takes=(*NETWORK, *STATE))
def caption(request: Request) -> Response:
    """What is written beside the picture as it is shown, for the image that a script saves."""
    told = _picture(request).caption
    marks = [{"shape": mark.shape, "name": mark.name, "label": mark.label} for mark in told.legend]
    return JSONResponse({"title": told.title, "lines": told.lines, "legend": marks})


@page(router, "/network.{extension}", takes=(*NETWORK, *STATE))
def network_file(request: Request, extension: str) -> Response:
    """The network as it is shown, as a file; a page that stands alone has its core where it is large."""
    if extension not in SAVED:
        raise HTTPException(404)
    media_type, write = SAVED[extension]
    limits = request.app.state.settings.limits
    most_nodes = STANDING_ALONE_NODES if extension == "html" else limits.network_nodes
    headers = {"content-disposition": f'attachment; filename="pobratim-network.{extension}"'}
    return Response(write(_picture(request, most_nodes)), media_type=media_type, headers=headers)


def _picture(request: Request, most_nodes: int | None = None) -> Picture:
    explorer, view, filters = explorer_of(request), View(request), read_filters(request.query_params)
    limits = request.app.state.settings.limits
    return picture_of(
        explorer,
        view.speech,
        filters,
        Showing.of(request.query_params),
        level=_level(request),
        filter_lines=[chip.label for chip in chips(explorer, view, filters)],
        most_nodes=most_nodes or limits.network_nodes,
        most_links=limits.network_links,
    )


def _network(request: Request, explorer: Explorer, filters: Filters) -> Network:
    limits = request.app.state.settings.limits
    return read_network(
        explorer.db,
        explorer.columns,
        filters,
        level=_level(request),
        most_nodes=limits.network_nodes,
        most_links=limits.network_links,
    )


def _level(request: Request) -> str:
    level = request.query_params.get("level") or "place"
    if level not in LEVELS:
        raise ParameterError("no-level", level=level, levels=", ".join(LEVELS))
    return level


def _paths(links: tuple[Link, ...]) -> list[str]:
    return list({end for link in links for end in (link.source, link.target)})


def _node(view: View, node: NetworkNode) -> list[Any]:
    return [
        node.path, name_of(node, view.speech), node.kind, int(node.is_home),
        round(node.x, 4), round(node.y, 4), node.events, node.agreements,
        node.community, round(node.bridge, 4),
    ]  # fmt: skip
