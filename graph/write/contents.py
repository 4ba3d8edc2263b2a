"""The contents of a snapshot before it is written: named graphs of triples, each triple once.

So many triples are held in memory; what goes beyond waits on the disk, a file a graph, and is read back one
graph at a time.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from weakref import finalize

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from graph.entities import Id
from graph.iris import PARTNERSHIPS_GRAPH, TALLIES_GRAPH, evidence_graph
from graph.write.rdf import Names

DIGESTS = 1 << 61
MOST_HELD = 200_000
"""Triples in memory; some 400 bytes each."""
LARGE_GRAPHS = (PARTNERSHIPS_GRAPH, TALLIES_GRAPH)
"""Graphs of which little changes with a report; of them it is known what they tell of each thing."""

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
        self._waiting: Path | None = None
        self._forget: Callable[[], object] = lambda: None
        self._files: dict[Id, Path] = {}
        self._settled: dict[Id, tuple[int, int]] = {}
        self._told: dict[Id, dict[Id, int]] = {}

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
            self._told.pop(graph_path, None)
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
        return dict.fromkeys(self._stream(path)) if path in self._files else self._held.get(path, {})

    def counts(self) -> dict[Id, int]:
        """The number of triples of each named graph, those of evidence that passed included."""
        return {**{path: self._sizes(path)[0] for path in self.paths()}, **self.evidence}

    def most_quads(self) -> int:
        """No fewer than a store has: each triple in its graph, all but evidence in the default graph too."""
        return 2 * sum(self.counts().values()) - self.evidence.total()

    def digests(self) -> dict[Id, int]:
        """For each named graph but the evidence a number that depends on its triples, not on their order."""
        return {path: self._sizes(path)[1] for path in self.paths()}

    def subjects(self, path: Id) -> dict[Id, int]:
        """For each thing that a large graph tells of a number that depends on what it tells."""
        if path not in self._told:
            self._settle(path)
        return self._told[path]

    def quads(self, path: Id) -> Iterator[Quad]:
        """The triples of a named graph, in it; one that came back after it was put away comes again."""
        name = self.names(path)
        return (Quad(one.subject, one.predicate, one.object, name) for one in self._stream(path))

    def close(self) -> None:
        """Gives back what it takes of memory and disk; sizes and digests are known on."""
        for path in self.paths():
            self._sizes(path)
            self.subjects(path)
        self._held = defaultdict(dict, {path: {} for path in self.paths()})
        self._files.clear()
        self._forget()
        self._waiting = None

    def _stream(self, path: Id) -> Iterator[Triple]:
        """What was added to a graph, of which only what is held is in memory."""
        file = self._files.get(path)
        if file is not None:
            yield from (quad.triple for quad in parse(path=str(file), format=RdfFormat.N_TRIPLES))
        yield from self._held.get(path, ())

    def _sizes(self, path: Id) -> tuple[int, int]:
        """The number of triples and the digest of a graph, by hashes that are as good as the triples."""
        if path not in self._settled:
            self._settle(path)
        return self._settled[path]

    def _settle(self, path: Id) -> None:
        """Goes through a graph once for its sizes, and for what it tells of each thing where that is kept."""
        hashes: set[int] = set()
        told: dict[NamedNode, int] = defaultdict(int)
        for one in self._stream(path):
            number = hash(one)
            if path in LARGE_GRAPHS and number not in hashes:
                assert isinstance(one.subject, NamedNode)
                told[one.subject] += number
            hashes.add(number)
        self._settled[path] = (len(hashes), sum(hashes) % DIGESTS + len(hashes))
        self._told[path] = {self.names.path(thing.value): sum_ % DIGESTS for thing, sum_ in told.items()}

    def _put_away(self) -> None:
        """Moves what is held to the disk."""
        if self._waiting is None:
            self._waiting = Path(mkdtemp(prefix=".contents-", dir=self._folder))
            self._forget = finalize(self, rmtree, self._waiting, ignore_errors=True)
        for path, graph in self._held.items():
            if path not in self._files:
                self._files[path] = self._waiting / f"{len(self._files)}.nt"
            with self._files[path].open("ab") as file:
                serialize(graph, file, format=RdfFormat.N_TRIPLES)
        self._held.clear()
        self._size = 0
