"""The contents of a snapshot before it is written: named graphs of triples, each triple once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, Quad, Triple

from graph.entities import Id
from graph.iris import evidence_graph
from graph.write.rdf import Names

DIGESTS = 1 << 61


@dataclass(slots=True)
class Contents:
    """Named graphs by identifier; within a graph a triple stands once, in the order it was added.

    Evidence passes through and is only counted: its graphs are no part of the default graph.
    """

    names: Names
    graphs: dict[Id, dict[Triple, None]] = field(default_factory=lambda: defaultdict(dict))
    evidence: Counter[Id] = field(default_factory=Counter)

    def add(self, graph_path: Id, triples: Iterable[Triple]) -> None:
        """Adds triples to a named graph."""
        self.graphs[graph_path].update(dict.fromkeys(triples))

    def evidence_quads(self, report: Id, triples: Iterable[Triple]) -> list[Quad]:
        """The triples in the evidence graph of the report, counted."""
        path = evidence_graph(report)
        name = self.names(path)
        quads = [Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples]
        self.evidence[path] += len(quads)
        return quads

    def counts(self) -> dict[Id, int]:
        """The number of triples of each named graph, those of evidence that passed included."""
        return {**{path: len(triples) for path, triples in self.graphs.items()}, **self.evidence}

    def digests(self) -> dict[Id, int]:
        """For each named graph but the evidence a number that depends on its triples, not on their order."""
        return {
            path: sum(map(hash, triples)) % DIGESTS + len(triples) for path, triples in self.graphs.items()
        }

    def holds(self, triple: Triple) -> bool:
        """Whether any named graph but the evidence has the triple."""
        return any(triple in triples for triples in self.graphs.values())

    def merged(self) -> Iterator[Triple]:
        """The triples of the default graph: those of every named graph but the evidence, each once."""
        seen: set[Triple] = set()
        for triples in self.graphs.values():
            fresh = [triple for triple in triples if triple not in seen]
            seen.update(fresh)
            yield from fresh

    def quads(self) -> Iterator[Quad]:
        """Every named graph but the evidence, then the default graph."""
        for path, triples in self.graphs.items():
            name = self.names(path)
            for triple in triples:
                yield Quad(triple.subject, triple.predicate, triple.object, name)
        for triple in self.merged():
            yield Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
