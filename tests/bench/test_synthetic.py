"""Synthetic graphs have the shape of real ones."""

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse
from rdflib.namespace import OWL, RDF

from bench.synthetic import Synthetic, write
from graph.contents import Contents
from graph.iris import DEFAULT_BASE
from graph.rdf import Names
from graph.validate import check_shapes
from ontology.model import Severity
from ontology.terms import PREFIXES
from ontology.vocabulary import vocabulary

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


def test_default_graph_is_the_merge_of_the_named(quads: list[Quad]) -> None:
    default = {quad.triple for quad in quads if quad.graph_name == DefaultGraph()}

    assert default == {quad.triple for quad in quads if quad.graph_name != DefaultGraph()}


def test_events_are_as_many_as_asked(quads: list[Quad]) -> None:
    event = f"{PREFIXES['pob']}Event"
    events = {quad.subject for quad in quads if getattr(quad.object, "value", None) == event}

    assert len(events) == EVENTS


def test_the_same_seed_gives_the_same_graph_and_another_another(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write(tmp_path / name, 20, seed)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a").read_bytes() != (tmp_path / "c").read_bytes()


def test_named_graphs_can_be_left_out(tmp_path: Path) -> None:
    write(tmp_path / "n", 5, named=False)

    assert {quad.graph_name for quad in parse((tmp_path / "n").read_bytes(), format=RdfFormat.N_QUADS)} == {
        DefaultGraph()
    }
