"""A map that stands still: places and the arcs between them, laid out for a picture of a given size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from web.views.atlas.areas import Area, surroundings
from web.views.atlas.labels import Label, LabelledMark, labels_of
from web.views.atlas.projection import VIEWS, Fit, Point

MOSTLY = 0.6
"""The region is shown where so many of the arcs stay within it."""
CLOSEST, NAME_ROOM = {"region": 2.2, "world": 6.0}, 70.0
"""A view is enlarged so much at most, with so much room for names beside its places."""
WIDE_AT = 8
"""An arc grows to its full width with so many events, even where no partnership has as many."""
BEND = 0.16


@dataclass(frozen=True, slots=True)
class Size:
    """How large a picture is, and the letters on it."""

    width: int
    height: int
    letters: int


SMALL, LARGE = Size(460, 330, 12), Size(1180, 620, 13)


@dataclass(frozen=True, slots=True)
class MarkedPlace:
    """What a map marks: a home side or a partner where it lies, and how many events it has."""

    path: str
    name: str
    lat: float
    lon: float
    is_home: bool
    is_country: bool
    events: int
    agreements: int

    @property
    def is_silent(self) -> bool:
        """Whether nothing is told of it."""
        return self.events + self.agreements == 0


@dataclass(frozen=True, slots=True)
class Arc:
    """A partnership between two places, by their paths."""

    source: str
    target: str
    strength: str
    events: int
    agreements: int
    partnership: str | None


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """A place as it is drawn; without a label where its name has no room."""

    place: MarkedPlace
    x: float
    y: float
    radius: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class DrawnArc:
    """An arc as it is drawn, with its two ends."""

    arc: Arc
    source: MarkedPlace
    target: MarkedPlace
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class StillMap:
    """A picture of a view: how its land is fitted, and what is drawn upon it."""

    view: str
    size: Size
    fit: Fit
    arcs: tuple[DrawnArc, ...]
    places: tuple[DrawnPlace, ...]
    areas: tuple[tuple[str, str], ...] = ()


def still_map(
    places: Sequence[MarkedPlace],
    arcs: Sequence[Arc],
    size: Size,
    view: str | None = None,
    areas: Sequence[Area] = (),
) -> StillMap:
    """The map of these places; of the view that most arcs stay in, where none is asked for."""
    shown, by_path, known = _shown(places, arcs, view)
    own = VIEWS[shown]
    units = {path: own.unit(place.lon, place.lat) for path, place in by_path.items()}
    fit = own.fitted(size.width, size.height)
    fit = _around(fit, [*map(fit.at, units.values())], size, CLOSEST[shown])
    at = {path: fit.at(unit) for path, unit in units.items()}
    drawn = _places([*by_path.values()], at, size)
    around = tuple(surroundings(areas, own, fit)) if shown == "region" else ()
    return StillMap(shown, size, fit, _arcs(known, by_path, at), drawn, around)


def _shown(
    places: Sequence[MarkedPlace], arcs: Sequence[Arc], view: str | None
) -> tuple[str, dict[str, MarkedPlace], list[Arc]]:
    """The view, and what of the places and arcs stands in it."""
    by_path = {place.path: place for place in places}
    known = _between(by_path, arcs)
    shown = view or _fitting(by_path, known)
    if shown == "region":
        by_path = {path: one for path, one in by_path.items() if is_of_region(one)}
        known = _between(by_path, known)
    return shown, by_path, known


def _between(places: Mapping[str, MarkedPlace], arcs: Sequence[Arc]) -> list[Arc]:
    return [arc for arc in arcs if arc.source in places and arc.target in places]


def is_of_region(place: MarkedPlace) -> bool:
    """Whether the map of the region has room for a place; a country is of the world."""
    return not place.is_country and VIEWS["region"].has(place.lon, place.lat)


def _fitting(places: Mapping[str, MarkedPlace], arcs: Sequence[Arc]) -> str:
    within = sum(all(is_of_region(places[end]) for end in (arc.source, arc.target)) for arc in arcs)
    return "region" if within >= len(arcs) * MOSTLY else "world"


def _around(fit: Fit, points: Sequence[Point], size: Size, closest: float) -> Fit:
    """The closest view that has all points in it."""
    if not points:
        return fit
    (left, right), (top, bottom) = ((min(one), max(one)) for one in zip(*points, strict=True))
    rooms = [
        max(room - NAME_ROOM, room / 2) / max(length, 1)
        for room, length in ((size.width, right - left), (size.height, bottom - top))
    ]
    scale = min(closest, max(1.0, min(rooms)))
    middle = ((left + right) / 2, (top + bottom) / 2)
    return fit.closer(scale, middle, size.width, size.height)


def _arcs(
    arcs: Sequence[Arc], places: Mapping[str, MarkedPlace], at: Mapping[str, Point]
) -> tuple[DrawnArc, ...]:
    most = max([WIDE_AT, *(arc.events for arc in arcs)])
    return tuple(
        DrawnArc(
            arc,
            places[arc.source],
            places[arc.target],
            _curve(at[arc.source], at[arc.target]),
            round(1.2 + 4.3 * sqrt(max(0, arc.events - 1) / most), 1),
        )
        for arc in sorted(arcs, key=lambda one: one.events)
    )


def _curve(source: Point, target: Point) -> str:
    """A gentle curve that always bends the same way, so that arcs of one pair of regions do not cross."""
    (x1, y1), (x2, y2) = source, target
    across, down = x2 - x1, y2 - y1
    middle = ((x1 + x2) / 2 - down * BEND, (y1 + y2) / 2 + across * BEND)
    return f"M{x1:.1f},{y1:.1f}Q{middle[0]:.1f},{middle[1]:.1f} {x2:.1f},{y2:.1f}"


def _places(places: Sequence[MarkedPlace], at: Mapping[str, Point], size: Size) -> tuple[DrawnPlace, ...]:
    most = max([1, *(place.events for place in places)])
    marks = [
        LabelledMark(
            place.name, at[place.path], 3 + 6 * sqrt(place.events / most), place.is_home, place.events
        )
        for place in places
    ]
    labels = labels_of(marks, size.letters, size.width, size.height)
    return tuple(
        DrawnPlace(place, round(mark.at[0], 1), round(mark.at[1], 1), round(mark.radius, 1), labels.get(i))
        for i, (place, mark) in enumerate(zip(places, marks, strict=True))
    )
