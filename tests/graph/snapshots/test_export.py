"""The graph in other tools' formats."""

from io import BytesIO

import pytest
from pyoxigraph import DefaultGraph, QuerySolutions, RdfFormat, Store, parse

from graph.iris import DEFAULT_BASE
from graph.snapshots.export import FORMATS, export
from graph.snapshots.store import EmbeddedStore
from ontology.errors import ParameterError

pytestmark = pytest.mark.slow

EVIDENCE = f"{DEFAULT_BASE}graph/evidence/2024-Q3-municipal"


def exported(store: EmbeddedStore, name: str, graph_iri: str | None = None) -> bytes:
    output = BytesIO()
    export(store, name, output, base=DEFAULT_BASE, graph_iri=graph_iri)
    return output.getvalue()


@pytest.mark.parametrize("name", ["ttl", "nt", "rdfxml"])
def test_triple_formats_hold_the_default_graph(small_store: EmbeddedStore, name: str) -> None:
    found = {quad.triple for quad in parse(exported(small_store, name), format=FORMATS[name])}

    assert found == {q.triple for q in small_store.engine.quads_for_pattern(None, None, None, DefaultGraph())}


@pytest.mark.parametrize("name", ["nq", "trig", "jsonld"])
def test_quad_formats_hold_the_default_graph_and_every_named_one(
    small_store: EmbeddedStore, name: str
) -> None:
    """So that whoever loads it can ask the stored questions of it."""
    assert set(parse(exported(small_store, name), format=FORMATS[name])) == set(small_store.engine)


def test_one_named_graph(small_store: EmbeddedStore) -> None:
    found = list(parse(exported(small_store, "nt", EVIDENCE), format=RdfFormat.N_TRIPLES))

    assert len(found) == len(set(found)) > 0
    assert all(
        any(f"/{part}" in str(quad.subject) for part in ("evidence/", "words", "decision/")) for quad in found
    )


@pytest.mark.parametrize("name", ["ttl", "trig"])
def test_evidence_can_come_as_web_annotations(small_store: EmbeddedStore, name: str) -> None:
    output = BytesIO()
    export(small_store, name, output, base=DEFAULT_BASE, annotations=True)
    found = Store()
    found.load(output.getvalue(), format=FORMATS[name])
    rows = found.query(
        "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX pob: <https://w3id.org/pobratim/ontology#>"
        " SELECT ?cell ?start ?words { ?one a oa:Annotation ; pob:rule 'place_name' ; oa:hasTarget ?target ."
        " ?target oa:hasSource ?entry ; pob:cell ?cell ; oa:hasSelector ?position, ?quote ."
        " ?position oa:start ?start . ?quote oa:exact ?words }",
        use_default_graph_as_union=True,
    )
    assert isinstance(rows, QuerySolutions)
    assert ("content", "32", "Полоцка") in {tuple(str(term.value) for term in row) for row in rows}


def test_turtle_is_abbreviated(small_store: EmbeddedStore) -> None:
    text = exported(small_store, "ttl").decode()

    assert f"@prefix id: <{DEFAULT_BASE}>" in text
    assert "Концерт «Летний вечер»" in text


def test_unknown_format(small_store: EmbeddedStore) -> None:
    with pytest.raises(ParameterError, match=r"no format “docx”. Use one of: ttl, nt"):
        exported(small_store, "docx")


def test_unknown_graph(small_store: EmbeddedStore) -> None:
    with pytest.raises(ParameterError, match=r"There is no graph http://e/none. There are: .*graph/about"):
        exported(small_store, "nt", "http://e/none")
