"""Where words to the user go: results alone to standard output, everything else to standard error."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import typer
from rich.console import RenderableType
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
)

from cli.controls import ShownConsole, ShownStream
from ontology.errors import ParameterError, PobratimError
from ontology.model import Finding, Severity
from ontology.speech import own_speech
from ontology.speech.findings import finding_message, finding_remedy

err = ShownConsole(stderr=True, highlight=False)
out = ShownConsole(highlight=False, soft_wrap=True)

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def write(text: str) -> None:
    """Writes a result to standard output as it is, in UTF-8, ending with a newline."""
    write_bytes((text if text.endswith("\n") else text + "\n").encode("utf-8"))


def write_bytes(data: bytes) -> None:
    """Writes a result to standard output byte for byte; a terminal shows control characters as symbols."""
    with results() as output:
        output.write(data)


@contextmanager
def results() -> Iterator[BinaryIO]:
    """Standard output for bytes; a reader that went away (`| head`) ends the command in peace."""
    try:
        sys.stdout.flush()
        yield ShownStream(sys.stdout.buffer) if sys.stdout.isatty() else sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns a failure to write the file into a ParameterError that names it."""
    try:
        yield
    except OSError as error:
        raise ParameterError("cannot-write", file=path, reason=error) from error


def words(key: str, **values: object) -> str:
    """A message of the catalogue in the user's language."""
    return own_speech().say(key, **values)


def tell(key: str, style: str | None = None, **values: object) -> None:
    """Tells the user a message of the catalogue on standard error."""
    say(words(key, **values), style)


def say(text: str, style: str | None = None) -> None:
    """Tells the user something on standard error."""
    err.print(escape(text), style=style, soft_wrap=True)


def complain(error: PobratimError) -> None:
    """Tells the user in one line what went wrong and what to do."""
    say(f"pobratim: {error.told(own_speech())}", style="red")


def show_finding(file: str, finding: Finding) -> None:
    """Tells of one finding: where it is, what it says, what to do."""
    speech = own_speech()
    cell = speech.say(f"cell.{finding.span.cell}") if finding.span is not None else None
    place = speech.place(file, table=finding.table, row=finding.row, number=finding.number, cell=cell)
    told = f"{finding_message(finding, speech)} {finding_remedy(finding, speech)}".rstrip()
    say(f"{place}: {told} [{finding.code}]", style=COLOURS[finding.severity])


class Stages:
    """Progress of long work on standard error: one line a stage, quiet when piped."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        self._progress.update(self._task(stage), completed=done, total=total)

    def stage(self, name: str) -> None:
        """Shows a stage that began and whose length is not known; what went before it is done."""
        for task in self._tasks.values():
            self._progress.update(task, total=self._progress.tasks[task].completed)
        self._task(name)

    def _task(self, stage: str) -> TaskID:
        if stage not in self._tasks:
            words = own_speech().say_if_known(f"stage.{stage}") or stage
            self._tasks[stage] = self._progress.add_task(words, total=None)
        return self._tasks[stage]


class _WhereKnown(ProgressColumn):
    """A column of a stage whose length is known; of another, nothing."""

    def __init__(self, column: ProgressColumn) -> None:
        super().__init__()
        self._column = column

    def render(self, task: Task) -> RenderableType:
        return self._column.render(task) if task.total else ""


@contextmanager
def stages() -> Iterator[Stages]:
    """Shows the stages of long work while it runs; nothing when standard error is no terminal."""
    length = (_WhereKnown(BarColumn()), _WhereKnown(MofNCompleteColumn()))
    columns = (SpinnerColumn(finished_text="✓"), TextColumn("{task.description}"), *length)
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        yield Stages(progress)
