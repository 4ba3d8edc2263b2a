"""A build that copies what did not change gives, quad for quad, what a build of everything gives."""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Triple
from rdflib.namespace import DCTERMS

from graph.build import filling
from graph.build.filling import SnapshotFilling
from graph.build.reuse import FILE_NAME
from graph.build.run import ReportInput, build_snapshot
from graph.build.summary import BuildSummary
from graph.iris import PARTNERSHIPS_GRAPH
from graph.snapshots.snapshot import DataFolder
from graph.write.contents import Contents
from ontology.fields import FACT_FIELDS
from ontology.model import AgreementRef, Attendance, CellName, EntryFacts, Evidence, Fact, ReportFacts, Span
from tests.graph.resolve.told import report, row

LAD = "Дом ремесел «Лад» | Орша | BY"
HORN = "Клуб «Горн» | Рудня | RU"
SCHOOL = "ГУО «Гимназия № 4 г. Витебска» | Витебск | BY | education"
PLAN = AgreementRef(
    "agreement", "planned", "Соглашение о дружбе", None, None, ("Орша", "Смоленск"), ("culture",)
)
SIGNED = replace(PLAN, status="signed")


def rows(variant: int) -> list[EntryFacts]:
    """Rows that tell of the same things as those of other reports, each time a little otherwise."""
    return [
        row(
            1,
            "Фестиваль «Два берега»",
            f"2024-05-1{variant}",
            orgs=(LAD, HORN),
            origins=["Орша BY"],
            countries=["BY"],
        ),
        row(
            2, f"Концерт № {variant}", "2024-06-01", home="Вяземский район", orgs=(SCHOOL,), countries=["BY"]
        ),
        row(
            3,
            "Визит делегации",
            "2024-07-01",
            orgs=(LAD,),
            countries=["BY"],
            agreements=[PLAN if variant else SIGNED],
        ),
        row(4, "Встреча", None if variant == 2 else "2024-08-02", origins=["Полоцк BY"], countries=["BY"]),
    ][: 4 - variant % 2]


PERIODS = ("2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1")
STATES = st.dictionaries(st.sampled_from(PERIODS), st.integers(0, 3), min_size=1, max_size=4)


def inputs(state: Mapping[str, int]) -> list[ReportInput]:
    return [ReportInput.of(told(period, variant)) for period, variant in sorted(state.items())]


def told(period: str, variant: int) -> ReportFacts:
    return report(period, *map(proved, rows(variant)))


def proved(facts: EntryFacts) -> EntryFacts:
    """The row with words and a rule for each of its facts."""
    words = Span(CellName.TITLE, 0, 5)
    held = {
        field.name: field.held(
            Fact(one.value, (Evidence(f"rule_of_{field.name}", words), Evidence("another")), 0.9)
            for one in field.of(facts)
        )
        for field in FACT_FIELDS
    }
    return replace(facts, **held)


LATER = report(
    "2025-Q1", row(1, "Ярмарка", "2025-02-01", orgs=("Союз «Нить» | Гродно | BY",), countries=["BY"])
)
FOUR = dict.fromkeys(PERIODS[:4], 1)


def quads(folder: DataFolder) -> tuple[set[Quad], set[str]]:
    """All that is in the store but the time it was written, and the names of its graphs."""
    engine = folder.current().open().engine
    told = {quad for quad in engine if quad.predicate.value != str(DCTERMS.issued)}
    return told, {str(name) for name in engine.named_graphs()}


def noticed(summary: BuildSummary) -> set[tuple[str, str]]:
    return {(one.focus, one.message["en"]) for one in summary.notices}


@settings(
    max_examples=2,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)
@given(st.lists(STATES, min_size=3, max_size=4))
def test_whatever_is_added_changed_or_removed(states: Sequence[Mapping[str, int]]) -> None:
    with TemporaryDirectory() as scratch:
        copying, anew = DataFolder(Path(scratch) / "copying"), DataFolder(Path(scratch) / "anew")
        for state in states:
            one = build_snapshot(inputs(state), copying)
            other = build_snapshot(inputs(state), anew, reuse=False)

            assert quads(copying) == quads(anew)
            assert noticed(one) == noticed(other)
            assert (one.triples, one.entities) == (other.triples, other.entities)


def test_evidence_is_the_same_in_however_small_portions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once, in_portions = DataFolder(tmp_path / "once"), DataFolder(tmp_path / "portions")
    state = {period: number % 3 for number, period in enumerate(PERIODS)}
    build_snapshot(inputs(state), at_once)
    monkeypatch.setattr(filling, "ROWS_AT_ONCE", 2)
    build_snapshot(inputs(state), in_portions)

    assert quads(in_portions) == quads(at_once)


@pytest.fixture
def built(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    build_snapshot(inputs(FOUR), folder)
    return folder


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The entries whose evidence is made, build after build."""
    found: list[set[str]] = []
    evidence = SnapshotFilling.evidence

    def noted(self: SnapshotFilling, entries: Collection[str]) -> Iterator[Quad]:
        found.append(set(entries))
        return evidence(self, entries)

    monkeypatch.setattr(SnapshotFilling, "evidence", noted)
    return found


def test_evidence_of_other_reports_is_not_made_again(built: DataFolder, made: list[set[str]]) -> None:
    build_snapshot([*inputs(FOUR), ReportInput.of(LATER)], built)

    assert made[-1] == {"report/2025-Q1-municipal/entry/1"}


def test_of_a_corrected_report_the_evidence_of_the_corrected_row_is_made_again(
    built: DataFolder, made: list[set[str]]
) -> None:
    before = dict.fromkeys(PERIODS[1:4], 1)
    first, concert, visit = told(PERIODS[0], 1).entries
    corrected = proved(replace(concert, sectors=(Fact("sports", ()),)))
    facts = replace(told(PERIODS[0], 1), entries=(first, corrected, visit))
    build_snapshot([ReportInput.of(facts), *inputs(before)], built)

    assert made[-1] == {"report/2024-Q1-municipal/entry/2"}


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The graphs of which triples were held since it was last cleared."""
    found: set[str] = set()
    holding = Contents.put

    def noted(self: Contents, graph_path: str, triple: Triple) -> None:
        found.add(graph_path)
        holding(self, graph_path, triple)

    monkeypatch.setattr(Contents, "put", noted)
    return found


def test_of_reports_that_say_what_they_said_nothing_is_held(built: DataFolder, put: set[str]) -> None:
    put.clear()
    build_snapshot([*inputs(FOUR), ReportInput.of(LATER)], built)

    assert {path for path in put if path.startswith("graph/report/")} == {"graph/report/2025-Q1-municipal"}


def test_what_is_told_of_things_is_held_where_it_changed(
    built: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    add = Contents.add

    def noted(self: Contents, graph_path: str, triples: Iterable[Triple]) -> None:
        held = list(triples)
        if graph_path == PARTNERSHIPS_GRAPH:
            told.extend(triple.subject.value for triple in held if isinstance(triple.subject, NamedNode))
        add(self, graph_path, held)

    monkeypatch.setattr(Contents, "add", noted)
    build_snapshot([*inputs(FOUR), ReportInput.of(LATER)], built)

    assert any("grodno" in one for one in told)
    assert not any("orsha" in one for one in told)


@pytest.mark.parametrize(
    "after",
    [
        [*inputs(FOUR), ReportInput.of(LATER)],
        inputs({**FOUR, PERIODS[3]: 3}),
        inputs(dict.fromkeys(PERIODS[:3], 1)),
    ],
    ids=["added", "corrected", "removed"],
)
def test_one_report_of_four(built: DataFolder, after: Sequence[ReportInput], tmp_path: Path) -> None:
    anew = DataFolder(tmp_path / "anew")
    one, other = build_snapshot(after, built), build_snapshot(after, anew)

    assert quads(built) == quads(anew)
    assert (one.triples, one.entities, noticed(one)) == (other.triples, other.entities, noticed(other))


@pytest.mark.parametrize(("before", "now"), [(255, 300), (511, 512), (300, 255)])
def test_a_corrected_number_is_the_only_one(before: int, now: int, tmp_path: Path) -> None:
    """The engine on disk, asked for 255, finds the numbers up to 510 as well."""
    copying, anew = DataFolder(tmp_path / "copying"), DataFolder(tmp_path / "anew")
    build_snapshot([attended(before)], copying)
    build_snapshot([attended(now)], copying)
    build_snapshot([attended(now)], anew)

    assert quads(copying) == quads(anew)


def attended(many: int) -> ReportInput:
    """A report of one event with so many participants."""
    told = row(1, "Ярмарка", countries=["BY"])
    return ReportInput.of(report("2024-Q2", replace(told, participants=Fact(Attendance(many, many), ()))))


def test_what_is_kept_without_its_record_is_made_anew(built: DataFolder) -> None:
    (built.current().path / FILE_NAME).unlink()
    summary = build_snapshot(inputs(dict.fromkeys(PERIODS, 1)), built)

    assert summary.reports == 5


def test_a_damaged_snapshot_is_not_copied(built: DataFolder, tmp_path: Path) -> None:
    store = built.current().store_path
    largest = max(store.glob("*.sst"), key=lambda file: file.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:-7] + b"damaged")
    build_snapshot(inputs(dict.fromkeys(PERIODS, 1)), built)
    shutil.rmtree(tmp_path / "anew", ignore_errors=True)
    anew = DataFolder(tmp_path / "anew")
    build_snapshot(inputs(dict.fromkeys(PERIODS, 1)), anew)

    assert quads(built)[1] == quads(anew)[1]
    assert not built.current().damage()
