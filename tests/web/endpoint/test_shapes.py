"""What is written has a shape, and the shapes hold of what is written."""

from collections import defaultdict
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import SH

from graph.snapshots.snapshot import DataFolder
from graph.write.rdf import TYPE, as_rdflib
from ontology.structure import PARTS, structure
from queries.catalog import questions

pytestmark = pytest.mark.slow

PAIRED = frozenset(
    {
        "https://schema.org/Event",
        "https://schema.org/Place",
        "http://www.w3.org/ns/org#Organization",
        "http://xmlns.com/foaf/0.1/Person",
        "http://www.w3.org/ns/prov#Entity",
        "http://www.w3.org/2002/07/owl#FunctionalProperty",
        "http://www.w3.org/2002/07/owl#InverseFunctionalProperty",
        "http://www.w3.org/2002/07/owl#SymmetricProperty",
    }
)
"""Classes that stand beside one of ours, which has the shape."""


@pytest.fixture(scope="module")
def store(sample: Path) -> Store:
    return DataFolder(sample).current().open().engine


def unshaped(store: Store) -> set[tuple[str, str]]:
    """What is written without a shape: each class, and each property with the class or a node that has it."""
    said: dict[str, set[str]] = defaultdict(set)
    having: dict[str, set[str]] = defaultdict(set)
    for part in PARTS:
        for shape in structure(part):
            for key in (*shape.classes, *(f"of {one}" for one in shape.subjects_of)):
                (having if key.startswith("of ") else said)[key.removeprefix("of ")] |= {
                    one.iri for one in shape.properties
                }
    types: dict[object, set[str]] = defaultdict(set)
    properties: dict[object, set[str]] = defaultdict(set)
    for quad in store:
        if quad.predicate == TYPE:
            types[quad.subject].add(quad.object.value)
        else:
            properties[quad.subject].add(quad.predicate.value)
    classes = set().union(*types.values())
    missing = {("class", one) for one in classes - said.keys() - PAIRED}
    for node, own in properties.items():
        allowed = set().union(*(said[one] for one in types[node]), *(having[one] for one in own))
        missing |= {(", ".join(sorted(types[node])) or str(node), one) for one in own - allowed}
    return missing


def test_whatever_is_written_has_a_shape(store: Store) -> None:
    assert not (missing := unshaped(store)), f"add to ontology/structure/*.yml: {sorted(missing)}"


def few_of_each(store: Store, number: int = 3) -> tuple[set[NamedNode], Graph]:
    """A few nodes of each kind, and their triples with the classes of what these lead to."""
    quads = sorted(store, key=str)
    kinds: dict[object, set[object]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == TYPE:
            kinds[quad.subject].add(quad.object)
    chosen: dict[str, set[NamedNode]] = defaultdict(set)
    triples = Graph()
    for quad in quads:
        kind = chosen[str(sorted(map(str, kinds.get(quad.subject, {quad.predicate}))))]
        if quad.subject in kind or len(kind) < number:
            kind.add(quad.subject)
            triples.add(tuple(map(as_rdflib, quad.triple)))  # type: ignore[arg-type]
            for one in kinds.get(quad.object, ()):
                triples.add(tuple(map(as_rdflib, (quad.object, TYPE, one))))  # type: ignore[arg-type]
    return set().union(*chosen.values()), triples


def test_the_shapes_hold_of_what_is_written(store: Store, client: TestClient) -> None:
    shapes = Graph().parse(data=client.get("/shapes.ttl").text, format="turtle")
    nodes, triples = few_of_each(store)
    assert len(nodes) > 100
    focus = [str(one.value) for one in nodes]
    holds, _, told = validate(triples, shacl_graph=shapes, inplace=True, focus_nodes=focus)
    assert holds, f"ontology/structure/*.yml says otherwise: {told[:2000]}"


@pytest.mark.parametrize("part", [*PARTS, "checks"])
def test_each_part_is_served(client: TestClient, part: str) -> None:
    answer = client.get(f"/shapes/{part}", headers={"accept": "text/turtle"})
    triples = {quad.triple for quad in parse(answer.content, format=RdfFormat.TURTLE)}
    assert any(one.object == NamedNode(str(SH.NodeShape)) for one in triples)
    assert client.get(f"/shapes/{part}.ttl").content == answer.content


def test_a_part_that_is_none_is_404(client: TestClient) -> None:
    assert client.get("/shapes/none.ttl").status_code == 404


def test_the_stored_questions_stand_in_the_graph_as_examples(store: Store) -> None:
    found = store.query(
        "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        " SELECT DISTINCT ?example { ?example a sh:SPARQLExecutable ; rdfs:comment ?text ; sh:select ?query }"
    )
    assert len(list(found)) == len(questions())  # type: ignore[arg-type]
