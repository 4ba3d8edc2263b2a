"""The shelf of reports: add, remove, reports."""

import getpass
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from cli.console import complain, out, tell, words
from cli.options import DEFAULT_DATA, DataFolder
from cli.scratch import scratch_folder
from graph.office.shelf import Incoming, Shelf, ShelfReport
from graph.snapshots.snapshot import DataFolder as Folder
from loaders.documents.given import reports_given
from loaders.documents.open import open_document
from loaders.report import read_report
from ontology.errors import InputError
from ontology.speech import own_speech

Files = Annotated[
    list[Path], typer.Argument(help=words("option.shelf-files"), metavar="FILE…", show_default=False)
]
ReportNames = Annotated[
    list[str], typer.Argument(help=words("option.shelf-names"), metavar="NAME…", show_default=False)
]
By = Annotated[str | None, typer.Option(help=words("option.by"), metavar="NAME")]


def register(app: typer.Typer) -> None:
    """Adds these commands to the application."""
    app.command(help=words("command.add"))(add)
    app.command(help=words("command.remove"))(remove)
    app.command("reports", help=words("command.reports"))(list_reports)


def add(files: Files, by: By = None, data: DataFolder = DEFAULT_DATA) -> None:
    """Put reports on the shelf; one that cannot be read stops no other."""
    shelf, person = Shelf(data), by or getpass.getuser()
    failed: InputError | None = None
    with scratch_folder() as scratch:
        for path in reports_given(files, scratch):
            try:
                _add(shelf, incoming(path), person)
            except InputError as error:
                complain(error)
                failed = error
    tell("said.build-next", n=len(shelf.reports()))
    if failed is not None:
        raise typer.Exit(failed.exit_code)


def incoming(path: Path) -> Incoming:
    """The file with what is read from it; raises InputError where it is no report."""
    report = read_report(open_document(path))
    return Incoming(path, report.period.code, report.scope.value, len(report.entries))


def _add(shelf: Shelf, one: Incoming, by: str) -> None:
    same, older = shelf.same(one.sha256), shelf.named(one.path.stem)
    if same is not None:
        key = "shelved-already" if same.stem == one.path.stem else "shelved-same"
        tell(f"said.{key}", name=one.path.name, other=same.name)
        return
    likely = shelf.likely_older(one)
    shelf.add(one, by)
    told = {"period": own_speech().period(one.period), "rows": words("said.rows", n=one.rows)}
    tell("said.shelved" if older is None else "said.shelved-newer", name=one.path.name, **told)
    for other in likely:
        tell("said.shelved-likely", "yellow", name=one.path.name, other=other.name)


def remove(names: ReportNames, by: By = None, data: DataFolder = DEFAULT_DATA) -> None:
    """Take reports off the shelf."""
    shelf = Shelf(data)
    for name in names:
        tell("said.unshelved", name=shelf.remove(name, by or getpass.getuser()).name)
    tell("said.build-next", n=len(shelf.reports()))


def list_reports(data: DataFolder = DEFAULT_DATA) -> None:
    """List what is on the shelf."""
    reports = Shelf(data).reports()
    if not reports:
        tell("said.shelf-empty")
        return
    served = Folder(data)
    held = served.current().manifest["reports"] if served.current_id() is not None else ()
    in_graph = {str(one["file"]): str(one["sha256"]) for one in held}
    table = Table(box=None, pad_edge=False)
    for heading in ("name", "period", "rows", "added", "by", "in-graph"):
        table.add_column(words(f"column.{heading}"))
    for one in reports:
        state = words(f"said.{_state(one, in_graph)}")
        period = own_speech().period(one.period) if one.period else ""
        table.add_row(one.name, period, str(one.rows), one.at[:10], one.by, state)
    out.print(table)


def _state(report: ShelfReport, in_graph: dict[str, str]) -> str:
    digest = in_graph.get(report.name)
    if digest is None:
        return "not-in-graph"
    return "in-graph" if digest == report.sha256 else "other-version"
