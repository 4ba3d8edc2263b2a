"""What a snapshot's default graph holds, counted: classes, properties of each class, what they lead to."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
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


Classes = tuple[str, ...]
Alike = tuple[Classes, str, Classes | str]
"""What triples have in common: the classes of the thing, the property, the classes or datatype at its end."""


@dataclass(slots=True)
class TripleCounts:
    """How many triples are alike, and how many things are of each class; other counts can be taken off."""

    alike: Counter[Alike] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)

    def add(self, of: "DefaultGraphOf", subject: NamedNode, triples: Iterable[Triple], sign: int = 1) -> None:
        """Counts triples of that subject in, or out where the sign is -1."""
        own = of.types(subject)
        for one in triples:
            value, predicate = one.object, one.predicate.value
            end = value.datatype.value if isinstance(value, Literal) else of.types(value)
            self.alike[own, predicate, end] += sign
            if one.predicate == TYPE and isinstance(value, NamedNode):
                self.classes[value.value] += sign

    def copy(self) -> "TripleCounts":
        """The same counts, apart."""
        return TripleCounts(self.alike.copy(), self.classes.copy())

    def statistics(self) -> Statistics:
        """What a description tells of them."""
        found = Statistics(classes=+self.classes)
        for (own, predicate, kind), number in (+self.alike).items():
            _add(found, own, predicate, kind, number)
        return found


class DefaultGraphOf:
    """The default graph of a store, but for what a named graph has that is not counted."""

    def __init__(self, store: Store, without: NamedNode | None = None) -> None:
        self._store = store
        self._left_out = _by_subject(store, without)
        self.types = _types_in(store, self._left_out)

    def of(self, subject: NamedNode) -> list[Triple]:
        """What is said of the subject."""
        return _said(self._store, self._left_out, subject)

    def has(self, one: Triple) -> bool:
        """Whether the triple is there."""
        is_there = Quad(one.subject, one.predicate, one.object, DefaultGraph()) in self._store
        return is_there and one not in self._left_out.get(one.subject, ())

    def all(self) -> Iterator[tuple[NamedNode, Iterator[Triple]]]:
        """What is said of each subject, in whatever graph."""
        quads = self._store.quads_for_pattern(None, None, None, DefaultGraph())
        # On the disk the triples of a thing stand together.
        for subject, own in groupby(quads, key=attrgetter("subject")):
            if isinstance(subject, NamedNode):
                yield subject, (quad.triple for quad in own)

    def leading_to(self, thing: NamedNode) -> Iterator[Triple]:
        """Whatever is said of others that leads to the thing."""
        return (quad.triple for quad in self._store.quads_for_pattern(None, None, thing, DefaultGraph()))


_LeftOut = Mapping[object, frozenset[Triple]]


def _by_subject(store: Store, graph: NamedNode | None) -> _LeftOut:
    """What a named graph says of each subject."""
    if graph is None:
        return {}
    found: dict[object, set[Triple]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, None, None, graph):
        found[quad.subject].add(quad.triple)
    return {subject: frozenset(triples) for subject, triples in found.items()}


def _said(store: Store, left_out: _LeftOut, subject: NamedNode) -> list[Triple]:
    without = left_out.get(subject, ())
    quads = store.quads_for_pattern(subject, None, None, DefaultGraph())
    return [quad.triple for quad in quads if quad.triple not in without]


def _types_in(store: Store, left_out: _LeftOut) -> Callable[[Object], Classes]:
    """The classes of a thing; it knows the store alone, which thus closes with the last who asks."""

    @lru_cache(100_000)
    def types_of(thing: Object) -> Classes:
        if not isinstance(thing, NamedNode):
            return ()
        without = left_out.get(thing, ())
        quads = store.quads_for_pattern(thing, TYPE, None, DefaultGraph())
        kinds = (quad.object for quad in quads if quad.triple not in without)
        return tuple(sorted(one.value for one in kinds if isinstance(one, NamedNode)))

    return types_of


def count(store: Store) -> TripleCounts:
    """What the store's default graph has."""
    found, graph = TripleCounts(), DefaultGraphOf(store)
    for subject, triples in graph.all():
        found.add(graph, subject, triples)
    return found


def recount(
    earlier: TripleCounts, before: DefaultGraphOf, after: DefaultGraphOf, touched: Collection[Triple]
) -> TripleCounts:
    """The counts of `after`, which differs from `before`, whose counts are known, by the touched triples.

    Of a thing whose class changed all is counted again, and all that leads to it.
    """
    retyped = {one.subject for one in touched if one.predicate == TYPE}
    affected = dict.fromkeys(touched)
    for thing in retyped:
        if isinstance(thing, NamedNode):
            for graph in (before, after):
                affected.update(dict.fromkeys((*graph.of(thing), *graph.leading_to(thing))))
    found = earlier.copy()
    for one in affected:
        if isinstance(one.subject, NamedNode):
            for graph, sign in ((before, -1), (after, 1)):
                if graph.has(one):
                    found.add(graph, one.subject, (one,), sign)
    return TripleCounts(+found.alike, +found.classes)


def _add(found: Statistics, own: Classes, predicate: str, end: Classes | str, number: int) -> None:
    """Counts that many triples that have all this in common."""
    found.triples += number
    found.properties[predicate] += number
    for one in own:
        if isinstance(end, str):
            found.datatypes[one, predicate][end] += number
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
