"""What a snapshot's default graph holds, counted: classes, properties of each class, what they lead to."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple
from rdflib.namespace import VOID

from graph.iris import slug
from graph.write.rdf import TYPE, About, Names, Object, term, whole
from ontology.terms import VOID_EXT


@dataclass(slots=True)
class Statistics:
    """How many triples there are, with each property, and instances of each class.

    `links` counts, for a class and a property, the triples that lead to each class or datatype.
    """

    triples: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    links: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    datatypes: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def count(store: Store) -> Statistics:
    """The statistics of the store's default graph."""
    found, alike = Statistics(), Counter[_Alike]()
    kinds = (quad.object for quad in store.quads_for_pattern(None, TYPE, None, DefaultGraph()))
    found.classes.update(one.value for one in kinds if isinstance(one, NamedNode))
    types = lru_cache(100_000)(lambda thing: _types(store, thing))
    # On the disk the triples of a thing stand together.
    for subject, quads in groupby(_default(store), key=attrgetter("subject")):
        own = types(subject)
        for quad in quads:
            value = quad.object
            end = value.datatype if isinstance(value, Literal) else types(value)
            alike[own, quad.predicate, end] += 1
    for (own, predicate, kind), number in alike.items():
        _add(found, own, predicate.value, kind, number)
    return found


_Classes = tuple[str, ...]
_Alike = tuple[_Classes, NamedNode, _Classes | NamedNode]
"""What triples have in common: the classes of the thing, the property, the classes or datatype at its end."""


def _default(store: Store) -> Iterator[Quad]:
    return store.quads_for_pattern(None, None, None, DefaultGraph())


def _types(store: Store, thing: Object) -> _Classes:
    """The classes of a thing."""
    if not isinstance(thing, NamedNode):
        return ()
    kinds = (quad.object for quad in store.quads_for_pattern(thing, TYPE, None, DefaultGraph()))
    return tuple(one.value for one in kinds if isinstance(one, NamedNode))


def _add(found: Statistics, own: _Classes, predicate: str, end: _Classes | NamedNode, number: int) -> None:
    """Counts that many triples that have all this in common."""
    found.triples += number
    found.properties[predicate] += number
    for one in own:
        if isinstance(end, NamedNode):
            found.datatypes[one, predicate][end.value] += number
        else:
            found.links[one, predicate].update(dict.fromkeys((*end, ""), number))


def partition_triples(names: Names, found: Statistics) -> Iterator[Triple]:
    """The VoID partitions: by property, by class, and in each class by property with what it leads to."""
    dataset = About(names("dataset"))
    for iri, size in sorted(found.properties.items()):
        node = names(f"dataset/property/{slug(iri)}")
        yield from dataset.says(VOID.propertyPartition, node)
        yield from _partition(node, VOID.property, iri, VOID.triples, size)
    for iri, size in sorted(found.classes.items()):
        node = names(f"dataset/class/{slug(iri)}")
        yield from dataset.says(VOID.classPartition, node)
        yield from _partition(node, VOID["class"], iri, VOID.entities, size)
    for own, property_ in sorted(found.links.keys() | found.datatypes.keys()):
        yield from _link_triples(names, found, own, property_)


def _link_triples(names: Names, found: Statistics, own: str, property_: str) -> Iterator[Triple]:
    path = f"dataset/class/{slug(own)}/{slug(property_)}"
    links, datatypes = (
        found.links.get((own, property_), Counter()),
        found.datatypes.get((own, property_), Counter()),
    )
    yield from About(names(f"dataset/class/{slug(own)}")).says(VOID.propertyPartition, names(path))
    size = links[""] + datatypes.total()
    yield from _partition(names(path), VOID.property, property_, VOID.triples, size)
    for iri, number in sorted(links.items()):
        if iri:
            node = names(f"{path}/{slug(iri)}")
            yield from About(names(path)).says(VOID.classPartition, node)
            yield from _partition(node, VOID["class"], iri, VOID.triples, number)
    for iri, number in sorted(datatypes.items()):
        node = names(f"{path}/datatype/{slug(iri)}")
        yield from About(names(path)).says(VOID_EXT.datatypePartition, node)
        yield from _partition(node, VOID_EXT.datatype, iri, VOID.triples, number)


def _partition(node: NamedNode, key: str, iri: str, measure: str, size: int) -> Iterator[Triple]:
    yield from About(node).says(key, term(iri))
    yield from About(node).says(measure, whole(size))
