"""The surroundings of centres: what lies nearer to one than to any other, and no farther than REACH."""

from collections.abc import Iterator, Sequence
from functools import reduce
from math import cos, hypot, pi, sin

from web.views.atlas.projection import Fit, MapView, Point

REACH = 0.28
"""In degrees of latitude: some thirty kilometres."""
CORNERS = 32

Area = tuple[str, float, float]
"""A name, and the latitude and longitude of its centre."""


def surroundings(areas: Sequence[Area], view: MapView, fit: Fit) -> Iterator[tuple[str, str]]:
    """The path around each centre that lies in the view; no boundaries, only surroundings."""
    apart = {(lon, lat): name for name, lat, lon in reversed(areas) if view.has(lon, lat)}
    centres = {at: fit.at(view.unit(*at)) for at in apart}
    for (lon, lat), centre in centres.items():
        rim = fit.at(view.unit(lon, lat + REACH))
        radius = centre[1] - rim[1]
        near = [
            other for other in centres.values()
            if other != centre and hypot(other[0] - centre[0], other[1] - centre[1]) < 2 * radius
        ]  # fmt: skip
        own = reduce(lambda left, other: _nearer(left, centre, other), near, _circle(centre, radius))
        yield apart[lon, lat], _path(own)


def _circle(centre: Point, radius: float) -> list[Point]:
    angles = [2 * pi * i / CORNERS for i in range(CORNERS)]
    return [(centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)) for angle in angles]


def _nearer(polygon: Sequence[Point], centre: Point, other: Point) -> list[Point]:
    """The part of a polygon that lies nearer to a centre than to another."""
    left = list[Point]()
    for i, point in enumerate(polygon):
        following = polygon[(i + 1) % len(polygon)]
        here, there = _lead(point, centre, other), _lead(following, centre, other)
        if here >= 0:
            left.append(point)
        if (here >= 0) != (there >= 0):
            share = here / (here - there)
            left.append(
                (point[0] + share * (following[0] - point[0]), point[1] + share * (following[1] - point[1]))
            )
    return left


def _lead(point: Point, centre: Point, other: Point) -> float:
    """By how much a point is nearer to the centre, in squares."""
    own = (point[0] - centre[0]) ** 2 + (point[1] - centre[1]) ** 2
    return (point[0] - other[0]) ** 2 + (point[1] - other[1]) ** 2 - own


def _path(points: Sequence[Point]) -> str:
    return f"M{'L'.join(f'{x:.1f},{y:.1f}' for x, y in points)}Z" if points else ""
