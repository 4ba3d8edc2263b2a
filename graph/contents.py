"""The contents of a snapshot before it is written: named graphs of triples, each triple once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, Quad, Triple

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

    def predicate_counts(self) -> Counter[str]:
        """How often each predicate stands in the default graph."""
        return Counter(triple.predicate.value for triple in self.merged())
