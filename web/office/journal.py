"""The journal: who wrote what, and when."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from graph.office.journal import read_notes
from graph.office.users import Person, Role
from web.accounts.guard import private
from web.index.lists import page_of
from web.office.work import data_of
from web.pages.filtering import page_number
from web.views.view import render

router = APIRouter()

ROWS = 100


@private(router, "/journal", Role.EDITOR)
def journal_page(request: Request, person: Person) -> Response:
    """The journal, the latest first."""
    notes = read_notes(data_of(request))
    shown = page_of(len(notes), ROWS, page_number(request))
    return render(
        request,
        "office/journal.html",
        notes=notes[shown.offset : shown.offset + ROWS],
        count=len(notes),
        pages=shown,
    )
