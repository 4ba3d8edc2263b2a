"""What is found out once of a word: a table from words to answers that asks for those it lacks.

A row asks for its words' readings more than a thousand times. Unlike `functools.lru_cache` a table keeps no
order of use, so that an answer costs one look; full, it begins anew.
"""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_MOST = 100_000
"""More words than a hundred thousand rows have."""


class Remembered(dict[K, V], Generic[K, V]):
    """Answers by word; what is lacking is found out when it is asked for."""

    def __init__(self, find_out: Callable[[K], V]) -> None:
        super().__init__()
        self._find_out = find_out

    def __missing__(self, word: K) -> V:
        if len(self) >= _MOST:
            self.clear()
        found = self[word] = self._find_out(word)
        return found


def remembered(find_out: Callable[[K], V]) -> Callable[[K], V]:
    """The function, which answers the same for the same word and is asked once for each."""
    table = Remembered(find_out)
    _TABLES.append((find_out.__module__, table))
    return table.__getitem__


_TABLES: list[tuple[str, dict[Any, Any]]] = []


def forget(beginnings: tuple[str, ...]) -> None:
    """Empties the tables of the modules whose names begin so."""
    for module, table in _TABLES:
        if module.startswith(beginnings):
            table.clear()
