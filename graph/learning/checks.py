"""What an accepted entry changed, kept as checks: later builds say where it has come to be read otherwise.

A check is anchored, as a judgement is, to the report's name and the words of the row's title, not to numbers.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from graph.learning.proposals import FIELDS, Change, told
from graph.resolve.judged import row_title
from ontology.codec import from_json, to_json
from ontology.errors import InputError, Where
from ontology.model import EntryFacts, ReportFacts


@dataclass(frozen=True, slots=True)
class Check:
    """That a field of a row is read so since an entry was accepted, by whom and when."""

    entry: str
    report: str
    title: str
    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Broken:
    """A check whose row is read otherwise now."""

    check: Check
    number: int
    now: tuple[str, ...]


def checks_of(entry: str, changed: Iterable[Change], by: str, on: date) -> Iterator[Check]:
    """The checks that keep what an entry changed."""
    for one in changed:
        yield Check(entry, one.report, one.title, one.field, one.before, one.after, by, on)


def save_checks(path: Path, checks: Iterable[Check]) -> None:
    """Adds the checks to the end of the file."""
    lines = "".join(json.dumps(to_json(one), ensure_ascii=False) + "\n" for one in checks)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(lines)


def load_checks(path: Path) -> tuple[Check, ...]:
    """The checks of the file, of two about one field of a row the later; none where there is no file.

    Raises InputError that names the line of one that cannot be read.
    """
    if not path.is_file():
        return ()
    held: dict[tuple[str, str, str], Check] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.strip():
            one = _read(line, Where(path.name, row=number))
            held[one.report, one.title, one.field] = one
    return tuple(held.values())


def _read(line: str, where: Where) -> Check:
    try:
        data: Any = json.loads(line)
        return from_json(Check, data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError("check-wrong", where=where, reason=error) from error


def broken(checks: Iterable[Check], reports: Sequence[ReportFacts]) -> Iterator[Broken]:
    """The checks whose rows are at hand and are read otherwise."""
    rows: Mapping[tuple[str, str], EntryFacts] = {
        (facts.entry.report, row_title(facts)): facts for report in reports for facts in report.entries
    }
    for one in checks:
        facts = rows.get((one.report, one.title))
        if facts is not None and one.field in FIELDS:
            now = told(FIELDS[one.field].of(facts))
            if now != one.after:
                yield Broken(one, facts.entry.number, now)
