"""What somebody is told who decides what somebody else decided meanwhile."""

from fastapi import Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from graph.judgements import Judgement
from graph.value_words import told_line
from web.accounts.forms import FIELD, text_of, typed_fields
from web.office.decisions import decided, is_contested, state_of
from web.office.work import data_of
from web.views.view import View, render

SEEN = "seen"
"""The field of a form that tells what it knew to be decided."""


def conflict(request: Request, form: FormData, judgement: Judgement, back: str) -> Response | None:
    """The page that shows what was decided meanwhile, and sends the form again or leads back; else None."""
    held = decided(data_of(request)).get(judgement.about)
    if not is_contested(held, judgement, text_of(form, SEEN)):
        return None
    speech = View(request).speech
    return render(
        request, "office/conflict.html", status=409, held=held, judgement=judgement, back=back,
        fields=[(name, value) for name, value in typed_fields(form) if name not in (FIELD, SEEN)],
        seen=state_of(held), action=request.url.path,
        told=lambda field, line: told_line(field, line, speech),
    )  # fmt: skip
