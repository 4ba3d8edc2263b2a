"""Tables as files to save: CSV that spreadsheets open with Cyrillic intact, and XLSX."""

import csv
import io
from collections.abc import Iterable, Sequence

from fastapi.responses import Response

from queries.formats import FORMATS
from queries.sheets import Cell, defused, workbook


def sheet(extension: str, name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """The table as a file to save; `extension` is csv or xlsx."""
    body = _csv(header, rows) if extension == "csv" else workbook(name, header, tuple(rows))
    headers = {"content-disposition": f'attachment; filename="{name}.{extension}"'}
    return Response(body, media_type=FORMATS[extension].media_type, headers=headers)


def _csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    # The mark tells spreadsheets that the file is UTF-8.
    return ("\ufeff" + written.getvalue()).encode("utf-8")
