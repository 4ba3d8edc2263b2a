"""From facts to a served snapshot, through the public surface."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store, Triple
from rdflib.namespace import OWL, RDF

from graph.build.run import BuildStage, ReportInput, build_snapshot
from graph.build.summary import BuildSummary
from graph.iris import DEFAULT_BASE
from graph.judgements import FILE_NAME, Judgement, Kind, Verdict, save_judgements
from graph.snapshots.snapshot import STORE, DataFolder
from graph.snapshots.store import EmbeddedStore, open_store
from ontology.errors import InputError, StoreError, ValidationError
from ontology.model import CellName, Evidence, Fact, PlaceRef, ReportFacts, Severity, Span
from ontology.terms import PREFIXES
from ontology.vocabulary import vocabulary
from tests.graph.reports import report_of, row, two_reports, with_agreement
from tests.graph.turtle import HEADER, value_of

EVIDENCE = f"{DEFAULT_BASE}graph/evidence/"


def build(folder: Path, *reports: ReportFacts, base: str = DEFAULT_BASE) -> BuildSummary:
    return build_snapshot([ReportInput.of(one) for one in reports], DataFolder(folder), base=base)


def served(folder: Path) -> EmbeddedStore:
    return DataFolder(folder).current().open()


def named_graphs(store: EmbeddedStore) -> dict[str, set[Triple]]:
    return {
        name.value: {quad.triple for quad in store.engine.quads_for_pattern(None, None, None, name)}
        for name in store.engine.named_graphs()
    }


def ask(store: EmbeddedStore, query: str) -> list[list[str]]:
    prefixes = HEADER.replace("@prefix", "PREFIX").replace(" .\n", "\n").replace("@base", "BASE")
    rows = store.query(prefixes + query)
    assert isinstance(rows, QuerySolutions)
    return [[value.value for value in solution] for solution in rows]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    build(folder, *two_reports())
    return folder


def test_rows_become_events_that_answer_queries(built: Path) -> None:
    titles = ask(
        served(built),
        "SELECT ?title { ?entry pob:describes ?event ; pob:reportedBy <municipality/smolensk/smolensk> ."
        " ?event rdfs:label ?title ; pob:origin/pob:inCountry <place/by> } ORDER BY ?title",
    )

    assert titles == [["Концерт «Летний вечер»"], ["Концерт «Осенний бал»"], ["Концерт «Песни друзей»"]]


def test_every_term_of_the_graph_is_declared(built: Path) -> None:
    declared = {
        str(term)
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        for term in vocabulary().subjects(RDF.type, kind)
    }
    used = {
        name
        for triples in named_graphs(served(built)).values()
        for triple in triples
        for name in (triple.predicate.value, value_of(triple.object))
        if name.startswith(PREFIXES["pob"])
    }

    assert {PREFIXES["pob"] + name for name in ("Event", "Entry", "Agreement", "Partnership")} <= used
    assert used - {PREFIXES["pob"]} <= declared


def test_default_graph_is_the_merge_of_all_but_evidence_each_triple_once(built: Path) -> None:
    store = served(built)
    merged = set().union(
        *(triples for name, triples in named_graphs(store).items() if not name.startswith(EVIDENCE))
    )
    rows = ask(store, "SELECT ?s ?p ?o { ?s ?p ?o }")

    assert len(rows) == len(merged)


def test_evidence_is_in_named_graphs_alone(built: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) {{ {} }}"

    assert ask(served(built), count.format("?evidence pob:decidedBy ?decision")) == [["0"]]
    assert int(ask(served(built), count.format("GRAPH ?g { ?e pob:decidedBy ?decision }"))[0][0]) > 0


def test_a_fact_costs_few_triples_of_evidence(built: Path) -> None:
    triples = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/evidence/')) }"
    facts = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?e pob:decidedBy ?decision } }"
    written, held = (int(ask(served(built), query)[0][0]) for query in (triples, facts))

    assert held > 20
    assert written / held < 9  # of a report of some rows; the more rows, the more they share


def test_a_store_is_compacted(built: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(DataFolder(built).current().store_path, tmp_path / "copy")
    files = len(list(copy.glob("*.sst")))
    store = Store(str(copy))
    store.optimize()
    del store
    assert len(list(copy.glob("*.sst"))) == files


def test_a_store_is_no_larger_than_if_it_were_loaded_at_once(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def size(folder: Path) -> int:
        return sum(file.stat().st_size for file in folder.iterdir() if file.suffix in (".sst", ".log"))

    folder = DataFolder(built).current().store_path
    monkeypatch.setattr("graph.build.writing.MOST_AT_ONCE", 1_000)
    build(tmp_path / "data", *two_reports())
    loaded = Store(str(tmp_path / "loaded"))
    loaded.bulk_extend(Store.read_only(str(folder)))
    del loaded

    assert size(folder) < 1.1 * size(tmp_path / "loaded")
    assert size(DataFolder(tmp_path / "data").current().store_path) > 1.3 * size(folder)
    about = f"{DEFAULT_BASE}graph/about"
    at_once, in_portions = named_graphs(served(built)), named_graphs(served(tmp_path / "data"))
    assert {**at_once, about: set()} == {**in_portions, about: set()}


def test_an_assertion_leads_to_report_table_row_and_characters(built: Path) -> None:
    found = ask(
        served(built),
        "SELECT ?period ?table ?row ?cell ?start ?end ?words ?rule { "
        " GRAPH ?evidence { ?why rdf:predicate pob:origin ; rdf:object <place/by/polotsk> ;"
        "   pob:decidedBy/pob:rule ?rule ; oa:hasTarget ?target ."
        "   ?target oa:hasSource ?entry ; pob:cell ?cell ; pob:start ?start ; pob:end ?end }"
        " ?entry pob:inReport/pob:period ?period ; pob:table ?table ; pob:row ?row ; pob:number 2 ;"
        "   pob:contentText ?content . BIND(SUBSTR(?content, ?start + 1, ?end - ?start) AS ?words) }",
    )

    assert found == [["2024-Q3", "1", "4", "content", "32", "39", "Полоцка", "place_name"]]


def test_summary_counts(tmp_path: Path) -> None:
    summary = build(tmp_path, *two_reports())

    assert (summary.reports, summary.rows, summary.unchanged) == (2, 3, False)
    assert summary.entities["agreements"] == 1
    assert summary.findings == {"warning": 1}
    assert set(summary.seconds) == {stage.value for stage in BuildStage}
    assert summary.triples["graph/report/2024-Q4-municipal"] > 0


def test_stages_are_told_in_order(tmp_path: Path) -> None:
    told: list[BuildStage] = []
    inputs = [ReportInput.of(one) for one in two_reports()]
    build_snapshot(inputs, DataFolder(tmp_path), progress=told.append)

    assert told == list(BuildStage)


def test_building_again_changes_nothing(tmp_path: Path) -> None:
    first = build(tmp_path, *two_reports())
    manifest = DataFolder(tmp_path).current().path / "manifest.json"
    before = manifest.read_bytes()
    second = build(tmp_path, *reversed(two_reports()))

    assert (second.snapshot, second.unchanged) == (first.snapshot, True)
    assert replace(second, unchanged=False, seconds=first.seconds) == first
    assert manifest.read_bytes() == before
    assert len(DataFolder(tmp_path).snapshots()) == 1


def test_building_again_reads_no_facts(tmp_path: Path) -> None:
    inputs = [ReportInput.of(one) for one in two_reports()]
    build_snapshot(inputs, DataFolder(tmp_path))

    def never() -> ReportFacts:
        raise AssertionError("facts were read")

    again = build_snapshot([ReportInput(one.key, never) for one in inputs], DataFolder(tmp_path))

    assert again.unchanged


def test_a_changed_report_replaces_just_its_own_graphs(tmp_path: Path) -> None:
    first, second = two_reports()
    build(tmp_path, first, second)
    before = named_graphs(served(tmp_path))
    changed = row(1, "Концерт «Осенний вальс»", report="2024-Q4-municipal")
    build(tmp_path, first, report_of(changed, name="2024-Q4-municipal"))
    after = named_graphs(served(tmp_path))

    kept = [f"{DEFAULT_BASE}graph/{part}2024-Q3-municipal" for part in ("report/", "evidence/")]
    assert [after[name] for name in kept] == [before[name] for name in kept]
    assert (
        after[f"{DEFAULT_BASE}graph/report/2024-Q4-municipal"]
        != before[f"{DEFAULT_BASE}graph/report/2024-Q4-municipal"]
    )


def test_a_removed_report_takes_its_graphs_with_it(tmp_path: Path) -> None:
    first, second = two_reports()
    build(tmp_path / "both", first, second)
    build(tmp_path / "both", first)
    build(tmp_path / "one", first)

    about = f"{DEFAULT_BASE}graph/about"
    both, one = named_graphs(served(tmp_path / "both")), named_graphs(served(tmp_path / "one"))
    assert {**both, about: set()} == {**one, about: set()}


def test_the_base_is_a_setting(tmp_path: Path) -> None:
    build(tmp_path, *two_reports(), base="https://example.org/kb/")

    subjects = ask(served(tmp_path), "SELECT DISTINCT ?s { ?s a pob:Event }")
    assert all(subject.startswith("https://example.org/kb/event/") for (subject,) in subjects)


def test_a_graph_that_breaks_a_rule_is_not_served(tmp_path: Path) -> None:
    good = build(tmp_path, *two_reports())
    facts = row(3, "Концерт «Без конца»")
    assert facts.dates is not None
    late = replace(facts.dates, value=replace(facts.dates.value, start=facts.dates.value.end.replace(day=30)))

    with pytest.raises(ValidationError, match="begins once, not after its end"):
        build(tmp_path, report_of(replace(facts, dates=late)))

    assert DataFolder(tmp_path).current().id == good.snapshot
    assert [one.id for one in DataFolder(tmp_path).snapshots()] == [good.snapshot]


def test_totals_that_differ_are_told(tmp_path: Path) -> None:
    summary = build(tmp_path, report_of(row(1, "Концерт"), total=9))

    assert "the report states 9 events, 1 row was read." in [one.message["en"] for one in summary.notices]
    assert {one.severity for one in summary.notices} == {Severity.WARNING}


def test_an_empty_build_is_a_snapshot_too(tmp_path: Path) -> None:
    assert build(tmp_path).rows == 0
    assert ask(served(tmp_path), "SELECT ?e { ?e a pob:Event }") == []


def test_an_unknown_foreign_village_is_a_place_of_its_country(tmp_path: Path) -> None:
    facts = row(1, "Встреча")
    words = Evidence("place_name", Span(CellName.CONTENT, 0, 7))
    village = Fact(PlaceRef("Тихая Заводь", "village", "BY"), (words,))
    build(tmp_path, report_of(replace(facts, origins=(village,))))

    found = ask(
        served(tmp_path),
        "SELECT ?name { ?event pob:origin ?place . ?place rdfs:label ?name ; pob:inCountry <place/by> }",
    )
    assert found == [["Тихая Заводь"]]


def test_agreement_keeps_its_party_and_stage(tmp_path: Path) -> None:
    build(tmp_path, report_of(with_agreement(row(1, "Концерт"))))

    found = ask(
        served(tmp_path),
        "SELECT ?party ?number { ?a a pob:Agreement ; pob:party ?p ;"
        " pob:stage/pob:statedIn/pob:number ?number . ?p a pob:Organisation ; rdfs:label ?party }",
    )
    assert found == [["Хор «Криница»", "1"]]


def test_an_event_keeps_its_identifier_when_an_earlier_report_is_added(tmp_path: Path) -> None:
    first, second = two_reports()
    events = "SELECT ?e { ?e a pob:Event } ORDER BY ?e"
    build(tmp_path, second)
    (kept,) = ask(served(tmp_path), events)
    build(tmp_path, first, second)

    assert kept in ask(served(tmp_path), events)


def test_two_reports_of_one_name_are_refused(tmp_path: Path) -> None:
    first, second = report_of(row(1, "Концерт")), report_of(row(1, "Выставка"))

    with pytest.raises(InputError, match="two of the reports are called “2024-Q3-municipal”"):
        build(tmp_path, first, second)


def test_a_judgement_makes_another_snapshot_and_one_that_matches_nothing_is_told(tmp_path: Path) -> None:
    plain = build(tmp_path, *two_reports())
    pair = ("organisation/by/polotsk/net-takoy", "organisation/by/polotsk/i-takoy-net")
    judged = Judgement(
        Kind.ORGANISATION, Verdict.SAME, pair, ("Нет такой", "И такой нет"), "А.А. Азаров", date(2024, 10, 1)
    )
    save_judgements(tmp_path / FILE_NAME, [judged])
    summary = build(tmp_path, *two_reports())

    assert summary.snapshot != plain.snapshot
    (notice,) = summary.notices
    assert notice.focus == "judgements.jsonl"
    assert notice.message["en"] == (
        "the decision “same” (organisation: “Нет такой” / “И такой нет”; А.А. Азаров, 2024-10-01)"
        " no longer matches anything."
    )
    assert notice.remedy["ru"].startswith("Название или значение читается теперь иначе.")


def test_whatever_an_entity_links_to_is_described(built: Path) -> None:
    dangling = ask(
        served(built),
        "SELECT DISTINCT ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(?g != <graph/about>)"
        f' FILTER(ISIRI(?o) && STRSTARTS(STR(?o), "{DEFAULT_BASE}"))'
        " FILTER NOT EXISTS { GRAPH ?any { ?o ?property ?value } } }",
    )

    assert dangling == []


def test_what_is_prepared_is_there_before_anybody_is_served(tmp_path: Path) -> None:
    build(tmp_path, two_reports()[0])
    folder, inputs = DataFolder(tmp_path), [ReportInput.of(one) for one in two_reports()]
    first = folder.current_id()

    def prepare(snapshot: Path) -> None:
        assert folder.current_id() == first
        assert list(ask(open_store(snapshot / STORE), "SELECT ?report { ?report a pob:Report }"))
        (snapshot / "prepared").write_text("whole")

    build_snapshot(inputs, folder, prepare=prepare)
    assert folder.current_id() != first
    assert (folder.current().path / "prepared").read_text() == "whole"


def test_what_cannot_be_prepared_leaves_what_was_served(tmp_path: Path) -> None:
    build(tmp_path, two_reports()[0])
    folder, inputs = DataFolder(tmp_path), [ReportInput.of(one) for one in two_reports()]
    first = folder.current_id()

    def fail(_: Path) -> None:
        raise StoreError("folder-unwritable", folder=tmp_path, reason="full")

    with pytest.raises(StoreError):
        build_snapshot(inputs, folder, prepare=fail)
    assert [one.id for one in folder.snapshots()] == [first]
