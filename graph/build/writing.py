"""Writing a snapshot's store: anew, or as a copy of an earlier one in which only what changed is written."""

import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from graph.build.filling import SnapshotFilling
from graph.build.notices import UNCHECKED_GRAPHS
from graph.build.reuse import Reusable
from graph.entities import Id
from graph.iris import ABOUT_GRAPH, is_evidence_graph
from graph.write.about.statistics import DefaultGraphOf, Statistics, TripleCounts, count, recount
from graph.write.contents import LARGE_GRAPHS, Contents
from graph.write.evidence import evidence_of, idle_decisions
from graph.write.rdf import Names

OF_A_PROCESS = shutil.ignore_patterns("LOCK", "LOG", "LOG.old.*")
"""Files of a store that are no part of its content."""
QUADS_AT_ONCE = 100_000
"""What the engine sorts in memory before it writes a file, at some two kilobytes each."""
MOST_AT_ONCE = 300_000
"""So many quads are written at once, at some 1.3 kilobytes each: the engine packs what it is given so.

What it has to merge with what was there it packs no more, as long as a store is small (512 MB an order of
quads): the same quads then take two thirds more of the disk.
"""
PACKED_AGAIN = 0.25
"""The share of a copied store's quads that may come and go before it is packed again.

Packing takes as long as writing everything: after every addition it would be most of what an addition takes.
"""


@dataclass(slots=True)
class Writer:
    """Writes one store; `touched` are the triples that it has and the earlier one had not, or the reverse.

    `earlier` tells what the store that was copied, at `copied`, was made of; None where it is written anew.
    Then quads are `held` until all are there, or more than can be written at once. `unpacked` and `counts`
    are as the next build needs them.
    """

    store: Store
    earlier: Reusable | None
    copied: Path | None = None
    touched: list[Triple] = field(default_factory=list)
    unpacked: int = 0
    counts: TripleCounts = field(default_factory=TripleCounts)
    held: list[Quad] | None = field(init=False)
    _untold: list[Triple] = field(default_factory=list)
    """Touched triples that no shape looks at."""

    def __post_init__(self) -> None:
        self.held = [] if self.earlier is None else None
        self.unpacked = self.earlier.unpacked if self.earlier is not None else 0

    def evidence(self, filling: SnapshotFilling, digests: Mapping[Id, int]) -> None:
        """Writes the evidence of all entries, which is made of what the digests tell."""
        if self.earlier is None:
            self._load(filling.evidence(digests))
        else:
            self._changed_evidence(filling, digests, self.earlier)

    def contents(self, contents: Contents) -> None:
        """Writes all graphs but the evidence, and the default graph."""
        if self.earlier is None:
            self._load(quad for path in contents.paths() for quad in _twice(contents.quads(path)))
        else:
            self._differences(contents, self.earlier)

    def count(self, contents: Contents) -> Statistics:
        """The statistics of what was to be written into the default graph."""
        about, held = contents.names(ABOUT_GRAPH), contents.triples(ABOUT_GRAPH)
        if self.earlier is None or self.copied is None:
            found = count(store := self._all_but_evidence())
            self.counts = found.copy()
            _count_each(self.counts, DefaultGraphOf(store), held, -1)
            return found.statistics()
        before, after = Store.read_only(str(self.copied)), DefaultGraphOf(self.store, about)
        touched = (*self.touched, *self._untold)
        self.counts = recount(self.earlier.counts, DefaultGraphOf(before, about), after, touched)
        found = self.counts.copy()
        _count_each(found, after, held)
        return found.statistics()

    def _all_but_evidence(self) -> Store:
        """A store with whatever was to be written, but for evidence that is still held."""
        if self.held is None:
            return self.store
        found = Store()
        found.extend(quad for quad in self.held if not _is_evidence(quad))
        return found

    def again(self, path: Id, contents: Contents) -> None:
        """Writes a graph that has got more triples since."""
        if self.held is not None:
            self.held += _twice(contents.quads(path))
        else:
            self.store.extend(_twice(contents.quads(path)))

    def settle(self) -> None:
        """Writes whatever is held, at once."""
        if self.held is not None:
            self.store.bulk_extend(self.held)
            self.held.clear()

    def finish(self, folder: Path, quads: int) -> None:
        """Makes the store of so many quads in that folder ready to be read.

        What was taken away of it and what was written piece by piece slows every question: of that it has
        little in the end.
        """
        is_packed = self.earlier is not None and self.unpacked <= PACKED_AGAIN * quads
        if not is_packed:
            self.unpacked = 0
        if not is_packed and self.earlier is not None and quads <= MOST_AT_ONCE:
            self._write_once_more(folder)
        else:
            self.settle()
            self.store.flush()
            if not is_packed and self.held is None:
                self.store.optimize()
        del self.store  # the engine goes on moving files of a store that it may write
        self.store = Store.read_only(str(folder))

    def _write_once_more(self, folder: Path) -> None:
        """Puts a store that got its quads at once into the place of one that got them piece by piece."""
        anew = folder.with_name(f"{folder.name}.anew")
        written = Store(str(anew))
        written.bulk_extend(self.store.quads_for_pattern(None, None, None))
        del written, self.store  # the engine holds the folder of an open store
        shutil.rmtree(folder)
        anew.rename(folder)
        self.store = Store.read_only(str(folder))

    def _load(self, quads: Iterable[Quad]) -> None:
        """Writes the quads in portions that fit into memory, however many they are."""
        left = iter(quads)
        while portion := list(islice(left, QUADS_AT_ONCE)):
            if self.held is not None and len(self.held) + len(portion) <= MOST_AT_ONCE:
                self.held += portion
            else:
                self._let_go()
                self.store.bulk_extend(portion)

    def _let_go(self) -> None:
        """Writes what is held in portions: it is too much to be written at once."""
        held, self.held = self.held or [], None
        for start in range(0, len(held), QUADS_AT_ONCE):
            self.store.bulk_extend(held[start : start + QUADS_AT_ONCE])

    def _changed_evidence(
        self, filling: SnapshotFilling, digests: Mapping[Id, int], earlier: Reusable
    ) -> None:
        """Takes away what is of entries that changed or went, and writes what there is of them now."""
        names, counts = filling.contents.names, filling.contents.evidence
        came = list(filling.evidence(earlier.changed(digests)))
        counts.clear()
        counts.update(earlier.evidence)
        outdated = [(entry, filling.evidence_graph_of(entry)) for entry in earlier.outdated(digests)]
        went = [quad for entry, graph in outdated for quad in evidence_of(self.store, graph, entry, names)]
        self._exchange(went, came, counts, names)
        graphs = dict.fromkeys(graph for _, graph in outdated)
        idle = [quad for graph in graphs for quad in idle_decisions(self.store, graph, went)]
        self._exchange(idle, (), counts, names)
        for path in [path for path, size in counts.items() if not size]:
            self.store.remove_graph(names(path))
            del counts[path]

    def _exchange(
        self, went: Iterable[Quad], came: Iterable[Quad], counts: Counter[Id], names: Names
    ) -> None:
        """Takes quads away and writes those that are not there; keeps the sizes of their graphs."""
        for quad in went:
            self.store.remove(quad)
            counts[_path(quad, names)] -= 1
            self.unpacked += 1
        new = dict.fromkeys(quad for quad in came if quad not in self.store)
        for quad in new:
            counts[_path(quad, names)] += 1
        self.store.extend(new)
        self.unpacked += len(new)

    def _differences(self, contents: Contents, earlier: Reusable) -> None:
        digests = contents.digests()
        gone = [path for path in earlier.graphs if path not in digests]
        changed = [path for path, digest in digests.items() if earlier.digest(path) != digest]
        for path in LARGE_GRAPHS:
            contents.resize(path, earlier.graphs.get(path, (0, 0))[0])
        removed = [triple for path in (*changed, *gone) for triple in self._rewrite(path, contents)]
        for path in gone:
            self.store.remove_graph(contents.names(path))
        nowhere = [one for one in dict.fromkeys(removed) if not self._is_merged(one)]
        self._write((), nowhere, DefaultGraph())

    def _rewrite(self, path: Id, contents: Contents) -> list[Triple]:
        """Brings a named graph up to date, and the default graph with what came; the triples that went."""
        now, before = self._may_differ(path, contents)
        came = [triple for triple in now if triple not in before]
        went = [triple for triple in before if triple not in now]
        self._write(came, went, contents.names(path))
        self._write(came, (), DefaultGraph())
        if path in LARGE_GRAPHS:
            contents.resize(path, contents.counts()[path] + len(came) - len(went))
        touched = self._untold if path in UNCHECKED_GRAPHS else self.touched
        if path != ABOUT_GRAPH:
            touched += (*came, *went)
        return went

    def _may_differ(self, path: Id, contents: Contents) -> tuple[Collection[Triple], Collection[Triple]]:
        """What a graph has now and had before, where it is not known to be the same."""
        name = contents.names(path)
        if path not in LARGE_GRAPHS:
            return contents.triples(path), set(self._held(None, name))
        things = map(contents.names, contents.differing(path))
        return contents.triples(path), {triple for thing in things for triple in self._told_of(thing, name)}

    def _told_of(self, thing: NamedNode, name: NamedNode) -> Iterator[Triple]:
        """What a large graph tells of a thing, and of the nodes under its name."""
        for triple in self._held(thing, name):
            yield triple
            if isinstance(triple.object, NamedNode) and triple.object.value.startswith(f"{thing.value}/"):
                yield from self._held(triple.object, name)

    def _held(self, thing: NamedNode | None, name: NamedNode) -> Iterator[Triple]:
        """What the named graph says of a thing, or at all."""
        return (quad.triple for quad in self.store.quads_for_pattern(thing, None, None, name))

    def _is_merged(self, one: Triple) -> bool:
        """Whether any named graph but the evidence has the triple."""
        found = self.store.quads_for_pattern(one.subject, one.predicate, one.object, None)
        # asked for the number 255 (511, 767 …) the engine on disk finds those up to 510 as well
        graphs = (quad.graph_name for quad in found if quad.object == one.object)
        return any(isinstance(name, NamedNode) and not is_evidence_graph(name.value) for name in graphs)

    def _write(
        self, came: Collection[Triple], went: Collection[Triple], graph: NamedNode | DefaultGraph
    ) -> None:
        self.store.extend(Quad(one.subject, one.predicate, one.object, graph) for one in came)
        self.unpacked += len(came) + len(went)
        for one in went:
            self.store.remove(Quad(one.subject, one.predicate, one.object, graph))


def _count_each(
    counts: TripleCounts, graph: DefaultGraphOf, triples: Iterable[Triple], sign: int = 1
) -> None:
    for one in triples:
        if isinstance(one.subject, NamedNode):
            counts.add(graph, one.subject, (one,), sign)


def _path(quad: Quad, names: Names) -> Id:
    """The identifier of the named graph that the quad is in."""
    assert isinstance(quad.graph_name, NamedNode)
    return names.path(quad.graph_name.value)


def _is_evidence(quad: Quad) -> bool:
    return isinstance(quad.graph_name, NamedNode) and is_evidence_graph(quad.graph_name.value)


def _twice(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Each quad in its graph and in the default graph."""
    for quad in quads:
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())


def new_store(folder: Path, copied: Path | None) -> Store:
    """A store in that folder: empty, or with all that the copied one has."""
    if copied is not None:
        shutil.copytree(copied, folder, ignore=OF_A_PROCESS)
    return Store(str(folder))
