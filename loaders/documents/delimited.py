"""Tables whose cells a sign divides: Word's own plain text (a tab), and .tsv and .csv files.

In Word's plain text a cell's further paragraphs are lines of their own, so a row goes on until it has all
its cells; a short line after a whole row that begins like a heading is one.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ontology.model import Paragraph, Table, TableCell, TableRow

_FEWEST_COLUMNS = 4
_LONGEST_HEADING = 120
_NO_HEADING = re.compile(r"(?<!\d)20\d\d(?!\d)|[.;,]$")


def read_delimited(text: str, suffix: str) -> tuple[Paragraph | Table, ...]:
    """The paragraphs and the table of a text with divided cells; nothing where no row has enough of them."""
    if suffix == ".csv":
        rows = max((list(_quoted(text, sign)) for sign in ";,\t"), key=_width)
    elif suffix == ".tsv":
        rows = list(_quoted(text, "\t"))
    else:
        rows = [line.split("\t") for line in text.split("\n")]
    width = _width(rows)
    return tuple(_blocks(list(_whole_rows(rows, width)), width)) if width >= _FEWEST_COLUMNS else ()


def _quoted(text: str, sign: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text), delimiter=sign)


def _width(rows: Sequence[Sequence[str]]) -> int:
    """The commonest number of cells among rows of several, the greater of two as common."""
    counts = Counter(len(row) for row in rows if len(row) >= _FEWEST_COLUMNS)
    return max(counts, key=lambda width: (counts[width], width), default=0)


def _whole_rows(rows: Sequence[list[str]], width: int) -> Iterator[list[str]]:
    """Rows with all their cells: what a line break inside a cell has parted is put together."""
    open_row: list[str] = []
    for row in rows:
        if open_row and not (len(open_row) >= width and _begins_anew(row)):
            open_row = [*open_row[:-1], "\n".join((open_row[-1], row[0])), *row[1:]]
            continue
        if open_row:
            yield open_row
            open_row = []
        if len(row) == 1:
            yield row
        else:
            open_row = row
    if open_row:
        yield open_row


def _begins_anew(row: Sequence[str]) -> bool:
    """Whether a line after a whole row begins another or stands alone, rather than going on in its cell."""
    first = row[0].strip()
    if len(row) > 1 or not first:
        return True
    return len(first) <= _LONGEST_HEADING and first[0].isupper() and not _NO_HEADING.search(first)


def _blocks(rows: Sequence[list[str]], width: int) -> Iterator[Paragraph | Table]:
    """Lines before the first row of several cells are paragraphs, as are those after the last."""
    several = [index for index, row in enumerate(rows) if len(row) > 1 and _says(row)]
    if not several:
        return
    first, last = several[0], several[-1] + 1
    yield from _paragraphs(rows[:first])
    told = filter(_says, rows[first:last])
    yield Table(1, tuple(_row(number, row, width) for number, row in enumerate(told, start=1)), width)
    yield from _paragraphs(rows[last:])


def _says(row: Sequence[str]) -> bool:
    return any(cell.strip() for cell in row)


def _paragraphs(rows: Sequence[list[str]]) -> Iterator[Paragraph]:
    return (Paragraph(row[0]) for row in rows if row[0].strip())


def _row(index: int, cells: Sequence[str], width: int) -> TableRow:
    said = [text for text in cells if text.strip()]
    if len(cells) == 1 or (len(said) == 1 and cells[0].strip()):
        return TableRow(index, (TableCell(cells[0], 0, width),))
    return TableRow(index, tuple(TableCell(text, column) for column, text in enumerate(cells)))
