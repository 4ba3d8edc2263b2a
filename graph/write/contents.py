"""The contents of a snapshot before it is written: named graphs of triples, each triple once.

So many triples are held in memory; what goes beyond waits on the disk, a file a graph, and is read back one
graph at a time.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from weakref import finalize

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from graph.entities import Id
from graph.iris import PARTNERSHIPS_GRAPH, TALLIES_GRAPH, evidence_graph
from graph.write.rdf import Names

DIGESTS = 1 << 61
Known = tuple[int, int]
"""The size of a graph, and a number that depends on what was added to it, in whatever order."""
MOST_HELD = 200_000
"""Triples in memory; some 400 bytes each."""
LARGE_GRAPHS = (PARTNERSHIPS_GRAPH, TALLIES_GRAPH)
"""Graphs of which little changes with a report; of them it is known what they tell of each thing."""

Graph = dict[Triple, None]


class Contents:
    """Named graphs by identifier; within a graph a triple stands once, in the order it was added.

    Evidence passes through and is only counted: its graphs are no part of the default graph. `folder` is
    where a folder for what does not fit into memory is made, by default that of the system. Of what an
    earlier snapshot is known to have just so, no triples are held.
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
        self._sums: dict[Id, int] = defaultdict(int)
        self._settled: dict[Id, int] = {}
        self._told: dict[Id, dict[Id, int]] = defaultdict(dict)
        self._sizes: dict[Id, int] = defaultdict(int)
        self._same: dict[Id, Known] = {}
        self._things: Mapping[Id, Mapping[Id, int]] = {}

    def know(self, things: Mapping[Id, Mapping[Id, int]]) -> None:
        """From now on only what differs from this, the digests of an earlier snapshot, is held of things."""
        self._things = things

    def keep(self, graph_path: Id, known: Known) -> None:
        """The named graph is as an earlier snapshot has it, with that size and digest."""
        self._same[graph_path] = known

    def add(self, graph_path: Id, triples: Iterable[Triple]) -> None:
        """Adds triples to a named graph."""
        for triple in triples:
            self.put(graph_path, triple)

    def put(self, graph_path: Id, triple: Triple) -> None:
        """Adds a triple to a named graph."""
        graph = self._held[graph_path]
        self._sums[graph_path] += hash(triple)
        if triple not in graph:
            graph[triple] = None
            self._settled.pop(graph_path, None)
            self._size += 1
            if self._size > self._most:
                self._put_away()

    def tell(self, graph_path: Id, thing: Id, digest: int, triples: Iterable[Triple]) -> None:
        """Adds what a large graph tells of a thing, all of it at once; the digest depends on all of it."""
        self._told[graph_path][thing] = digest
        if self._things.get(graph_path, {}).get(thing) != digest:
            held = dict.fromkeys(triples)
            self._sizes[graph_path] += len(held)
            self.add(graph_path, held)

    def evidence_quads(self, report: Id, triples: Iterable[Triple]) -> list[Quad]:
        """The triples in the evidence graph of the report, counted."""
        path = evidence_graph(report)
        name = self.names(path)
        quads = [Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples]
        self.evidence[path] += len(quads)
        return quads

    def paths(self) -> list[Id]:
        """The named graphs but the evidence, in the order in which they were begun."""
        return list(dict.fromkeys((*self._same, *self._files, *self._held, *self._told)))

    def triples(self, path: Id) -> Collection[Triple]:
        """The triples of a named graph but the evidence; none of one that is not there."""
        return dict.fromkeys(self._stream(path)) if path in self._files else self._held.get(path, {})

    def counts(self) -> dict[Id, int]:
        """The number of triples of each named graph, those of evidence that passed included."""
        return {**{path: self._count(path) for path in self.paths()}, **self.evidence}

    def resize(self, path: Id, size: int) -> None:
        """A graph of which only differences are held has that many triples."""
        self._settled[path] = size

    def most_quads(self) -> int:
        """No fewer than a store has: each triple in its graph, all but evidence in the default graph too."""
        return 2 * sum(self.counts().values()) - self.evidence.total()

    def graphs(self) -> dict[Id, Known]:
        """Each named graph but the evidence with its size and digest."""
        return {path: (self._count(path), digest) for path, digest in self.digests().items()}

    def digests(self) -> dict[Id, int]:
        """For each named graph but the evidence a number that depends on what was added, not on its order."""
        return {path: self._digest(path) for path in self.paths()}

    def _digest(self, path: Id) -> int:
        if path in self._same:
            return self._same[path][1]
        told = self._told.get(path)
        return self._sums[path] % DIGESTS if told is None else (sum(told.values()) + len(told)) % DIGESTS

    def things(self, path: Id) -> Mapping[Id, int]:
        """The digest of each thing that a large graph tells of."""
        return self._told.get(path, {})

    def differing(self, path: Id) -> list[Id]:
        """The things of which a large graph tells something else than the earlier one, or nothing more."""
        known, told = self._things.get(path, {}), self.things(path)
        return [*(thing for thing in told if known.get(thing) != told[thing]), *(known.keys() - told.keys())]

    def quads(self, path: Id) -> Iterator[Quad]:
        """The triples of a named graph, in it; one that came back after it was put away comes again."""
        name = self.names(path)
        return (Quad(one.subject, one.predicate, one.object, name) for one in self._stream(path))

    def close(self) -> None:
        """Gives back what it takes of memory and disk; sizes and digests are known on."""
        self._settled |= {path: self._count(path) for path in self.paths()}
        self._held = defaultdict(dict, {path: {} for path in self.paths() if path not in self._same})
        self._files.clear()
        self._forget()
        self._waiting = None

    def _stream(self, path: Id) -> Iterator[Triple]:
        """What was added to a graph, of which only what is held is in memory."""
        file = self._files.get(path)
        if file is not None:
            yield from (quad.triple for quad in parse(path=str(file), format=RdfFormat.N_TRIPLES))
        yield from self._held.get(path, ())

    def _count(self, path: Id) -> int:
        """The number of triples of a graph, by hashes where not all are held, which are as good."""
        if path in self._same:
            return self._same[path][0]
        if path in self._settled:
            return self._settled[path]
        if path in self._told:  # nothing is told of two things
            return self._sizes[path]
        if path not in self._files:
            return len(self._held.get(path, ()))
        self._settled[path] = len(set(map(hash, self._stream(path))))
        return self._settled[path]

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
