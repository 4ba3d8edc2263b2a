"""A snapshot's description of itself."""

from pyoxigraph import QuerySolutions

from graph.snapshots.snapshot import DataFolder
from graph.write.about import Edition, about_triples
from ontology.terms import PREFIXES
from tests.graph.turtle import HEADER, contents_of, triples_of, value_of

PREFIXED = HEADER.replace("@prefix", "PREFIX").replace("@base", "BASE").replace(" .\n", "\n")
EDITION = Edition("abc", "2024-10-01T10:00:00+00:00", "0.1.0")


def answers(data: DataFolder, query: str) -> list[list[str]]:
    rows = data.current().open().query(PREFIXED + query)
    assert isinstance(rows, QuerySolutions)
    return [[value.value for value in row] for row in rows]


def test_sizes_of_named_graphs_are_true(small_data: DataFolder) -> None:
    stated = answers(small_data, "SELECT ?name ?n { ?g sd:name ?name ; sd:graph/void:triples ?n }")
    counted = answers(small_data, "SELECT ?g (STR(COUNT(*)) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")

    about = next(name for name, _ in counted if name.endswith("graph/about"))
    assert dict(map(tuple, stated)) == {name: n for name, n in counted if name != about}  # type: ignore[arg-type]


def test_classes_and_properties_are_counted(small_data: DataFolder) -> None:
    events = answers(small_data, "SELECT ?n { ?part void:class pob:Event ; void:entities ?n }")
    origins = answers(small_data, "SELECT ?n { ?part void:property pob:origin ; void:triples ?n }")

    assert events == origins == [["3"]]


def test_service_speaks_sparql_and_serves_the_dataset(small_data: DataFolder) -> None:
    found = answers(
        small_data, "SELECT ?language ?id { ?s a sd:Service ; sd:supportedLanguage ?language ; "
        "sd:defaultDataset/dcterms:identifier ?id }"
    )  # fmt: skip

    assert found == [[f"{PREFIXES['sd']}SPARQL11Query", small_data.current().id]]


def test_default_graph_is_counted_without_evidence() -> None:
    contents = contents_of("<event/e> a pob:Event .")
    evidence = list(contents.evidence_quads("report/r", triples_of("<event/e> a oa:Annotation .")))

    sizes = [
        value_of(triple.object)
        for triple in about_triples(contents, EDITION)
        if triple.subject == contents.names("dataset")
        and triple.predicate.value == PREFIXES["void"] + "triples"
    ]
    assert sizes == ["1"]
    assert [quad.graph_name for quad in evidence] == [contents.names("graph/evidence/r")]
    assert contents.counts() == {"graph/report/r": 1, "graph/evidence/r": 1}
