"""What people have judged: small dated records in a text file, one a line, meant for version control.

A record is anchored to identifiers and to words, never to row numbers, so that it survives re-extraction. The
later of two records about one thing holds.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Any

from graph.values import FIELDS, read_value
from ontology.disk import put_in_place
from ontology.errors import InputError, Where
from ontology.locks import hold
from ontology.private_files import owner_only

FILE_NAME = "judgements.jsonl"


class Kind(StrEnum):
    """What a judgement is about: two entities of a kind that may be one, or a fact of an entry."""

    ORGANISATION = "organisation"
    PERSON = "person"
    EVENT = "event"
    AGREEMENT = "agreement"
    FACT = "fact"


class Verdict(StrEnum):
    """Two entities are the same or different; a fact is accepted, rejected, corrected, or was missed."""

    SAME = "same"
    DIFFERENT = "different"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    ADD = "add"


_one_thread = Lock()
"""Held while this process writes: where the system has no locks, one process is all there is."""
_MERGE_MARKS = ("<<<<<<< ", "||||||| ", "=======", ">>>>>>> ")
_SEPARATORS = "\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e"
"""What some programs take for the end of a line; it is written as an escape."""

_OF_PAIR = (Verdict.SAME, Verdict.DIFFERENT)
_WITH_VALUE = (Verdict.CORRECT, Verdict.ADD)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict, by whom and when.

    Of a pair: `subjects` are the two identifiers, `words` their labels. Of a fact: `subjects` are the
    report's name and the field, `words` the row's title and the fact's value as text; `correction` is the
    right value. Of a fact that was missed the words are those of the row that tell it, and the correction is
    its value.
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
            added = (self.correction or "",) if self.verdict is Verdict.ADD else ()
            return (self.kind, *self.subjects, *self.words, *added)
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
    """The lines as any editor leaves them; only a line feed ends one, whatever else may stand in a text."""
    return _read(path).decode("utf-8-sig").split("\n")


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("judgements-unreadable", where=Where(str(path)), reason=error) from error
    return data


def save_judgements(path: Path, judgements: Iterable[Judgement]) -> int:
    """How many judgements were added to the end of the file: those that it does not hold already.

    Raises InputError where one of them could not be read back; nothing is added then.
    """
    with _alone(path):
        held = set(load_judgements(path))
        new = [one for one in dict.fromkeys(judgements) if one not in held]
        lines = "".join(f"{_written(one, Where(path.name))}\n" for one in new)
        _append(path, lines)
    return len(new)


def _append(path: Path, lines: str) -> None:
    """The lines stand at the end of the file, or the file is as it was where the disk takes no more."""
    with open(path, "ab", buffering=0, opener=owner_only) as file:
        before = file.seek(0, os.SEEK_END)
        left = f"{_lacking(path)}{lines}".encode()
        try:
            while left:
                left = left[file.write(left) :]
            os.fsync(file.fileno())
        except OSError:
            file.truncate(before)
            raise


def withdraw_judgement(path: Path, about: tuple[str, ...]) -> Judgement | None:
    """The judgement of that thing which held, and which the file holds no more; an earlier one holds again.

    None where there is none. The file is replaced whole, so that a kill leaves the one or the other.
    """
    with _alone(path):
        lines = _lines(path) if path.exists() else []
        for at in range(len(lines) - 1, -1, -1):
            line = lines[at]
            if line.strip() and not line.lstrip().startswith("#"):
                one = _read_line(line, Where(path.name, row=at + 1))
                if one.about == about:
                    new = path.with_name(f".{path.name}-new")
                    with open(new, "wb", opener=owner_only) as file:
                        file.write("\n".join(lines[:at] + lines[at + 1 :]).encode())
                        file.flush()
                        os.fsync(file.fileno())
                    put_in_place(new, path)
                    return one
    return None


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Nobody else writes the file meanwhile; raises InputError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _one_thread, open(path.with_name(f".{path.name}.lock"), "ab", opener=owner_only) as lock:
            hold(lock, wait=True)
            yield
    except OSError as error:
        raise InputError("judgements-unwritable", where=Where(str(path)), reason=error) from error


def _lacking(path: Path) -> str:
    """What must come before the next record: an editor may have left the last line without its end."""
    return "\n" if path.stat().st_size and not _read(path).endswith(b"\n") else ""


def _written(judgement: Judgement, where: Where) -> str:
    line = json.dumps(to_json(judgement), ensure_ascii=False)
    for separator in _SEPARATORS:
        line = line.replace(separator, f"\\u{ord(separator):04x}")
    _read_line(line, where)
    return line


def to_json(judgement: Judgement) -> dict[str, Any]:
    """The record of a judgement; a note and a correction only where there is one."""
    record: dict[str, Any] = {
        "on": judgement.on.isoformat(),
        "by": judgement.by,
        "kind": judgement.kind.value,
        "verdict": judgement.verdict.value,
        "subjects": list(judgement.subjects),
        "words": list(judgement.words),
    }
    if judgement.correction is not None:
        record["correction"] = judgement.correction
    if judgement.note:
        record["note"] = judgement.note
    return record


def _read_line(line: str, where: Where) -> Judgement:
    if line.startswith(_MERGE_MARKS):
        raise InputError("merge-mark", where=where)
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
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
            by=_text(record["by"]),
            on=date.fromisoformat(record["on"]),
            note=_text(record.get("note", "")),
            correction=_text(record["correction"]) if record.get("correction") is not None else None,
        )
    except KeyError as error:
        raise InputError("field-missing", where=where, field=error) from error
    except (TypeError, ValueError) as error:
        raise InputError("field-wrong", where=where, reason=error) from error
    if (judgement.kind is not Kind.FACT) != (judgement.verdict in _OF_PAIR):
        raise InputError("verdict-unfit", where=where, verdict=judgement.verdict, kind=judgement.kind)
    if (judgement.verdict in _WITH_VALUE) != (judgement.correction is not None):
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
    if not isinstance(values, list) or len(values) != 2:
        raise ValueError(f"{values!r:.80} is no list of two texts")
    first, second = values
    return _text(first), _text(second)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.80} is no text")
    value.encode()  # half of a surrogate pair is no text either
    return value


def of_kind(judgements: Iterable[Judgement], kind: Kind) -> Iterator[Judgement]:
    """The judgements of one kind."""
    return (one for one in judgements if one.kind is kind)
