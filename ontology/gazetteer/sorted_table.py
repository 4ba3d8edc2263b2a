"""A table whose lines are in the order of their bytes, looked up where it lies on disk."""

from collections.abc import Iterator
from mmap import mmap


class SortedTable:
    """Lines of a name, a tab, and what the table tells of it; no name is there twice."""

    def __init__(self, text: mmap) -> None:
        self._text = text

    def told_of(self, name: str) -> bytes | None:
        """What the table tells of the name; None where it does not have it."""
        wanted = f"{name}\t".encode()
        begin = self._first_from(wanted)
        if self._text[begin : begin + len(wanted)] != wanted:
            return None
        return self._text[begin + len(wanted) : self._text.find(b"\n", begin)]

    def names_from(self, beginning: str) -> Iterator[str]:
        """The names that begin so, in order."""
        wanted = beginning.encode()
        begin = self._first_from(wanted)
        while self._text[begin : begin + len(wanted)] == wanted:
            yield self._text[begin : self._text.find(b"\t", begin)].decode()
            begin = self._text.find(b"\n", begin) + 1

    def _first_from(self, wanted: bytes) -> int:
        """Where the first line begins that is not before what is wanted; found by halving."""
        low, high = 0, len(self._text)
        while low < high:
            middle = max(low, self._text.rfind(b"\n", low, (low + high) // 2) + 1)
            if self._text[middle : middle + len(wanted)] < wanted:
                low = self._text.find(b"\n", middle) + 1
            else:
                high = middle
        return low
