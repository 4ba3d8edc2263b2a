"""The network page, its picture as parts of a page, and the network as files."""

from dataclasses import dataclass, replace
from typing import Any

import networkx as nx
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from web.embedding import EMBED
from web.http.pages import page
from web.http.parameters import known_query, taken
from web.index import lists
from web.index.filters import FILTER_NAMES, Filters, read_filters
from web.index.marks import REST, SIDES
from web.index.periods import bounds, code_of, reported
from web.pages.filtering import FilterChip, FilterOption, chips, choices, known_filters, periods
from web.site import Explorer, explorer_of
from web.views.network.files import line_values, node_values
from web.views.network.model import DrawnLine, Node
from web.views.network.saving import SAVED, SIZE, Picture, Wanted, folded_words, picture_of, ties_of, tree_of
from web.views.network.state import LEVELS, STATE, PictureState
from web.views.network.svg import on_page
from web.views.sheets import file_name, saved_as
from web.views.view import View, render

router = APIRouter(tags=["network"])

FILTERS = ("period", "home", "country", "sector", "type", "strength")
TABLE_ROWS = 400
NETWORK = (*FILTER_NAMES, "versus", "level", *STATE)
"""What decides on the network."""
SCREEN = ("w", "h")
"""The size of the picture, in pixels."""


@page(router, "/network", takes=(*NETWORK, *SCREEN, EMBED))
def network_page(request: Request) -> Response:
    """The picture, its filters, and the same edges as a table."""
    explorer, view = explorer_of(request), View(request)
    picture, filters = _picture(request), _asked_filters(request, explorer)
    return render(
        request,
        "network.html",
        filters=filters,
        choices={
            **choices(explorer, view, filters, FILTERS),
            "versus": _earlier(explorer, view, request.query_params.get("versus")),
        },
        chips=[
            *chips(explorer, view, read_filters(request.query_params)),
            *_versus_chip(explorer, view, picture),
        ],
        level=picture.drawing.level,
        levels=LEVELS,
        query=request.url.query,
        **_parts(view, picture),
        **_table(view, picture),
    )


@page(router, "/network/picture", takes=(*NETWORK, *SCREEN))
def network_picture(request: Request) -> Response:
    """The picture alone with what is written under it, for a page that has the rest already."""
    return render(request, "network/picture.html", **_parts(View(request), _picture(request)))


@page(router, "/network/table", takes=(*NETWORK, *SCREEN))
def network_table(request: Request) -> Response:
    """The lines of the picture as a table, likewise."""
    return render(request, "network/table.html", **_table(View(request), _picture(request)))


@page(router, "/api/network", takes=(*NETWORK, *SCREEN))
def network_data(request: Request) -> Response:
    """The drawing as JSON: nodes and links as they stand in the picture, in the language of the page."""
    known_filters(explorer_of(request), View(request), request.query_params)
    drawing = _picture(request).drawing
    return JSONResponse(
        {
            "title": drawing.caption.title,
            "lines": drawing.caption.lines,
            "nodes": [
                {"id": one.id, "name": one.name, "short": one.short, "x": one.at[0], "y": one.at[1]}
                | {"size": one.radius, "colour": one.colour}
                | node_values(one)
                for one in drawing.nodes
            ],
            "links": [
                {"source": one.source, "target": one.target, "width": one.width, "colour": one.colour}
                | line_values(one)
                for one in drawing.lines
            ],
            "hulls": [{"id": one.id, "name": one.name} for one in drawing.hulls],
            "left_out": drawing.left_out,
        }
    )


@page(router, "/api/network/names", takes=NETWORK)
def network_names(request: Request) -> Response:
    """Everything that may be looked for in the picture, what is folded too, in the order of names."""
    explorer, view, state = explorer_of(request), View(request), PictureState.of(request.query_params)
    tree = tree_of(explorer, state.picture)
    leaves = ties_of(explorer, state.picture, _asked_filters(request, explorer)).leaves
    found = {*leaves, *(outer for leaf in leaves for outer in tree.outers(leaf))}
    named = sorted((tree.name(one, view.speech), one) for one in found)
    return JSONResponse([[one, name] for name, one in named])


@page(router, "/api/network/path", takes=(*NETWORK, *SCREEN, "from", "to"))
def network_path(request: Request) -> Response:
    """The marks of a shortest way between two, with their names; none where there is no way.

    What is folded around its end is opened; what is out of focus may lie on it, what is hidden may not.
    """
    params = request.query_params
    start, end = params.get("from", ""), params.get("to", "")
    picture = _drawn(request, focus=(), path=(), chosen=end)
    drawing: nx.Graph[str] = nx.Graph((line.source, line.target) for line in picture.drawing.lines)
    is_way = start in drawing and end in drawing and nx.has_path(drawing, start, end)
    names = {node.id: node.short for node in picture.drawing.nodes}
    way = nx.shortest_path(drawing, start, end) if is_way else []
    return JSONResponse([[one, names[one]] for one in way])


@page(router, "/network.{extension}", takes=(*NETWORK, *SCREEN))
def network_file(request: Request, extension: str) -> Response:
    """The network as it is shown, as a file."""
    if extension not in SAVED:
        raise HTTPException(404)
    explorer, view = explorer_of(request), View(request)
    filters = known_filters(explorer, view, request.query_params)
    media_type, write = SAVED[extension]
    part, _, kind = extension.rpartition(".")
    told = [view.speech.say("network.title"), *([view.speech.say(f"network.file.{part}")] if part else [])]
    name = file_name(" – ".join((*told, *(chip.label for chip in chips(explorer, view, filters)))), kind)
    return Response(write(_picture(request)), media_type=media_type, headers=saved_as(name))


# ── what is asked ──


def _picture(request: Request) -> Picture:
    """The picture of the address, drawn once for the page, its parts and its files."""
    query = known_query(request.scope["query_string"], taken((*NETWORK, *SCREEN)))
    return explorer_of(request).once(("drawing", View(request).lang, query), lambda: _drawn(request))


def _drawn(request: Request, **otherwise: Any) -> Picture:
    """The picture of the address, some of the reader's doings otherwise."""
    explorer, view = explorer_of(request), View(request)
    params, filters = request.query_params, _asked_filters(request, explorer)
    before = _before(filters, params.get("versus"))
    lines = [chip.label for chip in chips(explorer, view, filters)]
    if before is not None:
        lines.append(_versus_words(explorer, view, filters, before))
    size = (_side(params.get("w"), SIZE[0]), _side(params.get("h"), SIZE[1]))
    state = replace(PictureState.of(params), **otherwise)
    wanted = Wanted(filters, state, lines, size, before)
    return picture_of(explorer, view.speech, wanted)


def _asked_filters(request: Request, explorer: Explorer) -> Filters:
    """The filters in the address; a period compared with without another is compared with the latest."""
    filters = read_filters(request.query_params)
    if not request.query_params.get("versus") or filters.since or filters.until:
        return filters
    latest = next(iter(code for code in reported(explorer.db) if len(code) > len("2025")), None)
    if latest is None:
        return filters
    since, until = bounds(latest)
    return replace(filters, since=since, until=until)


def _before(filters: Filters, versus: str | None) -> Filters | None:
    if not versus:
        return None
    since, until = bounds(versus)
    return replace(filters, since=since, until=until)


def _versus_words(explorer: Explorer, view: View, now: Filters, before: Filters) -> str:
    """Which two periods the picture compares."""
    periods = {"before": _period_words(explorer, view, before), "now": _period_words(explorer, view, now)}
    return view.speech.say("network.said.versus", **periods)


def _period_words(explorer: Explorer, view: View, filters: Filters) -> str:
    years = [day[:4] for day in (filters.since, filters.until) if day]
    code = code_of(filters.since, filters.until, [*years, *reported(explorer.db)])
    return view.speech.period(code) if code else view.speech.dates(filters.since, filters.until)


def _versus_chip(explorer: Explorer, view: View, picture: Picture) -> list[FilterChip]:
    """The comparison as something to take away."""
    before = picture.wanted.before
    if before is None:
        return []
    words = _versus_words(explorer, view, picture.wanted.filters, before)
    return [FilterChip(words, view.same(versus=None))]


def _earlier(explorer: Explorer, view: View, versus: str | None) -> list[FilterOption]:
    """The periods that the picture may be compared with."""
    return [replace(one, chosen=one.value == versus) for one in periods(explorer, view, Filters())]


def _side(text: str | None, usual: float) -> float:
    return float(text) if text is not None and text.isdecimal() and len(text) <= len("9999") else usual


# ── what is shown ──


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """A line of the picture as a row of its table; an address is None where there is no such list.

    `group` is the name of the group that the target's own name does not tell, "" where it does.
    """

    line: DrawnLine
    source: Node
    target: Node
    group: str
    events: str | None
    agreements: str | None


def _parts(view: View, picture: Picture) -> dict[str, Any]:
    drawing = picture.drawing
    nodes = {node.id: node for node in drawing.nodes}
    return {
        "picture": on_page(
            drawing,
            lambda node: _page_of(view, node),
            lambda line: _link_of(view, line, nodes),
            view.speech,
        ),
        "drawing": drawing,
        "caption": drawing.caption,
        "said": [*folded_words(view.speech, drawing)],
    }


def _table(view: View, picture: Picture) -> dict[str, Any]:
    """The lines of the picture as rows, the busiest first."""
    lines = picture.drawing.lines
    nodes = {node.id: node for node in picture.drawing.nodes}
    return {
        "compares": picture.wanted.before is not None,
        "rows": [_row(view, picture, line, nodes) for line in [*reversed(lines)][:TABLE_ROWS]],
        "left_rows": max(0, len(lines) - TABLE_ROWS),
        "strengths": {row["code"]: row for row in lists.concepts(picture.explorer.db, "strength")},
        "page_of": lambda node: _page_of(view, node),
    }


def _page_of(view: View, node: Node) -> str:
    """The page of what a node stands for; of a group that is no thing, the page with it opened."""
    return view.id_url(node.path) if node.path else view.url("/network", open=node.id)


def _link_of(view: View, line: DrawnLine, nodes: dict[str, Node]) -> str:
    if line.partnership:
        return view.id_url(line.partnership)
    side = nodes[line.source].path or nodes[line.target].path
    return view.id_url(side) if side else view.url("/network")


def _row(view: View, picture: Picture, line: DrawnLine, nodes: dict[str, Node]) -> NetworkRow:
    source, target = nodes[line.source], nodes[line.target]
    reporting = picture.explorer.columns.events.dimension("home").values
    group = _group_around(picture, target)
    asked = _filters_of(picture.wanted.filters, source, target)
    if asked is None or source.path not in reporting:
        # a municipality that is a twin may have told of nothing else
        return NetworkRow(line, source, target, group, None, None)
    # a partnership rests on no agreement that has ended; the register of a country lists those too
    agreements = view.url("/agreements", **asked.as_params()) if asked.direct else None
    return NetworkRow(line, source, target, group, view.url("/events", **asked.as_params()), agreements)


def _group_around(picture: Picture, node: Node) -> str:
    """Where a body, a kind of bodies or what is folded belongs; places are known by their names."""
    is_told = picture.drawing.level != "organisation" and not node.id.startswith(REST)
    if is_told or not node.outers:
        return ""
    tree = tree_of(picture.explorer, picture.wanted.state.picture)
    return tree.name(node.outers[-1], picture.speech)


def _filters_of(filters: Filters, source: Node, target: Node) -> Filters | None:
    """The filters that choose what a line rests on; None where it joins what no filter names."""
    if not (source.path and target.path) or SIDES in (source.id, target.id):
        return None
    if source.id.startswith(REST) or target.id.startswith(REST) or target.path is None:
        return None
    is_one = target.folded == 0 and target.kind != "organisation"
    found = replace(filters, home=(source.path,), partner=(target.path,), direct=is_one or filters.direct)
    return replace(found, strength=(), country=())
