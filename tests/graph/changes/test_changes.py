from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph.build.run import ReportInput, build_snapshot
from graph.changes.differences import ChangeSet, changes
from graph.changes.telling import change_triples, in_words
from graph.snapshots.snapshot import DataFolder
from graph.snapshots.store import EmbeddedStore
from ontology.model import AgreementRef, Fact, ReportFacts, Scope
from tests.graph.resolve.told import report, row

pytestmark = pytest.mark.slow

ORGS = ("Клуб «Горн» | Рудня | RU", "Дом ремесел «Лад» | Орша | BY")
PLANNED = AgreementRef("agreement", "planned", "О дружбе", None, None, ("Клуб «Горн»", "Дом ремесел «Лад»"))


def first() -> ReportFacts:
    meeting = row(
        1, "Встреча", "2024-05-10", at=["Рудня RU"], orgs=ORGS, countries=["BY"], agreements=[PLANNED]
    )
    return report("2024-Q2", meeting, row(2, "Концерт", "2024-05-11", countries=["BY"]))


def second() -> ReportFacts:
    signed = replace(PLANNED, status="signed", date=date(2024, 8, 1))
    signing = row(1, "Приём", "2024-08-01", at=["Рудня RU"], orgs=ORGS, countries=["BY"], agreements=[signed])
    return report("2024-Q3", signing)


def built(folder: Path, *reports: ReportFacts) -> EmbeddedStore:
    data = DataFolder(folder)
    build_snapshot([ReportInput.of(one) for one in reports], data)
    return data.current().open()


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> ChangeSet:
    old = built(tmp_path_factory.mktemp("old"), first())
    return changes(old, built(tmp_path_factory.mktemp("new"), first(), second()))


def test_what_is_new_is_added_and_nothing_is_removed(found: ChangeSet) -> None:
    told = {(one.kind, one.label("ru")) for one in found.added}
    assert ("Event", "Приём") in told
    assert "Report" in {kind for kind, _ in told}
    assert (found.removed, found.redirected) == ((), ())


def test_an_agreement_that_was_signed_is_altered(found: ChangeSet) -> None:
    (agreement,) = [one for one in found.altered if one.entity.kind == "Agreement"]
    assert [
        fact.value.value.rpartition("/")[2] for fact in agreement.removed if "status" in fact.predicate
    ] == ["planned"]
    words = list(in_words(found))
    heading = next(
        at for at, line in enumerate(words) if line.startswith("Изменилось: соглашение «О дружбе»")
    )
    assert "    состояние: Планируется → Подписано" in words[heading + 1 :]
    (stage,) = [line for line in words if line.startswith("    + стадия 2: ")]
    assert "дата 1 августа 2024" in stage
    assert "состояние Подписано" in stage


def test_what_was_added_is_told_with_what_it_is(found: ChangeSet) -> None:
    reception = next(line for line in in_words(found) if line.startswith("Появилось: событие «Приём»"))
    assert "начало – 1 августа 2024" in reception
    assert reception.endswith("страна – Беларусь")


def test_a_merged_event_is_told_with_its_other_title_and_its_contradictions(tmp_path: Path) -> None:
    one = report("2024-Q2", row(1, "Съезд пчеловодов области", "2024-05-10", at=["Рудня RU"]))
    again = row(1, "Участие в съезде пчеловодов области", "2024-05-10/2024-05-11", at=["Рудня RU"])
    other = report("2024-Q2", again, scope=Scope.REGIONAL)
    lines = [
        line.strip()
        for line in in_words(changes(built(tmp_path / "1", one), built(tmp_path / "2", one, other)))
    ]
    assert any(line.startswith("+ другое название: ") for line in lines)
    otherwise = next(line for line in lines if line.startswith("+ сказано иначе: о свойстве конец; "))
    assert "значение 2024-05-11" in otherwise


def test_the_sum_comes_first_in_either_language(found: ChangeSet) -> None:
    assert next(in_words(found)).startswith(f"Появилось {len(found.added)}, исчезло 0")
    assert next(in_words(found, "en")).startswith(f"{len(found.added)} added, 0 removed")


def test_the_way_back_removes_what_was_added(tmp_path: Path, found: ChangeSet) -> None:
    old, new = built(tmp_path / "old", first()), built(tmp_path / "new", first(), second())
    back = changes(new, old)
    assert {one.iri for one in back.removed} == {one.iri for one in found.added}
    assert back.added == ()


def test_one_graph_twice_differs_in_nothing(tmp_path: Path) -> None:
    store = built(tmp_path, first())
    same = changes(store, store)
    assert not same
    assert list(in_words(same, "en")) == ["The snapshots do not differ."]


def test_an_entity_that_was_taken_for_another_leads_to_it(tmp_path: Path) -> None:
    short = report("2024-Q2", row(1, "Ярмарка", orgs=["ОАО «ОСЗ» | Орша | BY"]))
    full = report(
        "2024-Q1",
        row(1, "Форум", "2024-02-01", orgs=["ОАО «Оршанский станкостроительный завод» | Орша | BY"]),
    )
    merged = changes(built(tmp_path / "old", short), built(tmp_path / "new", full, short))
    (redirect,) = merged.redirected
    assert redirect.entity.iri.endswith("/organisation/by/orsha/osz-joint-stock")
    assert redirect.survivor.iri.endswith("-stankostroitelny-zavod-joint-stock")
    told = next(line for line in in_words(merged) if line.startswith("Объединено"))
    assert ", теперь это организация «ОАО „Оршанский станкостроительный завод“»" in told


def test_changes_are_change_sets_in_rdf(found: ChangeSet) -> None:
    triples = list(change_triples(found, "https://example.org/changes/"))
    cs = "http://purl.org/vocab/changeset/schema#"
    subjects = {triple.object for triple in triples if triple.predicate == NamedNode(f"{cs}subjectOfChange")}
    told = {NamedNode(one.iri) for one in found.added} | {NamedNode(one.entity.iri) for one in found.altered}
    assert subjects == told
    assert any(triple.predicate == NamedNode(f"{cs}removal") for triple in triples)


def test_a_fact_that_went_is_told_with_a_minus(tmp_path: Path) -> None:
    def concert(*countries: str) -> ReportFacts:
        told = row(1, "Концерт", at=["Рудня RU"], countries=["BY", "CN", "KZ"])
        return report("2024-Q2", replace(told, countries=tuple(Fact(one, ()) for one in countries)))

    old, new = built(tmp_path / "old", concert("BY", "CN", "KZ")), built(tmp_path / "new", concert("BY"))
    lines = [line.strip() for line in in_words(changes(old, new))]
    assert any(line.startswith("− ") and line.endswith(": Китай") for line in lines)
    assert any(line.startswith("− ") and line.endswith(": Казахстан") for line in lines)
