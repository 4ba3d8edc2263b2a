"""The queue of what is doubtful: one question at a time, with the words it is about, answered by a key."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from graph.judgements import Kind, Verdict
from graph.office.users import Person
from graph.review.kept import KeptQuestion, load_questions
from graph.snapshots.snapshot import DataFolder
from graph.value_words import told_difference, told_line
from graph.values import FIELDS, read_value
from ontology.errors import InputError, ParameterError
from web.accounts.forms import text_of
from web.accounts.guard import private, writes
from web.index import lists
from web.office.conflict import conflict
from web.office.decisions import About, decide, decided, take_back
from web.office.pairs import told_apart
from web.office.values import parts_of, value_sent
from web.office.work import data_of
from web.pages.reported import row_of
from web.site import Explorer, explorer_of
from web.views.marks import OF_FIELD
from web.views.view import View, render

router = APIRouter()

UPCOMING = 8


@dataclass(frozen=True, slots=True)
class Queue:
    """The questions that are left under the filters, and how many were decided since the graph was built."""

    left: list[KeptQuestion]
    decided: int
    kinds: dict[str, int]
    reports: dict[str, int]


def queue_of(request: Request, kind: str = "", report: str = "") -> Queue:
    """The queue of the served graph."""
    data = data_of(request)
    questions = load_questions(DataFolder(data).current().path)
    known = decided(data)
    undecided = [one for one in questions if one.about not in known]
    kinds = Counter(map(_group, undecided))
    reports = Counter(name for one in undecided for name in one.reports)
    left = [
        one for one in undecided
        if (not kind or _group(one) == kind) and (not report or report in one.reports)
    ]  # fmt: skip
    return Queue(left, len(questions) - len(undecided), kinds, reports)


def _group(question: KeptQuestion) -> str:
    """What a filter calls it: the field of a fact, else the kind of things."""
    return question.subjects[1] if question.kind is Kind.FACT else question.kind.value


@private(router, "/review")
def review_page(request: Request, person: Person) -> Response:
    """One question, those after it, and how many are left."""
    return _page(request)


def _rows(explorer: Explorer, question: KeptQuestion | None) -> list[list[Any]]:
    """The rows of each side of the question, marked for what is asked."""
    rows: list[list[Any]] = [[], []]
    if question is not None:
        asked = (OF_FIELD.get(_group(question), "other"),)
        for side, paths in enumerate(question.rows):
            known = lists.by_path(explorer.db, paths)
            rows[side] = [row_of(explorer, known[path], asked) for path in paths if path in known]
    return rows


def _page(request: Request, problem: str = "", at: str = "") -> Response:
    params, view, explorer = request.query_params, View(request), explorer_of(request)
    queue = queue_of(request, params.get("kind", ""), params.get("report", ""))
    keys = [one.key for one in queue.left]
    wanted = at or params.get("at", "")
    place = keys.index(wanted) if wanted in keys else 0
    question = queue.left[place] if queue.left else None
    return render(
        request,
        "office/review.html",
        status=400 if problem else 200,
        queue=queue,
        question=question,
        rows=_rows(explorer, question),
        pieces=_compared(question),
        apart=_apart(question, view, explorer),
        parts=_parts(question, view.lang),
        after=queue.left[place + 1 : place + 1 + UPCOMING],
        next_key=keys[(place + 1) % len(keys)] if keys else "",
        is_fact=question is not None and question.kind is Kind.FACT,
        group=_group,
        filters={"kind": params.get("kind", ""), "report": params.get("report", "")},
        last=params.getlist("last"),
        problem=problem,
        told=lambda field, line: told_line(field, line, view.speech),
        alternatives=_told_alternatives(question, view),
    )


def _apart(question: KeptQuestion | None, view: View, explorer: Explorer) -> list[str]:
    """What tells the things of a pair apart beside their names."""
    if question is None or question.kind is Kind.FACT:
        return []
    return [told_apart(explorer, path, view) for path in question.subjects]


def _told_alternatives(question: KeptQuestion | None, view: View) -> list[tuple[str, str]]:
    """What else the fact may be, each with what is other about it."""
    if question is None:
        return []
    field, value = question.subjects[1], question.words[1]
    return [(one, told_difference(field, value, one, view.speech)) for one in question.alternatives]


def _parts(question: KeptQuestion | None, language: str) -> list[Any]:
    if question is None:
        return []
    field = question.subjects[1]
    if question.kind is not Kind.FACT or field not in FIELDS:
        return []
    try:
        return parts_of(field, read_value(field, question.words[1]), language)
    except InputError:
        return parts_of(field, None, language)


def _compared(question: KeptQuestion | None) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """The words of both labels, those marked in which they differ."""
    if question is None:
        return [], []
    one, other = question.words[0].split(), question.words[1].split()
    marked: tuple[list[tuple[str, bool]], list[tuple[str, bool]]] = ([], [])
    for tag, a, b, c, d in _matched(one, other).get_opcodes():
        marked[0].extend((word, tag != "equal") for word in one[a:b])
        marked[1].extend((word, tag != "equal") for word in other[c:d])
    return marked


def _matched(one: list[str], other: list[str]) -> SequenceMatcher[str]:
    """The words of both, compared whatever their case."""
    left, right = ([word.casefold() for word in words] for words in (one, other))
    return SequenceMatcher(None, left, right, autojunk=False)


@writes(router, "/review/decide")
def answer(request: Request, person: Person, form: FormData) -> Response:
    """The question is answered; the next one is shown."""
    data, key = data_of(request), text_of(form, "key")
    questions = {one.key: one for one in load_questions(DataFolder(data).current().path)}
    question = questions.get(key)
    if question is None:
        raise ParameterError("question-gone")
    try:
        verdict, correction = _answered(question, form)
    except InputError as error:
        return _page(request, error.told(View(request).speech), key)
    note = " ".join(text_of(form, "note").split())
    judgement = question.judged(verdict, person.name, date.today(), note, correction)
    going_on = View(request).url("/review", **_filters(form), at=text_of(form, "next"))
    if told := conflict(request, form, judgement, going_on):
        return told
    decide(data, judgement)
    return _on(request, form, judgement.about)


def _answered(question: KeptQuestion, form: FormData) -> tuple[Verdict, str | None]:
    told = text_of(form, "verdict")
    if question.kind is not Kind.FACT:
        known = {"accept": Verdict.SAME, "reject": Verdict.DIFFERENT}
        if told not in known:
            raise ParameterError("no-verdict")
        return known[told], None
    if told == "correct" and (chosen := text_of(form, "alternative")):
        return Verdict.CORRECT, _alternative(question, chosen)
    if told == "correct":
        return Verdict.CORRECT, value_sent(question.subjects[1], form, question.words[1])
    if told not in ("accept", "reject"):
        raise ParameterError("no-verdict")
    return Verdict(told), None


def _alternative(question: KeptQuestion, chosen: str) -> str:
    """The offered value that was taken; raises ParameterError for one that is not offered."""
    if chosen not in question.alternatives:
        raise ParameterError("question-gone")
    return chosen


@writes(router, "/review/undo")
def undo(request: Request, person: Person, form: FormData) -> Response:
    """The last decision is taken back; its question is shown again."""
    about: About = tuple(str(one) for one in form.getlist("last"))
    take_back(data_of(request), about, person)
    target = View(request).url("/review", **_filters(form), at=text_of(form, "undone"))
    return RedirectResponse(target, status_code=303)


def _on(request: Request, form: FormData, about: About) -> Response:
    parameters: dict[str, Any] = {**_filters(form), "at": text_of(form, "next"), "last": list(about)}
    return RedirectResponse(
        View(request).url("/review", **parameters, done=text_of(form, "key")), status_code=303
    )


def _filters(form: FormData) -> dict[str, str]:
    return {name: text_of(form, name) for name in ("kind", "report")}
