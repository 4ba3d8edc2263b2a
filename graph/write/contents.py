"""The contents of a snapshot before it is written: named graphs of triples, each triple once.

So many triples are held in memory; what goes beyond waits on the disk, a file a graph, and is read back one
graph at a time.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from graph.entities import Id
from graph.iris import evidence_graph
from graph.write.rdf import Names

DIGESTS = 1 << 61
MOST_HELD = 400_000
"""Triples in memory; some 400 bytes each."""

Graph = dict[Triple, None]


class Contents:
    """Named graphs by identifier; within a graph a triple stands once, in the order it was added.

    Evidence passes through and is only counted: its graphs are no part of the default graph. `folder` is
    where a folder for what does not fit into memory is made, by default that of the system.
    """

    def __init__(self, names: Names, folder: Path | None = None, most_held: int = MOST_HELD) -> None:
        self.names = names
        self.evidence = Counter[Id]()
        self._held: dict[Id, Graph] = defaultdict(dict)
        self._size = 0
        self._most = most_held
        self._folder = folder
        self._waiting: TemporaryDirectory[str] | None = None
        self._files: dict[Id, Path] = {}
        self._settled: dict[Id, tuple[int, int]] = {}

    def add(self, graph_path: Id, triples: Iterable[Triple]) -> None:
        """Adds triples to a named graph."""
        for triple in triples:
            self.put(graph_path, triple)

    def put(self, graph_path: Id, triple: Triple) -> None:
        """Adds a triple to a named graph."""
        graph = self._held[graph_path]
        if triple not in graph:
            graph[triple] = None
            self._settled.pop(graph_path, None)
            self._size += 1
            if self._size > self._most:
                self._put_away()

    def evidence_quads(self, report: Id, triples: Iterable[Triple]) -> list[Quad]:
        """The triples in the evidence graph of the report, counted."""
        path = evidence_graph(report)
        name = self.names(path)
        quads = [Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples]
        self.evidence[path] += len(quads)
        return quads

    def paths(self) -> list[Id]:
        """The named graphs but the evidence, in the order in which they were begun."""
        return list(dict.fromkeys((*self._files, *self._held)))

    def triples(self, path: Id) -> Collection[Triple]:
        """The triples of a named graph but the evidence; none of one that is not there."""
        file, held = self._files.get(path), self._held.get(path, {})
        if file is None:
            return held
        waiting = dict.fromkeys(quad.triple for quad in parse(path=str(file), format=RdfFormat.N_TRIPLES))
        return waiting | held

    def counts(self) -> dict[Id, int]:
        """The number of triples of each named graph, those of evidence that passed included."""
        return {**{path: self._sizes(path)[0] for path in self.paths()}, **self.evidence}

    def digests(self) -> dict[Id, int]:
        """For each named graph but the evidence a number that depends on its triples, not on their order."""
        return {path: self._sizes(path)[1] for path in self.paths()}

    def quads(self, path: Id) -> Iterator[Quad]:
        """The triples of a named graph, in it."""
        name = self.names(path)
        return (Quad(one.subject, one.predicate, one.object, name) for one in self.triples(path))

    def close(self) -> None:
        """Gives back what it takes of memory and disk; sizes and digests are known on."""
        for path in self.paths():
            self._sizes(path)
        self._held = defaultdict(dict, {path: {} for path in self.paths()})
        self._files.clear()
        if self._waiting is not None:
            self._waiting.cleanup()
            self._waiting = None

    def _sizes(self, path: Id) -> tuple[int, int]:
        """The number of triples and the digest of a graph."""
        if path not in self._settled:
            triples = self.triples(path)
            self._settled[path] = (len(triples), sum(map(hash, triples)) % DIGESTS + len(triples))
        return self._settled[path]

    def _put_away(self) -> None:
        """Moves what is held to the disk."""
        if self._waiting is None:
            self._waiting = TemporaryDirectory(prefix=".contents-", dir=self._folder)
        for path, graph in self._held.items():
            if path not in self._files:
                self._files[path] = Path(self._waiting.name) / f"{len(self._files)}.nt"
            with self._files[path].open("ab") as file:
                serialize(graph, file, format=RdfFormat.N_TRIPLES)
        self._held.clear()
        self._size = 0
