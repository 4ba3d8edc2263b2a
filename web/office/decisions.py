"""Decisions as the browser makes them: judgements of today, signed, written down, and taken back."""

from collections.abc import Mapping
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

About = tuple[str, ...]


def decided(data: Path) -> Mapping[About, Judgement]:
    """The judgements that hold, by what they are about."""
    return {one.about: one for one in load_judgements(data / FILE_NAME)}


def state_of(judgement: Judgement | None) -> str:
    """A judgement as a form remembers it, to see whether somebody else decided meanwhile."""
    if judgement is None:
        return ""
    return "|".join((judgement.verdict, judgement.by, judgement.on.isoformat(), judgement.correction or ""))


def decide(data: Path, judgement: Judgement) -> None:
    """The judgement holds from now on, and the next update of the graph is built with it."""
    save_judgements(data / FILE_NAME, [judgement])
    write_note(data, judgement.by, Deed.DECIDED, told(judgement))


def take_back(data: Path, about: About, person: Person) -> Judgement | None:
    """The judgement that held and holds no more; None where there was none."""
    withdrawn = withdraw_judgement(data / FILE_NAME, about)
    if withdrawn is not None:
        write_note(data, person.name, Deed.UNDID, told(withdrawn))
    return withdrawn


def told(judgement: Judgement) -> str:
    """A judgement in one line of the journal."""
    return f"{judgement.verdict}: {' – '.join(judgement.words)} {judgement.correction or ''}".strip()


def of_pair(
    kind: Kind, paths: tuple[str, str], names: tuple[str, str], verdict: Verdict, by: str
) -> Judgement:
    """The judgement that two things are the same, or different."""
    return Judgement(kind, verdict, paths, names, by, date.today())
