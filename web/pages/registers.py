"""The register of agreements and the list of events: facets, sorting, pages, files."""

from collections.abc import Iterator
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from graph.sheets import Cell
from ontology.errors import ParameterError
from web.http.pages import page
from web.index import lists
from web.index.filters import FILTER_NAMES, read_filters
from web.index.selection import Selection
from web.pages.filtering import chips, page_number, shown_facets
from web.site import Explorer, explorer_of
from web.views.sheets import sheet
from web.views.view import View, render

router = APIRouter(tags=["registers"])

FILES = ("csv", "xlsx")


@page(router, "/events", takes=(*FILTER_NAMES, "page"))
def events(request: Request) -> Response:
    """Every event, by facets."""
    explorer, view, filters = explorer_of(request), View(request), read_filters(request.query_params)
    selection = Selection(explorer.db, explorer.columns.events, filters)
    shown = _page(request, selection)
    ids = selection.ids(limit=shown.size, offset=shown.offset)
    return render(
        request,
        "events.html",
        count=selection.count,
        rows=lists.event_rows(explorer.db, ids),
        pages=shown,
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
    order = _order(request)
    return render(
        request,
        "agreements.html",
        count=selection.count,
        rows=_agreements(explorer, selection, order, limit=shown.size, offset=shown.offset),
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


def _agreements(
    explorer: Explorer, selection: Selection, order: str, *, limit: int, offset: int = 0
) -> list[lists.Record]:
    condition = lists.among("a.id", selection.ids(limit=selection.count))
    return lists.agreements(explorer.db, condition, order=order, limit=limit, offset=offset)


@router.get("/events.{extension}", response_model=None)
def events_file(request: Request, extension: str) -> Response:
    """The events under the same filters as CSV or XLSX."""
    return _file(request, extension, "events")


@router.get("/agreements.{extension}", response_model=None)
def agreements_file(request: Request, extension: str) -> Response:
    """The agreements under the same filters as CSV or XLSX."""
    return _file(request, extension, "agreements")


def _file(request: Request, extension: str, table: str) -> Response:
    if extension not in FILES:
        raise HTTPException(404)
    explorer, view, filters = explorer_of(request), View(request), read_filters(request.query_params)
    most = request.app.state.settings.limits.export_rows
    keys: tuple[str, ...]
    if table == "events":
        selection = Selection(explorer.db, explorer.columns.events, filters)
        found = lists.event_rows(explorer.db, selection.ids(limit=most))
        rows, keys = _event_rows(explorer, view, found), EVENT_COLUMNS
    else:
        selection = Selection(explorer.db, explorer.columns.agreements, filters)
        found = _agreements(explorer, selection, _order(request), limit=most)
        rows, keys = _agreement_rows(explorer, view, found), AGREEMENT_COLUMNS
    return sheet(extension, f"pobratim-{table}", [view.speech.say(key) for key in keys], rows)


EVENT_COLUMNS = (
    "table.event", "fact.startDate", "fact.endDate", "fact.eventType", "table.sector", "table.home",
    "table.countries", "table.rows", "table.iri",
)  # fmt: skip
AGREEMENT_COLUMNS = (
    "table.agreement", "fact.agreementType", "table.status", "fact.documentNumber", "table.signed",
    "fact.signedNotBefore", "fact.signedNotAfter", "fact.validUntil", "table.evidence",
    "table.parties", "table.home", "table.countries", "table.iri",
)  # fmt: skip


def _event_rows(explorer: Explorer, view: View, rows: list[lists.Record]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            view.name(row), _day(row["start"]), _day(row["end"]), _concept(view, row, "type"),
            _concept(view, row, "sector"), _names(view, row["homes"]), _names(view, row["countries"]),
            row["entries"], explorer.iri(row["path"]),
        ]  # fmt: skip


def _agreement_rows(explorer: Explorer, view: View, rows: list[lists.Record]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            view.name(row), _concept(view, row, "type"), _concept(view, row, "status"), row["number"],
            _day(row["signed_on"]), _day(row["signed_from"]), _day(row["signed_to"]),
            _day(row["valid_until"]), _day(row["evidence"]), _names(view, row["parties"]),
            _names(view, row["homes"]), _names(view, row["countries"]), explorer.iri(row["path"]),
        ]  # fmt: skip


def _day(iso: str | None) -> date | str | None:
    """The day as spreadsheets know days; what is only a month or a year stays as it is written."""
    return date.fromisoformat(iso) if iso is not None and len(iso) == len("2025-01-01") else iso


def _concept(view: View, row: lists.Record, name: str) -> str:
    return view.name({"ru": row[f"{name}_ru"] or "", "en": row[f"{name}_en"]})


def _names(view: View, packed: str | None) -> str:
    return "; ".join(view.name(one) for one in lists.unpack(packed))


def _order(request: Request) -> str:
    order = request.query_params.get("order") or "evidence"
    if order not in lists.AGREEMENT_ORDERS:
        raise ParameterError("no-order", order=order, orders=", ".join(lists.AGREEMENT_ORDERS))
    return order
