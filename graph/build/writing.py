"""Writing a snapshot's store: anew, or as a copy of an earlier one in which only what changed is written."""

import shutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from graph.build.notices import UNCHECKED_GRAPHS
from graph.build.reuse import Reusable
from graph.entities import Id
from graph.iris import evidence_graph, is_evidence_graph
from graph.write.contents import Contents

OF_A_PROCESS = shutil.ignore_patterns("LOCK", "LOG", "LOG.old.*")
"""Files of a store that are no part of its content."""
QUADS_AT_ONCE = 100_000
"""What the engine sorts in memory before it writes a file, at some two kilobytes each."""
WRITTEN_ONCE_MORE = range(20_000, 300_001)
"""A store of so many quads is written once more in the end, all of it at once, at some 1.3 kilobytes each.

The engine packs what it is given at once. What it has to merge with what was there it packs no more, as
long as a store is small (512 MB an order of quads): the same quads then take two thirds more of the disk.
Of fewer quads that is a megabyte or two.
"""


@dataclass(slots=True)
class Writer:
    """Writes one store; `touched` are the triples that it has and the earlier one had not, or the reverse.

    `earlier` tells what the store that was copied was made of; None where it is written anew.
    """

    store: Store
    earlier: Reusable | None
    touched: list[Triple] = field(default_factory=list)

    def evidence(self, outdated: Iterable[Id], contents: Contents, quads: Iterable[Quad]) -> None:
        """Takes the evidence of outdated reports away, and writes what there is now."""
        for report in outdated:
            self.store.remove_graph(contents.names(evidence_graph(report)))
        self._load(quads)

    def contents(self, contents: Contents) -> None:
        """Writes all graphs but the evidence, and the default graph."""
        if self.earlier is None:
            self._load(quad for path in contents.paths() for quad in _twice(contents.quads(path)))
        else:
            self._differences(contents, self.earlier)

    def again(self, path: Id, contents: Contents) -> None:
        """Writes a graph that has got more triples since."""
        self.store.extend(_twice(contents.quads(path)))

    def finish(self, folder: Path, quads: int) -> None:
        """Makes the store of so many quads in that folder ready to be read, without what was taken away.

        That slows every question, and questions are asked a hundred times as often as a store is written.
        """
        if quads in WRITTEN_ONCE_MORE:
            self._write_once_more(folder)
        else:
            self.store.flush()
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
            self.store.bulk_extend(portion)

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
