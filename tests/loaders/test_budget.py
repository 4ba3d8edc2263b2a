"""A row's time: past it the row's cells are kept, a finding says so, and the other rows are read."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from threading import Thread

import pytest

from loaders import extract
from loaders.cell import EntryText
from loaders.extract import extract_entry, extract_report, extract_rows
from loaders.steps import STEPS
from ontology.model import CellName, EntryFacts, Severity
from ontology.speech import LANGUAGES, Speech
from ontology.speech.findings import finding_message, finding_remedy
from tests.facts import report_of_rows
from tests.loaders.entries import entry_text

SLOW = "медленно"


def busy(text: EntryText) -> None:
    """Reads for ever, asking nobody."""
    while SLOW in text.entry.cells[CellName.TITLE]:
        pass


def stuck(text: EntryText) -> None:
    """Searches for ever in one call of the library."""
    if SLOW in text.entry.cells[CellName.TITLE]:
        re.fullmatch("(а|аа)+б", "а" * 80)


def asleep(text: EntryText) -> None:
    """Takes its time, and then answers."""
    if SLOW in text.entry.cells[CellName.TITLE]:
        ends = time.thread_time() + 0.3
        while time.thread_time() < ends:
            pass


def waiting(text: EntryText) -> None:
    """Waits for a processor that others use."""
    time.sleep(0.3)


def first_reads(monkeypatch: pytest.MonkeyPatch, read: Callable[[EntryText], None]) -> None:
    first = replace(STEPS[0], name="slow", read=read, needs=("text",))
    monkeypatch.setattr(extract, "STEPS", (first, *STEPS))


@pytest.mark.parametrize("read", [busy, stuck])
def test_a_row_that_takes_too_long_keeps_its_cells(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[EntryText], None]
) -> None:
    first_reads(monkeypatch, read)
    entry = entry_text(title=f"Концерт {SLOW}", place="г. Смоленск").source
    facts = extract_entry(entry, seconds=0.2)
    assert facts == EntryFacts(entry, findings=facts.findings)
    [finding] = facts.findings
    assert (finding.code, finding.severity, finding.number) == ("row_too_slow", Severity.ERROR, entry.number)
    for speech in map(Speech, LANGUAGES):
        assert "0.2" in finding_message(finding, speech).replace(",", ".")
        assert finding_remedy(finding, speech)


@pytest.mark.slow
def test_the_other_rows_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    first_reads(monkeypatch, busy)
    monkeypatch.setattr(extract_rows, "__defaults__", (0.5,))
    extract_entry(entry_text(title="Концерт").source, seconds=60)  # reads the words of every subject
    slow, quick = (entry_text(title=title).source for title in (SLOW, "Концерт"))
    rows = extract_report(report_of_rows("2024-Q3", EntryFacts(slow), EntryFacts(quick)).report).entries
    assert [row.event_type is not None for row in rows] == [False, True]


@pytest.mark.slow
def test_a_thread_gives_up_between_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    first_reads(monkeypatch, asleep)
    facts: list[EntryFacts] = []
    entry = entry_text(title=SLOW).source
    thread = Thread(target=lambda: facts.append(extract_entry(entry, seconds=0.1)))
    thread.start()
    thread.join()
    assert [finding.code for finding in facts[0].findings] == ["row_too_slow"]


def test_time_in_which_others_use_the_processor_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    first_reads(monkeypatch, waiting)
    facts = extract_entry(entry_text(title="Концерт", dates="5 июля 2024 года").source, seconds=0.2)
    assert facts.dates is not None
