"""What a decision teaches: the entries that the lexicon may have after it, each with what it would change.

Reports are read anew for that, which a server does not do itself: a process of its own is asked.
"""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from graph.learning.offers import LearningReply, LearningRequest, Offer, OfferAction
from graph.learning.proposals import may_teach
from graph.office.journal import Deed, write_note
from graph.office.users import Person
from graph.values import FIELDS, read_value, value_shown
from ontology.codec import from_json, to_json
from ontology.errors import ParameterError, StoreError
from web.accounts.forms import text_of
from web.accounts.guard import private, writes
from web.office.decisions import decided
from web.office.work import data_of
from web.views.view import View, render

router = APIRouter()

SHOWN_CHANGES = 6
SECONDS = 120
DEEDS = {OfferAction.ACCEPT: Deed.LEARNT, OfferAction.REFUSE: Deed.UNLEARNT}

_asking = Lock()
"""One process at a time, so that no entry is judged by a lexicon that another answer is about to change."""


@private(router, "/lessons")
def lessons_page(request: Request, person: Person) -> Response:
    """What is offered after a decision, or after any; as a part of another page where that asks for it."""
    params = request.query_params
    about = tuple(params.getlist("last"))
    reply = _asked(request, LearningRequest(about or None))
    view = View(request)
    return render(
        request,
        "office/offers.html" if params.get("part") else "office/lessons.html",
        offers=[(one, _in_words(one, view)) for one in reply.offers],
        problem=reply.problem[view.lang] if reply.problem is not None else "",
        about=about,
        shown=SHOWN_CHANGES,
        told_values=lambda field, values: _values_in_words(field, values, view.lang),
    )


@writes(router, "/lessons/answer")
def answer(request: Request, person: Person, form: FormData) -> Response:
    """An offered entry is accepted or refused."""
    data, line = data_of(request), text_of(form, "line")
    told = _answer(text_of(form, "answer"))
    about = tuple(str(one) for one in form.getlist("last"))
    reply = _asked(request, LearningRequest(about or None, line, told, person.name))
    if reply.problem is not None:
        raise StoreError("no-learning", reason=reply.problem[View(request).lang])
    write_note(data, person.name, DEEDS[told], line)
    parameters: dict[str, Any] = {"last": list(about)} if about else {}
    return RedirectResponse(View(request).url("/lessons", **parameters, done=told.value), status_code=303)


def _answer(typed: str) -> OfferAction:
    known = {one.value: one for one in DEEDS}
    if typed not in known:
        raise ParameterError("no-verdict")
    return known[typed]


def _asked(request: Request, asked: LearningRequest) -> LearningReply:
    """What the process answers; raises StoreError where it ends otherwise or takes too long."""
    held = decided(data_of(request))
    told = held.values() if asked.about is None else filter(None, [held.get(asked.about)])
    if not any(map(may_teach, told)):
        return LearningReply()  # nothing to read the reports anew for
    command = [*request.app.state.settings.learner, str(data_of(request))]
    try:
        with _asking:
            done = subprocess.run(
                command, input=json.dumps(to_json(asked)), capture_output=True, text=True, encoding="utf-8",
                timeout=SECONDS, check=True, env={**os.environ, "PYTHONUTF8": "1"},
            )  # fmt: skip
        return from_json(LearningReply, json.loads(done.stdout))
    except subprocess.TimeoutExpired as error:
        raise StoreError("no-learning", reason=f"{SECONDS} s") from error
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        raise StoreError("no-learning", reason=type(error).__name__) from error


# ── in words ────────────────────────────────────────────────────────────────────────────────────


def _in_words(offer: Offer, view: View) -> str:
    """What the entry says, as a sentence."""
    entry, speech = offer.entry, view.speech
    match offer.section:
        case "sectors" if entry["sector"] == _SILENT:
            return speech.say("lesson.silent", word=entry["word"])
        case "sectors":
            sector = value_shown("sectors", entry["sector"], view.lang)
            return speech.say("lesson.sectors", word=entry["word"], sector=sector)
        case "twins":
            return speech.say("lesson.twins", one=entry["one"], other=entry["other"])
        case section:
            return speech.say(f"lesson.{section}", name=entry["name"], told=_details(entry))


def _values_in_words(field: str, values: Sequence[str], lang: str) -> str:
    """The values of a field, in order; a dash for none."""
    shown = (value_shown(field, read_value(field, one), lang) if field in FIELDS else one for one in values)
    return "; ".join(one.replace(" | ", " · ") for one in shown) or "–"


def _details(entry: Mapping[str, Any]) -> str:
    """All that is told of a body or a place beside its name."""
    names = (*entry.get("short", ()), *entry.get("also", ()))
    told = (*(f"«{name}»" for name in names), entry.get("place"), entry.get("region"), entry.get("country"))
    return ", ".join(one for one in told if one)


_SILENT = "silent"
