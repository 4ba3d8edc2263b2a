"""Free places for new boxes between boxes that stay where they are."""

from bisect import insort
from collections.abc import Iterable

import numpy as np

from graph.network.box import HAIR, Box

SHRINKINGS = 8
"""How many sizes are tried, each smaller than the one before."""
SHRINKING = 0.8


class FreeSpots:
    """The free places of a room: the largest size that fits, of these the uppermost, of these the leftmost.

    A place begins at the room's rim or where a box ends. One that is free can be moved up and left until it
    touches such an end, so a row or a size that was full once stays full: each row of each size is passed
    once, however many places are taken.
    """

    def __init__(self, room: Box, taken: Iterable[Box], usual: Box) -> None:
        self._room, self._usual = room, usual
        boxes = list(taken)
        self._edges = np.array([(one.x, one.y, one.right, one.bottom) for one in boxes]).reshape(-1, 4).T
        self._xs = np.unique(np.append(self._edges[2], room.x))
        self._rows = sorted({room.y, *(one.bottom for one in boxes)})
        self._step = self._row = 0

    def take(self) -> Box | None:
        """The next free place, taken from now on; None where there is no more room."""
        while self._step < SHRINKINGS:
            width, height = (size * SHRINKING**self._step for size in (self._usual.width, self._usual.height))
            while self._row < len(self._rows) and self._rows[self._row] + height <= self._room.bottom + HAIR:
                y = self._rows[self._row]
                x = self._first_free(y, width, height) if y >= self._room.y - HAIR else None
                if x is not None:
                    return self._taken(Box(x, y, width, height))
                self._row += 1
            self._step, self._row = self._step + 1, 0
        return None

    def _first_free(self, y: float, width: float, height: float) -> float | None:
        """Where in the row a place of this size begins that covers nothing."""
        left, top, right, bottom = self._edges
        beside = (y < bottom - HAIR) & (top < y + height - HAIR)
        ends = self._xs + width
        first = np.searchsorted(ends - HAIR, left[beside], side="right")
        behind = np.maximum(np.searchsorted(self._xs, right[beside] - HAIR, side="left"), first)
        count = len(self._xs) + 1
        covered = np.cumsum(np.bincount(first, minlength=count) - np.bincount(behind, minlength=count))[:-1]
        free = (covered == 0) & (self._xs >= self._room.x - HAIR) & (ends <= self._room.right + HAIR)
        at = int(free.argmax())
        return float(self._xs[at]) if free[at] else None

    def _taken(self, spot: Box) -> Box:
        edges = np.array([[spot.x], [spot.y], [spot.right], [spot.bottom]])
        self._edges = np.hstack([self._edges, edges])
        self._xs = np.union1d(self._xs, spot.right)
        if spot.bottom not in self._rows[self._row :]:
            insort(self._rows, spot.bottom, lo=self._row)
        return spot
