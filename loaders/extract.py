"""From an entry to its facts, by the steps of `loaders/steps.py`, within a row's time."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from loaders.budget import ROW_SECONDS, Budget, RowTooSlow, within
from loaders.cell import EntryText, read_entry
from loaders.confidence import with_confidence
from loaders.mentions import Reading, finding_about
from loaders.steps import STEPS
from ontology.fields import FACT_FIELDS
from ontology.gazetteer import load as load_gazetteer
from ontology.home import settled_home
from ontology.model import Entry, EntryFacts, Finding, Report, ReportFacts, Severity
from ontology.morphology import parses

_OBJECTS_BETWEEN_COLLECTIONS = 50_000
_ROWS_TOGETHER = 100


def extract_entry(entry: Entry, seconds: float = ROW_SECONDS) -> EntryFacts:
    """All facts of one entry; only its cells and a finding where reading them takes longer than that."""
    return _together([entry], seconds)[0]


def extract_rows(entries: Iterable[Entry], seconds: float = ROW_SECONDS) -> Iterator[EntryFacts]:
    """The facts of each entry in order, whatever it is read together with.

    Some rows at a time are led through the steps, all through one before any through the next: what a step
    knows is then still near the processor, which takes a fifth less time than all steps row by row.
    """
    source = iter(entries)
    while rows := list(islice(source, _ROWS_TOGETHER)):
        yield from _together(rows, seconds)


def _together(entries: Sequence[Entry], seconds: float) -> list[EntryFacts]:
    """The facts of the rows, which have the time of one; each has its own where that is not enough."""
    _load_words()
    try:
        with settled_home(), within(seconds) as budget:
            return _extracted(entries, budget)
    except RowTooSlow:
        if len(entries) > 1:
            return [extract_entry(entry, seconds) for entry in entries]
        return [EntryFacts(entry, findings=(_too_slow(entry, seconds),)) for entry in entries]


def _extracted(entries: Iterable[Entry], budget: Budget) -> list[EntryFacts]:
    texts = [read_entry(entry) for entry in entries]
    read = [_facts(text, found) for text, found in zip(texts, _readings(texts, budget), strict=True)]
    sure = [with_confidence(text, facts) for text, facts in zip(texts, read, strict=True)]
    return [text.verbatim(facts) for text, facts in zip(texts, sure, strict=True)]


@lru_cache(maxsize=1)
def _load_words() -> None:
    """The dictionary and the gazetteer, which take longer than a row and are no row's fault.

    What is loaded stays until the process ends: the collector of garbage need not go through it again. As
    reading rows leaves nothing that goes in circles, it need not look that often from then on either.
    """
    parses("word")
    load_gazetteer()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, *gc.get_threshold()[1:])


def _readings(texts: Sequence[EntryText], budget: Budget) -> list[dict[str, Any]]:
    """What each step found in each of the rows, by its name."""
    rows: list[dict[str, Any]] = [{"text": text} for text in texts]
    for step in STEPS:
        for found in rows:
            budget.check()
            found[step.name] = step.read(*[found[name] for name in step.needs])
    return rows


def _facts(text: EntryText, found: dict[str, Any]) -> EntryFacts:
    readings = [reading for reading in found.values() if isinstance(reading, Reading)]
    return EntryFacts(
        entry=text.entry,
        **{field.name: field.held(found[field.name].facts) for field in FACT_FIELDS},
        findings=tuple(finding for reading in readings for finding in reading.findings),
    )


def _too_slow(entry: Entry, seconds: float) -> Finding:
    return finding_about(entry, "row_too_slow", Severity.ERROR, {"seconds": f"{seconds:g}"})


def extract_report(report: Report) -> ReportFacts:
    """The facts of every entry of the report, in row order."""
    return ReportFacts(report, tuple(extract_rows(report.entries)))
