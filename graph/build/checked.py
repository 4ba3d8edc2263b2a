"""What shapes look at, read from a store for some things at a time: a graph need not fit into memory.

Of a thing they see its own triples, the classes of what these lead to, and what lies at the end of the paths
that shapes walk.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple
from rdflib import BNode, Graph, URIRef
from rdflib.collection import Collection as RdfList
from rdflib.namespace import RDF, SH

from graph.build.notices import UNCHECKED_GRAPHS
from graph.write.rdf import TYPE, Names, Object, term

CHUNK = 200_000
"""As many triples are checked at once, of as many things as have them."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: along a property, or against it."""

    predicate: NamedNode
    against: bool = False

    @property
    def reversed(self) -> "Step":
        """The same step back."""
        return Step(self.predicate, not self.against)


class Checked:
    """The triples of a store's default graph that some shapes can look at."""

    def __init__(self, store: Store, names: Names, shapes: Graph) -> None:
        self._store = store
        self._graphs = [names(path) for path in UNCHECKED_GRAPHS]
        self._predicates = _predicates(shapes)
        self._paths = _paths(shapes)
        self._targets = frozenset(term(str(one)) for one in shapes.objects(None, SH.targetObjectsOf))
        self._types = _types_in(store)

    def parts(self) -> Iterator[tuple[frozenset[str], list[Triple]]]:
        """Some things after others, until all have been, with what shapes see of them."""
        unchecked = {quad.subject for graph in self._graphs for quad in self._of(graph)}
        things: dict[NamedNode, list[Triple]] = {}
        size = 0
        # On the disk the triples of a thing stand together.
        for thing, own in groupby(self._of(DefaultGraph()), key=attrgetter("subject")):
            if isinstance(thing, NamedNode) and thing not in unchecked:
                seen = [quad.triple for quad in own if quad.predicate in self._predicates]
                things.setdefault(thing, []).extend(seen)
                size += len(seen)
            if size >= CHUNK:
                yield self._around(things)
                things, size = {}, 0
        if things:
            yield self._around(things)

    def around(self, things: Iterable[NamedNode]) -> tuple[frozenset[str], list[Triple]]:
        """The IRIs of these things, and of those that only they lead to; what shapes see of them."""
        return self._around({thing: self._own(thing) for thing in things})

    def _around(self, things: Mapping[NamedNode, list[Triple]]) -> tuple[frozenset[str], list[Triple]]:
        found = dict.fromkeys(one for own in things.values() for one in own)
        focuses = {thing.value for thing in things}
        for thing, own in things.items():
            says = {one.predicate for one in own}
            for path in self._paths:
                if path[0].against or path[0].predicate in says:
                    found.update(dict.fromkeys(self._walked(thing, path)))
            for one in own:
                if isinstance(one.object, NamedNode) and one.object not in things and one.predicate != TYPE:
                    found.update(dict.fromkeys(self._types(one.object)))
                    if one.predicate in self._targets and not self._own(one.object):
                        focuses.add(one.object.value)
        return frozenset(focuses), list(found)

    def pointing_to(self, thing: NamedNode) -> Iterator[NamedNode]:
        """What leads to the thing."""
        for quad in self._store.quads_for_pattern(None, None, thing, DefaultGraph()):
            if quad.predicate in self._predicates and isinstance(quad.subject, NamedNode):
                yield quad.subject

    def starts(self, touched: Triple) -> Iterator[NamedNode]:
        """Whose paths, of several steps, walk along the triple after their first."""
        for path in self._paths:
            for at, step in enumerate(path):
                if at and step.predicate == touched.predicate:
                    ends = [touched.object if step.against else touched.subject]
                    for before in reversed(path[:at]):
                        quads = [quad for end in ends for quad in self._step(end, before.reversed)]
                        ends = [quad.object if before.against else quad.subject for quad in quads]
                    yield from (end for end in ends if isinstance(end, NamedNode))

    def _of(self, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
        return self._store.quads_for_pattern(None, None, None, graph)

    def _own(self, thing: NamedNode) -> list[Triple]:
        own = self._store.quads_for_pattern(thing, None, None, DefaultGraph())
        return [quad.triple for quad in own if quad.predicate in self._predicates]

    def _walked(self, thing: NamedNode, path: Collection[Step]) -> Iterator[Triple]:
        """The triples along the path from the thing."""
        ends: list[Object] = [thing]
        for step in path:
            quads = [quad for end in ends for quad in self._step(end, step)]
            yield from (quad.triple for quad in quads)
            ends = [quad.subject if step.against else quad.object for quad in quads]

    def _step(self, start: Object, step: Step) -> Iterator[Quad]:
        if step.against:
            return self._store.quads_for_pattern(None, step.predicate, start, DefaultGraph())
        if not isinstance(start, NamedNode):
            return iter(())
        return self._store.quads_for_pattern(start, step.predicate, None, DefaultGraph())


def _types_in(store: Store) -> Callable[[NamedNode], tuple[Triple, ...]]:
    """The classes of a thing; it knows the store alone, which thus closes with the last who asks."""

    @lru_cache(100_000)
    def types_of(thing: NamedNode) -> tuple[Triple, ...]:
        return tuple(quad.triple for quad in store.quads_for_pattern(thing, TYPE, None, DefaultGraph()))

    return types_of


def _predicates(shapes: Graph) -> frozenset[NamedNode]:
    """The properties that shapes name, and the class."""
    pointing = (
        SH.path, SH.inversePath, SH.lessThanOrEquals, SH.targetObjectsOf, SH.targetSubjectsOf, RDF.first,
    )  # fmt: skip
    found = (one for end in pointing for one in shapes.objects(None, end) if isinstance(one, URIRef))
    return frozenset((*(term(str(one)) for one in found), TYPE))


def _paths(shapes: Graph) -> list[tuple[Step, ...]]:
    """The paths of shapes that are more than one property."""
    ends = sorted(set(shapes.objects(None, SH.path)), key=str)
    return [tuple(_steps(shapes, end)) for end in ends if isinstance(end, BNode)]


def _steps(shapes: Graph, end: Any) -> Iterator[Step]:
    against = shapes.value(end, SH.inversePath)
    if against is not None:
        yield Step(term(str(against)), against=True)
    elif isinstance(end, URIRef):
        yield Step(term(str(end)))
    else:
        for one in RdfList(shapes, end):
            yield from _steps(shapes, one)
