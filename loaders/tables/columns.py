"""Which column holds what, by what its heading says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.cell.text import squash
from ontology.model import FIVE_CELLS, TableCell, TableRow
from ontology.yaml_files import read_yaml

NUMBER = "number"
COLUMNS = (NUMBER, *FIVE_CELLS)

# A heading is a few words; an event's cell that uses the same words is longer.
_LONGEST_HEADING = 100
_ROW_NUMBER = re.compile(r"\s*\d+\s*[.)]?\s*")


@dataclass(frozen=True, slots=True)
class Header:
    """A heading row understood: for each column its heading cell, and the headings that say nothing to us."""

    cells: Mapping[str, int]
    headings: tuple[TableCell, ...]
    unknown: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns that no heading names."""
        return tuple(column for column in COLUMNS if column not in self.cells)

    @property
    def width(self) -> int:
        """How many grid columns the headings cover."""
        return max(cell.column + cell.span for cell in self.headings)

    def pick(self, row: TableRow) -> dict[str, TableCell]:
        """The row's cell for each column that it has.

        A row with as many cells as the header is read in order: its borders often do not meet the header's
        exactly, and then the grid tells less than the order. Any other row is read by the grid.
        """
        if len(row.cells) == len(self.headings):
            return {column: row.cells[index] for column, index in self.cells.items()}
        covered = {column: _covering(row.cells, self.headings[index]) for column, index in self.cells.items()}
        return {column: cell for column, cell in covered.items() if cell is not None}


def read_header(row: TableRow) -> Header | None:
    """The row as a header, or None where it names too few of the columns."""
    if any(_ROW_NUMBER.fullmatch(cell.text) for cell in row.cells):
        return None
    settings = _settings()
    cells: dict[str, int] = {}
    for words in (settings["columns"], settings["otherwise"]):
        for index, cell in enumerate(row.cells):
            if index not in cells.values():
                named = [column for column in _named_columns(cell.text, words) if column not in cells]
                cells.update(dict.fromkeys(named, index))
    unknown = [squash(cell.text) for index, cell in enumerate(row.cells) if index not in cells.values()]
    if len(cells) < settings["enough"] or not all(column in cells for column in settings["required"]):
        return None
    return Header(cells, row.cells, tuple(unknown))


def is_column_numbers(row: TableRow) -> bool:
    """Whether the row only counts the columns: 1, 2, 3 …"""
    texts = [re.sub(r"\W", "", cell.text) for cell in row.cells]
    return len(texts) > 1 and texts == [str(number) for number, _ in enumerate(texts, start=1)]


def _named_columns(heading: str, words: Mapping[str, Sequence[str]]) -> list[str]:
    plain = re.sub(r"\([^)]*\)?", " ", squash(heading)).lower()
    if len(plain) > _LONGEST_HEADING:
        return []
    return [column for column in COLUMNS if _begins_any(plain, words.get(column, ()))]


def _begins_any(text: str, beginnings: Sequence[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(beginning)}", text) for beginning in beginnings)


def _covering(cells: Sequence[TableCell], heading: TableCell) -> TableCell | None:
    """What lies under the heading: all cells within it, joined, or the cell that shares most with it."""

    def shared(cell: TableCell) -> int:
        end = min(cell.column + cell.span, heading.column + heading.span)
        return end - max(cell.column, heading.column)

    within = [cell for cell in cells if shared(cell) == cell.span]
    if len(within) > 1:
        return replace(within[0], text="\n".join(cell.text for cell in within), span=heading.span)
    best = max(cells, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


@lru_cache(maxsize=1)
def _settings() -> dict[str, Any]:
    settings: dict[str, Any] = read_yaml(Path(__file__).parent / "columns.yml")
    return settings
