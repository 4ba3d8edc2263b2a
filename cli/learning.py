"""Learning from decisions: entries for the office's lexicon, to accept or refuse."""

import getpass
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from cli.console import err, say, tell, words, write
from cli.lessons import Lesson, answer, lessons
from cli.lexicon import listed
from cli.options import DEFAULT_DATA, DataFolder, Judgements
from graph.judgements import FILE_NAME, load_judgements
from graph.learning.offers import OfferAction
from ontology.errors import ParameterError
from ontology.own_words import FILE_NAME as LEXICON

SHOWN_CHANGES = 5


def register(app: typer.Typer) -> None:
    """Adds this command to the application."""
    app.command(help=words("command.learn"))(learn)


def learn(
    list_only: Annotated[bool, typer.Option("--list", help=words("option.learn-list"))] = False,
    accept: Annotated[
        list[int] | None, typer.Option(help=words("option.learn-accept"), metavar="NUMBER")
    ] = None,
    refuse: Annotated[
        list[int] | None, typer.Option(help=words("option.learn-refuse"), metavar="NUMBER")
    ] = None,
    by: Annotated[str | None, typer.Option(help=words("option.by"), metavar="NAME")] = None,
    judgements: Judgements = None,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Turn decisions into entries of the office's lexicon, each with the rows that it would change."""
    found = lessons(data, load_judgements(judgements or data / FILE_NAME))
    person = by or getpass.getuser()
    answers = _answers(accept or (), refuse or (), len(found))
    if list_only or answers:
        _go_through(data, found, person, answers, show_all=list_only)
    else:
        _walk(data, found, person)
    if not found:
        tell("said.nothing-to-learn")


def _go_through(
    data: Path, found: Sequence[Lesson], person: str, answers: Mapping[int, OfferAction], *, show_all: bool
) -> None:
    """Each lesson answered as told, the others skipped; those that are answered, or all, are shown."""
    for number, lesson in enumerate(found, start=1):
        if show_all or number in answers:
            _show(number, len(found), lesson)
        _answered(data, lesson, answers.get(number, OfferAction.SKIP), person)


def _answers(accept: Iterable[int], refuse: Iterable[int], count: int) -> dict[int, OfferAction]:
    """The answer to each lesson that is named by its number; a number that none has is an error."""
    answers = {**dict.fromkeys(accept, OfferAction.ACCEPT), **dict.fromkeys(refuse, OfferAction.REFUSE)}
    unknown = sorted(number for number in answers if not 1 <= number <= count)
    if unknown:
        raise ParameterError("no-proposal", number=unknown[0], n=count)
    return answers


def _walk(data: Path, found: Sequence[Lesson], person: str) -> None:
    for number, lesson in enumerate(found, start=1):
        _show(number, len(found), lesson)
        told = _asked()
        if told is OfferAction.QUIT:
            return
        _answered(data, lesson, told, person)


def _show(number: int, total: int, lesson: Lesson) -> None:
    """The proposal, the decisions behind it and what it would change, as text that may be piped on."""
    write(f"{number}/{total} {lesson.line}")
    for judgement in lesson.proposal.decisions:
        source = f"{judgement.words[0]} / {judgement.words[1]}"
        write("  " + words("said.learnt-from", words=source, by=judgement.by, on=judgement.on.isoformat()))
    rows = len({(one.report, one.number) for one in lesson.changes})
    write("  " + words("said.would-change", n=rows))
    for one in lesson.changes[:SHOWN_CHANGES]:
        field = words(f"review.field.{one.field}")
        write(f"    {one.report} № {one.number}, {field}: {listed(one.before)} → {listed(one.after)}")
    if len(lesson.changes) > SHOWN_CHANGES:
        write("    " + words("said.further-changes", n=len(lesson.changes) - SHOWN_CHANGES))


def _asked() -> OfferAction:
    keys = {key: one for one in OfferAction for key in words(f"learn.key.{one}").split()}
    while True:
        try:
            typed = err.input(f"{words('learn.answers')} ", markup=False).strip().lower()
        except EOFError:
            raise ParameterError("answers-ended") from None
        if not typed or typed in keys:
            return keys.get(typed, OfferAction.SKIP)
        say(words("review.unknown"))


def _answered(data: Path, lesson: Lesson, told: OfferAction, person: str) -> None:
    answer(data, lesson, told, person)
    if told is OfferAction.ACCEPT:
        tell("said.entry-accepted", file=data / LEXICON, entry=lesson.line)
    elif told is OfferAction.REFUSE:
        tell("said.entry-refused", entry=lesson.line)
