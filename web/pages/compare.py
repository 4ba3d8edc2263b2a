"""Home sides beside each other, periods beside each other, or two sides in two periods, with what differs."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import QueryParams

from web.http.pages import page
from web.index import lists
from web.index.filters import PERIOD, Filters, read_filters
from web.index.periods import code_of, reported
from web.index.selection import Selection
from web.pages.filtering import FilterOption, NoFilterValueError, choices, periods, refuse_value
from web.site import Explorer, explorer_of
from web.views.links import read_links
from web.views.view import View, render

router = APIRouter(tags=["compare"])

SIDES = ("a", "b")
COMPARED = ("home", *PERIOD)
"""What is asked of each side, as `home_a`."""
ALL = "all"
"""What stands for all home sides together."""
SHOWN_SECTORS = 12

Params = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ComparedTime:
    """A side or a period of the address: the filters that it sets, and what it is called."""

    filters: Filters
    title: str


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """A home side in a period: what is counted there."""

    asked: Params
    events: Selection
    agreements: Selection
    partners: frozenset[str]

    @property
    def countries(self) -> int:
        """How many countries its partners are of."""
        return len({path.split("/")[1] for path in self.partners})


@dataclass(frozen=True, slots=True)
class Number:
    """A cell of a table: a count with the list behind it, or how much the later or second has more."""

    value: int
    href: str = ""
    is_difference: bool = False
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A line of a table of numbers."""

    label: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """Partners under a heading."""

    key: str
    things: list[lists.Record]


@dataclass(frozen=True, slots=True)
class Grid:
    """The sides and periods that are compared; cells by side, then by period."""

    homes: tuple[ComparedTime, ...]
    times: tuple[ComparedTime, ...]
    cells: tuple[tuple[ComparedCell, ...], ...]

    @property
    def is_comparison(self) -> bool:
        """Whether there is more than one cell."""
        return len(self.homes) * len(self.times) > 1

    def row(
        self, label: str, count: Callable[[ComparedCell], int], href: Callable[[ComparedCell], str]
    ) -> ComparedRow:
        """What is counted in each cell, and what differs: between periods, or between sides in one period."""
        numbers: list[Number] = []
        for cells in self.cells:
            numbers += [Number(count(cell), href(cell)) for cell in cells]
            if len(cells) > 1:
                numbers.append(Number(count(cells[1]) - count(cells[0]), is_difference=True))
        if len(self.times) == 1 and len(self.homes) > 1:
            numbers.append(Number(count(self.cells[1][0]) - count(self.cells[0][0]), is_difference=True))
        return ComparedRow(label, tuple(numbers))


@page(router, "/compare", takes=(f"{name}_{side}" for name in COMPARED for side in SIDES))
def compare_page(request: Request) -> Response:
    """Counts, sectors, and partners: new, kept and gone between periods, shared or not between sides.

    A side that the graph does not have is told above the form, which stays to choose another.
    """
    explorer, view, params = explorer_of(request), View(request), request.query_params
    problem = ""
    try:
        grid = _grid(explorer, view, params)
    except NoFilterValueError as error:
        grid, problem = Grid((), (), ()), error.told(view.speech)
    return render(
        request,
        "compare.html",
        status=400 if problem else 200,
        problem=problem,
        grid=grid,
        measures=_measures(view, grid),
        sectors=_sectors(explorer, view, grid),
        groups=_groups(explorer, view, grid),
        homes=choices(explorer, view, Filters(), ("home",))["home"],
        chosen={side: params.get(f"home_{side}", "") for side in SIDES},
        times={side: _time_of(params, side) for side in SIDES},
        periods={side: _periods(explorer, view, params, side) for side in SIDES},
        all=ALL,
    )


# ── what is asked ──


def _grid(explorer: Explorer, view: View, params: QueryParams) -> Grid:
    times = _times(explorer, view, params)
    homes = _homes(explorer, view, params, alone=len(times) == 1)
    cells = tuple(tuple(_cell(explorer, home.filters, time.filters) for time in times) for home in homes)
    return Grid(homes, times, cells)


def _homes(explorer: Explorer, view: View, params: QueryParams, *, alone: bool) -> tuple[ComparedTime, ...]:
    """The sides asked for, each once; one alone in one period is compared with all together."""
    asked = [home for side in SIDES if (home := params.get(f"home_{side}"))]
    if not asked or (alone and len(set(asked)) == 1 and asked[0] != ALL):
        asked.append(ALL)
    named = lists.by_path(explorer.db, asked)
    return tuple(_home(explorer, view, home, named.get(home)) for home in dict.fromkeys(asked))


def _home(explorer: Explorer, view: View, home: str, thing: lists.Record | None) -> ComparedTime:
    """A side that is one municipality, or everybody; refuses what is neither."""
    if home == ALL:
        return ComparedTime(Filters(), view.speech.say("compare.everyone"))
    if thing is None:
        refuse_value(explorer, view, "home", home)
    return ComparedTime(Filters(home=(home,)), view.name(thing))


def _times(explorer: Explorer, view: View, params: QueryParams) -> tuple[ComparedTime, ...]:
    """The periods asked for, each once, the earlier first; all time where none is."""
    asked = dict.fromkeys(time for side in SIDES if (time := _time_of(params, side)).is_set) or {
        Filters(): None
    }
    ordered = sorted(asked, key=lambda time: (time.since or "", time.until or "9"))
    codes = reported(explorer.db)
    return tuple(
        ComparedTime(time, _when(view, time, code_of(time.since, time.until, codes))) for time in ordered
    )


def _time_of(params: QueryParams, side: str) -> Filters:
    """The days of one side, by parameters that end with its letter; a named period goes before own days."""
    named = params.get(f"period_{side}")
    own = {"period": named} if named else {name: params.get(f"{name}_{side}", "") for name in PERIOD[1:]}
    return read_filters(QueryParams({name: value for name, value in own.items() if value}))


def _when(view: View, time: Filters, code: str | None) -> str:
    told = view.speech.period(code) if code else view.speech.dates(time.since, time.until)
    return told or view.speech.say("timeline.whole")


def _periods(explorer: Explorer, view: View, params: QueryParams, side: str) -> list[FilterOption]:
    return periods(explorer, view, _time_of(params, side))


# ── what is counted ──


def _cell(explorer: Explorer, home: Filters, time: Filters) -> ComparedCell:
    filters = Filters(since=time.since, until=time.until, home=home.home)
    return ComparedCell(
        filters.as_params(),
        Selection(explorer.db, explorer.columns.events, filters),
        Selection(explorer.db, explorer.columns.agreements, filters),
        frozenset(link.target for link in read_links(explorer.db, explorer.columns, filters)),
    )


def _measures(view: View, grid: Grid) -> list[ComparedRow]:
    def to(path: str) -> Callable[[ComparedCell], str]:
        return lambda cell: view.url(path, **cell.asked)

    say = view.speech.say
    return [
        grid.row(say("nav.events"), lambda cell: cell.events.count, to("/events")),
        grid.row(say("kind.agreement.many"), lambda cell: cell.agreements.count, to("/agreements")),
        grid.row(say("compare.partners"), lambda cell: len(cell.partners), to("/network")),
        grid.row(say("table.countries"), lambda cell: cell.countries, to("/map")),
    ]


def _sectors(explorer: Explorer, view: View, grid: Grid) -> list[ComparedRow]:
    """Events by sector, the commonest first, with the share of the greatest number of all."""
    counts = {id(cell): cell.events.counts("sector") for cells in grid.cells for cell in cells}
    told = [pair for one in counts.values() for pair in one.items()]
    total: Counter[str] = Counter()
    for code, number in told:
        total[code] += number
    most = max((number for _, number in told), default=1)
    known = [row for row in lists.concepts(explorer.db, "sector") if row["code"] in total]
    commonest = sorted(known, key=lambda row: (-total[row["code"]], row["ru"]))[:SHOWN_SECTORS]
    return [_with_shares(_sector_row(view, grid, counts, row), most) for row in commonest]


def _sector_row(
    view: View, grid: Grid, counts: Mapping[int, Mapping[str, int]], concept: lists.Record
) -> ComparedRow:
    code = concept["code"]
    return grid.row(
        view.name(concept),
        lambda cell: counts[id(cell)].get(code, 0),
        lambda cell: view.url("/events", **cell.asked, sector=code),
    )


def _with_shares(row: ComparedRow, most: int) -> ComparedRow:
    shared = (
        one if one.is_difference else Number(one.value, one.href, share=round(100 * one.value / most, 1))
        for one in row.numbers
    )
    return ComparedRow(row.label, tuple(shared))


# ── whom with ──


def _groups(explorer: Explorer, view: View, grid: Grid) -> list[tuple[str, list[ComparedGroup]]]:
    """Partners of each side by what became of them, and which the sides share, under headings."""
    told = list(_partner_sets(view, grid))
    named = lists.by_path(
        explorer.db, sorted({path for _, sets in told for paths in sets.values() for path in paths})
    )
    return [
        (title, [ComparedGroup(key, _named(view, named, paths)) for key, paths in sets.items()])
        for title, sets in told
    ]


def _partner_sets(view: View, grid: Grid) -> Iterator[tuple[str, dict[str, frozenset[str]]]]:
    if len(grid.times) > 1:
        for home, (before, after) in zip(grid.homes, grid.cells, strict=True):
            yield home.title, _parted(("gone", "kept", "new"), before, after)
    if len(grid.homes) > 1:
        last = [cells[-1] for cells in grid.cells]
        yield grid.times[-1].title, _parted(("first", "both", "second"), last[0], last[1])


def _parted(keys: Sequence[str], one: ComparedCell, other: ComparedCell) -> dict[str, frozenset[str]]:
    parts = (one.partners - other.partners, one.partners & other.partners, other.partners - one.partners)
    return dict(zip(keys, parts, strict=True))


def _named(view: View, known: Mapping[str, lists.Record], paths: frozenset[str]) -> list[lists.Record]:
    return sorted((known[path] for path in paths if path in known), key=view.name)
