"""Decisions as the browser makes them: judgements of today, signed, written down, and taken back."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from graph.judgements import (
    FILE_NAME,
    Judgement,
    Kind,
    Verdict,
    load_judgements,
    save_judgements,
    withdraw_judgement,
)
from graph.office.journal import Deed, write_note
from graph.office.users import Person
from graph.value_words import told_line
from ontology.errors import InputError, StoreError
from ontology.speech import Speech

JOURNAL = Speech("ru")
About = tuple[str, ...]


def decided(data: Path) -> Mapping[About, Judgement]:
    """The judgements that hold, by what they are about."""
    return {one.about: one for one in load_judgements(data / FILE_NAME)}


def state_of(judgement: Judgement | None) -> str:
    """A judgement as a form remembers it, to see whether somebody else decided meanwhile."""
    if judgement is None:
        return ""
    return "|".join((judgement.verdict, judgement.by, judgement.on.isoformat(), judgement.correction or ""))


def is_contested(held: Judgement | None, judgement: Judgement, seen: str) -> bool:
    """Whether somebody decided otherwise since the form was shown, which knew the state `seen`."""
    if state_of(held) == seen:
        return False
    return held is None or (held.verdict, held.correction) != (judgement.verdict, judgement.correction)


def decide(data: Path, judgement: Judgement) -> None:
    """The judgement holds from now on, and the next update of the graph is built with it."""
    with _on_disk(data):
        save_judgements(data / FILE_NAME, [judgement])
    write_note(data, judgement.by, Deed.DECIDED, told(judgement))


def take_back(data: Path, about: About, person: Person) -> Judgement | None:
    """The judgement that held and holds no more; None where there was none."""
    with _on_disk(data):
        withdrawn = withdraw_judgement(data / FILE_NAME, about)
    if withdrawn is not None:
        write_note(data, person.name, Deed.UNDID, told(withdrawn))
    return withdrawn


@contextmanager
def _on_disk(data: Path) -> Iterator[None]:
    """Raises StoreError for a disk that takes no more; who decides cannot name another file."""
    try:
        yield
    except InputError as error:
        if isinstance(error.__cause__, OSError):
            raise StoreError("folder-unwritable", folder=data, reason=error.__cause__) from error
        raise


def told(judgement: Judgement) -> str:
    """A judgement in one line of the journal, which is kept in the language of the reports."""
    verdict = JOURNAL.say(f"review.verdict.{judgement.verdict}")
    first, second = judgement.words
    if judgement.kind is not Kind.FACT:
        return f"{first} – {second}: {verdict}"
    field = judgement.subjects[1]
    held = second if judgement.verdict is Verdict.ADD else told_line(field, second, JOURNAL)
    name, right = JOURNAL.say(f"review.field.{field}"), judgement.correction
    line = f"{first} – {name}: {held} – {verdict}"
    return f"{line}: {told_line(field, right, JOURNAL)}" if right else line


def of_pair(
    kind: Kind, paths: tuple[str, str], names: tuple[str, str], verdict: Verdict, by: str
) -> Judgement:
    """The judgement that two things are the same, or different."""
    return Judgement(kind, verdict, paths, names, by, date.today())
