"""From an entry to its facts, by the steps of `loaders/steps.py`, within a row's time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
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

_OBJECTS_OF_ROW = 200_000  # more than any row makes


def extract_entry(entry: Entry, seconds: float = ROW_SECONDS) -> EntryFacts:
    """All facts of one entry; only its cells and a finding where reading them takes longer than that."""
    _load_words()
    try:
        with settled_home(), _collected_after(), within(seconds) as budget:
            return _extracted(entry, budget)
    except RowTooSlow:
        return EntryFacts(entry, findings=(_too_slow(entry, seconds),))


def _extracted(entry: Entry, budget: Budget) -> EntryFacts:
    text = read_entry(entry)
    facts = with_confidence(text, _facts(text, _readings(text, budget)))
    return text.verbatim(facts)


@lru_cache(maxsize=1)
def _load_words() -> None:
    """The dictionary and the gazetteer, which take longer than a row and are no row's fault.

    What is loaded stays until the process ends: the collector of garbage need not go through it again.
    """
    parses("word")
    load_gazetteer()
    gc.freeze()


@contextmanager
def _collected_after() -> Iterator[None]:
    """No garbage is looked for while the block runs: a row leaves little that goes in circles.

    Of what has gathered since it was last looked for, it is looked for again once that is many rows' worth.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(_OBJECTS_OF_ROW, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def _readings(text: EntryText, budget: Budget) -> dict[str, Any]:
    """What each step found, by its name."""
    found: dict[str, Any] = {"text": text}
    for step in STEPS:
        budget.check()
        found[step.name] = step.read(*(found[name] for name in step.needs))
    return found


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
    return ReportFacts(report, tuple(extract_entry(entry) for entry in report.entries))
