"""Which column holds what, by what its heading says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.cell.regular import regular
from loaders.cell.text import squash
from loaders.tables.municipalities import named_municipality
from ontology.model import FIVE_CELLS, CellName, TableCell, TableRow
from ontology.yaml_files import read_yaml

NUMBER = "number"
MUNICIPALITY = "municipality"
COLUMNS = (NUMBER, MUNICIPALITY, *FIVE_CELLS)

# An ordinary heading is a few words. A longer one begins with its subject and goes on with explanations that
# may name other columns, and no heading is as long as an event's story.
_ORDINARY_HEADING = 100
_SUBJECT_OF_HEADING = 40
_LONGEST_HEADING = 400
_MOST_HEADER_ROWS = 3
_FEWEST_HEADINGS = 3
_ROW_NUMBER = re.compile(r"\s*\d+\s*[.)]?\s*")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Header:
    """A heading row understood: for each column its heading cells, and the headings that name none.

    `rows` is how many rows the heading takes; `remarks` are headings of what no fact is read from.
    """

    cells: Mapping[str, tuple[int, ...]]
    headings: tuple[TableCell, ...]
    unknown: tuple[int, ...]
    remarks: tuple[int, ...] = ()
    rows: int = 1

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns that no heading names, but for those that few reports have."""
        return tuple(column for column in COLUMNS if column not in self.cells and column != MUNICIPALITY)

    @property
    def width(self) -> int:
        """How many grid columns the headings cover."""
        return max(cell.column + cell.span for cell in self.headings)

    def pick(self, row: TableRow) -> dict[str, TableCell]:
        """The row's cell for each column that it has; a column told in several is joined, one cell a line.

        A row with as many cells as the header is read in order: its borders often do not meet the header's
        exactly, and then the grid tells less than the order. Any other row is read by the grid.
        """
        picked = {}
        for column, indexes in self.cells.items():
            cells = [(self.headings[i], cell) for i in indexes if (cell := self.under(i, row)) is not None]
            if cells:
                picked[column] = _joined(cells, _settings()["joined"].get(column, "\n"))
        return picked

    def with_municipality(self, rows: Sequence[TableRow]) -> "Header":
        """The header with an unknown column for the municipality, where that is what its cells name."""
        if MUNICIPALITY in self.cells:
            return self
        for index in (*self.unknown, *self.remarks):
            said = [cell.text for row in rows if (cell := self._apart(index, row)) is not None]
            if said and all(_names_municipality(text) for text in said):
                rest = [tuple(i for i in one if i != index) for one in (self.unknown, self.remarks)]
                cells = {**self.cells, MUNICIPALITY: (index,)}
                return replace(self, cells=cells, unknown=rest[0], remarks=rest[1])
        return self

    def _apart(self, index: int, row: TableRow) -> TableCell | None:
        """The row's cell under one heading alone, where it says something of its own."""
        cell = self.under(index, row) if len(row.cells) == len(self.headings) else None
        return cell if cell is not None and cell.text.strip() and not cell.continues_above else None

    def under(self, index: int, row: TableRow) -> TableCell | None:
        """The row's cell under a heading."""
        if len(row.cells) == len(self.headings):
            return row.cells[index]
        return _covering(row.cells, self.headings[index])


def read_header(rows: Sequence[TableRow]) -> Header | None:
    """The header that begins the rows, of one row or more; None where the first names too few columns."""
    if not rows:
        return None
    lines = [rows[0]]
    for row in rows[1:_MOST_HEADER_ROWS]:
        if not _is_below_headings(row, lines[-1]):
            break
        lines.append(_combined(lines[-1], row))
    for count in range(len(lines), 0, -1):
        header = _header(lines[count - 1])
        if header is not None:
            return replace(header, rows=count)
    return None


def _header(row: TableRow) -> Header | None:
    if any(_ROW_NUMBER.fullmatch(cell.text) or _is_told_event(cell.text) for cell in row.cells):
        return None
    settings = _settings()
    cells: dict[str, tuple[int, ...]] = {}
    taken: set[int] = set()
    for words in (settings["columns"], settings["otherwise"]):
        for index, cell in enumerate(row.cells):
            named = [one for one in _named_columns(cell.text, words) if one not in cells]
            if index not in taken and named:
                taken.add(index)
                cells.update(dict.fromkeys(named, (index,)))
        if words is settings["columns"]:
            _join_columns(row, cells, taken)
    if len(cells) < settings["enough"] or not all(column in cells for column in settings["required"]):
        return None
    rest = [i for i, cell in enumerate(row.cells) if i not in taken and cell.text.strip()]
    remarks = tuple(i for i in rest if _begins_any(_plain(row.cells[i].text), settings["remarks"]))
    return Header(cells, row.cells, tuple(i for i in rest if i not in remarks), remarks)


def _join_columns(row: TableRow, cells: dict[str, tuple[int, ...]], taken: set[int]) -> None:
    """«Цель», «Содержание», «Результат» are one column told as three."""
    settings = _settings()
    for index, cell in enumerate(row.cells):
        again = [one for one in _named_columns(cell.text, settings["columns"]) if one in settings["joined"]]
        if index not in taken and again:
            taken.add(index)
            cells[again[0]] = (*cells[again[0]], index)


def is_column_numbers(row: TableRow) -> bool:
    """Whether the row only counts the columns: 1, 2, 3 …"""
    texts = [re.sub(r"\W", "", cell.text) for cell in row.cells]
    return len(texts) > 1 and texts == [str(number) for number, _ in enumerate(texts, start=1)]


def _names_municipality(text: str) -> bool:
    named = named_municipality(squash(text))
    return named is not None and named.alone


def _is_told_event(text: str) -> bool:
    return len(text) > _LONGEST_HEADING or (len(text) > _ORDINARY_HEADING and bool(_YEAR.search(text)))


def _named_columns(heading: str, words: Mapping[str, Sequence[str]]) -> list[str]:
    plain = _plain(heading)
    named = [column for column in COLUMNS if _begins_any(plain, words.get(column, ()))]
    names_another = words is _settings()["otherwise"] and _begins_any(plain, _settings()["other_names"])
    return [column for column in named if not (names_another and column == CellName.TITLE)]


def _plain(heading: str) -> str:
    """The heading's own words: without what stands in brackets, of a long one the beginning."""
    plain = re.sub(r"\([^)]*\)?", " ", regular(squash(heading))).lower()
    return plain if len(plain) <= _ORDINARY_HEADING else plain[:_SUBJECT_OF_HEADING]


def _begins_any(text: str, beginnings: Sequence[str]) -> bool:
    """Whether a word begins so; what is as short as «мо» must be the whole word."""
    return any(
        re.search(rf"(?<!\w){re.escape(one)}" + (r"(?!\w)" if len(one) < 4 and one.isalpha() else ""), text)
        for one in beginnings
    )


# ── headers of several rows ─────────────────────────────────────────────────────────────────────


def _is_below_headings(row: TableRow, above: TableRow) -> bool:
    """Whether the row only divides headings: every cell is empty, merged, or part of a wider one."""
    if len(above.cells) < _FEWEST_HEADINGS:
        return False
    divided = False
    for cell in row.cells:
        wider = _covering(above.cells, cell)
        if wider is None:
            return False
        if cell.text.strip() and not cell.continues_above:
            if wider.span <= cell.span or _ROW_NUMBER.fullmatch(cell.text):
                return False
            divided = True
    return divided


def _combined(above: TableRow, row: TableRow) -> TableRow:
    """The headings of both rows; narrower words that name a column need no others."""
    cells = []
    for cell in row.cells:
        wider = _covering(above.cells, cell)
        over = wider.text if wider is not None else ""
        own = "" if cell.continues_above else cell.text
        text = (
            own if _named_columns(own, _settings()["columns"]) else "\n".join(filter(str.strip, (own, over)))
        )
        cells.append(replace(cell, text=text, continues_above=False))
    return TableRow(row.index, tuple(cells))


# ── cells under headings ────────────────────────────────────────────────────────────────────────


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


def _joined(cells: Sequence[tuple[TableCell, TableCell]], sign: str) -> TableCell:
    """One cell of those under several headings; a bare number is told with its heading."""
    (_, first), *rest = cells
    if not rest:
        return first
    return replace(
        first,
        text=sign.join(_lines(cells)),
        continues_above=all(cell.continues_above for _, cell in cells),
    )


def _lines(cells: Sequence[tuple[TableCell, TableCell]]) -> Iterator[str]:
    seen: list[TableCell] = []
    for heading, cell in cells:
        if cell.text.strip() and cell not in seen:
            seen.append(cell)
            is_number = _ROW_NUMBER.fullmatch(cell.text) is not None
            yield f"{_label(heading)}: {cell.text.strip()}" if is_number else cell.text


def _label(heading: TableCell) -> str:
    """The heading as words before a number of people."""
    plain = squash(re.sub(r"\([^)]*\)?|,.*", " ", heading.text))
    counted = _settings()["counted"]
    return plain if counted[:5] in plain.lower() else f"{plain} {counted}"


@lru_cache(maxsize=1)
def _settings() -> dict[str, Any]:
    settings: dict[str, Any] = read_yaml(Path(__file__).parent / "columns.yml")
    settings["joined"] = {CellName(name): sign for name, sign in settings["joined"].items()}
    return settings
