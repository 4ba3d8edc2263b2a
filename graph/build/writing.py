"""Writing a snapshot's store: anew, or as a copy of an earlier one in which only what changed is written."""

import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from graph.build.filling import Filling
from graph.build.notices import UNCHECKED_GRAPHS
from graph.build.reuse import Reusable
from graph.entities import Id
from graph.iris import is_evidence_graph
from graph.write.contents import Contents
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
WRITTEN_ONCE_MORE = range(20_000, MOST_AT_ONCE + 1)
"""A copied store of so many quads, merged with what changed, is in the end written once more, at once.

Of fewer quads that would spare a megabyte or two.
"""


@dataclass(slots=True)
class Writer:
    """Writes one store; `touched` are the triples that it has and the earlier one had not, or the reverse.

    `earlier` tells what the store that was copied was made of; None where it is written anew. Then quads are
    `held` until all are there, or more than can be written at once.
    """

    store: Store
    earlier: Reusable | None
    touched: list[Triple] = field(default_factory=list)
    held: list[Quad] | None = field(init=False)

    def __post_init__(self) -> None:
        self.held = [] if self.earlier is None else None

    def evidence(self, filling: Filling, digests: Mapping[Id, int]) -> None:
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

    def all_but_evidence(self) -> Store:
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
        """Makes the store of so many quads in that folder ready to be read, without what was taken away.

        That slows every question, and questions are asked a hundred times as often as a store is written.
        """
        if self.earlier is not None and quads in WRITTEN_ONCE_MORE:
            self._write_once_more(folder)
            return
        self.settle()
        self.store.flush()
        if self.held is None:
            self.store.optimize()

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

    def _changed_evidence(self, filling: Filling, digests: Mapping[Id, int], earlier: Reusable) -> None:
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
        for path in [path for path, count in counts.items() if not count]:
            self.store.remove_graph(names(path))
            del counts[path]

    def _exchange(
        self, went: Iterable[Quad], came: Iterable[Quad], counts: Counter[Id], names: Names
    ) -> None:
        """Takes quads away and writes those that are not there; keeps the sizes of their graphs."""
        for quad in went:
            self.store.remove(quad)
            counts[_path(quad, names)] -= 1
        new = dict.fromkeys(quad for quad in came if quad not in self.store)
        for quad in new:
            counts[_path(quad, names)] += 1
        self.store.extend(new)

    def _differences(self, contents: Contents, earlier: Reusable) -> None:
        digests = contents.digests()
        gone = [path for path in earlier.graphs if path not in digests]
        changed = [path for path, digest in digests.items() if earlier.graphs.get(path) != digest]
        removed = [triple for path in (*changed, *gone) for triple in self._rewrite(path, contents)]
        for path in gone:
            self.store.remove_graph(contents.names(path))
        nowhere = [one for one in dict.fromkeys(removed) if not self._is_merged(one)]
        self._write((), nowhere, DefaultGraph())

    def _rewrite(self, path: Id, contents: Contents) -> list[Triple]:
        """Brings a named graph up to date, and the default graph with what came; the triples that went."""
        name, now = contents.names(path), contents.triples(path)
        before = {quad.triple for quad in self.store.quads_for_pattern(None, None, None, name)}
        came = [triple for triple in now if triple not in before]
        went = [triple for triple in before if triple not in now]
        self._write(came, went, name)
        self._write(came, (), DefaultGraph())
        if path not in UNCHECKED_GRAPHS:
            self.touched += (*came, *went)
        return went

    def _is_merged(self, one: Triple) -> bool:
        """Whether any named graph but the evidence has the triple."""
        found = self.store.quads_for_pattern(one.subject, one.predicate, one.object, None)
        graphs = (quad.graph_name for quad in found)
        return any(isinstance(name, NamedNode) and not is_evidence_graph(name.value) for name in graphs)

    def _write(
        self, came: Collection[Triple], went: Collection[Triple], graph: NamedNode | DefaultGraph
    ) -> None:
        self.store.extend(Quad(one.subject, one.predicate, one.object, graph) for one in came)
        for one in went:
            self.store.remove(Quad(one.subject, one.predicate, one.object, graph))


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
