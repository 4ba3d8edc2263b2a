"""A Linked Data Event Stream (https://w3id.org/ldes/specification): each thing in each version that it had.

A version begins with the snapshot that first says so; of the oldest that is kept every thing is one.
"""

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import DefaultGraph, Literal, NamedNode, Triple
from rdflib.namespace import DCTERMS, PROV, XSD

from graph.changes.differences import ChangeSet, told_kinds
from graph.snapshots.snapshot import Snapshot
from graph.snapshots.store import EmbeddedStore
from graph.write.rdf import TYPE, term
from ontology.terms import AS, LDES, POB, TREE
from web.endpoint.feed import moment

MEMBERS = 200
"""As many versions are on a page."""

_Version = tuple[str, NamedNode]
"""The thing's IRI, and whether it was made, altered or taken away."""


def overview(origin: str, kept: Sequence[Snapshot]) -> Iterator[Triple]:
    """The stream and its root node, which leads to the first page of each snapshot."""
    stream, root = NamedNode(f"{origin}/stream"), NamedNode(f"{origin}/stream#view")
    yield Triple(stream, TYPE, term(LDES.EventStream))
    yield Triple(stream, term(LDES.timestampPath), term(PROV.generatedAtTime))
    yield Triple(stream, term(LDES.versionOfPath), term(DCTERMS.isVersionOf))
    yield Triple(stream, term(LDES.versionDeleteObject), term(AS.Delete))
    yield Triple(stream, term(TREE.shape), NamedNode(f"{origin}/shapes"))
    yield Triple(stream, term(TREE.view), root)
    yield Triple(root, TYPE, term(TREE.Node))
    for snapshot in kept:
        relation = NamedNode(f"{origin}/stream#since-{snapshot.id}")
        yield from _relation(root, relation, TREE.GreaterThanOrEqualToRelation, _page(origin, snapshot, 1))
        yield Triple(relation, term(TREE.path), term(PROV.generatedAtTime))
        yield Triple(relation, term(TREE.value), _time(snapshot))


def page(
    origin: str, kept: Sequence[Snapshot], at: int, found: ChangeSet | None, number: int
) -> list[Triple] | None:
    """The versions on that page of the snapshot and what leads on; None where there is no such page.

    `found` is what the snapshot says otherwise than the one before, None for the oldest.
    """
    snapshot, store = kept[at], kept[at].open()
    versions = _all(store) if found is None else _changed(found)
    chosen = versions[(number - 1) * MEMBERS : number * MEMBERS]
    if number < 1 or (number > 1 and not chosen):
        return None
    node, stream = _page(origin, snapshot, number), NamedNode(f"{origin}/stream")
    triples = [
        Triple(node, TYPE, term(TREE.Node)),
        Triple(stream, term(TREE.view), NamedNode(f"{origin}/stream#view")),
    ]
    if number * MEMBERS < len(versions):
        onward = NamedNode(f"{node.value}#next")
        triples += _relation(node, onward, TREE.Relation, _page(origin, snapshot, number + 1))
    for count, version in enumerate(chosen, start=(number - 1) * MEMBERS + 1):
        member = NamedNode(f"{origin}/stream/{snapshot.id}#{count}")
        triples.append(Triple(stream, term(TREE.member), member))
        triples += _member(member, version, snapshot, store)
    return triples


def _all(store: EmbeddedStore) -> list[_Version]:
    kinds = (NamedNode(str(POB._NS) + kind) for kind in told_kinds())
    found = (
        quad.subject
        for kind in kinds
        for quad in store.engine.quads_for_pattern(None, TYPE, kind, DefaultGraph())
    )
    return [
        (iri, term(AS.Create)) for iri in sorted({one.value for one in found if isinstance(one, NamedNode)})
    ]


def _changed(found: ChangeSet) -> list[_Version]:
    gone = (*found.removed, *(one.entity for one in found.redirected))
    return [
        *((one.iri, term(AS.Create)) for one in found.added),
        *((one.entity.iri, term(AS.Update)) for one in found.altered),
        *((one.iri, term(AS.Delete)) for one in gone),
    ]


def _member(
    member: NamedNode, version: _Version, snapshot: Snapshot, store: EmbeddedStore
) -> Iterator[Triple]:
    iri, what = version
    yield Triple(member, TYPE, what)
    yield Triple(member, term(DCTERMS.isVersionOf), NamedNode(iri))
    yield Triple(member, term(PROV.generatedAtTime), _time(snapshot))
    if what.value != str(AS.Delete):
        yield from (_about(one, NamedNode(iri), member) for one in state(store, NamedNode(iri)))


def _about(triple: Triple, thing: NamedNode, member: NamedNode) -> Triple:
    """The triple, of the version where it is of the thing."""
    return Triple(member, triple.predicate, triple.object) if triple.subject == thing else triple


def state(store: EmbeddedStore, thing: NamedNode) -> Iterator[Triple]:
    """What a snapshot says of a thing and of the nodes that belong to it."""
    for quad in store.engine.quads_for_pattern(thing, None, None, DefaultGraph()):
        yield quad.triple
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(f"{thing.value}/"):
            yield from state(store, quad.object)


def _relation(node: NamedNode, relation: NamedNode, kind: str, to: NamedNode) -> Iterable[Triple]:
    yield Triple(node, term(TREE.relation), relation)
    yield Triple(relation, TYPE, term(kind))
    yield Triple(relation, term(TREE.node), to)


def _page(origin: str, snapshot: Snapshot, number: int) -> NamedNode:
    return NamedNode(f"{origin}/stream/{snapshot.id}/{number}.ttl")


def _time(snapshot: Snapshot) -> Literal:
    return Literal(moment(snapshot), datatype=term(XSD.dateTime))
