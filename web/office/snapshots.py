"""Snapshots: what each holds, who published it, what differs; an older or a newer one served again."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from graph.changes.differences import changes
from graph.changes.telling import in_words
from graph.office.journal import Deed, read_notes, write_note
from graph.office.users import Person, Role
from graph.snapshots.snapshot import DataFolder, Snapshot
from web.accounts.forms import text_of
from web.accounts.guard import private, writes
from web.index import lists
from web.office.review import queue_of
from web.office.work import data_of
from web.site import explorer_of
from web.views.view import View, render

router = APIRouter()

SHOWN_LINES = 500


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """One snapshot as the page shows it; `by` is who published it, where the journal knows."""

    snapshot: Snapshot
    is_served: bool
    by: str
    rows: int


@router.get("/snapshots", response_model=None, include_in_schema=False)
def snapshots_page(request: Request) -> Response:
    """Every snapshot, the last to be published first."""
    folder = DataFolder(data_of(request))
    served = folder.current_id()
    by = {note.about: note.by for note in reversed(read_notes(folder.path)) if note.deed is Deed.PUBLISHED}
    rows = [
        SnapshotRow(
            one,
            one.id == served,
            by.get(one.id, ""),
            sum(report["rows"] for report in one.manifest["reports"]),
        )
        for one in folder.snapshots()
    ]
    published = bool(request.query_params.get("published"))
    doubtful = len(queue_of(request).left) if published and served is not None else 0
    return render(request, "office/snapshots.html", rows=rows, published=published, doubtful=doubtful)


@private(router, "/snapshots/changes", Role.READER)
def changes_page(request: Request, person: Person) -> Response:
    """What one snapshot says otherwise than another, in words."""
    folder, view, explorer = DataFolder(data_of(request)), View(request), explorer_of(request)
    old = folder.named(request.query_params.get("old", ""))
    new = folder.named(request.query_params.get("new", ""))
    lines = list(in_words(changes(old.open(), new.open()), view.lang))
    return render(
        request, "office/changes.html", old=old, new=new, lines=lines[:SHOWN_LINES],
        left_out=max(0, len(lines) - SHOWN_LINES),
        known=frozenset(lists.by_path(explorer.db, View.paths_in(lines[:SHOWN_LINES], explorer.base))),
    )  # fmt: skip


@writes(router, "/snapshots/serve", Role.PUBLISHER)
def serve(request: Request, person: Person, form: FormData) -> Response:
    """The chosen snapshot is what everybody reads from now on."""
    folder = DataFolder(data_of(request))
    snapshot = folder.rollback(text_of(form, "snapshot"))
    write_note(folder.path, person.name, Deed.ROLLED_BACK, snapshot.id)
    return RedirectResponse(View(request).url("/snapshots"), status_code=303)
