"""The contents of a snapshot before it is written: named graphs of triples, each triple once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, Store, Triple

from graph.entities import Id
from graph.rdf import Names

EVIDENCE_PREFIX = "graph/evidence/"


@dataclass(slots=True)
class Contents:
    """Named graphs by identifier; within a graph a triple stands once, in the order it was added."""

    names: Names
    graphs: dict[Id, dict[Triple, None]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, graph_path: Id, triples: Iterable[Triple]) -> None:
        """Adds triples to a named graph."""
        self.graphs[graph_path].update(dict.fromkeys(triples))

    def counts(self) -> dict[Id, int]:
        """The number of triples of each named graph."""
        return {path: len(triples) for path, triples in self.graphs.items()}

    def merged(self) -> Iterator[Triple]:
        """The triples of the default graph: those of every named graph but the evidence, each once."""
        seen: set[Triple] = set()
        for path, triples in self.graphs.items():
            if not path.startswith(EVIDENCE_PREFIX):
                fresh = [triple for triple in triples if triple not in seen]
                seen.update(fresh)
                yield from fresh

    def quads(self) -> Iterator[Quad]:
        """Every named graph, then the default graph."""
        for path, triples in self.graphs.items():
            name = self.names(path)
            for triple in triples:
                yield Quad(triple.subject, triple.predicate, triple.object, name)
        for triple in self.merged():
            yield Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())


def write_store(folder: Path, contents: Contents) -> None:
    """The contents are in a new store in that folder, closed again."""
    store = Store(str(folder))
    store.bulk_extend(contents.quads())
    store.flush()
