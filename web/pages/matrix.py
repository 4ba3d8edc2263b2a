"""The matrix: each home side by country or by sector, with its white spots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ontology.errors import ParameterError
from web.embedding import EMBED
from web.http.pages import page
from web.index import lists
from web.index.columns import ColumnTable
from web.index.filters import FILTER_NAMES, Filters, read_filters
from web.index.selection import Selection
from web.pages.filtering import chips, choices
from web.site import Explorer, explorer_of
from web.views.view import View, render

router = APIRouter(tags=["matrix"])

BY = ("country", "sector")
MOST_COLUMNS = 24
"""So many stand side by side; of countries, before the words that open the others."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What a home side has with one country or in one sector; `state` is none, contact, both or paper."""

    events: int
    agreements: int

    @property
    def state(self) -> str:
        """Nothing, events without an agreement, both, or an agreement without events."""
        if self.events and self.agreements:
            return "both"
        return "contact" if self.events else "paper" if self.agreements else "none"


@dataclass(frozen=True, slots=True)
class Block:
    """So many columns of the matrix as stand side by side, with the spots of each home side in them."""

    columns: Sequence[tuple[str, str]]
    rows: Sequence[tuple[lists.Record, Sequence[Spot]]]


@page(router, "/matrix", takes=(*FILTER_NAMES, "by", "all", EMBED))
def matrix_page(request: Request) -> Response:
    """Home sides down, countries or sectors across."""
    explorer, view, filters = explorer_of(request), View(request), read_filters(request.query_params)
    by = request.query_params.get("by") or "country"
    if by not in BY:
        raise ParameterError("no-layout", by=by, ways=", ".join(BY))
    spots = _spots(explorer, filters, by)
    columns = _columns(explorer, view, spots, by)
    shown = columns if request.query_params.get("all") else columns[:MOST_COLUMNS]
    homes = explorer.db.execute(
        "SELECT * FROM thing WHERE kind = 'municipality' OR id IN (SELECT home FROM partnership)"
        " ORDER BY events DESC, ru"
    ).fetchall()
    return render(
        request,
        "matrix.html",
        by=by,
        filters=filters,
        choices=choices(
            explorer, view, filters, ("period", "sector") if by == "country" else ("period", "country")
        ),
        chips=chips(explorer, view, filters),
        blocks=[_block(homes, spots, some) for some in side_by_side(shown)],
        left_out=len(columns) - len(shown),
    )


def side_by_side(columns: Sequence[tuple[str, str]]) -> Sequence[Sequence[tuple[str, str]]]:
    """The columns in as few parts as fit, each about as wide as the others."""
    size = ceil(len(columns) / max(1, ceil(len(columns) / MOST_COLUMNS)))
    return [columns[at : at + size] for at in range(0, len(columns), max(1, size))]


def _block(
    homes: Sequence[lists.Record],
    spots: Mapping[tuple[str, str], Spot],
    columns: Sequence[tuple[str, str]],
) -> Block:
    none = Spot(0, 0)
    return Block(
        columns, [(home, [spots.get((home["path"], code), none) for code, _ in columns]) for home in homes]
    )


def _spots(explorer: Explorer, filters: Filters, by: str) -> dict[tuple[str, str], Spot]:
    events = _counted(explorer, explorer.columns.events, filters, by)
    agreements = _counted(explorer, explorer.columns.agreements, replace(filters, type=()), by)
    keys = events.keys() | agreements.keys()
    return {key: Spot(events.get(key, 0), agreements.get(key, 0)) for key in keys}


def _counted(explorer: Explorer, table: ColumnTable, filters: Filters, by: str) -> dict[tuple[str, str], int]:
    """Events or agreements by home side and country or sector."""
    selection = Selection(explorer.db, table, filters)
    return table.dimension("home").within(selection.mask).crossed(selection.dimension(by)).counts()


def _columns(
    explorer: Explorer, view: View, spots: dict[tuple[str, str], Spot], by: str
) -> list[tuple[str, str]]:
    """Codes and names across: all sectors, or the countries met, the commonest first."""
    if by == "sector":
        return [(row["code"], view.name(row)) for row in lists.concepts(explorer.db, "sector")]
    weight: dict[str, int] = {}
    for (_, code), spot in spots.items():
        weight[code] = weight.get(code, 0) + spot.events + spot.agreements
    codes = sorted(weight, key=lambda code: (-weight[code], code))
    known = lists.by_path(explorer.db, [f"place/{code.lower()}" for code in codes])
    return [
        (code, view.name(known[f"place/{code.lower()}"]))
        for code in codes
        if f"place/{code.lower()}" in known
    ]
