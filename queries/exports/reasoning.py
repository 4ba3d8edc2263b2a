"""The graph for reasoners: the ontology and the data in OWL 2 DL."""

from collections.abc import Iterator
from typing import BinaryIO

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize
from rdflib.namespace import GEO, XSD

from graph.iris import ABOUT_GRAPH, EXAMPLES_GRAPH
from graph.snapshots.store import EmbeddedStore
from queries.engine.addresses import prefixes_with
from queries.exports.model import ExportSource

_DATE, _DATE_TIME, _WKT = NamedNode(XSD.date), NamedNode(XSD.dateTime), NamedNode(GEO.wktLiteral)


def owl_triples(store: EmbeddedStore, base: str) -> Iterator[Triple]:
    """The default graph, less examples and the snapshot's description of itself, in datatypes of OWL 2.

    A day is its first moment (`xsd:dateTime`), a position is left to latitude and longitude.
    """
    beside = [NamedNode(base + path) for path in (ABOUT_GRAPH, EXAMPLES_GRAPH)]
    for quad in store.engine.quads_for_pattern(None, None, None, DefaultGraph()):
        value = quad.object
        if any(Quad(quad.subject, quad.predicate, value, graph) in store.engine for graph in beside):
            continue
        if isinstance(value, Literal) and value.datatype == _WKT:
            continue
        if isinstance(value, Literal) and value.datatype == _DATE:
            value = Literal(f"{value.value}T00:00:00", datatype=_DATE_TIME)
        yield Triple(quad.subject, quad.predicate, value)


def write_owl(source: ExportSource, output: BinaryIO) -> None:
    """The ontology and the data as one document, in RDF/XML as every OWL tool reads it."""
    triples = owl_triples(source.store, source.base)
    serialize(triples, output, RdfFormat.RDF_XML, prefixes=prefixes_with(source.base))
