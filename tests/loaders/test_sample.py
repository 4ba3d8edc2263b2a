"""The sample is a set of sound reports with something of everything in it."""

from datetime import date
from pathlib import Path

import pytest

from loaders.agreements.times import find_times
from loaders.attendance import read_attendance
from loaders.cell import EntryText, read_entry
from loaders.dates import read_dates
from loaders.documents.open import open_document
from loaders.extract import extract_entry
from loaders.mode import read_mode
from loaders.places import find_places
from loaders.report import read_report
from loaders.sample import build_sample
from ontology.model import CellName, Report, Scope


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    """The sample's reports as read."""
    return [read_report(open_document(path)) for path in build_sample(tmp_path_factory.mktemp("sample"))]


@pytest.fixture(scope="module")
def texts(reports: list[Report]) -> list[EntryText]:
    """All entries of the sample."""
    return [read_entry(entry) for report in reports for entry in report.entries]


def test_both_families_and_more_than_one_quarter(reports: list[Report]) -> None:
    assert {(report.scope, report.period.code) for report in reports} == {
        (Scope.MUNICIPAL, "2025-Q2"),
        (Scope.MUNICIPAL, "2025-Q3"),
        (Scope.REGIONAL, "2025-Q3"),
    }


def test_nothing_in_it_is_doubtful(reports: list[Report]) -> None:
    assert [finding for report in reports for finding in report.findings] == []


def test_thirty_to_forty_rows(texts: list[EntryText]) -> None:
    assert 30 <= len(texts) <= 40


def test_every_row_has_its_date_and_manner(texts: list[EntryText]) -> None:
    assert all(read_dates(text).only is not None for text in texts)
    modes = [read_mode(text, find_places(text)).only for text in texts]
    assert {mode.value for mode in modes if mode is not None} == {"offline", "online", "mixed"}
    assert None not in modes


def test_many_rows_have_a_total_of_participants(texts: list[EntryText]) -> None:
    assert sum(read_attendance(text).only is not None for text in texts) >= 10


def test_a_festival_stands_in_the_rows_of_two_districts(texts: list[EntryText]) -> None:
    rows = [text.entry for text in texts if "Яблочный хоровод" in text.entry.cells[CellName.TITLE]]
    assert len({entry.municipality for entry in rows}) == 2


def test_the_closing_statement_and_sub_headings_are_there(reports: list[Report]) -> None:
    (regional,) = [report for report in reports if report.scope is Scope.REGIONAL]
    assert [statement.total for statement in regional.statements] == [6]
    assert {entry.subsection for entry in regional.entries} > {None, "ОГБУК «Смоленский музей льна»"}


def test_building_it_again_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = [path.read_bytes() for path in build_sample(tmp_path / "a")]
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert [path.read_bytes() for path in build_sample(tmp_path / "b")] == first


def test_the_evidence_of_a_day_of_signing_tells_a_time(reports: list[Report]) -> None:
    for facts in (extract_entry(entry) for report in reports for entry in report.entries):
        for fact in facts.agreements:
            spans = [one.span for one in fact.evidence if one.part == "date" and one.span is not None]
            assert bool(spans) == bool(fact.value.date or fact.value.date_from)
            for span in spans:
                words = facts.entry.cells[span.cell][span.start : span.end]
                assert find_times(words, 0, len(words), date(2025, 1, 1)), words
