"""Questions for people who do not write SPARQL: a form each, the answer as table, picture and file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pyoxigraph import Literal, NamedNode
from starlette.exceptions import HTTPException

from ontology.errors import ParameterError
from ontology.speech import Speech
from queries.catalog import Column, Parameter, Question, questions
from queries.choices import CHOICE_TYPES, Choices
from queries.choices.several import groups, labelled, parts
from queries.engine import Engine, QueryLimits
from queries.engine.serialise import Term
from queries.exports.described import answer_csvw
from queries.formats import FORMATS, write_answer
from queries.run import Answer, Native, ask, native
from web.http.negotiation import parse_accept
from web.http.origins import origin_of
from web.http.unknown import refuse_unknown, unknown_names
from web.index.lists import by_paths
from web.index.periods import iso_day
from web.site import engine_of, explorer_of
from web.views.atlas.answers import maps_of_answer
from web.views.atlas.still import StillMap
from web.views.sheets import sheet
from web.views.view import View, language, render

router = APIRouter(tags=["questions"])

ROWS_SHOWN = 500
ROWS_PICTURED = 2_000
DRAWN_HERE = ("table", "map")
"""Views that the page has without a script."""
RULE = "rule"
"""The column that names rules."""
COMPLETED = ("municipality", "partner", "organisation", "person")
"""Types with names to type; the others are short lists to choose from."""
DESCRIPTION = "csv-metadata.json"
"""The description of an answer's CSV has its address with this ending."""
FILES = ("csv", "xlsx", "json", "tsv", "parquet", "ttl")


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as an input: its value as written, and what may be chosen where that is a short list."""

    parameter: Parameter
    value: str
    options: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> str:
        """The value as a reader calls it; "" of one that only bounds how much is shown."""
        return "" if self.parameter.counts == "rows" else dict(self.options).get(self.value, self.value)

    @property
    def input(self) -> str:
        """The kind of input: select, complete, date, number or text."""
        if self.options:
            return "select"
        kinds = {"date": "date", "integer": "number", "count": "number", "decimal": "number"}
        return "complete" if self.parameter.type in CHOICE_TYPES else kinds.get(self.parameter.type, "text")


@router.get("/questions", response_model=None)
def listing(request: Request) -> Response:
    groups = groupby(questions().values(), lambda question: question.group)
    return render(request, "questions.html", groups=[(group, list(members)) for group, members in groups])


@router.get("/questions/{name}", response_model=None)
def question_page(request: Request, name: str) -> Response:
    name, _, extension = name.partition(".")
    question = _question(name)
    if extension:
        return _file(request, question, extension)
    engine, view = engine_of(request), View(request)
    unknown = unknown_names(request.scope["query_string"], _names(question))
    fields = fields_of(engine, question, request.query_params, view.lang)
    try:
        answer, wrong = _ask(request, engine, question), ""
    except ParameterError as error:
        answer, wrong = None, error.told(view.speech)
    return render(
        request,
        "question.html",
        status=400 if wrong else 200,
        question=question,
        fields=fields,
        answer=answer,
        wrong=wrong,
        unknown=unknown,
        shown=ROWS_SHOWN,
        files=FILES,
        query_string=urlencode(_given(request, question)),
        picture=picture(answer, view.lang) if answer is not None else None,
        maps=_maps(request, view, answer) if answer is not None and question.view == "map" else (),
        cell=partial(shown_cell, answer, _given(request, question), request) if answer is not None else None,
    )


@router.get("/questions/{name}/complete", response_model=None)
def complete(request: Request, name: str, parameter: str, q: str = "") -> Response:
    found = _question(name).parameter(parameter)
    if found is None or found.type not in CHOICE_TYPES:
        raise HTTPException(404)
    lang = language(request)
    choices = Choices(engine_of(request)).complete(found.type, q[:80])
    return JSONResponse([{"value": one.code, "label": one.label(lang)} for one in choices])


def _question(name: str) -> Question:
    if name not in questions():
        raise HTTPException(404)
    return questions()[name]


def _names(question: Question) -> tuple[str, ...]:
    return tuple(one.name for one in question.parameters)


def _given(request: Request, question: Question) -> dict[str, str]:
    """The parameters that the address sets; an empty one opens what has a default."""
    asked = request.query_params
    given = {one.name: (one, asked[one.name]) for one in question.parameters if one.name in asked}
    return {name: iso_day(value) if one.type == "date" else value for name, (one, value) in given.items()}


def _ask(request: Request, engine: Engine, question: Question) -> Answer:
    limits = request.app.state.settings.limits
    within = QueryLimits(limits.query_seconds, limits.query_rows)
    answer = ask(engine, question.name, lang=language(request), limits=within, **_given(request, question))
    return as_named(answer, request)


def _file(request: Request, question: Question, extension: str) -> Response:
    if extension not in (*FORMATS, DESCRIPTION):
        raise HTTPException(404)
    refuse_unknown(request, _names(question))
    answer = _ask(request, engine_of(request), question)
    if extension == DESCRIPTION:
        table = f"{question.name}.csv" + (f"?{request.url.query}" if request.url.query else "")
        return JSONResponse(answer_csvw(answer, table), media_type="application/csvm+json")
    if extension == "xlsx" or (extension == "csv" and _is_for_people(request)):
        return _sheet(request, question, answer, extension)
    written = FORMATS[extension]
    return Response(
        write_answer(answer, extension, language(request)),
        media_type=written.media_type,
        headers={
            "content-disposition": f'attachment; filename="{question.name}.{written.extension}"',
            **(_described_by(request, question) if extension == "csv" else {}),
            "vary": "accept",
        },
    )


def _is_for_people(request: Request) -> bool:
    """Whether CSV is for a spreadsheet in Russian, not for a program."""
    named = (f"{one.type}/{one.subtype}" for one in parse_accept(request.headers.get("accept", "")))
    return language(request) == "ru" and "text/csv" not in named


def _sheet(request: Request, question: Question, answer: Answer, extension: str) -> Response:
    """The answer for people: names, days and numbers, and the page of what each row begins with."""
    view = View(request)
    fields = fields_of(engine_of(request), question, request.query_params, view.lang)
    told = [f"{one.parameter.title[view.lang]}: {shown_in(one, view)}" for one in fields if one.shown]
    header = [*(column.title[view.lang] for column in answer.columns), view.speech.say("files.link")]
    rows = [
        [*(_told(answer, term, at, view.lang) for at, term in enumerate(row)), _page_of(row, request, view)]
        for row in answer.rows
    ]
    links = frozenset((len(answer.columns),))
    return sheet(view, extension, question.title[view.lang], told, header, rows, links)


def shown_in(field: Field, view: View) -> str:
    """The value of a parameter as people write it."""
    return view.speech.written_date(field.shown) if field.input == "date" else field.shown


def _page_of(row: Sequence[Term | None], request: Request, view: View) -> str:
    """The address on this server of the first thing that a row names; nothing where it names none."""
    base: str = request.app.state.settings.base
    iris = (term.value for term in row if isinstance(term, NamedNode))
    paths = (iri.removeprefix(base) for iri in iris if iri.startswith(base))
    first = next(paths, None)
    return origin_of(request) + view.id_url(first) if first is not None else ""


def _described_by(request: Request, question: Question) -> dict[str, str]:
    """Where the description of the table is, as CSV on the Web finds it."""
    address = quote(f"/questions/{question.name}.{DESCRIPTION}") + (
        f"?{request.url.query}" if request.url.query else ""
    )
    return {"link": f'<{address}>; rel="describedby"; type="application/csvm+json"'}


def _options(choices: Choices, parameter: Parameter, lang: str) -> list[tuple[str, str]]:
    """What the parameter may be, each with its name, by name."""
    options = [(one.code, one.label(lang)) for one in choices.of(parameter.type)]
    if parameter.takes_several and parameter.type == "country":
        options += [(code, group.en if lang == "en" else group.ru) for code, group in groups(choices)]
    return sorted(options, key=lambda option: option[1].casefold())


def fields_of(engine: Engine, question: Question, given: Mapping[str, str], lang: str) -> tuple[Field, ...]:
    """The parameters of a question with the values given, else their usual ones."""
    return tuple(_field(engine, one, given.get(one.name, _usual(one)), lang) for one in question.parameters)


def _usual(parameter: Parameter) -> str:
    return str(native(parameter.default)) if parameter.default is not None else ""


def _field(engine: Engine, parameter: Parameter, value: str, lang: str) -> Field:
    if parameter.type not in CHOICE_TYPES:
        return Field(parameter, value)
    choices = Choices(engine)
    told = parts(choices, parameter.type, value) if value else ()
    shown = labelled(told, lang)
    if parameter.type in COMPLETED:
        return Field(parameter, shown)
    options = _options(choices, parameter, lang)
    code = next((code for code, label in options if label == shown), value)
    if value and code == value and value not in dict(options):
        options.append((value, shown))
    return Field(parameter, code, tuple(options))


def _told(answer: Answer, term: Term | None, at: int, lang: str) -> Native:
    """A term as people read it; a rule in words."""
    value = answer.shown(term, at)
    return (answer.columns[at].name == RULE and Speech(lang).say_if_known(f"rule.{value}")) or value


def shown_cell(
    answer: Answer, given: Mapping[str, str], request: Request, row: Sequence[Term | None], at: int
) -> Mapping[str, Any]:
    """What a table cell shows: text, where it links, whether it is a number or a day."""
    term = row[at]
    if term is None:
        return {"text": "", "href": None, "asked": {}, "number": False, "day": False, "value": ""}
    value = _told(answer, term, at, language(request))
    base: str = request.app.state.settings.base
    opened = _opened(answer.columns[at], given, row[0])
    href = f"/questions/{answer.columns[at].opens}" if opened else None
    if isinstance(term, NamedNode):
        path = term.value.removeprefix(base)
        href = f"/id/{path}" if term.value.startswith(base) else None
    number = isinstance(term, Literal) and isinstance(value, int | float) and not isinstance(value, bool)
    day = isinstance(value, date)
    told = (
        View(request).speech.say(f"questions.is.{str(value).lower()}") if isinstance(value, bool) else value
    )
    return {"text": told, "href": href, "asked": opened, "number": number, "day": day, "value": native(term)}


def _opened(column: Column, given: Mapping[str, str], first: Term | None) -> Mapping[str, str]:
    """What to ask the question that the column opens, of the row's first thing, narrowed as this one is."""
    if not column.opens or not isinstance(first, NamedNode):
        return {}
    known = {one.name for one in questions()[column.opens].parameters if one.counts != "rows"}
    told = {name: value for name, value in given.items() if name in known and value}
    return {**told, column.of: first.value.rpartition("/")[2]}


def as_named(answer: Answer, request: Request) -> Answer:
    """The answer with its things called as on all pages."""
    explorer, view = explorer_of(request), View(request)
    iris = {term.value for row in answer.rows for term in row if isinstance(term, NamedNode)}
    paths = sorted(iri.removeprefix(explorer.base) for iri in iris if iri.startswith(explorer.base))
    named = {explorer.iri(row["path"]): view.name(row) for row in by_paths(explorer.db, paths)}
    return replace(answer, labels={**answer.labels, **named})


def _maps(request: Request, view: View, answer: Answer) -> tuple[StillMap, ...]:
    explorer = explorer_of(request)
    return maps_of_answer(explorer.db, view, answer, explorer.base)


def picture(answer: Answer, lang: str) -> Mapping[str, Any] | None:
    """What a script draws a picture of the answer from; None where there is nothing that a script draws."""
    question = answer.question
    if question is None or question.view in DRAWN_HERE or not answer.rows:
        return None
    return {
        "view": question.view,
        "columns": [{"name": one.name, "title": one.title[lang]} for one in answer.columns],
        "rows": [
            [_point(answer, term, at) for at, term in enumerate(row)] for row in answer.rows[:ROWS_PICTURED]
        ],
    }


def _point(answer: Answer, term: Term | None, at: int) -> Any:
    if isinstance(term, NamedNode):
        return {"iri": term.value, "label": answer.shown(term, at)}
    value = native(term)
    return value if isinstance(value, int | float | str) or value is None else str(value)
