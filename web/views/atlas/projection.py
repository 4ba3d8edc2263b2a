"""The two views of the map, projected as its script does: the region with its surroundings, the world."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log, pi, radians, tan

Point = tuple[float, float]
"""In degrees longitude and latitude; in a picture right and down."""

UNIT = 1_000.0
"""So wide is the land of a view before it is fitted to a picture."""


def _mercator(longitude: float, latitude: float) -> Point:
    return radians(longitude), log(tan(pi / 4 + radians(latitude) / 2))


def _natural_earth(longitude: float, latitude: float) -> Point:
    """The projection of Tom Patterson, by the polynomials of Bojan Šavrič."""
    angle = radians(latitude)
    second = angle * angle
    fourth = second * second
    across = (
        0.8707 - 0.131979 * second + fourth * (-0.013791 + fourth * (0.003971 * second - 0.001529 * fourth))
    )
    up = 1.007226 + second * (0.015085 + fourth * (-0.044475 + 0.028874 * second - 0.005916 * fourth))
    return radians(longitude) * across, angle * up


@dataclass(frozen=True)
class MapView:
    """A part of the earth, its corners, how it is projected, and the room left around it."""

    project: Callable[[float, float], Point]
    corners: tuple[Point, ...]
    margin: float

    @cached_property
    def _bounds(self) -> tuple[float, float, float, float]:
        across, up = zip(*(self.project(*corner) for corner in self.corners), strict=True)
        return min(across), min(up), max(across), max(up)

    @property
    def height(self) -> float:
        """How high the view is where it is UNIT wide."""
        left, bottom, right, top = self._bounds
        return UNIT * (top - bottom) / (right - left)

    def unit(self, longitude: float, latitude: float) -> Point:
        """Where a point lies in the view that is UNIT wide."""
        left, _, right, top = self._bounds
        across, up = self.project(longitude, latitude)
        scale = UNIT / (right - left)
        return (across - left) * scale, (top - up) * scale

    def fitted(self, width: float, height: float) -> "Fit":
        """How the view stands in the middle of a picture, as large as it can be."""
        room = (width - 2 * self.margin, height - 2 * self.margin)
        scale = min(room[0] / UNIT, room[1] / self.height)
        return Fit(scale, (width - scale * UNIT) / 2, (height - scale * self.height) / 2)

    def has(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies between the corners."""
        (west, *_, east), (south, *_, north) = (sorted(one) for one in zip(*self.corners, strict=True))
        return bool(west < longitude < east and south < latitude < north)


@dataclass(frozen=True, slots=True)
class Fit:
    """A scale and a shift that take a view into a picture."""

    scale: float
    right: float
    down: float

    def at(self, point: Point) -> Point:
        """Where a point of the view lies in the picture."""
        return point[0] * self.scale + self.right, point[1] * self.scale + self.down

    def closer(self, scale: float, middle: Point, width: float, height: float) -> "Fit":
        """The same enlarged, with what lay at `middle` in the middle of the picture."""
        return Fit(
            self.scale * scale,
            width / 2 + (self.right - middle[0]) * scale,
            height / 2 + (self.down - middle[1]) * scale,
        )


VIEWS: Mapping[str, MapView] = {
    "region": MapView(_mercator, ((22.8, 51.2), (35.9, 51.2), (22.8, 56.5), (35.9, 56.5)), 8),
    "world": MapView(_natural_earth, ((-165, 0), (175, 0), (0, 80), (0, -54)), 0),
}
