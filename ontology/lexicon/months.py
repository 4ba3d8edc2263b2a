"""Russian names of months, in any case, abbreviated or with a slip of the pen."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ontology.yaml_files import read_typed

# Shorter words are too near to others («мае» – «маев») for a slip to be told from another word.
_LONG_ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Month:
    """A month's dictionary form, and the beginnings by which it is known."""

    name: str
    begins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthNames:
    """The entries of months.yml; the file tells what each is for."""

    months: tuple[Month, ...]
    endings: tuple[str, ...]


@lru_cache(maxsize=1)
def month_names() -> MonthNames:
    """The vocabulary, read once."""
    return read_typed(Path(__file__).with_name("months.yml"), MonthNames)


@lru_cache(maxsize=1)
def _forms() -> dict[str, int]:
    return {
        stem + ending: number
        for number, month in enumerate(month_names().months, 1)
        for stem in month.begins
        for ending in month_names().endings
    }


@lru_cache(maxsize=1)
def named_in_full() -> str:
    """An expression of how a month's name in full begins, whatever its case: «январе», «мая»."""
    begins = (begin for month in month_names().months for begin in _in_full(month))
    return f"(?:{'|'.join(begins)})"


def _in_full(month: Month) -> Iterator[str]:
    yield month.begins[0]
    yield from (begin for begin in month.begins if not month.name.startswith(begin))


@lru_cache(maxsize=4096)
def month_number(word: str) -> int | None:
    """1 to 12 for a month's name, or None."""
    return _forms().get(word.lower())


@lru_cache(maxsize=4096)
def misspelt_month_number(word: str) -> int | None:
    """1 to 12 for a long word that is one slip away from the names of exactly one month, or None."""
    lower = word.lower()
    if len(lower) < _LONG_ENOUGH:
        return None
    from rapidfuzz.distance import DamerauLevenshtein  # here because few reports have a slip to look for

    near = {
        number
        for form, number in _forms().items()
        if len(form) >= _LONG_ENOUGH and DamerauLevenshtein.distance(lower, form, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else None
