"""Learning from decisions: entries for the office's lexicon, to accept or refuse."""

import getpass
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.console import err, say, tell, words, write
from cli.lexicon import listed, served_reports, use_lexicon
from cli.options import DEFAULT_DATA, DataFolder, Judgements
from graph.judgements import FILE_NAME, load_judgements
from graph.learning.checks import checks_of, save_checks
from graph.learning.proposals import Change, Proposal, changes, proposals
from graph.snapshots.snapshot import DataFolder as Folder
from loaders.cell import read_entry
from loaders.extract import extract_entry
from loaders.own_words.usage import entries_of, is_named_in
from ontology.errors import ParameterError
from ontology.model import EntryFacts, ReportFacts
from ontology.own_words import CHECKS_NAME, REFUSED_NAME, in_force, own_words
from ontology.own_words import FILE_NAME as LEXICON
from ontology.own_words.model import OwnWords
from ontology.own_words.reading import parse_own_words
from ontology.own_words.writing import add_entry, entry_line, with_entry

SHOWN_CHANGES = 5


class Answer(StrEnum):
    """What a person may do with a proposal."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    SKIP = "skip"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A proposed entry with all that it would change."""

    proposal: Proposal
    line: str
    changes: tuple[Change, ...]


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
    use_lexicon(data)
    lessons = _lessons(data, judgements or data / FILE_NAME)
    person = by or getpass.getuser()
    if list_only or accept or refuse:
        answers = {**dict.fromkeys(accept or (), Answer.ACCEPT), **dict.fromkeys(refuse or (), Answer.REFUSE)}
        unknown = sorted(number for number in answers if not 1 <= number <= len(lessons))
        if unknown:
            raise ParameterError("no-proposal", number=unknown[0], n=len(lessons))
        for number, lesson in enumerate(lessons, start=1):
            if list_only or number in answers:
                _show(number, len(lessons), lesson)
            _answered(data, lesson, answers.get(number, Answer.SKIP), person)
    else:
        _walk(data, lessons, person)
    if not lessons:
        tell("said.nothing-to-learn")


def _walk(data: Path, lessons: Sequence[Lesson], person: str) -> None:
    for number, lesson in enumerate(lessons, start=1):
        _show(number, len(lessons), lesson)
        answer = _asked()
        if answer is Answer.QUIT:
            return
        _answered(data, lesson, answer, person)


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


def _asked() -> Answer:
    keys = {key: one for one in Answer for key in words(f"learn.key.{one}").split()}
    while True:
        try:
            typed = err.input(f"{words('learn.answers')} ", markup=False).strip().lower()
        except EOFError:
            raise ParameterError("answers-ended") from None
        if not typed or typed in keys:
            return keys.get(typed, Answer.SKIP)
        say(words("review.unknown"))


def _answered(data: Path, lesson: Lesson, answer: Answer, person: str) -> None:
    if answer is Answer.ACCEPT:
        add_entry(data / LEXICON, lesson.proposal.entry)
        save_checks(data / CHECKS_NAME, checks_of(lesson.line, lesson.changes, person, date.today()))
        tell("said.entry-accepted", file=data / LEXICON, entry=lesson.line)
    elif answer is Answer.REFUSE:
        with (data / REFUSED_NAME).open("a", encoding="utf-8") as file:
            file.write(f"{lesson.line}\n")
        tell("said.entry-refused", entry=lesson.line)


# ── what there is to learn ──────────────────────────────────────────────────────────────────────


def _lessons(data: Path, judgements: Path) -> list[Lesson]:
    """The proposals that change something and that nobody refused, those that change least first."""
    reports = served_reports(Folder(data))
    have = [entry for _, entry in entries_of(own_words())]
    refused = _refused(data / REFUSED_NAME)
    text = (data / LEXICON).read_text("utf-8") if (data / LEXICON).is_file() else ""
    lessons = [
        Lesson(one, line, _changes(parse_own_words(with_entry(text, one.entry), LEXICON), one, reports))
        for one in proposals(load_judgements(judgements), reports, have)
        if (line := entry_line(one.entry)[4:]) not in refused
    ]
    return sorted((one for one in lessons if one.changes), key=lambda one: (len(one.changes), one.line))


def _refused(file: Path) -> frozenset[str]:
    return frozenset(file.read_text("utf-8").splitlines()) if file.is_file() else frozenset()


def _changes(words: OwnWords, proposal: Proposal, reports: Sequence[ReportFacts]) -> tuple[Change, ...]:
    """What the rows that have words of the entry would say by those words."""
    before = list(_naming(proposal, reports))
    with in_force(words):
        after = [extract_entry(facts.entry) for facts in before]
    return changes(before, after)


def _naming(proposal: Proposal, reports: Sequence[ReportFacts]) -> Iterator[EntryFacts]:
    for report in reports:
        for facts in report.entries:
            if is_named_in(proposal.entry, read_entry(facts.entry)):
                yield facts
