"""Events and stages of agreements through time, a lane a home side; the server draws, the address zooms."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from web.filters import Condition, Filters
from web.lists import Record

WIDTH, LABELS, HEAD = 1180, 190, 34
BAR, LANE_GAP, ROWS_PER_LANE = 9, 10, 16
SHORTEST_MONTH = 27
MOST_ITEMS = 500
MOST_LANES = 30


@dataclass(frozen=True, slots=True)
class Mark:
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
class Cell:
    """So many events of a lane in one period, where there are too many to draw each."""

    count: int
    share: float
    since: str
    until: str
    x: float
    y: float
    width: float


@dataclass(slots=True)
class Lane:
    """A home side with what happened to it."""

    path: str
    ru: str
    en: str | None
    short: str | None
    y: float = 0.0
    height: float = 0.0
    marks: list[Mark] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis and the period it opens."""

    x: float
    since: date
    until: date

    @property
    def is_short(self) -> bool:
        """Whether it opens a week or a day, so that a month is not within one tick."""
        return (self.until - self.since).days < SHORTEST_MONTH


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn between two days; `unit` is the length of a tick: year, quarter, month, week or day."""

    since: date
    until: date
    unit: str
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    count: int
    undated: int
    height: float
    width: int = WIDTH

    def around(self, factor: float) -> tuple[date, date]:
        """The period about the same middle, shorter or longer by the factor."""
        middle = self.since + (self.until - self.since) / 2
        half = max(timedelta(days=3), (self.until - self.since) * factor / 2)
        return middle - half, middle + half

    def shifted(self, share: float) -> tuple[date, date]:
        """The period moved by a share of its length."""
        move = (self.until - self.since) * share
        return self.since + move, self.until + move


def read_timeline(db: sqlite3.Connection, filters: Filters) -> Timeline | None:
    """The timeline under the filters; None where nothing with a date fits."""
    since, until = _range(db, filters)
    if since is None or until is None:
        return None
    within = replace(filters, since=since.isoformat(), until=until.isoformat())
    # The whole graph needs no comparing of each event with its own first and last day.
    dated = (filters if filters == Filters() else within).events() & Condition("e.start IS NOT NULL")
    count = db.execute(f"SELECT count(*) FROM event e WHERE {dated.sql}", dated.values).fetchone()[0]
    unit = _unit((until - since).days)
    ticks = tuple(_ticks(since, until, unit))
    lanes = _lanes(db, dated)
    if count <= MOST_ITEMS:
        _fill_marks(lanes, [*_events(db, dated), *_stages(db, within)], since, until)
    else:
        _fill_cells(db, lanes, dated, ticks, is_whole=filters == Filters())
    undated = db.execute("SELECT count(*) FROM event WHERE start IS NULL").fetchone()[0]
    height = _stack(lanes)
    return Timeline(since, until, unit, ticks, tuple(lanes.values()), count, undated, height)


def _range(db: sqlite3.Connection, filters: Filters) -> tuple[date | None, date | None]:
    """The days asked for; where none were, those of the first and last event, to whole months."""
    condition = filters.events()
    sql = f"SELECT min(e.start), max(e.end) FROM event e WHERE e.start IS NOT NULL AND {condition.sql}"
    first, last = db.execute(sql, condition.values).fetchone()
    if first is None:
        return None, None
    since = date.fromisoformat(filters.since) if filters.since else date.fromisoformat(first).replace(day=1)
    until = date.fromisoformat(filters.until) if filters.until else date.fromisoformat(last)
    return since, max(until, since + timedelta(days=6))


def _unit(days: int) -> str:
    limits = ((21, "day"), (100, "week"), (800, "month"), (3_600, "quarter"))
    return next((unit for most, unit in limits if days <= most), "year")


def _ticks(since: date, until: date, unit: str) -> Iterator[Tick]:
    begin = _floor(since, unit)
    while begin <= until:
        after = _next(begin, unit)
        yield Tick(_x(max(begin, since), since, until), begin, after - timedelta(days=1))
        begin = after


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


def _x(day: date, since: date, until: date) -> float:
    whole = (until - since).days + 1
    return round(LABELS + (WIDTH - LABELS) * min(max((day - since).days, 0), whole) / whole, 1)


def _lanes(db: sqlite3.Connection, dated: Condition) -> dict[str, Lane]:
    rows = db.execute(
        "SELECT t.path, t.ru, t.en, t.short FROM (SELECT l.thing, count(*) AS n FROM event e"
        " JOIN event_link l ON l.event = e.id AND l.role = 'home'"
        f" WHERE {dated.sql} GROUP BY 1) JOIN thing t ON t.id = thing"
        f" ORDER BY n DESC, t.ru LIMIT {MOST_LANES}",
        dated.values,
    )
    return {row["path"]: Lane(row["path"], row["ru"], row["en"], row["short"]) for row in rows}


def _events(db: sqlite3.Connection, dated: Condition) -> Iterable[Record]:
    return db.execute(
        "SELECT 'event' AS kind, h.path AS home, t.path, t.ru, t.en, e.start, e.end,"
        " e.precision = 'month' AS is_vague, NULL AS status FROM event e JOIN thing t ON t.id = e.id"
        " JOIN event_link l ON l.event = e.id AND l.role = 'home' JOIN thing h ON h.id = l.thing"
        f" WHERE {dated.sql} ORDER BY e.start, t.path",
        dated.values,
    )


def _stages(db: sqlite3.Connection, filters: Filters) -> Iterable[Record]:
    """Stages of agreements with a date, in the lane of the agreement's home side."""
    condition = replace(filters, since=None, until=None, type=()).agreements()
    return db.execute(
        "SELECT 'stage' AS kind, h.path AS home, t.path, t.ru, t.en, s.date AS start, s.date AS end,"
        " 0 AS is_vague, s.status FROM stage s"
        " JOIN agreement a ON a.id = s.agreement JOIN thing t ON t.id = a.id"
        " JOIN agreement_link l ON l.agreement = a.id AND l.role = 'home' JOIN thing h ON h.id = l.thing"
        f" WHERE s.date BETWEEN ? AND ? AND {condition.sql} ORDER BY s.date, t.path",
        (filters.since, filters.until, *condition.values),
    )


def _fill_marks(lanes: dict[str, Lane], rows: Iterable[Record], since: date, until: date) -> None:
    """Marks put into their lanes, each into the first row where it has room."""
    ends: dict[str, list[float]] = {}
    for row in rows:
        lane = lanes.get(row["home"])
        if lane is None:
            continue
        start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"] or row["start"])
        x = _x(start, since, until)
        width = max(_x(end + timedelta(days=1), since, until) - x - 1, BAR)
        taken = ends.setdefault(row["home"], [])
        free = next((i for i, last in enumerate(taken) if last <= x), len(taken))
        level = free if free < ROWS_PER_LANE else ROWS_PER_LANE - 1
        if level == len(taken):
            taken.append(0.0)
        taken[level] = x + width + 2
        lane.marks.append(
            Mark(
                row["kind"], row["path"], row["ru"], row["en"], row["start"], row["end"] or row["start"],
                bool(row["is_vague"]), row["status"], x, level * (BAR + 2), round(width, 1),
            )
        )  # fmt: skip


def _counted_by_day(db: sqlite3.Connection, dated: Condition) -> Iterable[tuple[str, str, int]]:
    return db.execute(_COUNTED.format(start="e.start", dated=dated.sql), dated.values)


def _counted_by_month(
    db: sqlite3.Connection, dated: Condition, *, is_whole: bool
) -> Iterable[tuple[str, str, int]]:
    """Events of each home side by month; those of the whole graph were counted when it was indexed."""
    if is_whole:
        return db.execute("SELECT path, month, home_month.events FROM home_month JOIN thing ON id = thing")
    return db.execute(_COUNTED.format(start="substr(e.start, 1, 7)", dated=dated.sql), dated.values)


_COUNTED = """
    SELECT t.path, start, n FROM (
        SELECT l.thing, {start} AS start, count(*) AS n FROM event_link l JOIN event e ON e.id = l.event
        WHERE l.role = 'home' AND {dated} GROUP BY 1, 2
    ) JOIN thing t ON t.id = thing
"""


def _fill_cells(
    db: sqlite3.Connection,
    lanes: dict[str, Lane],
    dated: Condition,
    ticks: tuple[Tick, ...],
    *,
    is_whole: bool,
) -> None:
    counts: dict[tuple[str, int], int] = {}
    starts = [tick.since.isoformat() for tick in ticks]
    rows = (
        _counted_by_day(db, dated) if ticks[0].is_short else _counted_by_month(db, dated, is_whole=is_whole)
    )
    for path, start, count in rows:
        at = max(bisect_right(starts, f"{start}-31") - 1, 0)  # behind a month as behind any of its days
        counts[path, at] = counts.get((path, at), 0) + count
    most = max(counts.values(), default=1)
    for (path, i), count in sorted(counts.items()):
        if path in lanes:
            tick = ticks[i]
            after = ticks[i + 1].x if i + 1 < len(ticks) else WIDTH
            lanes[path].cells.append(
                Cell(
                    count,
                    round(0.15 + 0.85 * count / most, 2),
                    tick.since.isoformat(),
                    tick.until.isoformat(),
                    tick.x,
                    0.0,
                    round(after - tick.x - 1, 1),
                )
            )


def _stack(lanes: dict[str, Lane]) -> float:
    """Lanes put beneath each other; answers the height of the whole."""
    y = float(HEAD)
    for lane in lanes.values():
        lowest = max((mark.y for mark in lane.marks), default=0.0)
        lane.y, lane.height = y, lowest + BAR + LANE_GAP + (8 if lane.cells else 0)
        y += lane.height
    return y + 4
