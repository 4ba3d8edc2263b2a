"""A snapshot's description of itself."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store

from graph.snapshots.snapshot import DataFolder
from graph.write.about import FUNCTIONS, GEOSPARQL_FUNCTIONS, Edition, about_triples, count
from graph.write.about.settings import DatasetSettings, read_dataset_settings
from ontology.errors import InputError
from ontology.speech import Speech
from ontology.terms import PREFIXES
from tests.graph.turtle import HEADER, NAMES, contents_of, store_of, triples_of, value_of

PREFIXED = HEADER.replace("@prefix", "PREFIX").replace("@base", "BASE").replace(" .\n", "\n")
ONE_ARGUMENT = ("convexHull", "envelope", "getSRID", "isEmpty", "isSimple")
EDITION = Edition("abc", "2024-10-01T10:00:00+00:00", "0.1.0")


def answers(data: DataFolder, query: str) -> list[list[str]]:
    rows = data.current().open().query(PREFIXED + query)
    assert isinstance(rows, QuerySolutions)
    return [[value.value for value in row] for row in rows]


def test_sizes_of_named_graphs_are_true(small_data: DataFolder) -> None:
    stated = answers(small_data, "SELECT ?name ?n { ?g sd:name ?name ; sd:graph/void:triples ?n }")
    counted = answers(small_data, "SELECT ?g (STR(COUNT(*)) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    assert sorted(stated) == sorted(counted)


def test_the_size_of_the_default_graph_is_that_of_counting_it(small_data: DataFolder) -> None:
    stated = answers(small_data, "SELECT ?n { <dataset> void:triples ?n }")
    counted = answers(small_data, "SELECT (STR(COUNT(*)) AS ?n) { ?s ?p ?o }")
    assert stated == counted


def test_classes_and_properties_are_counted(small_data: DataFolder) -> None:
    events = answers(
        small_data,
        "SELECT ?n { <dataset> void:classPartition ?part . ?part void:class pob:Event ; void:entities ?n }",
    )
    origins = answers(
        small_data,
        "SELECT ?n { <dataset> void:propertyPartition ?part ."
        " ?part void:property pob:origin ; void:triples ?n }",
    )

    assert events == origins == [["3"]]


def test_service_speaks_sparql_and_serves_the_dataset(small_data: DataFolder) -> None:
    found = answers(
        small_data, "SELECT ?language ?id { ?s a sd:Service ; sd:supportedLanguage ?language ; "
        "sd:defaultDataset/dcterms:identifier ?id }"
    )  # fmt: skip

    assert found == [[f"{PREFIXES['sd']}SPARQL11Query", small_data.current().id]]


def test_default_graph_is_counted_without_evidence() -> None:
    contents, store = contents_of("<event/e> a pob:Event ."), store_of("<event/e> a pob:Event .")
    evidence = list(contents.evidence_quads("report/r", triples_of("<event/e> a oa:Annotation .")))
    store.extend(evidence)

    triples = about_triples(count(store).statistics(), (), contents.names, contents.counts(), EDITION)
    sizes = [
        value_of(triple.object)
        for triple in triples
        if triple.subject == contents.names("dataset")
        and triple.predicate.value == PREFIXES["void"] + "triples"
    ]
    assert sizes == [str(1 + len(triples))]
    assert [quad.graph_name for quad in evidence] == [contents.names("graph/evidence/r")]
    assert contents.counts() == {"graph/report/r": 1, "graph/evidence/r": 1}


def test_partitions_tell_what_leads_where(small_data: DataFolder) -> None:
    """In the form that editors which complete queries ask for."""
    found = answers(
        small_data,
        "SELECT DISTINCT ?target { ?own void:class pob:Event ; void:propertyPartition ?link ."
        " ?link void:property ?property ."
        " { ?link void:classPartition/void:class ?target }"
        " UNION { ?link void-ext:datatypePartition/void-ext:datatype ?target }"
        " FILTER(?property IN (pob:homeSide, schema:startDate)) }",
    )
    iris = {value for (value,) in found}
    assert {PREFIXES["pob"] + "Municipality", PREFIXES["xsd"] + "date"} <= iris


SETTINGS = DatasetSettings(
    "Отдел связей", "https://office.example", "Дежурный", "data@office.example",
    "https://creativecommons.org/licenses/by/4.0/", "https://graph.example",
)  # fmt: skip
MANDATORY = {
    "catalogue": ("title", "description", "publisher"),
    "dataset": (
        "title",
        "description",
        "publisher",
        "license",
        "language",
        "accrualPeriodicity",
        "temporal",
        "spatial",
    ),
    "publisher": (),
    "dataset/nq": ("title", "license", "format"),
}


def test_the_catalogue_has_what_catalogues_demand() -> None:
    store = store_of("<event/e> a pob:Event .")
    edition = replace(
        EDITION, settings=SETTINGS, region="place/ru/x", begins=date(2025, 4, 1), ends=date(2025, 6, 30)
    )
    triples = about_triples(count(store).statistics(), (), NAMES, {}, edition)
    for path, wanted in MANDATORY.items():
        said = {one.predicate.value.rpartition("/")[2] for one in triples if one.subject == NAMES(path)}
        assert set(wanted) <= said, path
    addresses = {value_of(one.object) for one in triples if one.predicate.value.endswith("downloadURL")}
    assert addresses == {"https://graph.example/dump.nq.gz", "https://graph.example/dump.trig.gz"}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("publisher: [a", "dataset.yml"),
        ("colour: red", "colour"),
        ("- publisher", "dataset.yml"),
        ("publisher: 7", "publisher"),
        ("licence: CC-BY", "licence"),
        ("address: 'javascript:alert(1)'", "address"),
        ("page: 'https://a b'", "page"),
        ("email: nobody", "email"),
    ],
)
def test_a_wrong_file_of_settings_is_told(tmp_path: Path, written: str, told: str) -> None:
    (tmp_path / "dataset.yml").write_text(written, encoding="utf-8")
    with pytest.raises(InputError) as wrong:
        read_dataset_settings(tmp_path)
    assert told in wrong.value.told(Speech("en"))


def test_settings_survive_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "dataset.yml").write_text("\ufeffpublisher: Отдел\r\n", encoding="utf-8")
    assert read_dataset_settings(tmp_path).publisher == "Отдел"
    assert read_dataset_settings(tmp_path / "none") == DatasetSettings()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_that_is_told_of_answers(name: str) -> None:
    point = '"POINT(1 1)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>'
    metres = "<http://www.opengis.net/def/uom/OGC/1.0/metre>"
    others = {"distance": (point, metres), **dict.fromkeys(ONE_ARGUMENT, ())}.get(name, (point,))
    call = f"<{GEOSPARQL_FUNCTIONS}{name}>({', '.join([point, *others])})"
    (row,) = Store().query(f"SELECT ({call} AS ?found) {{}}")  # type: ignore[misc]
    assert row["found"] is not None


@pytest.mark.parametrize(("without", "told"), [(frozenset(), "whole"), (frozenset({"people"}), "public")])
def test_the_catalogue_says_its_edition(without: frozenset[str], told: str) -> None:
    store = store_of("<place/by> a pob:Country .", "graph/places")
    triples = set(about_triples(count(store).statistics(), (), NAMES, {}, replace(EDITION, without=without)))
    notes = [value_of(one.object) for one in triples if one.predicate.value.endswith("adms#versionNotes")]
    assert any(told in note for note in notes)
    open_to_all = [one for one in triples if one.predicate.value.endswith("accessRights")]
    assert len(open_to_all) == len(without)
