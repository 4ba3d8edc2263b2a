"""Putting right where one reads: the facts of a row, what it says besides, things that are one or two."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from graph.judgements import Judgement, Kind, Verdict
from graph.office.users import Person
from graph.resolve.judged import row_title
from graph.review.kept import facts_of_row
from graph.snapshots.snapshot import DataFolder
from graph.value_words import told_line, told_value
from graph.values import FIELDS, value_text
from graph.write.evidence import cell_text
from ontology.certainty import uncertain_parts
from ontology.errors import InputError, ParameterError
from ontology.fields import FACT_FIELDS
from ontology.model import EntryFacts, Fact, PartConfidence
from web.accounts.forms import text_of
from web.accounts.guard import private, writes
from web.index import lists
from web.office.conflict import conflict
from web.office.decisions import About, decide, decided, of_pair, state_of, take_back
from web.office.values import FormInput, parts_of, value_sent
from web.office.work import data_of
from web.pages.reported import row_of
from web.site import Explorer, explorer_of
from web.views.view import View, render

router = APIRouter()

PAIRED = frozenset(kind.value for kind in Kind if kind is not Kind.FACT)
"""Kinds of things that may be merged and split."""
LONGEST = 2_000
WHOLE = frozenset(("whole", "done"))
"""Parameters by which a thing that one row tells of is shown itself, not the facts of its row."""


@dataclass(frozen=True, slots=True)
class JudgedFact:
    """A fact of a row as the form shows it: its value and words, the rule, and what was decided.

    `doubts` speak against it, `uncertain` are the parts of it that are less sure than it is.
    """

    field: str
    value: str
    shown: str
    words: str
    rules: tuple[str, ...]
    confidence: float
    judgement: Judgement | None
    seen: str
    parts: tuple[FormInput, ...]
    doubts: tuple[str, ...]
    uncertain: tuple[PartConfidence, ...]


@private(router, "/correct")
def correct_page(request: Request, person: Person) -> Response:
    """The facts of a row, or what a thing is made of; of one that a single row tells, that row's facts."""
    explorer, path = explorer_of(request), request.query_params.get("about", "")
    thing = lists.by_path(explorer.db, [path]).get(path)
    if thing is None:
        raise HTTPException(404)
    if thing["kind"] == "entry":
        return _row_page(request, explorer, thing)
    rows = _rows(explorer, thing)
    if len(rows) == 1 and WHOLE.isdisjoint(request.query_params):
        target = View(request).url("/correct", about=rows[0]["path"], of=path)
        return RedirectResponse(target, status_code=303)
    return _thing_page(request, explorer, thing, rows=rows)


# ── a row ──


def _added(judgements: Iterable[Judgement], report: str, title: str) -> list[Judgement]:
    """The facts that people added to the row of that title."""
    return [
        one
        for one in judgements
        if one.verdict is Verdict.ADD and one.subjects[0] == report and one.words[0] == title
    ]


def _row_page(
    request: Request, explorer: Explorer, thing: lists.Record, problem: str = "", field: str = ""
) -> Response:
    found = _facts(request, thing["path"])
    view, judgements = View(request), decided(data_of(request))
    name, facts = found if found is not None else ("", None)
    shown = list(_judged_facts(name, facts, judgements, view)) if facts is not None else []
    title = row_title(facts) if facts is not None else ""
    added = _added(judgements.values(), name, title)
    missing, of = field or request.query_params.get("add", ""), request.query_params.get("of", "")
    return render(
        request,
        "office/correct_row.html",
        status=400 if problem else 200,
        thing=thing,
        whole=lists.by_path(explorer.db, [of]).get(of),
        row=row_of(explorer, thing),
        is_kept=facts is not None,
        report=name,
        title=title,
        facts=shown,
        added=added,
        fields=list(FIELDS),
        adding=missing if missing in FIELDS else "",
        parts=parts_of(missing, None, view.lang) if missing in FIELDS else [],
        problem=problem,
        told=_teller(request),
    )


def _teller(request: Request) -> Callable[[str, str], str]:
    """How a page tells the value of a judgement."""
    speech = View(request).speech
    return lambda field, line: told_line(field, line, speech)


def _facts(request: Request, entry: str) -> tuple[str, EntryFacts] | None:
    folder = DataFolder(data_of(request))
    return facts_of_row(folder.current().path, entry)


def _judged_facts(
    report: str, facts: EntryFacts, judgements: Mapping[About, Judgement], view: View
) -> Iterator[JudgedFact]:
    for field in FACT_FIELDS:
        if field.name in FIELDS:
            for fact in field.of(facts):
                yield _judged_fact(report, facts, field.name, fact, judgements, view)


def _judged_fact(
    report: str,
    facts: EntryFacts,
    field: str,
    fact: Fact[Any],
    judgements: Mapping[About, Judgement],
    view: View,
) -> JudgedFact:
    text = value_text(fact.value)
    about = Judgement(
        Kind.FACT, Verdict.ACCEPT, (report, field), (row_title(facts), text), "", date.min
    ).about
    spans = [one.span for one in fact.evidence if one.span is not None]
    words = dict.fromkeys(
        " ".join(cell_text(facts.entry, one.cell)[one.start : one.end].split()) for one in spans
    )
    judgement = judgements.get(about)
    return JudgedFact(
        field, text, told_value(field, fact.value, view.speech), " … ".join(words),
        tuple(dict.fromkeys(one.rule for one in fact.evidence)), fact.confidence, judgement,
        state_of(judgement), tuple(parts_of(field, fact.value, view.lang)), fact.doubts,
        uncertain_parts(fact),
    )  # fmt: skip


@writes(router, "/correct/fact")
def decide_fact(request: Request, person: Person, form: FormData) -> Response:
    """A fact of a row is right, wrong, or another, as of the next update."""
    data, explorer, path = data_of(request), explorer_of(request), text_of(form, "about")
    thing = lists.by_path(explorer.db, [path]).get(path)
    if thing is None:
        raise HTTPException(404)
    verdict = _verdict(form)
    try:
        judgement = _fact_judgement(form, verdict, person)
    except InputError as error:
        return _row_page(request, explorer, thing, error.told(View(request).speech), text_of(form, "field"))
    if verdict is not Verdict.ADD and (told := conflict(request, form, judgement, _page_of(request, path))):
        return told
    decide(data, judgement)
    return _back(request, form, path, judgement.about)


def _page_of(request: Request, path: str) -> str:
    return View(request).url("/correct", about=path)


def _verdict(form: FormData) -> Verdict:
    try:
        return Verdict(text_of(form, "verdict"))
    except ValueError:
        raise ParameterError("no-verdict") from None


def _fact_judgement(form: FormData, verdict: Verdict, person: Person) -> Judgement:
    field, value = text_of(form, "field"), text_of(form, "value")
    if field not in FIELDS:
        raise ParameterError("no-such-field", field=field[:80])
    words = " ".join(text_of(form, "words").split())[:LONGEST] if verdict is Verdict.ADD else value
    correction = None
    if verdict in (Verdict.CORRECT, Verdict.ADD):
        correction = value_sent(field, form, value if verdict is Verdict.CORRECT else "")
    note = " ".join(text_of(form, "note").split())[:LONGEST]
    subjects, anchor = (text_of(form, "report"), field), (text_of(form, "title"), words)
    return Judgement(Kind.FACT, verdict, subjects, anchor, person.name, date.today(), note, correction)


@writes(router, "/correct/undo")
def undo_fact(request: Request, person: Person, form: FormData) -> Response:
    """A decision is taken back, as of the next update."""
    about = tuple(str(one) for one in form.getlist("key"))
    take_back(data_of(request), about, person)
    return _back(request, form, text_of(form, "about"))


def _back(request: Request, form: FormData, path: str, decided: About = ()) -> Response:
    """To the page of what was decided on, which offers what the decision teaches."""
    anchor, last = text_of(form, "field"), {"last": list(decided)} if decided else {}
    target = View(request).url("/correct", about=path, done="1", **last)
    return RedirectResponse(f"{target}#{anchor}" if anchor else target, status_code=303)


# ── a thing ──


def _thing_page(request: Request, explorer: Explorer, thing: lists.Record, **more: Any) -> Response:
    judgements = decided(data_of(request))
    own = [
        one for one in judgements.values()
        if one.kind is not Kind.FACT and thing["path"] in one.subjects
    ]  # fmt: skip
    merged: dict[str, str] = {}
    for row in explorer.ask("merges", thing=explorer.iri(thing["path"])):
        merged.setdefault(row["value"], row["entry"].removeprefix(explorer.base))
    values = {
        "rows": more.get("rows") or _rows(explorer, thing), "is_paired": thing["kind"] in PAIRED,
        "judgements": own,
        "spellings": [(value, entry) for value, entry in merged.items() if value != thing["ru"]],
        "found": [], "typed": "", "problem": "",
    }  # fmt: skip
    return render(request, "office/correct_thing.html", thing=thing, **{**values, **more})


def _rows(explorer: Explorer, thing: lists.Record) -> list[lists.Record]:
    """The rows that tell of the thing."""
    if thing["kind"] == "event":
        sql = "SELECT t.* FROM entry e JOIN thing t ON t.id = e.id WHERE e.event = ? ORDER BY t.path"
        return explorer.db.execute(sql, (thing["id"],)).fetchall()
    if thing["kind"] == "partnership":
        sql = (
            "SELECT DISTINCT t.* FROM basis b JOIN entry e ON e.event = b.thing JOIN thing t ON t.id = e.id"
            " WHERE b.partnership = ? ORDER BY t.path LIMIT 60"
        )
        return explorer.db.execute(sql, (thing["id"],)).fetchall()
    paths = dict.fromkeys(
        row["entry"].removeprefix(explorer.base)
        for row in explorer.ask("evidence", thing=explorer.iri(thing["path"]))
    )
    known = lists.by_path(explorer.db, list(paths)[:60])
    return [known[path] for path in paths if path in known]


@writes(router, "/correct/merge")
def merge(request: Request, person: Person, form: FormData) -> Response:
    """Two things of a kind are one, as of the next update; where a name means several, they are offered."""
    explorer, path = explorer_of(request), text_of(form, "about")
    thing = lists.by_path(explorer.db, [path]).get(path)
    if thing is None or thing["kind"] not in PAIRED:
        raise HTTPException(404)
    typed, chosen = " ".join(text_of(form, "other").split()), text_of(form, "path")
    where, value = ("path", chosen) if chosen else ("ru", typed)
    sql = f"SELECT * FROM thing WHERE kind = ? AND {where} = ? AND path <> ? LIMIT 20"  # noqa: S608
    found = explorer.db.execute(sql, (thing["kind"], value, path)).fetchall()
    if len(found) != 1:
        key = "correct.several" if found else "correct.nobody"
        problem = View(request).speech.say(key, name=typed)
        return _thing_page(request, explorer, thing, found=found, typed=typed, problem=problem)
    names = (str(thing["ru"]), str(found[0]["ru"]))
    judgement = of_pair(Kind(thing["kind"]), (path, str(found[0]["path"])), names, Verdict.SAME, person.name)
    if told := conflict(request, form, judgement, _page_of(request, path)):
        return told
    decide(data_of(request), judgement)
    return _back(request, form, path, judgement.about)


@writes(router, "/correct/split")
def split(request: Request, person: Person, form: FormData) -> Response:
    """A spelling that was taken for the thing is another's, as of the next update."""
    explorer, path = explorer_of(request), text_of(form, "about")
    thing = lists.by_path(explorer.db, [path]).get(path)
    spelling = text_of(form, "spelling")
    if thing is None or thing["kind"] not in PAIRED or not spelling:
        raise HTTPException(404)
    subjects = (path, f"{path}#{spelling}")
    judgement = of_pair(
        Kind(thing["kind"]), subjects, (str(thing["ru"]), spelling), Verdict.DIFFERENT, person.name
    )
    if told := conflict(request, form, judgement, _page_of(request, path)):
        return told
    decide(data_of(request), judgement)
    return _back(request, form, path)
