"""Paragraphs and tables of a legacy .doc, straight from its bytes ([MS-DOC]).

Some versions of LibreOffice open a .doc that LibreOffice wrote without its tables. This reader knows no more
than what repairs that: the text, which cells it is in, merged cells, and numbers that are only list numbers.
"""

import io
import struct
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import olefile

from ontology.model import Paragraph, Table, TableCell, TableRow

_IN_TABLE, _ROW_END, _LIST, _TABLE_DEFINITION, _TABS = 0x2416, 0x2417, 0x460B, 0xD608, 0xC615
_OPERAND_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_STREAMS = ("WordDocument", "0Table", "1Table")
_CELL_MARK = "\x07"
_PAGE = 512


@dataclass(frozen=True, slots=True)
class _LegacyLine:
    """A paragraph's text with its end mark, and what its properties say."""

    text: str
    end: str
    properties: Mapping[int, bytes]

    def is_on(self, property_: int) -> bool:
        return self.properties.get(property_, b"\0")[:1] not in (b"\0", b"")


def read_legacy_word(data: bytes) -> tuple[Paragraph | Table, ...]:
    """The document's paragraphs and tables in reading order; raises ValueError where it is none."""
    streams = dict(_streams(data))
    main = streams.get("WordDocument", b"")
    if main[:2] != b"\xec\xa5":
        raise ValueError("no Word document")
    try:
        (flags,) = struct.unpack_from("<H", main, 0x0A)
        table = streams.get("1Table" if flags & 0x200 else "0Table", b"")
        return tuple(_blocks(_lines(main, table), _list_ids(main, table)))
    except (struct.error, IndexError):
        raise ValueError("broken Word document") from None


def _streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The streams of the compound file in which the document is stored."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as stored:
            for name in _STREAMS:
                if stored.exists(name):
                    yield name, stored.openstream(name).read()
    except (OSError, IndexError, struct.error) as error:
        raise ValueError("no compound file") from error


# ── text ────────────────────────────────────────────────────────────────────────────────────────


def _lines(main: bytes, table: bytes) -> Iterator[_LegacyLine]:
    """The paragraphs of the main text; whatever follows it (footnotes, headers) is left out."""
    (length,) = struct.unpack_from("<i", main, 0x4C)
    properties = _paragraph_properties(main, table)
    starts = sorted(properties)
    signs: list[str] = []
    for position, (sign, offset) in enumerate(_signs(main, table)):
        if position >= length:
            break
        if sign in "\r\x0c" or sign == _CELL_MARK:
            known = bisect_right(starts, offset) - 1
            yield _LegacyLine(_shown("".join(signs)), sign, properties[starts[known]] if known >= 0 else {})
            signs.clear()
        else:
            signs.append(sign)


def _signs(main: bytes, table: bytes) -> Iterator[tuple[str, int]]:
    """Every character with its offset in the main stream, piece by piece."""
    start, size = struct.unpack_from("<II", main, 0x1A2)
    pieces = table[start : start + size]
    while pieces[:1] == b"\x01":
        pieces = pieces[3 + struct.unpack_from("<H", pieces, 1)[0] :]
    (size,) = struct.unpack_from("<I", pieces, 1)
    count = (size - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", pieces, 5)
    for index in range(count):
        (place,) = struct.unpack_from("<I", pieces, 5 + 4 * (count + 1) + 8 * index + 2)
        compressed = bool(place & 0x40000000)
        offset = (place & 0x3FFFFFFF) // 2 if compressed else place & 0x3FFFFFFF
        width, encoding = (1, "cp1252") if compressed else (2, "utf-16-le")
        end = offset + width * (bounds[index + 1] - bounds[index])
        for at in range(offset, min(end, len(main)), width):
            yield main[at : at + width].decode(encoding, errors="replace"), at


_LITERAL = str.maketrans({"\x0b": "\n", "\x1e": "-", "\x1f": "\u00ad", **dict.fromkeys("\x01\x02\x05\x08")})


def _shown(text: str) -> str:
    """Without the instructions of fields and the marks of pictures and footnotes."""
    shown: list[str] = []
    hidden = 0
    for sign in text:
        if sign == "\x13":
            hidden += 1
        elif sign in "\x14\x15":
            hidden = max(0, hidden - 1) if sign == "\x14" or hidden else 0
        elif not hidden:
            shown.append(sign)
    return "".join(shown).translate(_LITERAL)


# ── properties ──────────────────────────────────────────────────────────────────────────────────


def _paragraph_properties(main: bytes, table: bytes) -> dict[int, Mapping[int, bytes]]:
    """The properties of the paragraphs by the offset at which each begins."""
    start, size = struct.unpack_from("<II", main, 0x102)
    count = (size - 4) // 8
    pages = struct.unpack_from(f"<{count}I", table, start + 4 * (count + 1))
    properties: dict[int, Mapping[int, bytes]] = {}
    for number in pages:
        page = main[number * _PAGE : (number + 1) * _PAGE]
        runs = page[-1]
        offsets = struct.unpack_from(f"<{runs + 1}I", page)
        for index in range(runs):
            word = page[4 * (runs + 1) + 13 * index]
            properties[offsets[index]] = dict(_sprms(page, 2 * word)) if word else {}
    return properties


def _sprms(page: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    size = 2 * page[start] - 1 if page[start] else 2 * page[start + 1]
    position = start + (1 if page[start] else 2)
    end = min(position + size, len(page))
    position += 2
    while position + 2 < end:
        (code,) = struct.unpack_from("<H", page, position)
        position += 2
        length, head = _operand(code, page, position)
        yield code, page[position + head : position + head + length]
        position += head + length


def _operand(code: int, page: bytes, position: int) -> tuple[int, int]:
    """The length of an operand and of the count before it."""
    if code == _TABLE_DEFINITION:
        return int(struct.unpack_from("<H", page, position)[0]) - 1, 2
    if code >> 13 == 6:
        return (page[position], 1) if code != _TABS or page[position] != 255 else (0, 1)
    return _OPERAND_SIZES[code >> 13], 0


def _list_ids(main: bytes, table: bytes) -> tuple[int, ...]:
    """The list that each of the document's list overrides belongs to."""
    start, size = struct.unpack_from("<II", main, 0x2EA)
    if size < 4:
        return ()
    (count,) = struct.unpack_from("<I", table, start)
    return tuple(struct.unpack_from("<I", table, start + 4 + 16 * index)[0] for index in range(count))


# ── tables ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _LegacyRow:
    """A row as stored: texts, the edges of its cells, and which cells are merged with one before or above."""

    texts: list[str] = field(default_factory=list)
    edges: tuple[int, ...] = ()
    flags: tuple[int, ...] = ()


def _blocks(lines: Iterator[_LegacyLine], lists: tuple[int, ...]) -> Iterator[Paragraph | Table]:
    rows: list[_LegacyRow] = []
    row, cell = _LegacyRow(), list[str]()
    counts: defaultdict[int, int] = defaultdict(int)
    tables = 0
    for line in lines:
        if line.is_on(_ROW_END):
            row.edges, row.flags = _definition(line.properties.get(_TABLE_DEFINITION, b""))
            rows.append(row)
            row, cell = _LegacyRow(), []
        elif line.is_on(_IN_TABLE) or line.end == _CELL_MARK:
            cell.append(_list_number(line, lists, counts) + line.text)
            if line.end == _CELL_MARK:
                row.texts.append("\n".join(cell))
                cell = []
        else:
            if rows:
                tables += 1
                yield _table(tables, rows)
                rows = []
            if line.text.strip():
                yield Paragraph(line.text)
    if rows:
        yield _table(tables + 1, rows)


def _list_number(line: _LegacyLine, lists: tuple[int, ...], counts: defaultdict[int, int]) -> str:
    """The number of a paragraph that is nothing but a list number."""
    operand = line.properties.get(_LIST, b"\0\0")
    index = int.from_bytes(operand[:2], "little")
    if not 1 <= index <= len(lists) or line.text.strip():
        return ""
    counts[lists[index - 1]] += 1
    return f"{counts[lists[index - 1]]}."


def _definition(operand: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The edges of a row's cells and their merge flags."""
    if not operand:
        return (), ()
    count = operand[0]
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    start = 1 + 2 * (count + 1)
    stored = min(count, (len(operand) - start) // 20)
    flags = [struct.unpack_from("<H", operand, start + 20 * index)[0] for index in range(stored)]
    return edges, (*flags, *([0] * (count - stored)))


def _table(index: int, rows: list[_LegacyRow]) -> Table:
    grid = sorted({edge for row in rows for edge in row.edges})
    made = tuple(TableRow(number, _cells(row, grid)) for number, row in enumerate(rows, start=1))
    return Table(index, made, max(len(grid) - 1, max(len(row.texts) for row in rows)))


def _cells(row: _LegacyRow, grid: list[int]) -> tuple[TableCell, ...]:
    if len(row.edges) != len(row.texts) + 1:
        return tuple(TableCell(text, column) for column, text in enumerate(row.texts))
    cells: list[TableCell] = []
    for index, text in enumerate(row.texts):
        start, end = grid.index(row.edges[index]), grid.index(row.edges[index + 1])
        flag = row.flags[index]
        if flag & 2 and not flag & 1 and cells:
            last = cells.pop()
            cells.append(TableCell(last.text, last.column, end - last.column, last.continues_above))
        else:
            cells.append(TableCell(text, start, max(1, end - start), bool(flag & 0x20) and not flag & 0x40))
    return tuple(cells)
