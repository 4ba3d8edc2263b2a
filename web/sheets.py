"""Tables as files: CSV that spreadsheets open with Cyrillic intact, and XLSX."""

import csv
import io
from collections.abc import Iterable, Sequence

from fastapi.responses import Response
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

Cell = str | int | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def sheet(extension: str, name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """The table as a file to save; `extension` is csv or xlsx."""
    body, media_type = (
        (_csv(header, rows), "text/csv; charset=utf-8") if extension == "csv" else (_xlsx(header, rows), XLSX)
    )
    headers = {"content-disposition": f'attachment; filename="{name}.{extension}"'}
    return Response(body, media_type=media_type, headers=headers)


def _csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    # The mark tells spreadsheets that the file is UTF-8.
    return ("\ufeff" + written.getvalue()).encode("utf-8")


def _xlsx(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(list(header))
    for row in rows:
        page.append([_harmless(cell) for cell in row])
    for column in range(1, len(header) + 1):
        page.cell(1, column).font = Font(bold=True)
        page.column_dimensions[get_column_letter(column)].width = 28
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet would take for a formula is kept a text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
