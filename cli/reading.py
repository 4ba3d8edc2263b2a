"""Reading reports without touching the graph: check, extract, explain."""

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from cli.console import complain, out, show_finding, tell, words, write, writing
from cli.engines import engine_for
from cli.explain import account_page, row_page, show, show_account
from cli.lexicon import use_lexicon
from cli.options import DEFAULT_DATA, Base, DataFolder, DefaultGraph, Endpoint, Language, Reports
from graph.iris import DEFAULT_BASE
from loaders.contract import to_contract
from loaders.documents.open import open_document
from loaders.documents.source import without_lock_files
from loaders.explain import explain as explain_entry
from loaders.extract import extract_entry, extract_report, extract_rows
from loaders.report import read_report
from ontology.errors import InputError, ParameterError, PobratimError, Where
from ontology.model import Entry, ReportFacts, Severity
from ontology.speech import Speech
from queries.explain import Account, explain_entity


class RowFormat(StrEnum):
    """How `extract` prints."""

    JSONL = "jsonl"
    TABLE = "table"


def register(app: typer.Typer) -> None:
    """Adds these commands to the application."""
    app.command(help=words("command.check"))(check)
    app.command(help=words("command.extract"))(extract)
    app.command(help=words("command.explain"))(explain)


def check(reports: Reports, data: DataFolder = DEFAULT_DATA) -> None:
    """Tell what can be read from each report, and what is odd in it; nothing is stored."""
    use_lexicon(data)
    failed: PobratimError | None = None
    for path in without_lock_files(reports):
        try:
            facts = extract_report(read_report(open_document(path)))
        except InputError as error:
            complain(error)
            failed = error
            continue
        _tell(path, facts)
        if any(finding.severity is Severity.ERROR for finding in facts.report.findings):
            failed = InputError("rows-unusable", where=Where(path.name))
    if failed is not None:
        raise typer.Exit(failed.exit_code)


def _tell(path: Path, facts: ReportFacts) -> None:
    report = facts.report
    for finding in (*report.findings, *(f for entry in facts.entries for f in entry.findings)):
        show_finding(path.name, finding)
    rows = words("said.rows", n=len(report.entries))
    write(f"{path.name}\t{report.scope.value}\t{report.period.code}\t{rows}")


def extract(
    report: Annotated[Path, typer.Argument(help=words("option.report"), show_default=False)],
    format: Annotated[RowFormat, typer.Option(help=words("option.extract-format"))] = RowFormat.JSONL,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Print the facts of a report, one row of it a line."""
    use_lexicon(data)
    read = read_report(open_document(report))
    for finding in read.findings:
        show_finding(report.name, finding)
    rows = map(to_contract, extract_rows(read.entries))
    if format is RowFormat.JSONL:
        for row in rows:
            write(json.dumps(row, ensure_ascii=False))
    else:
        out.print(_table(rows))


def _table(rows: Iterable[Mapping[str, Any]]) -> Table:
    """The facts that fit on a screen, a row of the report a line."""
    table = Table(box=None, pad_edge=False)
    table.add_column("№")
    for heading in ("dates", "type", "title", "venues", "countries", "agreements"):
        table.add_column(words(f"column.{heading}"))
    for row in rows:
        table.add_row(
            str(row["number"]),
            f"{row['start'] or '?'} – {row['end'] or '?'}",
            row["event_type"],
            row["title"][:60],
            ", ".join(place["name"] for place in row["venues"]),
            ", ".join(row["countries"]),
            str(len(row["agreements"]) or ""),
        )
    return table


def explain(
    subject: Annotated[str, typer.Argument(help=words("option.subject"), metavar="REPORT|IRI")],
    row: Annotated[int | None, typer.Argument(help=words("option.row"), show_default=False)] = None,
    html: Annotated[Path | None, typer.Option(help=words("option.html"), metavar="FILE")] = None,
    lang: Language = "ru",
    data: DataFolder = DEFAULT_DATA,
    endpoint: Endpoint = None,
    default_graph: DefaultGraph = None,
    base: Base = DEFAULT_BASE,
) -> None:
    """Show why: a row with its words marked and the rule behind each fact, or the evidence for an entity."""
    speech = Speech(lang)
    if row is None:
        account = _account(subject, lang, data, endpoint, default_graph, base)
        if html is None:
            show_account(account, subject, out, speech)
        else:
            _write_page(html, account_page(account, subject, speech))
        return
    explanation = explain_entry(extract_entry(_entry(Path(subject), row)))
    if html is None:
        show(explanation, out, speech)
    else:
        _write_page(html, row_page(explanation, speech))


def _write_page(file: Path, page: str) -> None:
    with writing(file):
        file.write_text(page, encoding="utf-8")
    tell("said.wrote", file=file)


def _account(
    iri: str, lang: str, data: Path, endpoint: str | None, default_graph: str | None, base: str
) -> Account:
    if Path(iri).is_file():
        raise ParameterError("many-rows", file=iri)
    with engine_for(data, endpoint, base, default_graph) as engine:
        return explain_entity(engine, iri, lang)


def _entry(path: Path, number: int) -> Entry:
    entries = {entry.number: entry for entry in read_report(open_document(path)).entries}
    if number not in entries:
        first, last = min(entries, default=0), max(entries, default=0)
        raise ParameterError("no-such-row", where=Where(path.name), number=number, first=first, last=last)
    return entries[number]
