"""Tables for spreadsheets, in which no text is ever taken for a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, TypeVar

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

Cell = str | int | float | Decimal | bool | date | None
T = TypeVar("T")

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
MOST_ROWS = 1_048_575
NARROWEST, WIDEST = 12, 60
MEASURED_ROWS = 500
"""So many rows decide how wide a column is."""
DAY_FORMAT = "dd.mm.yyyy"


def defused(value: T) -> T | str:
    """The value; text that a spreadsheet would take for a formula gets an apostrophe before it.

    For files of mere text; a cell of a workbook says itself that it is text.
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def csv_table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as CSV in UTF-8 with the mark by which spreadsheets know it."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return ("\ufeff" + written.getvalue()).encode("utf-8")


def workbook(title: str, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """An XLSX of one sheet with a frozen, filterable header; rows that no sheet can hold are cut."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    freeze_header(sheet, len(header), len(rows))
    for at, width in enumerate(_widths(header, rows[:MEASURED_ROWS]), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append(heading_cells(sheet, header))
    for row in rows[:MOST_ROWS]:
        sheet.append(row_cells(sheet, row))
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def freeze_header(sheet: Any, columns: int, rows: int) -> None:
    """The first row stays while one scrolls, and offers to filter the rows below it."""
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(1, columns))}{rows + 1}"


def heading_cells(sheet: Any, header: Sequence[str]) -> list[Any]:
    """The cells of a header, ready to append."""
    cells = [_text_cell(sheet, name) for name in header]
    for cell in cells:
        cell.font = Font(bold=True)
    return cells


def row_cells(sheet: Any, row: Sequence[Cell]) -> list[Any]:
    """The cells of a row, ready to append: text is text whatever it begins with, and wraps; days are days."""
    return [_cell(sheet, value) for value in row]


def _cell(sheet: Any, value: Cell) -> Any:
    if isinstance(value, str):
        return _text_cell(sheet, value)
    cell: Any = WriteOnlyCell(sheet)
    cell.value = value
    cell.alignment = Alignment(vertical="top")
    if isinstance(value, date):
        cell.number_format = DAY_FORMAT
    return cell


def _text_cell(sheet: Any, value: str) -> Any:
    cell = WriteOnlyCell(sheet, value="".join(mark for mark in value if mark >= " " or mark in "\n\t"))
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _widths(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """As wide as the longest value, within bounds."""
    lengths = (
        max((len(str(value)) for value in column), default=0) for column in zip(header, *rows, strict=True)
    )
    return [max(NARROWEST, min(WIDEST, length + 2)) for length in lengths]
