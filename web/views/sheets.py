"""Tables as files to save: CSV that spreadsheets open with Cyrillic intact, and XLSX."""

from collections.abc import Iterable, Sequence

from fastapi.responses import Response

from graph.sheets import Cell, csv_table, workbook
from queries.formats import FORMATS


def sheet(extension: str, name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """The table as a file to save; `extension` is csv or xlsx."""
    body = csv_table(header, rows) if extension == "csv" else workbook(name, header, tuple(rows))
    headers = {"content-disposition": f'attachment; filename="{name}.{extension}"'}
    return Response(body, media_type=FORMATS[extension].media_type, headers=headers)
