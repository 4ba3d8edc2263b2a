"""How much of something each client has now, counted by every process of a server and known to all."""

from mmap import mmap
from typing import Final

MOST_PROCESSES: Final = 64
PLACES: Final = 16_384
"""Two whose names share a place are counted together."""
_MOST: Final = (1 << 16) - 1

Name = tuple[str, ...]
"""What is counted, and whose it is."""


class SharedCounts:
    """Counts in memory that processes share which are forked after it was made.

    Each process writes its own alone, under the number that it has, so that no lock is needed; the count is
    the sum of all.
    """

    def __init__(self) -> None:
        self._cells = memoryview(mmap(-1, PLACES * MOST_PROCESSES * 2)).cast("H")
        self._number = 0

    def become(self, number: int) -> None:
        """This process counts under that number from now on, and nothing as yet.

        Whatever the process counted that had the number before, and was killed, is forgotten.
        """
        self._number = number % MOST_PROCESSES
        for at in range(self._number, len(self._cells), MOST_PROCESSES):
            if self._cells[at]:
                self._cells[at] = 0

    def add(self, name: Name) -> None:
        """One more."""
        at = self._first(name) + self._number
        self._cells[at] = min(_MOST, self._cells[at] + 1)

    def remove(self, name: Name) -> None:
        """One less."""
        at = self._first(name) + self._number
        self._cells[at] = max(0, self._cells[at] - 1)

    def of(self, name: Name) -> int:
        """How many there are, in all processes together."""
        first = self._first(name)
        return sum(self._cells[first : first + MOST_PROCESSES])

    @staticmethod
    def _first(name: Name) -> int:
        return hash(name) % PLACES * MOST_PROCESSES
