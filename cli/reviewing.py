"""People's part: deciding what is uncertain, and seeing what a new graph changed."""

import getpass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pyoxigraph import RdfFormat, serialize

from cli.console import err, say, tell, words, write, write_bytes, writing
from cli.lexicon import served_reports, use_lexicon
from cli.options import DEFAULT_DATA, Base, DataFolder, Judgements, Language
from graph.build.retirement import read_earlier
from graph.changes.differences import changes as changes_between
from graph.changes.telling import change_triples, in_words
from graph.iris import DEFAULT_BASE
from graph.judgements import FILE_NAME, load_judgements, save_judgements
from graph.places import PlaceBook
from graph.resolve import resolve
from graph.review.questions import ASKED_SHARE, ReviewQuestion, open_questions
from graph.review.walk import walk
from graph.review.workbook import export_questions, import_judgements
from graph.snapshots.snapshot import DataFolder as Folder
from ontology.errors import ParameterError
from ontology.terms import PREFIXES


class ChangesFormat(StrEnum):
    """How `changes` prints."""

    TEXT = "text"
    TTL = "ttl"


def register(app: typer.Typer) -> None:
    """Adds these commands to the application."""
    app.command(help=words("command.review"))(review)
    app.command(help=words("command.changes"))(changes)


def review(
    export: Annotated[Path | None, typer.Option(help=words("option.review-export"), metavar="XLSX")] = None,
    import_file: Annotated[
        Path | None, typer.Option("--import", help=words("option.review-import"), metavar="XLSX")
    ] = None,
    share: Annotated[
        float, typer.Option(help=words("option.review-share"), min=0.0, max=100.0, metavar="PERCENT")
    ] = 100 * ASKED_SHARE,
    by: Annotated[str | None, typer.Option(help=words("option.by"), metavar="NAME")] = None,
    judgements: Judgements = None,
    lang: Language = "ru",
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Decide what is uncertain: merges and facts, one at a time here, or all in a workbook.

    Decisions go to a text file (judgements.jsonl in the data folder) and take effect at the next build.
    """
    file = judgements or data / FILE_NAME
    person = by or getpass.getuser()
    if import_file is not None:
        added = save_judgements(file, import_judgements(import_file, by=person, on=date.today()))
        tell("said.decisions-added", n=added, file=file)
        return
    questions = _questions(data, file, share / 100)
    if export is not None:
        with writing(export):
            export_questions(questions, export, lang)
        tell("said.questions-written", n=len(questions), file=export)
        tell("said.fill-in", file=export)
        return
    added = 0
    for judgement in walk(questions, _ask, say, by=person, on=date.today(), language=lang):
        added += save_judgements(file, [judgement])
    tell("said.walked", n=added, questions=len(questions), file=file)


def _ask(prompt: str) -> str:
    try:
        return err.input(f"{prompt} ", markup=False)
    except EOFError:
        raise ParameterError("answers-ended") from None


def _questions(data: Path, judgements: Path, share: float) -> tuple[ReviewQuestion, ...]:
    folder = Folder(data)
    served = folder.current()
    issued = read_earlier(served.open(), served.manifest["base"]).issued
    use_lexicon(data)
    reports = served_reports(folder)
    return open_questions(resolve(reports, PlaceBook(), load_judgements(judgements), issued), share)


def changes(
    old: Annotated[str | None, typer.Argument(help=words("option.old"), metavar="OLD")] = None,
    new: Annotated[str | None, typer.Argument(help=words("option.new"), metavar="NEW")] = None,
    format: Annotated[ChangesFormat, typer.Option(help=words("option.changes-format"))] = ChangesFormat.TEXT,
    lang: Language = "ru",
    data: DataFolder = DEFAULT_DATA,
    base: Base = DEFAULT_BASE,
) -> None:
    """Tell what a graph says otherwise than an older one: added, removed, altered."""
    folder = Folder(data)
    before = folder.named(old) if old is not None else folder.previous()
    after = folder.named(new) if new is not None else folder.current()
    found = changes_between(before.open(), after.open())
    if format is ChangesFormat.TTL:
        prefixes, own = {**PREFIXES, "id": base}, f"{base}changes/{before.id}/{after.id}/"
        write_bytes(serialize(change_triples(found, own), format=RdfFormat.TURTLE, prefixes=prefixes) or b"")
        return
    for line in in_words(found, lang):
        write(line)
