"""Plain text that kept its table. In most dumps a newline and a tab begin a cell, an empty line ends a row.

A cell may hold empty lines of its own, so the row's end alone decides nothing: the numbers of the rows and
the width of the table tell which cells belong together.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from loaders.documents.delimited import read_delimited
from loaders.documents.source import SourceFile
from ontology.model import Document, Finding, Paragraph, Severity, Table, TableCell, TableRow
from ontology.yaml_files import read_typed

_CELL = "\n\t"
_ROW_END = "\n"
_NUMBER = re.compile(r"\s*\d{1,4}\s*[.)]?\s*")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FEWEST_COLUMNS = 4


def read_text_dump(source: SourceFile) -> Document:
    """The text's title paragraphs and its table; raises DocumentError where it is none or kept no table."""
    text, findings = _decode(source)
    for artefact in dump_signs().artefacts:
        text = artefact.sub("", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    opening, *cells = text.split(_CELL)
    blocks = (*_paragraphs(opening), *_tables(cells))
    if not _has_table(blocks):
        blocks = read_delimited(text, Path(source.name).suffix.lower())
    if not _has_table(blocks):
        raise source.refused("text-without-table")
    return Document(source.name, source.sha256, blocks, findings)


def _has_table(blocks: Sequence[Paragraph | Table]) -> bool:
    return any(isinstance(block, Table) and block.columns >= _FEWEST_COLUMNS for block in blocks)


@dataclass(frozen=True, slots=True)
class DumpSigns:
    """The entries of text_dump.yml; the file tells what each is for."""

    artefacts: tuple[re.Pattern[str], ...]
    fallback_encodings: tuple[str, ...]
    frequent_letters: str


@lru_cache(maxsize=1)
def dump_signs() -> DumpSigns:
    """What converters write and how bytes are guessed at, read once."""
    return read_typed(Path(__file__).with_name("text_dump.yml"), DumpSigns)


def _decode(source: SourceFile) -> tuple[str, tuple[Finding, ...]]:
    for mark, encoding in _MARKS:
        if source.data.startswith(mark):
            return _decoded(source, encoding), ()
    if b"\0" in source.data:
        raise source.refused("no-text")
    try:
        return source.data.decode("utf-8"), ()
    except UnicodeDecodeError:
        encoding = max(dump_signs().fallback_encodings, key=lambda name: _likeness(source.data, name))
    finding = Finding("guessed_encoding", Severity.INFO, {"encoding": encoding})
    return _decoded(source, encoding), (finding,)


def _decoded(source: SourceFile, encoding: str) -> str:
    try:
        return source.data.decode(encoding)
    except UnicodeDecodeError:
        raise source.refused("unknown-encoding") from None


def _likeness(data: bytes, encoding: str) -> int:
    letters = Counter(data.decode(encoding, errors="ignore"))
    return sum(letters[letter] for letter in dump_signs().frequent_letters)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    return (Paragraph(line.strip()) for line in text.split("\n") if line.strip())


def _tables(cells: list[str]) -> Iterator[Paragraph | Table]:
    """The tables, each from its header on; what stands between two was swept into the cell before."""
    width = _width(cells)
    header = [cell.strip() for cell in cells[:width]]
    rows: list[list[str]] = []
    tables = 0
    for row in _rows(cells, width):
        if rows and [cell.strip() for cell in row] == header:
            rows[-1][-1], _, between = rows[-1][-1].partition("\n\n")
            tables += 1
            yield _table(tables, rows, width)
            yield from _paragraphs(between)
            rows = []
        rows.append(row)
    if rows:
        yield _table(tables + 1, rows, width)


def _rows(cells: list[str], width: int) -> Iterator[list[str]]:
    position = 0
    while position < len(cells):
        size = _row_size(cells, position, width)
        yield cells[position : position + size]
        position += size


def _table(index: int, rows: list[list[str]], width: int) -> Table:
    return Table(index, tuple(_row(number, row, width) for number, row in enumerate(rows, start=1)), width)


def _width(cells: list[str]) -> int:
    """The number of columns: that of the first row, unless the distance between numbers says otherwise."""
    first = next((i for i, cell in enumerate(cells, start=1) if cell.endswith(_ROW_END)), len(cells))
    if first >= _FEWEST_COLUMNS:
        return first
    numbered = [i for i, cell in enumerate(cells) if _is_row_number(cell)]
    distances = Counter(b - a for a, b in pairwise(numbered))
    return distances.most_common(1)[0][0] if distances else first


def _is_row_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None and bool(cell.strip())


def _row_size(cells: list[str], start: int, width: int) -> int:
    """How many cells the row that begins at `start` has."""
    if _is_heading(cells, start, width):
        return 1
    for size in range(1, width):
        following = start + size
        if following >= len(cells):
            return size
        if cells[following - 1].endswith(_ROW_END) and _continues_numbers(cells, start, following):
            return size
    return _overlong_size(cells, start, width)


def _is_heading(cells: list[str], start: int, width: int) -> bool:
    """Whether the cell stands alone: its row ends at once, and it is neither a number nor a lost one."""
    cell = cells[start]
    if not cell.endswith(_ROW_END) and start + 1 < len(cells):
        return False
    return bool(cell.strip()) and not _is_row_number(cell)


def _continues_numbers(cells: list[str], start: int, following: int) -> bool:
    """Whether the next row's number stands where this row, being too short, already ended."""
    if not (_is_row_number(cells[start]) and _is_row_number(cells[following])):
        return False
    return _number(cells[following]) == _number(cells[start]) + 1 and "." in cells[following]


def _number(cell: str) -> int:
    return int(re.sub(r"\D", "", cell))


def _overlong_size(cells: list[str], start: int, width: int) -> int:
    """The usual width, or more when a tab inside a cell has cut it in two."""
    end = start + width
    while end < len(cells) and not cells[end - 1].endswith(_ROW_END) and not _is_row_number(cells[end]):
        end += 1
    return end - start


def _row(index: int, cells: list[str], width: int) -> TableRow:
    if len(cells) == 1:
        return TableRow(index, (TableCell(cells[0].strip("\n"), 0, width),))
    return TableRow(index, tuple(TableCell(text.strip("\n"), i) for i, text in enumerate(cells)))
