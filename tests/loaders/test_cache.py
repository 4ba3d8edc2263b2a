"""The cache of extraction: what makes it answer, and what makes it read again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from loaders import cache
from loaders.cache import cached_facts, extractor_version
from loaders.open import read_document
from loaders.report import read_report
from loaders.source import Source
from ontology.codec import from_json, to_json
from ontology.errors import ReportError
from ontology.model import (
    AgreementRef,
    Attendance,
    CellName,
    DateRange,
    EntryFacts,
    Evidence,
    Fact,
    OrganisationRef,
    PersonRef,
    PlaceRef,
    Precision,
    ReportFacts,
    Span,
)
from tests.reports import build_document, build_report, event

Reads = list[str]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """The names of the files that were really read, with an extractor that finds a little of everything."""
    names: Reads = []

    def extract(source: Source) -> ReportFacts:
        names.append(source.name)
        report = read_report(read_document(source))
        return ReportFacts(report, tuple(_facts(EntryFacts(entry)) for entry in report.entries))

    monkeypatch.setattr(cache, "_extract", extract)
    return names


def _facts(bare: EntryFacts) -> EntryFacts:
    period = bare.entry.period
    assert period is not None
    evidence = (Evidence("a_rule", Span(CellName.TITLE, 0, 3)), Evidence("another"))
    place, other = PlaceRef("Орша", "city", "BY", "by/orsha"), PlaceRef("Вязьма", "city", "RU")
    return EntryFacts(
        bare.entry,
        dates=Fact(DateRange(period.start, period.end, Precision.MONTH), evidence, 0.9),
        mode=Fact("online", ()),
        venues=(Fact(place, evidence),),
        orgs=(Fact(OrganisationRef("Музей", "BY", None, "culture"), ()),),
        persons=(Fact(PersonRef("И.И. Иванов", None, "RU"), ()),),
        participants=Fact(Attendance(5, 7), ()),
        agreements=(Fact(AgreementRef("plan", "signed", "План", period.end, None, ("Орша",)), ()),),
        twinning=(Fact((place, other), evidence),),
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report on disk."""
    return build_report(tmp_path / "a.docx", "Город Смоленск", event(1), event(1), event(4))


def test_the_second_time_nothing_is_read(report: Path, tmp_path: Path, reads: Reads) -> None:
    first = cached_facts(report, tmp_path / "cache")
    assert cached_facts(report, tmp_path / "cache") == first
    assert reads == ["a.docx"]
    assert [finding.code for finding in first.report.findings] == ["duplicate_number", "number_gap"]


def test_a_changed_file_is_read_again(report: Path, tmp_path: Path, reads: Reads) -> None:
    cached_facts(report, tmp_path / "cache")
    build_report(report, "Город Смоленск", event(1))
    assert len(cached_facts(report, tmp_path / "cache").entries) == 1
    assert reads == ["a.docx", "a.docx"]
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_the_same_bytes_under_another_name_are_another_report(
    report: Path, tmp_path: Path, reads: Reads
) -> None:
    cached_facts(report, tmp_path / "cache")
    renamed = report.rename(tmp_path / "b.docx")
    assert cached_facts(renamed, tmp_path / "cache").report.name == "b"
    assert reads == ["a.docx", "b.docx"]


def test_another_extractor_reads_again(
    report: Path, tmp_path: Path, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached_facts(report, tmp_path / "cache")
    monkeypatch.setattr(cache, "extractor_version", lambda: "another")
    cached_facts(report, tmp_path / "cache")
    assert reads == ["a.docx", "a.docx"]


def test_the_version_follows_code_and_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("loaders/rule.py", "ontology/words.yml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("a")
    monkeypatch.setattr(cache, "__file__", str(tmp_path / "loaders" / "cache.py"))

    def version() -> str:
        extractor_version.cache_clear()
        return extractor_version()

    versions = [version(), version()]
    (tmp_path / "loaders/rule.py").write_text("b")
    versions.append(version())
    (tmp_path / "ontology/words.yml").write_text("b")
    versions.append(version())
    (tmp_path / "ontology/words.yml").rename(tmp_path / "ontology/other.yml")
    versions.append(version())
    extractor_version.cache_clear()
    assert versions[0] == versions[1]
    assert len(set(versions)) == 4


DAMAGES: list[Callable[[Path], object]] = [
    lambda kept: kept.write_text("{"),
    lambda kept: kept.write_text("{}"),
    lambda kept: kept.write_text("[1, 2]"),
    lambda kept: kept.write_bytes(b"\xff\xfe"),
    lambda kept: kept.write_text(
        kept.read_text().replace('"online"', "7").replace("2024-07-01", "2024-07-41")
    ),
    lambda kept: kept.unlink(),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_only_costs_time(
    report: Path, tmp_path: Path, reads: Reads, damage: Callable[[Path], object]
) -> None:
    first = cached_facts(report, tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    damage(kept)
    assert cached_facts(report, tmp_path / "cache") == first
    assert reads == ["a.docx", "a.docx"]


def test_a_cache_that_cannot_be_written_only_costs_time(report: Path, tmp_path: Path, reads: Reads) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert len(cached_facts(report, tmp_path / "cache").entries) == 3


def test_nothing_half_written_is_left(report: Path, tmp_path: Path, reads: Reads) -> None:
    cached_facts(report, tmp_path / "cache")
    assert [path.name.startswith(".new-") for path in (tmp_path / "cache").iterdir()] == [False]


def test_what_is_no_report_is_not_kept(tmp_path: Path, reads: Reads) -> None:
    path = build_document(tmp_path / "a.docx", "Письмо")
    for _ in range(2):
        with pytest.raises(ReportError):
            cached_facts(path, tmp_path / "cache")
    assert reads == ["a.docx", "a.docx"]


def test_facts_come_back_from_json_as_they_were(report: Path, tmp_path: Path, reads: Reads) -> None:
    facts = cached_facts(report, tmp_path / "cache")
    assert from_json(ReportFacts, to_json(facts)) == facts


def test_values_without_a_json_form_are_refused() -> None:
    with pytest.raises(TypeError, match="No JSON for"):
        to_json(object())
