"""Rows that are events: which cell says what, what it goes on with, and what its number is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.cell.text import squash
from loaders.tables.columns import Header
from loaders.tables.heading_words import COLUMNS, MUNICIPALITY, NUMBER
from loaders.tables.headings import Heading
from loaders.tables.notes import Notes
from loaders.tables.numbers import is_any_number, plain_number
from loaders.tables.sections import Item
from ontology.model import FIVE_CELLS, CellName, Entry, Table, TableCell, TableRow
from ontology.read_only import read_only

_HAS_DAY = re.compile(r"\d{1,2}\.\d{1,2}|\d{4}|\d\s+[а-яё]{3}", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_FEWEST_CELLS = 4
_SHOWN = 80


@dataclass(slots=True)
class EventRows:
    """The events of a report, put among its headings in `items` as they are read.

    `above` is what the cells above say; `counts_through` whether the table's own numbers count no rows.
    """

    report: str
    items: list[Item]
    notes: Notes
    header: Header | None = None
    above: dict[int, str] = field(default_factory=dict)
    highest: int = 0
    counts_through: bool = False

    def begin(self, header: Header) -> None:
        """A header: nothing below it goes on with what is above."""
        self.header = header
        self.above.clear()

    def with_own_merges(self, row: TableRow) -> TableRow:
        """The row, in which a merged cell that continues nothing above is its own."""
        cells = (
            cell if cell.column in self.above else replace(cell, continues_above=False) for cell in row.cells
        )
        return replace(row, cells=tuple(cells))

    def is_event(self, row: TableRow) -> bool:
        """Whether a row of a table without a header is an event under the header before."""
        if self.header is None or len(row.cells) < min(_FEWEST_CELLS, len(self.header.headings)):
            return False
        cells = self.header.pick(row)
        has_number = NUMBER in cells and is_any_number(cells[NUMBER].text)
        has_day = CellName.DATES in cells and _HAS_DAY.search(cells[CellName.DATES].text) is not None
        return has_number or has_day

    def texts(self, row: TableRow) -> dict[str, str]:
        """What the row says in each column, merged cells included."""
        assert self.header is not None
        picked = self.header.pick(row)
        return {column: self._text(picked[column]) if column in picked else "" for column in COLUMNS}

    def read(self, texts: dict[str, str], table: Table, row: TableRow) -> None:
        """An event, what one left over, or a number alone."""
        assert self.header is not None
        picked = self.header.pick(row)
        if self._is_left_over(picked, texts):
            self._append_left_over(picked, table, row)
            return
        number = self._number(texts[NUMBER], table, row)
        if is_any_number(texts[NUMBER]) and not any(texts[cell].strip() for cell in FIVE_CELLS):
            self.notes.add("empty_row", table, row, number)
        else:
            self._check_cells(picked, texts, table, row, number)
            self._check_municipality(texts, table, row, number)
            self._check_all_is_read(texts, table, row, number)
            self.items.append(self._entry(number, texts, table, row))

    def _number(self, written: str, table: Table, row: TableRow) -> int:
        """The row's own number; the next one where it has none, or where rows are numbered otherwise."""
        stated = plain_number(written)
        if stated is not None and not self.counts_through:
            number = stated
        else:
            number = self.highest + 1
            if not is_any_number(written):
                self.notes.add("no_number", table, row, number)
            elif not self.notes.has("numbered_otherwise"):
                self.notes.add("numbered_otherwise", table, row, number, written=written.strip())
        self.highest = max(self.highest, number)
        return number

    def _text(self, cell: TableCell) -> str:
        """The cell's words, or those of the cell above that it is merged with."""
        if not cell.continues_above:
            self.above[cell.column] = cell.text
        return self.above.get(cell.column, cell.text) if cell.continues_above else cell.text

    def _is_left_over(self, picked: Mapping[str, TableCell], texts: Mapping[str, str]) -> bool:
        """Whether the row goes on with the event above: merged with its number, or without a title.

        A row with a title and dates of its own is an event, whatever its number is merged with.
        """
        if not self.items or isinstance(self.items[-1], Heading) or NUMBER not in picked:
            return False
        if picked[NUMBER].continues_above:
            return not all(_is_own(picked.get(cell)) for cell in (CellName.TITLE, CellName.DATES))
        return not texts[NUMBER].strip() and not texts[CellName.TITLE].strip()

    def _append_left_over(self, picked: Mapping[str, TableCell], table: Table, row: TableRow) -> None:
        last = self.items[-1]
        assert isinstance(last, Entry)
        cells = dict(last.cells)
        for name in FIVE_CELLS:
            cell = picked.get(name)
            if cell is not None and _is_own(cell):
                cells[name] = f"{cells[name]}\n{cell.text}" if cells[name].strip() else cell.text
        self.items[-1] = replace(last, cells=read_only(cells))
        self.notes.add("continued_row", table, row, last.number)

    def _check_cells(
        self, picked: Mapping[str, TableCell], texts: dict[str, str], table: Table, row: TableRow, number: int
    ) -> None:
        """What is odd about the cells is noted; of one that covers several columns, the first has it."""
        merged = self._merged(row)
        if not texts[CellName.TITLE].strip():
            self.notes.add("no_title", table, row, number)
        self._check_size(picked, table, row, number)
        if merged:
            self.notes.add("merged_cells", table, row, number, columns=", ".join(merged))
        if CellName.TITLE in merged and CellName.DATES in merged:
            texts.update({column: "" for column in merged if column != CellName.TITLE})
        events = _events_told(texts)
        if events > 1:
            self.notes.add("several_events", table, row, number, n=events)

    def _check_size(self, picked: Mapping[str, TableCell], table: Table, row: TableRow, number: int) -> None:
        assert self.header is not None
        counts = {"given": len(row.cells), "expected": len(self.header.headings)}
        lacking = [str(column) for column in COLUMNS if column in self.header.cells and column not in picked]
        if lacking:
            self.notes.add("too_few_cells", table, row, number, **counts, missing=", ".join(lacking))
        elif max(cell.column + cell.span for cell in row.cells) > self.header.width:
            self.notes.add("too_many_cells", table, row, number, **counts)

    def _check_municipality(self, texts: dict[str, str], table: Table, row: TableRow, number: int) -> None:
        """An empty cell in the municipality's column says the same as the one above."""
        assert self.header is not None
        above = self.items[-1] if self.items else None
        if MUNICIPALITY not in self.header.cells or texts[MUNICIPALITY].strip():
            return
        if isinstance(above, Entry) and above.section is not None:
            texts[MUNICIPALITY] = above.section
            self.notes.add("municipality_above", table, row, number, municipality=above.section)

    def _check_all_is_read(self, texts: Mapping[str, str], table: Table, row: TableRow, number: int) -> None:
        """What the row says in no column, and below no heading of which that was told, is told here."""
        assert self.header is not None
        aside = [self.header.under(i, row) for i in (*self.header.unknown, *self.header.remarks)]
        read = " ".join(map(squash, texts.values()))
        said = [cell.text for cell in row.cells if not cell.continues_above and cell not in aside]
        left = " ".join(text for text in map(squash, said) if text not in read)
        if left:
            self.notes.add("unread_text", table, row, number, n=len(left), words=left[:_SHOWN])

    def _merged(self, row: TableRow) -> list[str]:
        """The columns that one cell of the row covers together though the header parts them."""
        assert self.header is not None
        if len(row.cells) >= len(self.header.headings):
            return []
        by_cell: dict[int, list[str]] = {}
        for column, indexes in self.header.cells.items():
            cell = self.header.under(indexes[0], row)
            if cell is not None:
                by_cell.setdefault(cell.column, []).append(column)
        parted = (columns for columns in by_cell.values() if len({self.header.cells[c] for c in columns}) > 1)
        return [str(column) for columns in parted for column in columns]

    def _entry(self, number: int, texts: Mapping[str, str], table: Table, row: TableRow) -> Entry:
        place = squash(texts[MUNICIPALITY])
        return Entry(
            report=self.report,
            number=number,
            section=place or None,
            subsection=None,
            municipality=None,
            cells=read_only({cell: texts[cell] for cell in FIVE_CELLS}),
            table=table.index,
            row=row.index,
        )


def _is_own(cell: TableCell | None) -> bool:
    return cell is not None and not cell.continues_above and bool(cell.text.strip())


def _events_told(texts: Mapping[str, str]) -> int:
    """How many events the row tells: as many lines of dates, each with its year, as lines of titles."""
    days = [line for line in re.split(r"[\n;]", texts[CellName.DATES]) if line.strip()]
    titles = [line for line in re.split(r"[\n;]", texts[CellName.TITLE]) if line.strip()]
    whole = all(_YEAR.search(line) and _HAS_DAY.search(line) for line in days)
    return len(days) if whole and len(days) == len(titles) and _begin_anew(titles) else 1


def _begin_anew(titles: Sequence[str]) -> bool:
    return all(line.lstrip(' «"-–•0123456789.)')[:1].isupper() for line in titles)
