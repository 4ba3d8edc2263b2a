"""The cache of extraction: what makes it answer, and what makes it read again."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from loaders import cache, parallel
from loaders.batch import read_batch
from loaders.cache import FactsCache, extractor_version
from loaders.extract import extract_entry
from ontology.codec import from_json, to_json
from ontology.errors import ReportError
from ontology.model import (
    AgreementRef,
    Attendance,
    CellName,
    DateRange,
    Entry,
    EntryFacts,
    Evidence,
    Fact,
    NamedDocument,
    OrganisationRef,
    PersonRef,
    PlaceRef,
    Precision,
    ReportFacts,
    Span,
    Term,
)
from tests.reports import build_document, build_report, event

Reads = list[str]
FIRST_ROW = 3
"""Of a report's table, below its header and the heading of a municipality."""


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """The names of the files that were really read, with an extractor that finds a little of everything."""
    names: Reads = []

    def extract(entry: Entry) -> EntryFacts:
        if entry.row == FIRST_ROW:
            names.append(entry.report)
        return _facts(EntryFacts(entry))

    monkeypatch.setattr(parallel, "extract_rows", partial(map, extract))
    return names


def facts_of(path: Path, folder: Path) -> ReportFacts:
    """The facts of one report, through the cache."""
    batch = read_batch([path], folder)
    for error in batch.failed:
        raise error
    return batch.read[0].facts()


def _plan(day: date) -> AgreementRef:
    """A plan with something in each of its fields."""
    return AgreementRef(
        "plan", "signed", "План", day, "7", ("Орша",), ("culture",), "prolonged",
        Term("на год", day, 12, automatic=True), NamedDocument("Договор", day, "8"), day, day, ("П.П. Бел",),
    )  # fmt: skip


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
        agreements=(Fact(_plan(period.end), ()),),
        twinning=(Fact((place, other), evidence),),
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report on disk."""
    return build_report(tmp_path / "a.docx", "Город Смоленск", event(1), event(1), event(4))


def test_the_second_time_nothing_is_read(report: Path, tmp_path: Path, reads: Reads) -> None:
    first = facts_of(report, tmp_path / "cache")
    assert facts_of(report, tmp_path / "cache") == first
    assert reads == ["a"]
    assert [finding.code for finding in first.report.findings] == ["duplicate_number", "number_gap"]


def test_what_is_kept_is_decoded_only_when_asked_for(
    report: Path, tmp_path: Path, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = facts_of(report, tmp_path / "cache")
    decoded: list[object] = []

    def decode(kind: type[ReportFacts], data: object) -> ReportFacts:
        decoded.append(data)
        return from_json(kind, data)

    monkeypatch.setattr(cache, "from_json", decode)
    (known,) = read_batch([report], tmp_path / "cache").read
    assert decoded == []
    assert known.facts() == facts
    assert len(decoded) == 1


def test_a_changed_file_is_read_again(report: Path, tmp_path: Path, reads: Reads) -> None:
    facts_of(report, tmp_path / "cache")
    build_report(report, "Город Смоленск", event(1, "Другая встреча"))
    assert len(facts_of(report, tmp_path / "cache").entries) == 1
    assert reads == ["a", "a"]
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_the_same_bytes_under_another_name_are_another_report(
    report: Path, tmp_path: Path, reads: Reads
) -> None:
    facts_of(report, tmp_path / "cache")
    renamed = report.rename(tmp_path / "b.docx")
    assert facts_of(renamed, tmp_path / "cache").report.name == "b"
    assert reads == ["a", "b"]


def test_another_extractor_reads_again(
    report: Path, tmp_path: Path, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts_of(report, tmp_path / "cache")
    monkeypatch.setattr(cache, "extractor_version", lambda: "another")
    facts_of(report, tmp_path / "cache")
    assert reads == ["a", "a"]


def test_another_home_region_reads_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = FactsCache(tmp_path)
    monkeypatch.setenv("POBRATIM_REGION", "smolensk")
    here = kept.key("a.docx", "0f")
    elsewhere = tmp_path / "elsewhere.yml"
    elsewhere.write_text("region: by/brest-oblast")
    monkeypatch.setenv("POBRATIM_REGION", str(elsewhere))
    assert kept.key("a.docx", "0f") != here


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
    first = facts_of(report, tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    damage(kept)
    assert facts_of(report, tmp_path / "cache") == first
    assert reads == ["a", "a"]


def test_a_row_is_in_memory_once(report: Path, tmp_path: Path, reads: Reads) -> None:
    facts_of(report, tmp_path / "cache")
    kept = facts_of(report, tmp_path / "cache")

    assert len(kept.entries) == 3
    assert all(told.entry is row for told, row in zip(kept.entries, kept.report.entries, strict=True))


def test_a_cache_that_cannot_be_written_only_costs_time(report: Path, tmp_path: Path, reads: Reads) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert len(facts_of(report, tmp_path / "cache").entries) == 3


def test_nothing_half_written_is_left(report: Path, tmp_path: Path, reads: Reads) -> None:
    facts_of(report, tmp_path / "cache")
    assert [path.name.startswith(".new-") for path in (tmp_path / "cache").iterdir()] == [False]


def test_what_is_no_report_is_not_kept(tmp_path: Path, reads: Reads) -> None:
    path = build_document(tmp_path / "a.docx", "Письмо")
    for _ in range(2):
        with pytest.raises(ReportError):
            facts_of(path, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_facts_come_back_from_json_as_they_were(report: Path, tmp_path: Path, reads: Reads) -> None:
    facts = facts_of(report, tmp_path / "cache")
    assert from_json(ReportFacts, to_json(facts)) == facts


def test_values_without_a_json_form_are_refused() -> None:
    with pytest.raises(TypeError, match="No JSON for"):
        to_json(object())


def test_a_file_that_cannot_be_read_stops_no_other(report: Path, tmp_path: Path, reads: Reads) -> None:
    letter = build_document(tmp_path / "letter.docx", "Письмо")
    missing = tmp_path / "missing.docx"
    batch = read_batch([letter, report, missing], tmp_path / "cache")
    assert [one.facts().report.name for one in batch.read] == ["a"]
    assert [str(error).split(":")[0] for error in batch.failed] == ["letter.docx", str(missing)]


def test_two_reports_of_one_name_are_told_apart_by_the_user(
    report: Path, tmp_path: Path, reads: Reads
) -> None:
    (tmp_path / "other").mkdir()
    namesake = build_report(tmp_path / "other" / "a.docx", "Город Смоленск", event(1))
    batch = read_batch([report, namesake], tmp_path / "cache")
    assert len(batch.read) == 1
    assert "has the same name as" in str(batch.failed[0])


# ── rows of a corrected report ──

CORRECTED = (
    "Город Смоленск",
    event(1, "Ярмарка мастеров", dates="июль"),
    event(2, "Концерт хора", place="Смоленск, ул. Ленина"),
    event(3, "Встреча", content="Подписано соглашение с г. Оршей."),
)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """The titles of rows that were really read, by the real extractor."""
    titles: Reads = []
    extract = extract_entry

    def noted(entry: Entry) -> EntryFacts:
        titles.append(entry.cells[CellName.TITLE])
        return extract(entry)

    monkeypatch.setattr(parallel, "extract_rows", partial(map, noted))
    return titles


@pytest.mark.parametrize(
    ("rows", "read_again"),
    [
        ((*CORRECTED[:2], event(2, "Концерт детского хора"), CORRECTED[3]), ["Концерт детского хора"]),
        (("Город Смоленск", event(1, "Новая"), *CORRECTED[1:]), ["Новая"]),
        (CORRECTED[:3], []),
        ((CORRECTED[0], CORRECTED[2], CORRECTED[1]), []),
        (("Вяземский район", *CORRECTED[1:]), ["Ярмарка мастеров", "Концерт хора", "Встреча"]),
    ],
)
def test_a_corrected_report_is_read_where_it_was_corrected(
    rows: tuple[str, ...], read_again: list[str], tmp_path: Path, read: Reads
) -> None:
    report = build_report(tmp_path / "a.docx", *CORRECTED)
    facts_of(report, tmp_path / "cache")
    read.clear()
    build_report(report, *rows)
    corrected = facts_of(report, tmp_path / "cache")

    assert read == read_again
    assert corrected == facts_of(report, tmp_path / "nothing kept")


def test_rows_that_another_extractor_read_are_read_again(
    tmp_path: Path, read: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = build_report(tmp_path / "a.docx", *CORRECTED)
    facts_of(report, tmp_path / "cache")
    read.clear()
    monkeypatch.setattr(cache, "extractor_version", lambda: "another")
    build_report(report, *CORRECTED, event(4, "Ещё одна"))
    facts_of(report, tmp_path / "cache")

    assert len(read) == 4


def test_the_folders_of_kept_facts_are_nobody_else_s(tmp_path: Path, reads: Reads) -> None:
    report = build_report(tmp_path / "a.docx", "Город Смоленск", event(1))
    facts_of(report, tmp_path / "data" / "cache")
    modes = {folder.stat().st_mode & 0o077 for folder in (tmp_path / "data", tmp_path / "data" / "cache")}
    assert modes == {0}
