"""Events and stages of agreements through time, a lane a home side; the server draws, the address zooms."""

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np

from web.index.columns import UNDATED, Columns, ColumnTable, Ints, Mask, day_number, iso_day
from web.index.filters import Filters
from web.index.lists import Record, as_json, by_path, short_name
from web.index.selection import Selection

WIDTH, LABELS, HEAD = 1180, 190, 34
RIM = 14
"""Kept free at the right, so that what happened on the last day is seen whole."""
BAR, LANE_GAP, ROWS_PER_LANE, CELL = 9, 10, 16, 17
FOLD, FOLDED_FROM = 30, 2
"""The width of periods that nothing happened in, of so many in a row at least."""
LETTER, TICK_GAP = 7.2, 4
MOST_TICKS, MOST_PERIODS = 30, 800
"""So many lines an axis has at most, of so many periods before those without anything are folded."""
MOST_ITEMS = 500
MOST_LANES = 30
MARGIN = timedelta(days=3_650)


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """An event as a bar (hatched where only its month is known), or a stage as a diamond."""

    kind: str
    path: str
    ru: str
    en: str | None
    start: str
    end: str
    is_vague: bool
    status: str | None
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class PeriodCell:
    """So many events of a lane in one period, where there are too many to draw each."""

    count: int
    share: float
    since: str
    until: str
    x: float
    y: float
    width: float


@dataclass(slots=True)
class TimelineLane:
    """A home side with what happened to it."""

    path: str
    ru: str
    en: str
    y: float = 0.0
    height: float = 0.0
    marks: list[TimelineMark] = field(default_factory=list)
    cells: list[PeriodCell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis and the period it opens; several periods without anything are folded into one."""

    x: float
    since: date
    until: date
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Axis:
    """Where days stand: each period has its share of the width, what is folded a narrow one."""

    edges: tuple[tuple[date, float], ...]

    def at(self, day: date) -> float:
        """Where the day begins."""
        i = max(0, min(bisect_right(self.edges, day, key=lambda edge: edge[0]) - 1, len(self.edges) - 2))
        (begin, left), (end, right) = self.edges[i], self.edges[i + 1]
        share = min(max((day - begin).days, 0), (end - begin).days) / max((end - begin).days, 1)
        return round(left + (right - left) * share, 1)


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn between two days; `unit` is the length of a tick: year, quarter, month, week or day."""

    since: date
    until: date
    unit: str
    ticks: tuple[Tick, ...]
    lanes: tuple[TimelineLane, ...]
    count: int
    undated: int
    height: float
    width: int = WIDTH
    labels: int = LABELS
    """The left part of the width, which holds the names of lanes."""
    fold: int = FOLD

    def around(self, factor: float) -> tuple[date, date]:
        """The period about the same middle, shorter or longer by the factor."""
        middle = self.since + (self.until - self.since) / 2
        half = max(timedelta(days=3), (self.until - self.since) * factor / 2)
        return middle - half, middle + half

    def shifted(self, share: float) -> tuple[date, date]:
        """The period moved by a share of its length."""
        move = (self.until - self.since) * share
        return self.since + move, self.until + move


def read_timeline(db: sqlite3.Connection, columns: Columns, filters: Filters) -> Timeline | None:
    """The timeline under the filters; None where nothing with a date fits."""
    events = columns.events
    chosen = Selection(db, events, filters).mask & (events.first != UNDATED)
    if not chosen.any():
        return None
    since, until = _range(events, chosen, filters)
    within = replace(filters, since=since.isoformat(), until=until.isoformat())
    met = {*_days(events, chosen), *_stage_days(db, columns.agreements, within)}
    unit, periods = _fitting(since, until, met)
    axis, ticks = _axis(periods, unit)
    lanes = _lanes(db, events.dimension("home").counts(chosen))
    count = int(chosen.sum())
    if count <= MOST_ITEMS:
        stages = _stages(db, columns.agreements, within)
        _fill_marks(lanes, [*_events(db, events.ids[chosen]), *stages], axis)
    full = {path: lane for path, lane in lanes.items() if count > MOST_ITEMS or _is_full(lane)}
    _fill_cells(full, events, chosen, ticks)
    undated = int((events.first == UNDATED).sum())
    height = _stack(lanes)
    return Timeline(since, until, unit, ticks, tuple(lanes.values()), count, undated, height)


def _range(events: ColumnTable, chosen: Mask, filters: Filters) -> tuple[date, date]:
    """The days asked for; where none were, those of the first and last event, from the first of a month.

    What was asked for reaches no further than MARGIN beyond what there is.
    """
    days = (int(events.first[chosen].min()), int(np.maximum(events.first, events.last)[chosen].max()))
    first, last = (date.fromisoformat(str(iso_day(day))) for day in days)
    since = max(date.fromisoformat(filters.since), first - MARGIN) if filters.since else first.replace(day=1)
    until = min(date.fromisoformat(filters.until), last + MARGIN) if filters.until else last
    return since, max(until, since + timedelta(days=6))


UNITS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 366}
"""About how many days each has."""
Folded = tuple[date, date, int]
"""A period with the day after its last, and of how many empty ones it is made, 0 for one that stays."""


def _fitting(since: date, until: date, met: Collection[date]) -> tuple[str, list[Folded]]:
    """The finest unit of which few enough periods remain, those without anything folded."""
    span = (until - since).days
    for unit, days in UNITS.items():
        if span / days <= MOST_PERIODS:
            periods = [*_folded(_periods(since, until, unit), met)]
            if len(periods) <= MOST_TICKS:
                return unit, periods
    return "year", [*_folded(_periods(since, until, "year"), met)]


def _axis(periods: Sequence[Folded], unit: str) -> tuple[Axis, tuple[Tick, ...]]:
    """The axis and its lines."""
    narrow = sum(1 for *_, count in periods if count)
    whole = sum((end - begin).days for begin, end, count in periods if not count)
    scale = (WIDTH - LABELS - RIM - narrow * FOLD) / max(whole, 1)
    edges, x = [], float(LABELS)
    ticks = []
    for begin, end, count in periods:
        edges.append((begin, x))
        opens = begin if count else _floor(begin, unit)
        ticks.append(Tick(round(x, 1), opens, end - timedelta(days=1), count))
        x += FOLD if count else (end - begin).days * scale
    return Axis((*edges, (periods[-1][1], x))), tuple(ticks)


def _periods(since: date, until: date, unit: str) -> Iterator[tuple[date, date]]:
    """The periods between two days, each with the day after its last; the first and last may be cut."""
    begin = _floor(since, unit)
    while begin <= until:
        after = _next(begin, unit)
        yield max(begin, since), after if unit == "day" else min(after, until + timedelta(days=1))
        begin = after


def _folded(periods: Iterable[tuple[date, date]], days: Collection[date]) -> Iterator[Folded]:
    """The periods, those of a row of empty ones as one."""
    empty: list[tuple[date, date]] = []
    ordered = sorted(days)
    for begin, end in periods:
        if bisect_left(ordered, begin) < bisect_left(ordered, end):
            yield from _fold(empty)
            empty = []
            yield begin, end, 0
        else:
            empty.append((begin, end))
    yield from _fold(empty)


def _fold(empty: Sequence[tuple[date, date]]) -> Iterator[Folded]:
    if len(empty) >= FOLDED_FROM:
        yield empty[0][0], empty[-1][1], len(empty)
    else:
        yield from ((begin, end, 0) for begin, end in empty)


def _days(events: ColumnTable, chosen: Mask) -> Iterator[date]:
    """The first days of what is chosen, and every month in which something lasts."""
    firsts, lasts = events.first[chosen], np.maximum(events.first, events.last)[chosen]
    for first, last in {*zip(firsts.tolist(), lasts.tolist(), strict=True)}:
        begin, end = (date.fromisoformat(str(iso_day(day))) for day in (first, last))
        yield begin
        while (begin := _next(begin, "month")) <= end:
            yield begin
        yield end


def named_ticks(timeline: Timeline, name_of: Callable[[Tick, bool], str]) -> dict[Tick, str]:
    """The lines of the axis that have room for their names; those that open a year choose first.

    `name_of` is told whether one opens a year; a name that tells none stands behind one that does.
    """
    named: dict[Tick, str] = {}
    taken: list[tuple[float, float]] = []
    opening = _year_openers(timeline.ticks)
    told = set[int]()
    drawn = (tick for tick in timeline.ticks if not tick.folded)
    for tick in sorted(drawn, key=lambda tick: (tick not in opening, -tick.x)):
        name = name_of(tick, tick in opening)
        begin, end = tick.x, tick.x + 2 * TICK_GAP + LETTER * len(name)
        is_clear = tick in opening or tick.since.year in told
        if is_clear and end <= WIDTH and all(end <= left or begin >= right for left, right in taken):
            taken.append((begin, end))
            named[tick] = name
            told.add(tick.since.year)
    return named


def _year_openers(ticks: Iterable[Tick]) -> set[Tick]:
    """The first line of each year that is not folded."""
    first: dict[int, Tick] = {}
    for tick in ticks:
        if not tick.folded:
            first.setdefault(tick.since.year, tick)
    return set(first.values())


def _floor(day: date, unit: str) -> date:
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=day.weekday())
    month = {"month": day.month, "quarter": (day.month - 1) // 3 * 3 + 1, "year": 1}[unit]
    return date(day.year, month, 1)


def _next(day: date, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=1 if unit == "day" else 7)
    months = day.month - 1 + {"month": 1, "quarter": 3, "year": 12}[unit]
    return date(day.year + months // 12, months % 12 + 1, 1)


def _lanes(db: sqlite3.Connection, counts: dict[str, int]) -> dict[str, TimelineLane]:
    """A lane for each of the busiest home sides."""
    known = by_path(db, list(counts))
    busiest = sorted(known.values(), key=lambda row: (-counts[row["path"]], row["ru"]))[:MOST_LANES]
    return {
        row["path"]: TimelineLane(row["path"], short_name(row, "ru"), short_name(row, "en"))
        for row in busiest
    }


def _events(db: sqlite3.Connection, ids: Ints) -> Iterable[Record]:
    return db.execute(
        "SELECT 'event' AS kind, h.path AS home, t.path, t.ru, t.en, e.start, e.end,"
        " e.precision = 'month' AS is_vague, NULL AS status"
        " FROM json_each(?) chosen JOIN event e ON e.id = chosen.value JOIN thing t ON t.id = e.id"
        " JOIN event_link l ON l.event = e.id AND l.role = 'home' JOIN thing h ON h.id = l.thing"
        " ORDER BY e.start, t.path",
        (as_json(ids),),
    )


def _stages(db: sqlite3.Connection, agreements: ColumnTable, filters: Filters) -> Iterable[Record]:
    """Stages of agreements with a date, in the lane of the agreement's home side."""
    return db.execute(
        "SELECT 'stage' AS kind, h.path AS home, t.path, t.ru, t.en, s.date AS start, s.date AS end,"
        " 0 AS is_vague, s.status FROM json_each(?) chosen JOIN stage s ON s.agreement = chosen.value"
        " JOIN agreement a ON a.id = s.agreement JOIN thing t ON t.id = a.id"
        " JOIN agreement_link l ON l.agreement = a.id AND l.role = 'home' JOIN thing h ON h.id = l.thing"
        " WHERE s.date BETWEEN ? AND ? ORDER BY s.date, t.path",
        (_of_any_day(db, agreements, filters), filters.since, filters.until),
    )


def _stage_days(db: sqlite3.Connection, agreements: ColumnTable, filters: Filters) -> Iterator[date]:
    """The days of these stages, each once."""
    rows = db.execute(
        "SELECT DISTINCT s.date FROM json_each(?) chosen JOIN stage s ON s.agreement = chosen.value"
        " WHERE s.date BETWEEN ? AND ?"
        " AND EXISTS (SELECT * FROM agreement_link l WHERE l.agreement = s.agreement AND l.role = 'home')",
        (_of_any_day(db, agreements, filters), filters.since, filters.until),
    )
    return (date.fromisoformat(day) for (day,) in rows)


def _of_any_day(db: sqlite3.Connection, agreements: ColumnTable, filters: Filters) -> str:
    """The agreements under the filters whenever they were: their stages have days of their own."""
    undated = Selection(db, agreements, replace(filters, since=None, until=None))
    return as_json(undated.ids(limit=undated.count))


def _is_full(lane: TimelineLane) -> bool:
    """Whether marks stand in more rows than a lane has; its marks make room for cells then."""
    if max((mark.y for mark in lane.marks), default=0.0) < ROWS_PER_LANE * (BAR + 2):
        return False
    lane.marks = [mark for mark in lane.marks if mark.kind == "stage"]
    for i, mark in enumerate(lane.marks):
        lane.marks[i] = replace(mark, y=CELL + 3.0)
    return True


def _fill_marks(lanes: dict[str, TimelineLane], rows: Iterable[Record], axis: Axis) -> None:
    """Marks put into their lanes, each into the first row where it has room."""
    ends: dict[str, list[float]] = {}
    for row in rows:
        lane = lanes.get(row["home"])
        if lane is None:
            continue
        start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"] or row["start"])
        x = axis.at(start)
        width = max(axis.at(end + timedelta(days=1)) - x - 1, BAR)
        taken = ends.setdefault(row["home"], [])
        level = next((i for i, last in enumerate(taken) if last <= x), len(taken))
        if level == len(taken):
            taken.append(0.0)
        taken[level] = x + width + 2
        lane.marks.append(
            TimelineMark(
                row["kind"], row["path"], row["ru"], row["en"], row["start"], row["end"] or row["start"],
                bool(row["is_vague"]), row["status"], x, level * (BAR + 2), round(width, 1),
            )
        )  # fmt: skip


def _fill_cells(
    lanes: dict[str, TimelineLane], events: ColumnTable, chosen: Mask, ticks: tuple[Tick, ...]
) -> None:
    """Cells put into their lanes: how many events began in each tick."""
    counts = _by_tick(events, chosen, ticks)
    most = max(counts.values(), default=1)
    for (path, i), count in sorted(counts.items()):
        if path in lanes:
            tick = ticks[i]
            after = ticks[i + 1].x if i + 1 < len(ticks) else WIDTH - RIM
            lanes[path].cells.append(
                PeriodCell(
                    count,
                    round(0.15 + 0.85 * count / most, 2),
                    tick.since.isoformat(),
                    tick.until.isoformat(),
                    tick.x,
                    0.0,
                    round(after - tick.x - 1, 1),
                )
            )


def _by_tick(events: ColumnTable, chosen: Mask, ticks: tuple[Tick, ...]) -> dict[tuple[str, int], int]:
    """How many events of each home side began in each tick; what began before the first counts there."""
    starts = np.array([day_number(tick.since.isoformat()) for tick in ticks])
    homes = events.dimension("home").within(chosen)
    at = np.maximum(np.searchsorted(starts, events.first[homes.rows], side="right") - 1, 0)
    counts = np.bincount(homes.codes * len(ticks) + at)
    cells = ((divmod(int(flat), len(ticks)), int(counts[flat])) for flat in np.flatnonzero(counts))
    return {(homes.values[home], tick): count for (home, tick), count in cells}


def _stack(lanes: dict[str, TimelineLane]) -> float:
    """Lanes put beneath each other; answers the height of the whole."""
    y = float(HEAD)
    for lane in lanes.values():
        lowest = max((mark.y for mark in lane.marks), default=0.0)
        lane.y, lane.height = y, lowest + BAR + LANE_GAP + (8 if lane.cells else 0)
        y += lane.height
    return y + 4
