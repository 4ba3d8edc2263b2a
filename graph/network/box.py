"""A rectangle of a drawn network, in units of its layout."""

from dataclasses import dataclass

GAP, TITLE = 0.02, 0.06
"""Kept free between boxes, and at the top of a group for its name."""
HAIR = 1e-9
"""Less than this is no room and no distance."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its left upper corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def area(self) -> float:
        """Width by height."""
        return self.width * self.height

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    def inner(self, *, titled: bool) -> "Box":
        """The box without its rim and, where it is titled, without the room of its title."""
        rim = min(GAP / 2, self.width / 10, self.height / 10)
        top = min(TITLE, self.height / 4) if titled else rim
        return Box(self.x + rim, self.y + top, self.width - 2 * rim, self.height - top - rim)

    def overlaps(self, other: "Box") -> bool:
        """Whether they share any room."""
        return (
            self.x < other.right - HAIR
            and other.x < self.right - HAIR
            and self.y < other.bottom - HAIR
            and other.y < self.bottom - HAIR
        )

    def holds(self, other: "Box") -> bool:
        """Whether all of the other lies in it."""
        return (
            other.x >= self.x - HAIR
            and other.y >= self.y - HAIR
            and other.right <= self.right + HAIR
            and other.bottom <= self.bottom + HAIR
        )

    def turned(self) -> "Box":
        """The box with its axes exchanged."""
        return Box(self.y, self.x, self.height, self.width)

    def stretched(self, factor: float) -> "Box":
        """The box with its horizontal axis longer by the factor."""
        return Box(self.x * factor, self.y, self.width * factor, self.height)
