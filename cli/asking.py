"""Asking the graph: stored questions by name, any SPARQL query from a file or standard input."""

import sys
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from cli.console import out, tell, words, write_bytes, writing
from cli.engines import engine_for
from cli.options import DEFAULT_DATA, Base, DataFolder, DefaultGraph, Endpoint, Language
from graph.iris import DEFAULT_BASE
from ontology.errors import InputError, ParameterError
from ontology.terms import PREFIXES
from queries.asking.reading import QuestionReading, Understanding, understand
from queries.catalog import Question, questions
from queries.engine import Engine, QueryLimits
from queries.engine.serialise import TRIPLE_MEDIA, write_triples
from queries.engine.text import form as form_of
from queries.formats import write_answer
from queries.run import ask, ask_text, find_question, native

RDF_MEDIA = {medium.name: medium for medium in TRIPLE_MEDIA}


def register(app: typer.Typer) -> None:
    """Adds these commands to the application."""
    app.command(
        "query",
        help=words("command.query"),
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    )(query)
    app.command("ask", help=words("command.ask"))(ask_in_words)
    app.command("queries", help=words("command.queries"))(list_questions)


def query(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(help=words("option.what"), metavar="NAME|FILE|-"),
    ],
    format: Annotated[str, typer.Option(help=words("option.answer-format"))] = "table",
    out_file: Annotated[Path | None, typer.Option("--out", help=words("option.out"), metavar="FILE")] = None,
    seconds: Annotated[float, typer.Option(help=words("option.seconds"))] = 60.0,
    lang: Language = "ru",
    data: DataFolder = DEFAULT_DATA,
    endpoint: Endpoint = None,
    default_graph: DefaultGraph = None,
    base: Base = DEFAULT_BASE,
) -> None:
    """Ask a stored question (its parameters as options: --since 2025-01-01 --country BY) or any query."""
    limits = QueryLimits(seconds=seconds)
    parameters = _parameters(context.args)
    with engine_for(data, endpoint, base, default_graph) as engine:
        if what in questions():
            answer = ask(engine, what, lang=lang, limits=limits, **parameters)
            document, cut = write_answer(answer, format, lang), len(answer) if answer.truncated else None
        elif parameters:
            raise ParameterError("takes-no-parameters", what=what)
        else:
            document, cut = _answered(engine, _text(what), format, lang, limits)
    if out_file is not None:
        with writing(out_file):
            out_file.write_bytes(document)
        tell("said.wrote", file=out_file)
    else:
        write_bytes(document)
    if cut is not None:
        tell("said.cut-at-limit" if cut < limits.rows else "said.cut", "yellow", rows=cut)


def ask_in_words(
    question: Annotated[str, typer.Argument(help=words("option.asked"), metavar="WORDS")],
    format: Annotated[str, typer.Option(help=words("option.answer-format"))] = "table",
    lang: Language = "ru",
    data: DataFolder = DEFAULT_DATA,
    endpoint: Endpoint = None,
    default_graph: DefaultGraph = None,
    base: Base = DEFAULT_BASE,
) -> None:
    """Ask in one's own words: how they are understood is told beside the answer."""
    with engine_for(data, endpoint, base, default_graph) as engine:
        understood = understand(engine, question, date.today())
        _tell_missing(understood)
        if not understood.readings:
            raise ParameterError("no-question-in-words")
        best, *others = understood.readings
        tell("said.understood" if understood.is_sure else "said.guessed", question=_said(best, lang))
        given: dict[str, object] = dict(best.parameters)
        answer = ask(engine, best.question.name, lang=lang, limits=QueryLimits(), **given)
        write_bytes(write_answer(answer, format, lang))
        if answer.different is not None:
            column = answer.columns[0].title[lang]
            tell("said.different", column=column, n=answer.different, rows=len(answer))
        tell("said.other-readings", questions="; ".join(_said(one, lang) for one in others))


def _tell_missing(understood: Understanding) -> None:
    """The words of the question that the answer takes no account of."""
    for key, missing in (
        ("said.unknown-words", understood.unknown),
        ("said.absent-places", understood.absent),
    ):
        if missing:
            tell(key, "yellow", words=", ".join(missing))
    if understood.guessed:
        guessed = (f"{typed} → {read}" for typed, read in understood.guessed)
        tell("said.guessed-words", "yellow", words=", ".join(guessed))
    if understood.readings and understood.readings[0].left:
        tell("said.left-words", "yellow", words=", ".join(understood.readings[0].left))


def _said(reading: QuestionReading, lang: str) -> str:
    """The reading as one would ask it by name."""
    given = " ".join(f"--{name} {value}" for name, value in reading.parameters.items() if value)
    return f"{reading.question.title[lang]} ({reading.question.name}{' ' + given if given else ''})"


def _answered(
    engine: Engine, text: str, format: str, lang: str, limits: QueryLimits
) -> tuple[bytes, int | None]:
    """The answer to a query of any form as a document, and its rows where the limit cut it off."""
    form = form_of(text)
    if form == "SELECT":
        answer = ask_text(engine, text, lang=lang, limits=limits)
        return write_answer(answer, format, lang), len(answer) if answer.truncated else None
    if form == "ASK":
        return (b"true\n" if engine.ask(text, limits=limits) else b"false\n"), None
    medium = RDF_MEDIA.get("ttl" if format == "table" else format)
    if medium is None:
        raise ParameterError("no-triples-format", format=format, allowed=", ".join(RDF_MEDIA))
    triples = engine.construct(text, limits=limits)
    return write_triples(medium, triples, PREFIXES), len(triples) if len(triples) >= limits.rows else None


def _parameters(arguments: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, *given = rest.pop(0).split("=", 1)
        if not name.startswith("--"):
            raise ParameterError("no-parameter", name=name)
        if not given and not rest:
            raise ParameterError("no-parameter-value", name=name)
        found[name.removeprefix("--").replace("-", "_")] = given[0] if given else rest.pop(0)
    return found


def _text(what: str) -> str:
    if what == "-":
        return sys.stdin.read()
    try:
        return Path(what).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        near = get_close_matches(what, questions(), n=3)
        if near:
            raise InputError("no-question-but", what=what, near=", ".join(near)) from error
        raise InputError("no-question-nor-file", what=what, reason=error) from error


def list_questions(
    name: Annotated[str | None, typer.Argument(help=words("option.question"), metavar="[NAME]")] = None,
    lang: Language = "ru",
) -> None:
    """List the stored questions with their parameters, or explain one."""
    if name is None:
        _list_all(lang)
    else:
        _explain(find_question(name), lang)


def _explain(question: Question, lang: str) -> None:
    """What a question asks, what it can be narrowed by and what its columns are."""
    out.print(f"{question.title[lang]}\n{question.question[lang]}\n")
    parameters = Table(box=None, pad_edge=False)
    for heading in ("parameter", "type", "default", "meaning"):
        parameters.add_column(words(f"column.{heading}"), overflow="fold")
    for one in question.parameters:
        default = "" if one.default is None else str(native(one.default))
        parameters.add_row(f"--{one.name}", one.type, default, one.title[lang])
    columns = Table(box=None, pad_edge=False)
    for heading in ("column", "meaning"):
        columns.add_column(words(f"column.{heading}"), overflow="fold")
    for column in question.columns:
        columns.add_row(column.name, column.title[lang])
    if question.parameters:
        out.print(parameters, "")
    out.print(columns)


def _list_all(lang: str) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("name", "question", "parameters"):
        table.add_column(words(f"column.{heading}"), overflow="fold")
    for question in questions().values():
        table.add_row(
            question.name, question.question[lang], " ".join(f"--{p.name}" for p in question.parameters)
        )
    out.print(table)
