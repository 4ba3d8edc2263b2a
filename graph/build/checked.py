"""Things of a store as shapes look at them: one after another, so that a graph need not fit into memory."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from graph.build.notices import UNCHECKED_GRAPHS, Notice
from graph.build.shapes import CheckedShape, Path, PathStep, Shapes
from graph.write.rdf import TYPE, Names, Object

Said = Mapping[NamedNode, Sequence[Object]]
"""What a thing says: the objects of each of its properties."""


class Checked:
    """The default graph of a store, but for what is no part of any report, as shapes look at it."""

    def __init__(self, store: Store, names: Names, shapes: Shapes) -> None:
        self.links = Links(store)
        self._shapes = shapes
        self._graphs = [names(path) for path in UNCHECKED_GRAPHS]

    def everything(self) -> Iterator[Notice]:
        """What is wrong with the things of the store."""
        unchecked = {quad.subject for graph in self._graphs for quad in self.links.of(graph)}
        pointed: set[NamedNode] = set()
        # On the disk the triples of a thing stand together.
        for thing, own in groupby(self.links.of(DefaultGraph()), key=attrgetter("subject")):
            if isinstance(thing, NamedNode) and thing not in unchecked:
                said = _said(own)
                pointed.update(self._pointed(said))
                yield from self._wrong(thing, said, self._of_itself(said))
        for thing in sorted(pointed, key=str):
            yield from self._wrong(thing, self.links.said(thing), self._of_objects(thing))

    def wrong_with(self, things: Iterable[NamedNode]) -> Iterator[Notice]:
        """What is wrong with these things."""
        for thing in things:
            said = self.links.said(thing)
            yield from self._wrong(thing, said, (*self._of_itself(said), *self._of_objects(thing)))

    def affected(self, touched: Iterable[Triple]) -> dict[NamedNode, None]:
        """What may fare otherwise: the ends of a touched triple, and what leads to a changed class."""
        found: dict[NamedNode, None] = {}
        for one in touched:
            ends = [end for end in (one.subject, one.object) if isinstance(end, NamedNode)]
            if one.predicate == TYPE:
                ends = [*ends[:1], *(near for end in ends[:1] for near in self._pointing_to(end))]
            found.update(dict.fromkeys((*ends, *self._starts(one))))
        return found

    # ── the shapes of a thing ──

    def _of_itself(self, said: Said) -> Iterator[CheckedShape]:
        """The shapes that a thing has by its classes, and by what it says."""
        for kind in said.get(TYPE, ()):
            if isinstance(kind, NamedNode):
                yield from self._shapes.of_class.get(kind, ())
        for predicate, shapes in self._shapes.of_subjects.items():
            if predicate in said:
                yield from shapes

    def _of_objects(self, thing: NamedNode) -> Iterator[CheckedShape]:
        """The shapes that a thing has by what leads to it."""
        for predicate, shapes in self._shapes.of_objects.items():
            if next(self.links.step(thing, PathStep(predicate, against=True)), None) is not None:
                yield from shapes

    def _pointed(self, said: Said) -> Iterator[NamedNode]:
        """What a thing leads to that has a shape by that."""
        for predicate in self._shapes.of_objects:
            yield from (end for end in said.get(predicate, ()) if isinstance(end, NamedNode))

    def _wrong(self, thing: NamedNode, said: Said, shapes: Iterable[CheckedShape]) -> Iterator[Notice]:
        looked = _Looked(thing, said, self.links)
        for shape in dict.fromkeys(shapes):
            for broken in shape.broken(looked):
                yield Notice(broken.severity, broken.message, broken.remedy, thing.value)

    # ── what a touched triple is about ──

    def _pointing_to(self, thing: NamedNode) -> Iterator[NamedNode]:
        for quad in self.links.leading_to(thing):
            if quad.predicate in self._shapes.predicates and isinstance(quad.subject, NamedNode):
                yield quad.subject

    def _starts(self, touched: Triple) -> Iterator[NamedNode]:
        """Whose paths, of several steps, walk along the triple after their first."""
        for path in self._shapes.paths:
            for at, step in enumerate(path):
                if at and step.predicate == touched.predicate:
                    back = tuple(one.reversed for one in reversed(path[:at]))
                    ends = self.links.walk([touched.object if step.against else touched.subject], back)
                    yield from (end for end in ends if isinstance(end, NamedNode))


@dataclass(frozen=True, slots=True)
class _Looked:
    """A thing with what it says at hand; what goes farther is asked of the store."""

    thing: NamedNode
    said: Said
    links: "Links"

    def values(self, path: Path) -> Sequence[Object]:
        """What the path leads to, each once; the thing itself where there is no path."""
        if len(path) == 1 and not path[0].against:
            return self.said.get(path[0].predicate, ())
        return self.links.walk([self.thing], path)

    def has_class(self, node: Object, wanted: NamedNode) -> bool:
        """Whether the node is said to be of that class."""
        return isinstance(node, NamedNode) and wanted in self.links.types_of(node)


class Links:
    """What leads where in the default graph of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.types_of = _types_in(store)

    def of(self, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
        """All that a graph has."""
        return self._store.quads_for_pattern(None, None, None, graph)

    def said(self, thing: NamedNode) -> Said:
        """What the thing says."""
        return _said(self._store.quads_for_pattern(thing, None, None, DefaultGraph()))

    def leading_to(self, thing: NamedNode) -> Iterator[Quad]:
        """What says something of the thing."""
        return self._store.quads_for_pattern(None, None, thing, DefaultGraph())

    def walk(self, starts: Collection[Object], path: Path) -> list[Object]:
        """Where the path leads to from these, each end once."""
        ends = list(starts)
        for step in path:
            ends = list(dict.fromkeys(far for end in ends for far in self.step(end, step)))
        return ends

    def step(self, start: Object, step: PathStep) -> Iterator[Object]:
        """Where one step leads to."""
        if step.against:
            quads = self._store.quads_for_pattern(None, step.predicate, start, DefaultGraph())
            return (quad.subject for quad in quads)
        if not isinstance(start, NamedNode):
            return iter(())
        quads = self._store.quads_for_pattern(start, step.predicate, None, DefaultGraph())
        return (quad.object for quad in quads)


def _said(quads: Iterable[Quad]) -> dict[NamedNode, list[Object]]:
    found: dict[NamedNode, list[Object]] = {}
    for quad in quads:
        found.setdefault(quad.predicate, []).append(quad.object)
    return found


def _types_in(store: Store) -> Callable[[NamedNode], frozenset[Object]]:
    """The classes of a thing; it knows the store alone, which thus closes with the last who asks."""

    @lru_cache(100_000)
    def types_of(thing: NamedNode) -> frozenset[Object]:
        return frozenset(quad.object for quad in store.quads_for_pattern(thing, TYPE, None, DefaultGraph()))

    return types_of
