"""Tables for spreadsheets, in which no text is ever taken for a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from math import ceil
from typing import Any, TypeGuard, TypeVar

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

Cell = str | int | float | Decimal | bool | date | None
T = TypeVar("T")

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
A4 = 9
"""The number by which spreadsheets call this size of paper."""
MARGIN = 0.4
"""Of paper, in inches."""
MOST_ROWS = 1_048_575
NARROWEST, WIDEST, WIDEST_STORY, STORY = 10, 30, 60, 160
"""A column is so narrow at least and so wide at most, in letters; wider where its values are stories."""
ADDRESS = 14
"""So wide is a column of addresses, which nobody reads."""
LINE, TALLEST = 15.0, 400.0
"""The height of a line, and of the tallest row, in points."""
ARROW = 3
"""The room that the arrow of a filter takes of a heading."""
MEASURED_ROWS = 500
"""So many rows decide how wide a column is."""
DAY_FORMAT = "dd.mm.yyyy"


def defused(value: T) -> T | str:
    """The value; text that a spreadsheet would take for a formula gets an apostrophe before it.

    For files of mere text; a cell of a workbook says itself that it is text.
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def csv_table(header: Sequence[str], rows: Iterable[Sequence[Cell]], lang: str) -> bytes:
    """The table as CSV in UTF-8 with the mark by which spreadsheets know it.

    Where decimals have a comma, as in Russian, spreadsheets take cells to be parted by semicolons.
    """
    written = StringIO()
    writer = csv.writer(written, delimiter=";" if lang == "ru" else ",")
    writer.writerow(header)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return ("\ufeff" + written.getvalue()).encode("utf-8")


def workbook(
    title: str,
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    lead: Sequence[str] = (),
    links: frozenset[int] = frozenset(),
) -> bytes:
    """An XLSX of one sheet with a frozen, filterable header; rows that no sheet can hold are cut.

    `lead` are lines above the header: what the table is, how it was filtered; the addresses in the columns
    `links` can be followed. It prints on A4 across, its header on every page.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    kept = rows[: MOST_ROWS - len(lead)]
    widths = _widths(header, kept[:MEASURED_ROWS])
    freeze_header(sheet, len(header), len(kept), above=len(lead))
    _lay_out_for_print(sheet, len(lead) + 1, _printed(kept[:MEASURED_ROWS], len(header)), len(kept))
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for number, line in enumerate(lead):
        sheet.append([_lead_cell(sheet, line, bold=number == 0)])
    for at, row in enumerate((header, *kept), start=len(lead) + 1):
        sheet.row_dimensions[at].height = _height(row, widths)
        sheet.append(heading_cells(sheet, header) if row is header else row_cells(sheet, row))
        _link(sheet, at, row, links)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _lay_out_for_print(sheet: Any, header_row: int, columns: int, rows: int) -> None:
    sheet.print_area = f"A1:{get_column_letter(max(1, columns))}{header_row + rows}"
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, MARGIN)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{header_row}:{header_row}"


def _printed(rows: Sequence[Sequence[Cell]], columns: int) -> int:
    """How many columns paper has: the addresses at the end are for screens."""
    while columns > 1 and any(rows) and all(_is_address(row[columns - 1]) for row in rows):
        columns -= 1
    return columns


def _lead_cell(sheet: Any, line: str, *, bold: bool) -> Any:
    cell = _text_cell(sheet, line)
    cell.alignment = Alignment(wrap_text=False)
    cell.font = Font(bold=bold, size=14 if bold else 10)
    return cell


def _link(sheet: Any, at: int, row: Sequence[Cell], columns: frozenset[int]) -> None:
    """The addresses of a row can be followed; a sheet that is written row by row keeps its links apart."""
    for column in columns:
        target = row[column]
        if _is_address(target):
            sheet._hyperlinks.append(Hyperlink(ref=f"{get_column_letter(column + 1)}{at}", target=target))


def freeze_header(sheet: Any, columns: int, rows: int, above: int = 0) -> None:
    """The header, below so many lines, stays while one scrolls and offers to filter the rows below it."""
    sheet.freeze_panes = f"A{above + 2}"
    sheet.auto_filter.ref = f"A{above + 1}:{get_column_letter(max(1, columns))}{rows + above + 1}"


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
        cell.alignment = Alignment(vertical="top", horizontal="left")
    return cell


def _text_cell(sheet: Any, value: str) -> Any:
    cell = WriteOnlyCell(sheet, value="".join(mark for mark in value if mark >= " " or mark in "\n\t"))
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=not _is_address(value), vertical="top")
    return cell


def _is_address(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def _widths(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """As wide as the longest value and the words of the heading, within bounds."""
    return [_width(*column) for column in zip(header, *rows, strict=True)]


def _width(heading: str, *values: Cell) -> int:
    """An address is shown by its beginning; a story has more room than a name."""
    named = max(map(len, heading.split()), default=0) + ARROW
    if any(map(_is_address, values)):
        return max(ADDRESS, named)
    longest = max((len(_shown(value)) for value in values), default=0) + 2
    widest = WIDEST if longest < STORY else WIDEST_STORY
    return max(NARROWEST, named, min(widest, longest))


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """The height that the fullest cell takes; not every program finds it out by itself."""
    lines = max((_lines(value, width) for value, width in zip(row, widths, strict=True)), default=1)
    return min(TALLEST, lines * LINE)


def _lines(value: Cell, width: int) -> int:
    if _is_address(value):
        return 1
    return sum(max(1, ceil(len(line) / (width - 1))) for line in _shown(value).split("\n"))


def _shown(value: Cell) -> str:
    return "" if value is None else value.strftime("%d.%m.%Y") if isinstance(value, date) else str(value)
