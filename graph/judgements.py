"""What people have judged: small dated records in a text file, one a line, meant for version control.

A record is anchored to identifiers and to words, never to row numbers, so that it survives re-extraction. The
later of two records about one thing holds.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from graph.values import FIELDS, read_value
from ontology.errors import InputError, Where

FILE_NAME = "judgements.jsonl"


class Kind(StrEnum):
    """What a judgement is about: two entities of a kind that may be one, or a fact of an entry."""

    ORGANISATION = "organisation"
    PERSON = "person"
    EVENT = "event"
    AGREEMENT = "agreement"
    FACT = "fact"


class Verdict(StrEnum):
    """Two entities are the same or different; a fact is accepted, rejected or corrected."""

    SAME = "same"
    DIFFERENT = "different"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


_OF_PAIR = (Verdict.SAME, Verdict.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict, by whom and when.

    Of a pair: `subjects` are the two identifiers, `words` their labels. Of a fact: `subjects` are the
    report's name and the field, `words` the row's title and the fact's value as text; `correction` is the
    right value.
    """

    kind: Kind
    verdict: Verdict
    subjects: tuple[str, str]
    words: tuple[str, str]
    by: str
    on: date
    note: str = ""
    correction: str | None = None

    @property
    def about(self) -> tuple[str, ...]:
        """What it judges, whatever the verdict: two judgements of one thing have this in common."""
        if self.kind is Kind.FACT:
            return (self.kind, *self.subjects, *self.words)
        return (self.kind, *sorted(self.subjects))


def load_judgements(path: Path) -> tuple[Judgement, ...]:
    """The judgements of the file that hold, oldest first; none where there is no file.

    Raises InputError that names the line of a record that cannot be read.
    """
    if not path.exists():
        return ()
    held: dict[tuple[str, ...], Judgement] = {}
    for number, line in enumerate(_lines(path), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            one = _read_line(line, Where(path.name, row=number))
            held.pop(one.about, None)
            held[one.about] = one
    return tuple(held.values())


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError("judgements-unreadable", where=Where(str(path)), reason=reason) from error


def save_judgements(path: Path, judgements: Iterable[Judgement]) -> int:
    """How many judgements were added to the end of the file: those that it does not hold already."""
    held = set(load_judgements(path))
    new = [one for one in dict.fromkeys(judgements) if one not in held]
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("a", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(to_json(one), ensure_ascii=False)}\n" for one in new)
    except OSError as error:
        raise InputError("judgements-unwritable", where=Where(str(path)), reason=error.strerror) from error
    return len(new)


def to_json(judgement: Judgement) -> dict[str, Any]:
    """The record of a judgement; empty fields are left out."""
    record = {
        "on": judgement.on.isoformat(),
        "by": judgement.by,
        "kind": judgement.kind.value,
        "verdict": judgement.verdict.value,
        "subjects": list(judgement.subjects),
        "words": list(judgement.words),
        "correction": judgement.correction,
        "note": judgement.note,
    }
    return {key: value for key, value in record.items() if value}


def _read_line(line: str, where: Where) -> Judgement:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError("no-json", where=where, reason=f": {error}") from error
    if not isinstance(record, dict):
        raise InputError("no-json", where=where, reason="")
    return from_json(record, where)


def from_json(record: Mapping[str, Any], where: Where) -> Judgement:
    """The judgement that a record holds; raises InputError that tells what is wrong with it."""
    try:
        judgement = Judgement(
            kind=Kind(record["kind"]),
            verdict=Verdict(record["verdict"]),
            subjects=_two(record["subjects"]),
            words=_two(record["words"]),
            by=str(record["by"]),
            on=date.fromisoformat(record["on"]),
            note=record.get("note", ""),
            correction=record.get("correction"),
        )
    except KeyError as error:
        raise InputError("field-missing", where=where, field=error) from error
    except (TypeError, ValueError) as error:
        raise InputError("field-wrong", where=where, reason=error) from error
    if (judgement.kind is not Kind.FACT) != (judgement.verdict in _OF_PAIR):
        raise InputError("verdict-unfit", where=where, verdict=judgement.verdict, kind=judgement.kind)
    if (judgement.verdict is Verdict.CORRECT) != (judgement.correction is not None):
        raise InputError("correction-unfit", where=where)
    if judgement.correction is not None and judgement.subjects[1] in FIELDS:
        check_correction(judgement.subjects[1], judgement.correction, where)
    return judgement


def check_correction(field: str, correction: str, where: Where) -> None:
    """Raises InputError that names the place of a correction that cannot be read."""
    try:
        read_value(field, correction)
    except InputError as error:
        raise InputError(error.key, where=where, **error.values) from error


def _two(values: Any) -> tuple[str, str]:
    first, second = values
    return str(first), str(second)


def of_kind(judgements: Iterable[Judgement], kind: Kind) -> Iterator[Judgement]:
    """The judgements of one kind."""
    return (one for one in judgements if one.kind is kind)
