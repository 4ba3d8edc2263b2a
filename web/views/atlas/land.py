"""Land and its borders as paths of a view, read from the boundaries that are data."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import hypot
from pathlib import Path
from typing import Any

from web.views.atlas.projection import UNIT, VIEWS, Point

BOUNDARIES = Path(__file__).parents[2] / "static" / "boundaries"
LAYERS = ("land", "regions", "borders")
"""Drawn in this order; boundaries put there by hand may tell of some alone."""
NEAREST = 0.35
"""Two points of a line that are nearer are drawn as one."""
WHOLE_TURN = 360
FARTHEST = UNIT
"""So far beyond the view a line may lead."""


def land_of(view: str) -> Mapping[str, str]:
    """The path of each layer of a view; nothing where no boundaries were put there."""
    file = BOUNDARIES / f"{view}.json"
    return _read(file, view, file.stat().st_mtime_ns) if file.exists() else {}


@lru_cache(maxsize=len(VIEWS))
def _read(file: Path, view: str, _changed: int) -> Mapping[str, str]:
    told = json.loads(file.read_text(encoding="utf-8"))
    return {layer: "".join(_lines(told[layer], view)) for layer in LAYERS if layer in told}


def _lines(shape: Mapping[str, Any], view: str) -> Iterator[str]:
    """The lines of a GeoJSON object of any kind."""
    for part in (*shape.get("features", ()), *shape.get("geometries", ())):
        yield from _lines(part, view)
    if "geometry" in shape:
        yield from _lines(shape["geometry"], view)
    if "coordinates" in shape:
        is_area = shape["type"].endswith("Polygon")
        for line in _points(shape["coordinates"]):
            for whole in _unfolded(line):
                yield _line([VIEWS[view].unit(*at) for at in whole], is_area=is_area)


def _points(nested: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The lists of points, however deep they lie."""
    if nested and isinstance(nested[0][0], (int, float)):
        yield nested
    elif nested:
        for one in nested:
            yield from _points(one)


def _unfolded(line: Sequence[Sequence[float]]) -> Iterator[Sequence[Point]]:
    """The line without a jump around the earth; on both sides of the map where it crosses the edge of it."""
    shifts = list(accumulate(_turn(one[0], other[0]) for one, other in pairwise(line)))
    points = [(at[0] + shift, at[1]) for at, shift in zip(line, (0, *shifts), strict=True)]
    yield points
    for turn in {-shift for shift in shifts if shift}:
        yield [(across + turn, up) for across, up in points]


def _turn(longitude: float, following: float) -> int:
    """The turn around the earth by which the following longitude is near."""
    return WHOLE_TURN * ((following - longitude < -WHOLE_TURN / 2) - (following - longitude > WHOLE_TURN / 2))


def _line(points: Sequence[Point], *, is_area: bool) -> str:
    kept = list[str]()
    last: Point | None = None
    for across, down in points:
        at = (_held(across), _held(down))
        if last is None or hypot(at[0] - last[0], at[1] - last[1]) >= NEAREST:
            kept.append(f"{at[0]:.1f},{at[1]:.1f}")
            last = at
    if len(kept) < (3 if is_area else 2):
        return ""
    return f"M{'L'.join(kept)}{'Z' if is_area else ''}"


def _held(place: float) -> float:
    return max(-FARTHEST, min(2 * UNIT, place))
