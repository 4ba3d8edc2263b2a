"""Tables for spreadsheets, in which no text is ever taken for a formula."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, TypeVar

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet as Worksheet

Cell = str | int | float | Decimal | bool | date | None
T = TypeVar("T")

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
MOST_ROWS = 1_048_575
NARROWEST, WIDEST = 12, 60


def defused(value: T) -> T | str:
    """The value; text that a spreadsheet would take for a formula gets an apostrophe before it.

    For files of mere text; a cell of a workbook says itself that it is text.
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def workbook(title: str, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """An XLSX of one sheet with a frozen, filterable header; rows that no sheet can hold are cut."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(1, len(header)))}{len(rows) + 1}"
    for at, name in enumerate(header, 1):
        width = max(NARROWEST, min(WIDEST, len(name) + 4))
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append([_heading(sheet, name) for name in header])
    for row in rows[:MOST_ROWS]:
        sheet.append([_cell(sheet, value) for value in row])
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _heading(sheet: Worksheet, name: str) -> Any:
    cell = WriteOnlyCell(sheet, value=name)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Worksheet, value: Cell) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value="".join(mark for mark in value if mark >= " " or mark in "\n\t"))
    cell.data_type = "s"
    return cell
