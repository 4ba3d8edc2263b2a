"""Tables as files to save: CSV that spreadsheets open with Cyrillic intact, and XLSX."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from fastapi.responses import Response

from graph.sheets import Cell, csv_table, workbook
from queries.formats import FORMATS
from web.views.view import View

LONGEST_SHEET = 31
UNFIT = frozenset("[]:*?/\\")
UNFIT_IN_FILES = frozenset('<>:"/\\|?*')
LONGEST_NAME = 120


def sheet(
    view: View,
    extension: str,
    title: str,
    filters: Sequence[str],
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    links: frozenset[int] = frozenset(),
) -> Response:
    """The table as a file to save, whose name says what is inside; `extension` is csv or xlsx.

    A workbook has lines above its header: the title, and the filters in words with the source.
    """
    if extension == "csv":
        body = csv_table(header, rows, view.lang)
    else:
        covered = view.speech.say("site.covered", period=view.covered).rstrip(".")
        lead = (title, " · ".join((*filters, covered, view.source)))
        named = "".join(" " if mark in UNFIT else mark for mark in title)[:LONGEST_SHEET]
        body = workbook(named, header, tuple(rows), lead, links)
    name = file_name(" – ".join((title, *filters)), extension)
    return Response(body, media_type=FORMATS[extension].media_type, headers=saved_as(name))


def file_name(told: str, extension: str) -> str:
    """What a file that holds this is called on any system."""
    fit = "".join(" " if mark in UNFIT_IN_FILES else mark for mark in told)
    return f"{' '.join(fit.split())[:LONGEST_NAME].strip(' .–')}.{extension}"


def saved_as(name: str) -> dict[str, str]:
    """The headers by which a browser saves an answer under that name."""
    plain = "".join(
        mark if mark.isascii() and mark.isprintable() and mark not in '"\\' else "-" for mark in name
    )
    return {"content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"}
