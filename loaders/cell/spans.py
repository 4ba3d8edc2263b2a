"""How stretches of one text lie to one another: the only place that compares their ends."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Protocol


class Stretch(Protocol):
    """Anything with characters `start` to `end` (exclusive) of a text: a span, a token, a name, a clause."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether the two have a character in common."""
    return one.start < other.end and other.start < one.end


def contains(outer: Stretch, inner: Stretch) -> bool:
    """Whether the inner one lies in the outer one, which may be the same."""
    return outer.start <= inner.start and inner.end <= outer.end


class Stretches:
    """Many stretches of one text, asked in logarithmic time; they may overlap one another."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        ordered = [(stretch.start, stretch.end) for stretch in stretches]
        self._starts: list[int] = []
        self._farthest: list[int] = []
        if ordered:  # mostly there are none
            ordered.sort()
            self._starts = [start for start, _ in ordered]
            self._farthest = list(accumulate([end for _, end in ordered], max))

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._starts)

    def overlap(self, stretch: Stretch) -> bool:
        """Whether one of them has a character in common with the stretch."""
        if not self._starts:
            return False
        before = bisect_left(self._starts, stretch.end)
        return before > 0 and self._farthest[before - 1] > stretch.start

    def contain(self, stretch: Stretch) -> bool:
        """Whether the stretch lies in one of them."""
        before = bisect_right(self._starts, stretch.start)
        return before > 0 and self._farthest[before - 1] >= stretch.end
