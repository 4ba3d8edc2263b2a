"""The graph in the formats that other tools read."""

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QueryTriples, RdfFormat, Triple, serialize

from graph.iris import is_evidence_graph
from graph.snapshots.store import EmbeddedStore
from graph.write.evidence import ANNOTATIONS
from ontology.errors import ParameterError
from ontology.terms import PREFIXES

GraphName = NamedNode | BlankNode
FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
}
"""Names of formats; nq, trig and jsonld hold named graphs, the others triples alone."""


def export(
    store: EmbeddedStore,
    format_name: str,
    output: BinaryIO,
    *,
    base: str,
    graph_iri: str | None = None,
    annotations: bool = False,
) -> None:
    """Writes the graph: triples of the default graph, or that and the quads of the named ones, so that what
    loads it answers as we do; of one named graph where `graph_iri` says so.

    With `annotations` the evidence comes as whole Web Annotations: beside the triples of the default graph,
    or in place of the lean form in its named graphs. Raises ParameterError for an unknown format or graph.
    """
    if format_name not in FORMATS:
        raise ParameterError("no-format", format=format_name, known=", ".join(FORMATS))
    chosen = FORMATS[format_name]
    prefixes = {**PREFIXES, "id": base}
    if graph_iri is not None:
        serialize(_triples_of(store, graph_iri), output, chosen, prefixes=prefixes)
    elif chosen.supports_datasets:
        serialize(
            chain(_default_quads(store), _named_quads(store, annotations)), output, chosen, prefixes=prefixes
        )
    elif annotations:
        own = (quad.triple for quad in _default_quads(store))
        serialize(chain(own, _annotations(store, _evidence_graphs(store))), output, chosen, prefixes=prefixes)
    else:
        store.engine.dump(output, chosen, from_graph=DefaultGraph(), prefixes=prefixes)


def _triples_of(store: EmbeddedStore, graph_iri: str) -> Iterator[Triple]:
    try:
        name = NamedNode(graph_iri)
    except ValueError as error:
        raise ParameterError("no-iri", iri=graph_iri, reason=error) from error
    if not store.engine.contains_named_graph(name):
        known = ", ".join(sorted(str(one.value) for one in store.engine.named_graphs()))
        raise ParameterError("no-graph", graph=graph_iri, known=known)
    return (quad.triple for quad in store.engine.quads_for_pattern(None, None, None, name))


def _default_quads(store: EmbeddedStore) -> Iterator[Quad]:
    return store.engine.quads_for_pattern(None, None, None, DefaultGraph())


def _named_quads(store: EmbeddedStore, annotations: bool) -> Iterator[Quad]:
    whole = set(_evidence_graphs(store)) if annotations else set()
    for name in sorted(store.engine.named_graphs(), key=str):
        if name in whole:
            yield from (
                Quad(one.subject, one.predicate, one.object, name) for one in _annotations(store, [name])
            )
        else:
            yield from store.engine.quads_for_pattern(None, None, None, name)


def _evidence_graphs(store: EmbeddedStore) -> list[GraphName]:
    return [name for name in store.engine.named_graphs() if is_evidence_graph(name.value)]


def _annotations(store: EmbeddedStore, graphs: list[GraphName]) -> Iterator[Triple]:
    """The evidence of these named graphs as Web Annotations."""
    found = store.engine.query(ANNOTATIONS, default_graph=DefaultGraph(), named_graphs=graphs)
    assert isinstance(found, QueryTriples)
    yield from found
