"""The flow: events from home sides by sectors to countries, under the same filters as everything."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from web.embedding import EMBED
from web.http.pages import page
from web.index import lists
from web.index.facets import names_of
from web.index.filters import FILTER_NAMES, Filters, read_filters
from web.index.periods import covered
from web.index.selection import Selection
from web.pages.filtering import chips, choices, known_filters
from web.site import Explorer, explorer_of
from web.views.flow import COLUMNS, REST, Flow, FlowNode, Stream, flow_of
from web.views.palette import on_paper
from web.views.sheets import sheet
from web.views.view import View, render

router = APIRouter(tags=["flow"])

FILTERS = ("period", "home", "country", "sector", "type")


@dataclass(frozen=True, slots=True)
class StreamRow:
    """A stream with the names of its ends; `href` leads to its events, None where one end is the rest."""

    source: str
    target: str
    events: int
    href: str | None


@page(router, "/flow", takes=(*FILTER_NAMES, "all", EMBED))
def flow_page(request: Request) -> Response:
    """The streams as a picture and as a table."""
    explorer, view, filters = explorer_of(request), View(request), read_filters(request.query_params)
    selection, flow = _asked_flow(request, explorer, filters)
    names = _names(explorer, view, flow)
    return render(
        request,
        "flow.html",
        filters=filters,
        choices=choices(explorer, view, filters, FILTERS),
        chips=chips(explorer, view, filters),
        query=request.url.query,
        caption=_caption(explorer, view, filters, selection.count),
        count=selection.count,
        folded=sum(node.folded for node in flow.nodes),
        picture=_picture(view, filters, flow, names),
        height=flow.height,
        rows=[
            StreamRow(names[one.source], names[one.target], one.events, _stream_address(view, filters, one))
            for one in _ranked(flow, names)
        ],
    )


@page(router, "/flow.{extension}", takes=(*FILTER_NAMES, "all"))
def flow_file(request: Request, extension: str) -> Response:
    """The streams as a table to save, those of the picture."""
    if extension not in ("csv", "xlsx"):
        raise HTTPException(404)
    explorer, view = explorer_of(request), View(request)
    filters = known_filters(explorer, view, request.query_params)
    _, flow = _asked_flow(request, explorer, filters)
    names = _names(explorer, view, flow)
    say = view.speech.say
    header = (say("flow.from"), say("flow.to"), say("table.events"))
    rows = ((names[one.source], names[one.target], one.events) for one in _ranked(flow, names))
    told = [chip.label for chip in chips(explorer, view, filters)]
    return sheet(view, extension, say("flow.title"), told, header, rows)


def _asked_flow(request: Request, explorer: Explorer, filters: Filters) -> tuple[Selection, Flow]:
    selection = Selection(explorer.db, explorer.columns.events, filters)
    return selection, flow_of(selection, whole=bool(request.query_params.get("all")))


def _ranked(flow: Flow, names: Mapping[FlowNode, str]) -> list[Stream]:
    """The streams, the widest first."""
    return sorted(flow.streams, key=lambda one: (-one.events, names[one.source], names[one.target]))


def _caption(explorer: Explorer, view: View, filters: Filters, count: int) -> dict[str, Any]:
    """What stands with the picture where it is saved: title, columns, filters in words, period and source."""
    say = view.speech.say
    told = " · ".join(chip.label for chip in chips(explorer, view, filters))
    source = say(
        "network.said.source",
        title=say("dataset.title"),
        period=covered(explorer.db, view.speech),
        when=view.speech.date(explorer.built),
    )
    lines = (f"{view.speech.count('count.events', count)}. {say('flow.lede')}", told, source)
    return {
        "title": say("flow.title"),
        "heads": [say("table.home"), say("table.sector"), say("filter.country")],
        "lines": [line for line in lines if line],
        "paint": {name: on_paper(name) for name in ("ink", "memorandum", "bar", "muted", "surface")},
    }


def _names(explorer: Explorer, view: View, flow: Flow) -> Mapping[FlowNode, str]:
    """What each node is called."""
    homes = [node.value for node in flow.nodes if node.column == "home"]
    short = {path: view.short_name(row) for path, row in lists.by_path(explorer.db, homes).items()}
    known = {
        column: names_of(explorer.db, column, {one.value: 0 for one in flow.nodes if one.column == column})
        for column in COLUMNS
    }
    return {node: _name(view, node, short, known[node.column]) for node in flow.nodes}


def _name(view: View, node: FlowNode, short: Mapping[str, str], known: Mapping[str, tuple[str, str]]) -> str:
    if node.value == REST:
        return view.speech.count(f"flow.rest.{node.column}", node.folded)
    names = known.get(node.value, (node.value, node.value))
    return short.get(node.value) or names[view.lang == "en"]


def _picture(view: View, filters: Filters, flow: Flow, names: Mapping[FlowNode, str]) -> dict[str, Any]:
    """All that the script needs to draw it."""
    number = {node: i for i, node in enumerate(flow.nodes)}
    count = view.speech.count
    return {
        "nodes": [
            {
                "name": names[node],
                "column": COLUMNS.index(node.column),
                "events": node.events,
                "words": f"{names[node]}: {count('count.events', node.events)}",
                "href": _address(view, filters, (node,)),
            }
            for node in flow.nodes
        ],
        "links": [
            {
                "source": number[one.source],
                "target": number[one.target],
                "value": one.events,
                "words": f"{names[one.source]} – {names[one.target]}: {count('count.events', one.events)}",
                "href": _stream_address(view, filters, one),
            }
            for one in flow.streams
        ],
    }


def _stream_address(view: View, filters: Filters, stream: Stream) -> str | None:
    return _address(view, filters, (stream.source, stream.target))


def _address(view: View, filters: Filters, nodes: tuple[FlowNode, ...]) -> str | None:
    """The list of the events that have the values of all these nodes."""
    if any(node.value == REST for node in nodes):
        return None
    asked = filters.as_params()
    for node in nodes:
        if len(getattr(filters, node.column)) > 1:
            # the list would show what has any of the values asked for, so the address names this one alone
            asked.pop(node.column)
        asked[node.column] = node.value
    return view.url("/events", **asked)
