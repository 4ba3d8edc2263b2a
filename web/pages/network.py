"""The network page and the network as files."""

from collections.abc import Callable
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
from web.views.network import LEVELS, Link, Network, Node, read_network
from web.views.network_files import as_gexf, as_graphml, as_html, as_svg
from web.views.view import View, render

router = APIRouter(tags=["network"])

FILTERS = ("period", "home", "country", "sector", "type", "strength")
TABLE_ROWS = 200
NETWORK = (*FILTER_NAMES, "level")
"""What decides on the network."""
STATE = ("node", "color", "focus", "hide", "via")
"""What a reader has done to the picture: read by its script, kept in links."""


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


Written = Callable[[Network, Callable[[Node], str]], bytes]

FILES: dict[str, tuple[str, Written]] = {
    "graphml": ("application/graphml+xml", as_graphml),
    "gexf": ("application/gexf+xml", as_gexf),
    "svg": ("image/svg+xml", as_svg),
}
STANDING_ALONE_NODES = 400


@page(router, "/network.html", takes=NETWORK)
def standing_alone(request: Request) -> Response:
    """The network under the same filters as a file that needs no server; of a large one its core."""
    explorer, filters = explorer_of(request), read_filters(request.query_params)
    network = read_network(
        explorer.db, explorer.columns, filters, level=_level(request), most_nodes=STANDING_ALONE_NODES
    )
    rows = explorer.db.execute("SELECT country, ru, coalesce(en, ru) FROM thing WHERE kind = 'country'")
    names = {code: (ru, en) for code, ru, en in rows}
    headers = {"content-disposition": 'attachment; filename="pobratim-network.html"'}
    body = as_html(network, View(request).lang, names)
    return Response(body, media_type="text/html; charset=utf-8", headers=headers)


@page(router, "/network.{extension}", takes=NETWORK)
def network_file(request: Request, extension: str) -> Response:
    """The network under the same filters as a file."""
    if extension not in FILES:
        raise HTTPException(404)
    media_type, write = FILES[extension]
    explorer, view = explorer_of(request), View(request)
    network = _network(request, explorer, read_filters(request.query_params))
    headers = {"content-disposition": f'attachment; filename="pobratim-network.{extension}"'}
    body = write(network, lambda node: _name(view, node))
    return Response(body, media_type=media_type, headers=headers)


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


def _name(view: View, node: Node) -> str:
    return (node.en if view.lang == "en" else None) or node.ru


def _node(view: View, node: Node) -> list[Any]:
    return [
        node.path, _name(view, node), node.kind, int(node.is_home), round(node.x, 4), round(node.y, 4),
        node.events, node.agreements, node.community, round(node.bridge, 4),
    ]  # fmt: skip
