"""The register of agreements and the list of events: facets, sorting, pages."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ontology.errors import ParameterError
from web.http.pages import page
from web.index import lists
from web.index.filters import FILTER_NAMES, read_filters
from web.index.selection import Selection
from web.pages.filtering import chips, page_number, shown_facets
from web.site import Explorer, explorer_of
from web.views.view import View, render

router = APIRouter(tags=["registers"])

EVENT_ORDERS = ("date", "attendance")


@page(router, "/events", takes=(*FILTER_NAMES, "page", "order"))
def events(request: Request) -> Response:
    """Every event, by facets."""
    explorer, view, filters = explorer_of(request), View(request), read_filters(request.query_params)
    selection = Selection(explorer.db, explorer.columns.events, filters)
    shown = _page(request, selection)
    ids = selection.ids(limit=shown.size, offset=shown.offset, largest_first=is_largest_first(request))
    return render(
        request,
        "events.html",
        count=selection.count,
        rows=lists.event_rows(explorer.db, ids),
        pages=shown,
        order=_order(request, EVENT_ORDERS),
        orders=EVENT_ORDERS,
        chips=chips(explorer, view, filters),
        facets=shown_facets(explorer, view, selection, filters),
        filters=filters,
        query=request.url.query,
    )


@page(router, "/agreements", takes=(*FILTER_NAMES, "page", "order"))
def agreements(request: Request) -> Response:
    """The register of agreements."""
    explorer, view, filters = explorer_of(request), View(request), read_filters(request.query_params)
    selection = Selection(explorer.db, explorer.columns.agreements, filters)
    shown = _page(request, selection)
    order = order_of(request)
    return render(
        request,
        "agreements.html",
        count=selection.count,
        rows=agreements_in(explorer, selection, order, limit=shown.size, offset=shown.offset),
        pages=shown,
        order=order,
        orders=list(lists.AGREEMENT_ORDERS),
        chips=chips(explorer, view, filters),
        facets=shown_facets(explorer, view, selection, filters),
        filters=filters,
        query=request.url.query,
    )


def _page(request: Request, selection: Selection) -> lists.Page:
    return lists.page_of(selection.count, request.app.state.settings.limits.page_rows, page_number(request))


def agreements_in(
    explorer: Explorer, selection: Selection, order: str, *, limit: int, offset: int = 0
) -> list[lists.Record]:
    """The agreements of a selection in that order."""
    condition = lists.among("a.id", selection.ids(limit=selection.count))
    return lists.agreements(explorer.db, condition, order=order, limit=limit, offset=offset)


def order_of(request: Request) -> str:
    """The order of agreements that the address asks for."""
    return _order(request, tuple(lists.AGREEMENT_ORDERS))


def is_largest_first(request: Request) -> bool:
    """Whether the address asks for events by attendance."""
    return _order(request, EVENT_ORDERS) == "attendance"


def _order(request: Request, orders: Sequence[str]) -> str:
    """The order that the address asks for, else the first of those there are."""
    order = request.query_params.get("order") or orders[0]
    if order not in orders:
        raise ParameterError("no-order", order=order, orders=", ".join(orders))
    return order
