"""Synthetic graphs have the shape of real ones."""

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse
from rdflib.namespace import OWL, RDF

from bench.synthetic import Synthetic, write
from graph.build.validate import check_shapes
from graph.iris import DEFAULT_BASE
from graph.write.contents import Contents
from graph.write.rdf import Names
from ontology.model import Severity
from ontology.terms import PREFIXES
from ontology.vocabulary import vocabulary
from queries.catalog import questions
from queries.engine.addresses import StoreEngine, prefixes_with

EVENTS = 60


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(parse("".join(Synthetic(EVENTS, seed=3).lines()), format=RdfFormat.N_QUADS))


def test_shapes_hold(quads: list[Quad]) -> None:
    contents = Contents(Names(DEFAULT_BASE))
    contents.add("graph/report/all", (quad.triple for quad in quads))

    assert [one for one in check_shapes(contents) if one.severity is Severity.ERROR] == []


def test_terms_are_declared(quads: list[Quad]) -> None:
    declared = {
        str(term)
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in vocabulary().subjects(RDF.type, kind)
    }
    used = {quad.predicate.value for quad in quads if quad.predicate.value.startswith(PREFIXES["pob"])}

    assert used
    assert used <= declared


def is_evidence(quad: Quad) -> bool:
    return "/graph/evidence/" in str(quad.graph_name)


def test_default_graph_is_the_merge_of_the_named(quads: list[Quad]) -> None:
    default = {quad.triple for quad in quads if quad.graph_name == DefaultGraph()}
    named = [quad for quad in quads if quad.graph_name != DefaultGraph()]

    assert default == {quad.triple for quad in named if not is_evidence(quad)}
    assert default.isdisjoint(quad.triple for quad in named if is_evidence(quad))


def test_events_are_as_many_as_asked(quads: list[Quad]) -> None:
    event = f"{PREFIXES['pob']}Event"
    events = {quad.subject for quad in quads if getattr(quad.object, "value", None) == event}

    assert len(events) == EVENTS


def test_the_same_seed_gives_the_same_graph_and_another_another(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write(tmp_path / name, 20, seed)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a").read_bytes() != (tmp_path / "c").read_bytes()


def test_named_graphs_but_the_evidence_can_be_left_out(tmp_path: Path) -> None:
    write(tmp_path / "n", 5, named=False)

    quads = list(parse((tmp_path / "n").read_bytes(), format=RdfFormat.N_QUADS))
    assert any(is_evidence(quad) for quad in quads)
    assert {quad.graph_name for quad in quads if not is_evidence(quad)} == {DefaultGraph()}


def test_no_question_is_measured_on_nothing() -> None:
    store = Store()
    store.bulk_load("".join(Synthetic(600, named=False).lines()).encode(), format=RdfFormat.N_QUADS)
    engine = StoreEngine(store, prefixes=prefixes_with(DEFAULT_BASE))

    assert [name for name, one in questions().items() if not engine.select(one.sparql).rows] == []
