"""How much room text takes, as the widest of the usual fonts writes it, and where names find room."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

LETTERS = Path(__file__).parent / "letters.json"
BOLD = 1.12
UNKNOWN = 1.0
ABOVE, BELOW = 0.98, 0.3
"""How far letters reach above and below their line, in heights of the text."""
SQUARE = 80

Bounds = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@lru_cache(maxsize=1)
def _widths() -> dict[str, float]:
    groups: dict[str, str] = json.loads(LETTERS.read_text(encoding="utf-8"))
    return {letter: float(width) for width, letters in groups.items() for letter in letters}


@lru_cache(maxsize=50_000)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text of that size."""
    widths = _widths()
    return sum(widths.get(letter, UNKNOWN) for letter in text) * size * (BOLD if bold else 1.0)


def cut(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text, its end replaced by an ellipsis where it is wider than that; nothing where little is left."""
    if text_width(text, size, bold=bold) <= width:
        return text
    shorter = text
    while shorter and text_width(f"{shorter}…", size, bold=bold) > width:
        shorter = shorter[:-1]
    return f"{shorter.rstrip(' ,.(«–')}…" if len(shorter) > len("abc") else ""


class Room:
    """Which room of a picture is taken, looked up by squares, so that each look costs the same."""

    def __init__(self, width: float, height: float, edge: float = 0.0) -> None:
        self._frame = (edge, edge, width - edge, height - edge)
        self._taken: defaultdict[tuple[int, int], list[Bounds]] = defaultdict(list)

    def take(self, box: Bounds) -> None:
        """The box is taken from now on."""
        for square in _squares(box):
            self._taken[square].append(box)

    def is_within(self, box: Bounds) -> bool:
        """Whether the box is within the picture."""
        left, top, right, bottom = self._frame
        return box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom

    def is_free(self, box: Bounds) -> bool:
        """Whether the box is within the picture and covers nothing taken."""
        return self.is_within(box) and not any(
            overlap(box, one) for square in _squares(box) for one in self._taken[square]
        )

    def first_within(self, boxes: Iterable[Bounds]) -> Bounds | None:
        """The first of the boxes that is in the picture, whatever it covers; it is taken then."""
        found = next((box for box in boxes if self.is_within(box)), None)
        if found is not None:
            self.take(found)
        return found

    def first_free(self, boxes: Iterable[Bounds]) -> Bounds | None:
        """The first of the boxes that is free; it is taken then."""
        found = next((box for box in boxes if self.is_free(box)), None)
        if found is not None:
            self.take(found)
        return found


def beside(x: float, y: float, radius: float, width: float, size: float) -> Iterator[Bounds]:
    """The room of a name right of a circle, left, below, above."""
    apart, high, low = radius + 4, size * ABOVE, size * BELOW
    middle = (high - low) / 2
    for left, base in (
        (x + apart, y + middle),
        (x - apart - width, y + middle),
        (x - width / 2, y + apart + high),
        (x - width / 2, y - apart - low),
    ):
        yield left, base - high, left + width, base + low


def base_of(box: Bounds, size: float) -> float:
    """Where the line of a text in that room stands."""
    return box[3] - size * BELOW


def _squares(box: Bounds) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(side // SQUARE) for side in box)
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


def overlap(one: Bounds, other: Bounds) -> bool:
    """Whether the boxes share any room."""
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
