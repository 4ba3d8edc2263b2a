"""Graphs in tests are written as Turtle and compared by isomorphism."""

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple, parse, serialize
from rdflib import Graph
from rdflib.compare import graph_diff, isomorphic

from graph.build.writing import Writer
from graph.iris import DEFAULT_BASE
from graph.write.contents import Contents
from graph.write.rdf import Names
from ontology.terms import PREFIXES

NAMES = Names(DEFAULT_BASE)
HEADER = (
    "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + f"@base <{DEFAULT_BASE}> .\n"
)


def triples_of(turtle: str) -> list[Triple]:
    """The triples of a piece of Turtle; the graph's prefixes are known and relative IRIs are entities."""
    return [quad.triple for quad in parse(HEADER + turtle, format=RdfFormat.TURTLE)]


def value_of(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """The IRI or text of a term."""
    assert not isinstance(term, Triple)
    return str(term.value)


def contents_of(turtle: str, path: str = "graph/report/r") -> Contents:
    """A snapshot's contents with that one graph."""
    contents = Contents(NAMES)
    contents.add(path, triples_of(turtle))
    return contents


def store_of(turtle: str, path: str = "graph/report/r") -> Store:
    """A store with that one graph, and the same in its default graph."""
    writer = Writer(Store(), None)
    writer.contents(contents_of(turtle, path))
    writer.settle()
    return writer.store


def assert_same(found: Iterable[Triple], expected: str) -> None:
    """The triples are those of the Turtle, and no others."""
    one, other = _graph(found), _graph(triples_of(expected))
    if not isomorphic(one, other):
        _, extra, missing = graph_diff(one, other)
        raise AssertionError(f"extra:\n{extra.serialize()}\nmissing:\n{missing.serialize()}")


def _graph(triples: Iterable[Triple]) -> Graph:
    return Graph().parse(serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")
