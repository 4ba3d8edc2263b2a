"""The draft: how far it is, what was read, what would change; published, discarded or prepared again."""

from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from graph.office.drafts import DraftDesk, DraftState, OfficeDraft, Progress
from graph.office.shelf import Shelf
from graph.office.users import Person, Role
from graph.snapshots.snapshot import DataFolder
from ontology.errors import StoreError
from web.accounts.guard import private, writes
from web.index import lists
from web.office.work import desk_of, start_worker
from web.site import explorer_of
from web.views.view import View, render

router = APIRouter()

SHOWN_LINES = 40
COUNTED = {
    "Partnership": "partnerships", "Agreement": "agreements", "Twinning": "twinnings", "Event": "events",
    "Organisation": "organisations", "Person": "persons",
}  # fmt: skip
"""What a manifest counts, by the kinds that changes are told of."""


@private(router, "/draft", Role.READER)
def draft_page(request: Request, person: Person) -> Response:
    """The draft as it is now; while it is worked on the page asks again."""
    desk = desk_of(request)
    draft = desk.draft()
    if draft is None:
        return render(request, "office/no_draft.html")
    state = desk.state()
    return render(
        request,
        "office/draft.html",
        draft=draft,
        state=state,
        told=_told(View(request), state),
        may_end=person.may_publish or (person.may_edit and draft.by == person.name),
        stale=_is_stale(desk, state),
        vanishing=_vanishing(desk, draft, state),
        shown=SHOWN_LINES,
        known=_known(request, state) if state.changes is not None else frozenset(),
        holds=_holds(desk, state) if state.changes is None else [],
    )


def _holds(desk: DraftDesk, state: DraftState) -> list[tuple[str, int]]:
    """How many of each kind a graph that is the first will hold."""
    snapshot = DataFolder(desk.data).draft(state.snapshot) if state.snapshot is not None else None
    counts = snapshot.manifest["entities"] if snapshot is not None else {}
    return [(kind, counts[name]) for kind, name in COUNTED.items() if name in counts]


def _known(request: Request, state: DraftState) -> frozenset[str]:
    """The paths of what the changes name that the graph shown has a page of."""
    explorer, lines = explorer_of(request), state.changes.lines if state.changes is not None else {}
    paths = View.paths_in(lines.get(View(request).lang, ()), explorer.base)
    return frozenset(lists.by_path(explorer.db, paths))


@private(router, "/draft/state", Role.READER)
def draft_state(request: Request, person: Person) -> Response:
    """How far the draft is, for the page that waits for it."""
    desk = desk_of(request)
    if desk.draft() is None:
        return JSONResponse({"progress": "none", "told": ""})
    state = desk.state()
    return JSONResponse({"progress": state.progress.value, "told": _told(View(request), state)})


@writes(router, "/draft/publish", Role.PUBLISHER)
def publish(request: Request, person: Person, form: FormData) -> Response:
    """The draft is what everybody reads from now on."""
    desk_of(request).publish(person.name)
    return RedirectResponse(View(request).url("/snapshots", published="1"), status_code=303)


@writes(router, "/draft/discard")
def discard(request: Request, person: Person, form: FormData) -> Response:
    """There is no draft any more."""
    desk = _ended_by(desk_of(request), person)
    desk.discard(person.name)
    return RedirectResponse(View(request).url("/reports"), status_code=303)


@writes(router, "/draft/again")
def again(request: Request, person: Person, form: FormData) -> Response:
    """The draft is prepared anew, from the shelf and the decisions as they are now."""
    desk = desk_of(request)
    if desk.draft() is None:
        raise StoreError("draft-unready")
    if not desk.is_worked_on():
        start_worker(request)
    return RedirectResponse(View(request).url("/draft"), status_code=303)


def _ended_by(desk: DraftDesk, person: Person) -> DraftDesk:
    """The desk; raises StoreError where somebody else prepares the draft and they may not end it."""
    draft = desk.draft()
    if draft is not None and draft.by != person.name and not person.may_publish:
        raise StoreError("draft-taken", by=draft.by)
    return desk


def _told(view: View, state: DraftState) -> str:
    """The stage in words."""
    speech = view.speech
    if state.progress is not Progress.WORKING:
        return speech.say(f"draft.progress.{state.progress}")
    stage = speech.say_if_known(f"stage.{state.stage}") or speech.say_if_known(f"draft.stage.{state.stage}")
    rows = speech.say("draft.rows", done=state.done, total=state.total) if state.total else ""
    told = " ".join(part for part in (stage or state.stage, rows) if part)
    return told[:1].upper() + told[1:]


def _is_stale(desk: DraftDesk, state: DraftState) -> bool:
    served = DataFolder(desk.data).current_id()
    return state.progress is Progress.READY and served not in (state.served, state.snapshot)


def _vanishing(desk: DraftDesk, draft: OfficeDraft, state: DraftState) -> list[dict[str, Any]]:
    """Reports of the served graph that nobody put on the shelf, and that the draft therefore lacks."""
    folder = DataFolder(desk.data)
    if folder.current_id() is None or draft.is_sample:
        return []
    kept = {one.stem for one in Shelf(desk.data).reports()} | {Path(one.name).stem for one in state.files}
    kept |= {Path(name).stem for name in draft.removes}
    return [one for one in folder.current().manifest["reports"] if Path(one["file"]).stem not in kept]
