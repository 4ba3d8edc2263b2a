"""The shelf: what it holds, and what somebody wants to add or take off, as the draft of the next graph."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from graph.office.drafts import DraftDesk
from graph.office.shelf import Shelf, ShelfReport
from graph.office.users import Person
from graph.snapshots.snapshot import DataFolder
from ontology.errors import ParameterError, StoreError
from web.accounts.forms import text_of
from web.accounts.guard import private, writes
from web.http.security import UPLOADS
from web.office.work import data_of, desk_of, start_worker
from web.views.sheets import saved_as
from web.views.view import View, render

router = APIRouter()

LONGEST_NAME = 180
BYTES = "application/octet-stream"


@router.get("/reports", response_model=None, include_in_schema=False)
def reports_page(request: Request) -> Response:
    """What is on the shelf, and the form that adds to it."""
    data = data_of(request)
    shelf, folder = Shelf(data), DataFolder(data)
    served = folder.current() if folder.current_id() is not None else None
    held = {str(one["file"]): one for one in (served.manifest["reports"] if served is not None else ())}
    reports = shelf.reports()
    stems = {one.stem for one in reports}
    return render(
        request,
        "office/reports.html",
        reports=[(one, _state(one, held)) for one in reports],
        loose=[one for name, one in held.items() if Path(name).stem not in stems],
        draft=desk_of(request).draft(),
    )


def _state(report: ShelfReport, held: dict[str, Any]) -> str:
    known = held.get(report.name)
    if known is None:
        return "waiting"
    return "in-graph" if known["sha256"] == report.sha256 else "other"


@writes(router, UPLOADS)
def add(request: Request, person: Person, form: FormData) -> Response:
    """A draft with the files that were sent, which is prepared from now on."""
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if not files:
        raise ParameterError("no-files-sent")
    return _begun(request, person, uploads=files)


@private(router, "/reports/file")
def report_file(request: Request, person: Person) -> Response:
    """A report of the shelf, byte for byte."""
    shelf = Shelf(data_of(request))
    report = shelf.named(request.query_params.get("name", ""))
    if report is None:
        raise HTTPException(404)
    return FileResponse(shelf.file(report), headers=saved_as(report.name), media_type=BYTES)


@writes(router, "/reports/remove")
def remove(request: Request, person: Person, form: FormData) -> Response:
    """A draft without the reports that were chosen."""
    names = [str(name) for name in form.getlist("name")]
    if not names:
        raise ParameterError("no-reports-chosen")
    return _begun(request, person, removes=names)


@writes(router, "/draft/build")
def build(request: Request, person: Person, form: FormData) -> Response:
    """A draft of what is on the shelf, with the decisions as they are now, or of the sample."""
    return _begun(request, person, is_sample=bool(text_of(form, "sample")))


def _begun(
    request: Request,
    person: Person,
    *,
    uploads: Sequence[UploadFile] = (),
    removes: Sequence[str] = (),
    is_sample: bool = False,
) -> Response:
    desk = desk_of(request)
    draft = desk.begin(person.name, removes=removes, is_sample=is_sample)
    try:
        for upload in uploads:
            _keep(desk, upload)
        desk.keep(draft)
    except BaseException:
        desk.discard(person.name)
        raise
    start_worker(request)
    return RedirectResponse(View(request).url("/draft"), status_code=303)


def _keep(desk: DraftDesk, upload: UploadFile) -> None:
    """Writes what was sent into the draft's folder, as it is."""
    name = safe_name(upload.filename or "")
    target = desk.files / name
    try:
        with target.open("xb") as kept:
            copyfileobj(upload.file, kept)
    except FileExistsError:
        raise ParameterError("sent-twice", name=name) from None
    except OSError as error:
        raise StoreError("folder-unwritable", folder=desk.data, reason=error) from error


def safe_name(given: str) -> str:
    """The file's own name without folders, short enough for any disk."""
    name = PurePosixPath(given.replace("\\", "/")).name.strip() or "report"
    name = "".join(mark for mark in name if mark.isprintable()).lstrip(".") or "report"
    stem, dot, extension = name.rpartition(".")
    while len(name.encode()) > LONGEST_NAME:
        stem = stem[:-1]
        name = f"{stem}{dot}{extension}"
    return name
