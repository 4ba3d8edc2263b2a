"""Russian names of months, in any case, abbreviated or with a slip of the pen."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ontology.yaml_files import read_typed

# Shorter words are too near to others («мае» – «маев») for a slip to be told from another word.
_LONG_ENOUGH = 5


@dataclass(frozen=True, slots=True)
class MonthNames:
    """The entries of months.yml; the file tells what each is for."""

    months: tuple[tuple[str, ...], ...]
    endings: tuple[str, ...]


@lru_cache(maxsize=1)
def month_names() -> MonthNames:
    """The vocabulary, read once."""
    return read_typed(Path(__file__).with_name("months.yml"), MonthNames)


@lru_cache(maxsize=1)
def _forms() -> dict[str, int]:
    return {
        stem + ending: number
        for number, stems in enumerate(month_names().months, 1)
        for stem in stems
        for ending in month_names().endings
    }


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
