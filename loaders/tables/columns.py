"""Which column holds what, by what its heading says; where that says nothing, by what its cells hold."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.cell.text import squash
from loaders.dates.words import find_dates
from loaders.tables.heading_words import (
    COLUMNS,
    LONGEST_HEADING,
    MUNICIPALITY,
    NUMBER,
    ORDINARY_HEADING,
    columns_at_last,
    counted_label,
    is_remarks,
    named_columns,
    vocabulary,
)
from loaders.tables.municipalities import named_municipality
from ontology.model import CellName, TableCell, TableRow

_MOST_HEADER_ROWS = 3
_FEWEST_HEADINGS = 3
_STORY = 4
_ROW_NUMBER = re.compile(r"\s*\d+\s*[.)]?\s*")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Header:
    """A heading row understood: for each column its heading cells, and the headings that name none.

    `rows` is how many rows the heading takes, none where it is only assumed; `remarks` are headings of what
    no fact is read from, `guessed` those whose column was taken for one that no heading names.
    """

    cells: Mapping[str, tuple[int, ...]]
    headings: tuple[TableCell, ...]
    unknown: tuple[int, ...] = ()
    remarks: tuple[int, ...] = ()
    rows: int = 1
    guessed: Mapping[int, str] = field(default_factory=dict)

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
                picked[column] = _joined(cells, vocabulary().joined.get(column, "\n"))
        return picked

    def under(self, index: int, row: TableRow) -> TableCell | None:
        """The row's cell under a heading."""
        if len(row.cells) == len(self.headings):
            return row.cells[index]
        return _covering(row.cells, self.headings[index])

    def told_by_cells(self, rows: Sequence[TableRow]) -> "Header":
        """The header with columns found by what stands in their cells."""
        header = self
        for column, holds in _HELD.items():
            if column not in header.cells:
                header = header._with_column_of(column, holds, rows)
        return header._with_guessed_content(rows)

    def _with_column_of(
        self, column: str, holds: Callable[[str], bool], rows: Sequence[TableRow]
    ) -> "Header":
        for index in (*self.unknown, *self.remarks):
            if self._holds(index, holds, rows):
                return self._taking(index, column)
        return self

    def _with_guessed_content(self, rows: Sequence[TableRow]) -> "Header":
        """Where nothing else is missing, the one heading that names nothing and has stories below it."""
        content = CellName.CONTENT
        if self.missing != (content,) or len(self.unknown) != 1:
            return self
        (index,) = self.unknown
        if not self._holds(index, _tells_story, rows):
            return self
        return replace(self._taking(index, content), guessed={index: content})

    def _holds(self, index: int, holds: Callable[[str], bool], rows: Sequence[TableRow]) -> bool:
        said = [cell.text for row in rows if (cell := self._apart(index, row)) is not None]
        return bool(said) and all(map(holds, said))

    def _taking(self, index: int, column: str) -> "Header":
        return replace(
            self,
            cells={**self.cells, column: (index,)},
            unknown=tuple(i for i in self.unknown if i != index),
            remarks=tuple(i for i in self.remarks if i != index),
        )

    def _apart(self, index: int, row: TableRow) -> TableCell | None:
        """The row's cell under one heading alone, where it says something of its own."""
        cell = self.under(index, row) if len(row.cells) == len(self.headings) else None
        return cell if cell is not None and cell.text.strip() and not cell.continues_above else None


def headers_in(rows: Sequence[TableRow]) -> dict[int, Header]:
    """Every header among a table's rows, by where it begins."""
    headers = {
        i: header
        for i in range(len(rows))
        if (header := read_header(rows[i : i + _MOST_HEADER_ROWS])) is not None
    }
    return {i: header.told_by_cells(rows[i + header.rows :]) for i, header in headers.items()}


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


def usual_header(rows: Sequence[TableRow]) -> Header | None:
    """The usual columns of a table that lost its headings, where its rows fit them; else None."""
    usual = vocabulary().usual
    events = [row for row in rows if len(row.cells) == len(usual) and not is_column_numbers(row)]
    if not events or not all(_fits(row, usual) for row in events):
        return None
    return Header({column: (i,) for i, column in enumerate(usual)}, events[0].cells, rows=0)


def is_column_numbers(row: TableRow) -> bool:
    """Whether the row only counts the columns: 1, 2, 3 …"""
    texts = [re.sub(r"\W", "", cell.text) for cell in row.cells]
    return len(texts) > 1 and texts == [str(number) for number, _ in enumerate(texts, start=1)]


def _fits(row: TableRow, columns: Sequence[str]) -> bool:
    texts = {column: cell.text for column, cell in zip(columns, row.cells, strict=True)}
    if _ROW_NUMBER.fullmatch(texts[NUMBER]) is None or not texts[CellName.TITLE].strip():
        return False
    return _tells_dates(texts[CellName.DATES])


def _tells_dates(text: str) -> bool:
    return find_dates(text, None).range is not None


def _tells_story(text: str) -> bool:
    return len(text.split()) >= _STORY


def _names_municipality(text: str) -> bool:
    named = named_municipality(squash(text))
    return named is not None and named.alone


_HELD: Mapping[str, Callable[[str], bool]] = {MUNICIPALITY: _names_municipality, CellName.DATES: _tells_dates}
"""The columns that are known by their cells, and what each of those says."""


# ── headings ────────────────────────────────────────────────────────────────────────────────────


def _header(row: TableRow) -> Header | None:
    if any(map(_is_no_heading, row.cells)):
        return None
    cells: dict[str, tuple[int, ...]] = {}
    _take_columns(row, cells, named_columns)
    _join_columns(row, cells)
    _take_columns(row, cells, columns_at_last)
    words = vocabulary()
    if len(cells) < words.enough or not cells.keys() >= set(words.required):
        return None
    rest = [i for i, cell in enumerate(row.cells) if i not in _taken(cells) and cell.text.strip()]
    unknown, remarks = [tuple(i for i in rest if is_remarks(row.cells[i].text) is of) for of in (False, True)]
    return Header(cells, row.cells, unknown, remarks)


def _taken(cells: Mapping[str, tuple[int, ...]]) -> set[int]:
    return {index for indexes in cells.values() for index in indexes}


def _take_columns(
    row: TableRow, cells: dict[str, tuple[int, ...]], named_by: Callable[[str], list[str]]
) -> None:
    """Each heading takes the columns that it names and none before it took."""
    taken = _taken(cells)
    for index, cell in enumerate(row.cells):
        if index not in taken:
            cells.update({column: (index,) for column in named_by(cell.text) if column not in cells})


def _join_columns(row: TableRow, cells: dict[str, tuple[int, ...]]) -> None:
    """«Цель», «Содержание», «Результат» are one column told as three."""
    taken = _taken(cells)
    for index, cell in enumerate(row.cells):
        again = [column for column in named_columns(cell.text) if column in vocabulary().joined]
        if index not in taken and again:
            cells[again[0]] = (*cells[again[0]], index)


def _is_no_heading(cell: TableCell) -> bool:
    """Whether the cell is a row's number, or tells of an event."""
    size = len(cell.text)
    tells = size > LONGEST_HEADING or (size > ORDINARY_HEADING and bool(_YEAR.search(cell.text)))
    return tells or _ROW_NUMBER.fullmatch(cell.text) is not None


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
        text = own if named_columns(own) else "\n".join(filter(str.strip, (own, over)))
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
            yield f"{counted_label(heading.text)}: {cell.text.strip()}" if is_number else cell.text
