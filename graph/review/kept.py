"""What a snapshot keeps for people to judge: its open questions, and the facts that each row was read for.

SNAPSHOT/questions.jsonl     a line for each question, the most worth asking first
SNAPSHOT/facts/<name>.json   the facts of a report, as extraction keeps them
SNAPSHOT/judgements.jsonl    what people had decided, where the edition leaves nobody out
"""

import json
import os
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from graph.entities import Id, Resolved, Source
from graph.iris import entry_id, report_id
from graph.judgements import FILE_NAME, Judgement, Kind, Verdict, load_judgements, save_judgements
from graph.resolve.judged import row_title
from graph.review.questions import ReviewQuestion, open_questions, second_text
from ontology.codec import from_json, to_json
from ontology.errors import StoreError
from ontology.fields import FACT_FIELDS
from ontology.model import EntryFacts, ReportFacts
from ontology.speech import LANGUAGES

QUESTIONS = "questions.jsonl"
FACTS = "facts"
SHOWN_ROWS = 3
MOST_FACTS = 2_000
"""Of so many facts a snapshot asks: whoever has answered is asked of the next ones after the next build."""
NAME = re.compile(r'"name": ("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A question as a snapshot keeps it.

    Of a pair: `words` are the labels, `rows` those that name the first and those that name the second. Of a
    fact: `words` are the row's title and the value with codes, `shown` the value in words, `rows` its row,
    `doubts` what speaks against it, `part` what in it is likeliest wrong, `alternatives` what else it may be.
    """

    kind: Kind
    subjects: tuple[str, str]
    words: tuple[str, str]
    shown: dict[str, str]
    context: str
    reasons: tuple[str, ...]
    score: float
    rows: tuple[tuple[Id, ...], tuple[Id, ...]]
    reports: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    part: str | None = None
    alternatives: tuple[str, ...] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """What a judgement that answers it is about."""
        return self.judged(Verdict.ACCEPT, "", date.min).about

    @property
    def key(self) -> str:
        """A short name for addresses."""
        return sha256("\n".join(self.about).encode()).hexdigest()[:12]

    def judged(
        self, verdict: Verdict, by: str, on: date, note: str = "", correction: str | None = None
    ) -> Judgement:
        """The judgement that answers it."""
        return Judgement(self.kind, verdict, self.subjects, self.words, by, on, note, correction)


def save_questions(snapshot: Path, resolved: Resolved) -> None:
    """Writes the open questions of what was resolved into the folder of a snapshot."""
    questions = _kept(open_questions(resolved, most=MOST_FACTS), resolved)
    lines = (json.dumps(to_json(one), ensure_ascii=False) for one in questions)
    (snapshot / QUESTIONS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _kept(questions: Sequence[ReviewQuestion], resolved: Resolved) -> Iterator[KeptQuestion]:
    names = {one.id: one.report.name for one in resolved.reports}
    report_of = {entry.id: names[entry.report] for entry in resolved.entries}
    asked = {(one.subjects[0], one.first) for one in questions if one.kind is Kind.FACT}
    titled = _rows_by_title(resolved, report_of, asked)
    told = _rows_of(resolved, {subject for one in questions for subject in one.subjects})
    for one in questions:
        first, second = one.subjects
        rows = (told[first], told[second])
        if one.kind is Kind.FACT:  # rows of one title differ in what they tell
            rows = ([row for row, facts in titled[first, one.first] if _holds(facts, second, one.value)], [])
        shown = {lang: second_text(one, lang) for lang in LANGUAGES}
        reports = dict.fromkeys(report_of[row] for side in rows for row in side)
        yield KeptQuestion(
            one.kind, one.subjects, (one.first, one.second), shown, one.context, one.reasons, one.score,
            (tuple(rows[0][:SHOWN_ROWS]), tuple(rows[1][:SHOWN_ROWS])), tuple(reports), one.doubts, one.part,
            one.alternatives,
        )  # fmt: skip


def _rows_by_title(
    resolved: Resolved, report_of: Mapping[Id, str], asked: Collection[tuple[str, str]]
) -> Mapping[tuple[str, str], list[tuple[Id, EntryFacts]]]:
    """The rows of each of these reports and titles, with their facts."""
    titled: dict[tuple[str, str], list[tuple[Id, EntryFacts]]] = defaultdict(list)
    for entry in resolved.entries:
        facts = resolved.facts[entry.id]
        where = report_of[entry.id], row_title(facts)
        if where in asked:
            titled[where].append((entry.id, facts))
    return titled


def _holds(facts: EntryFacts, field: str, value: Any) -> bool:
    """Whether the value was read from the row."""
    return any(one.value == value for named in FACT_FIELDS if named.name == field for one in named.of(facts))


def _rows_of(resolved: Resolved, wanted: Collection[Id]) -> dict[Id, list[Id]]:
    """The rows that name each of these entities."""
    named = chain(
        ((one.id, _entries_of(one.stated_in)) for one in resolved.organisations),
        ((one.id, _entries_of(one.stated_in)) for one in resolved.persons),
        ((one.id, one.entries) for one in resolved.events),
        ((one.id, _entries_of(one.type.sources)) for one in resolved.agreements),
    )
    return defaultdict(list, {key: list(dict.fromkeys(rows)) for key, rows in named if key in wanted})


def _entries_of(sources: Iterable[Source]) -> Iterator[Id]:
    return (source.entry for source in sources)


def keep_judgements(snapshot: Path, judgements: Iterable[Judgement]) -> None:
    """Writes into the folder of a snapshot what people had decided when it was built."""
    save_judgements(snapshot / FILE_NAME, judgements)
    (snapshot / f".{FILE_NAME}.lock").unlink(missing_ok=True)


@lru_cache(maxsize=4)
def judgements_kept(snapshot: Path) -> tuple[Judgement, ...]:
    """What a snapshot was built with of what people decided; nothing where it does not tell."""
    return load_judgements(snapshot / FILE_NAME)


@lru_cache(maxsize=4)
def load_questions(snapshot: Path) -> tuple[KeptQuestion, ...]:
    """The questions that a snapshot keeps; none where it was built before questions were kept."""
    try:
        lines = (snapshot / QUESTIONS).read_text(encoding="utf-8").split("\n")
        return tuple(from_json(KeptQuestion, json.loads(line)) for line in lines if line)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError("store-unreadable", folder=snapshot, reason=error) from error


def keep_facts(snapshot: Path, files: Iterable[Path]) -> None:
    """The snapshot holds these files of facts too, without taking more of the disk where it can."""
    folder = snapshot / FACTS
    folder.mkdir()
    for file in files:
        if file.is_file():
            try:
                os.link(file, folder / file.name)
            except OSError:
                shutil.copyfile(file, folder / file.name)


def kept_facts(snapshot: Path) -> tuple[ReportFacts, ...]:
    """The facts that the snapshot's reports were read for, before anybody judged them."""
    held = (_facts_in(file) for file in sorted((snapshot / FACTS).glob("*.json")))
    return tuple(facts for facts in held if facts is not None)


def facts_of_row(snapshot: Path, entry: Id) -> tuple[str, EntryFacts] | None:
    """The name of the row's report and the facts it was read for, before anybody judged them.

    None where the snapshot keeps none of that row.
    """
    for file in sorted((snapshot / FACTS).glob("*.json")):
        if entry.startswith(f"{_report_in(file)}/"):
            facts = _facts_in(file)
            return _row(facts, entry) if facts is not None else None
    return None


@lru_cache(maxsize=4096)
def _report_in(file: Path) -> Id:
    """The report whose facts the file holds: its name stands at the beginning."""
    with file.open(encoding="utf-8") as text:
        found = NAME.search(text.read(2_000))
    return report_id(json.loads(found[1])) if found is not None else ""


def _row(facts: ReportFacts, entry: Id) -> tuple[str, EntryFacts] | None:
    report, seen = report_id(facts.report.name), Counter[int]()
    for row in facts.entries:
        seen[row.entry.number] += 1
        if entry_id(report, row.entry.number, seen[row.entry.number]) == entry:
            return facts.report.name, row
    return None


@lru_cache(maxsize=8)
def _facts_in(file: Path) -> ReportFacts | None:
    try:
        return from_json(ReportFacts, json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
