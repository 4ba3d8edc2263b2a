"""Distinct numbers of columns: what `np.unique` answers, in a tenth of its time for some hundred thousand."""

import numpy as np
from numpy.typing import NDArray

TABLED = 16
"""Numbers below so many times their count are looked up in a table."""


def distinct(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers, each once, in their order."""
    ranked = np.sort(numbers)
    is_first = np.ones(len(ranked), dtype=np.bool_)
    np.not_equal(ranked[1:], ranked[:-1], out=is_first[1:])
    return ranked[is_first]


def numbered(numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct numbers, and of each number, none of which is negative, its place among them."""
    size = int(numbers.max(initial=-1)) + 1
    if size > TABLED * len(numbers):
        found, places = np.unique(numbers, return_inverse=True)
        return found, places
    is_met = np.zeros(size, dtype=np.bool_)
    is_met[numbers] = True
    return np.flatnonzero(is_met), (np.cumsum(is_met) - 1)[numbers]
