"""Why an assertion is held: the rule that decided and the words of an entry's cell that it decided on.

This is the lean form that a store keeps, fewer than six triples for each fact, rule and words;
`annotations.rq` makes Web Annotations of it for whoever wants them whole.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple
from rdflib.namespace import RDF

from graph.entities import Id, Source
from graph.iris import evidence_id, merge_id
from graph.write.rdf import Assertion, Names, decimal, term
from ontology.model import CellName, Entry, Evidence, Span
from ontology.terms import OA, POB

# Evidence is most of a graph: what it says of each fact is looked up once.
_SUBJECT, _PREDICATE, _OBJECT = term(RDF.subject), term(RDF.predicate), term(RDF.object)
_DECIDED_BY, _RULE, _CONFIDENCE = term(POB.decidedBy), term(POB.rule), term(POB.confidence)
_DOUBT = term(POB.doubt)
_HAS_TARGET, _HAS_SOURCE = term(OA.hasTarget), term(OA.hasSource)
_CELL, _START, _END = term(POB.cell), term(POB.start), term(POB.end)


ANNOTATIONS = Path(__file__).with_name("annotations.rq").read_text(encoding="utf-8")
"""The query that makes Web Annotations of evidence: of one piece where `?evidence` is bound, else of all."""


@dataclass(slots=True)
class EvidenceWriter:
    """Writes evidence, counting it within each entry; `report_of` tells whose each entry is.

    A fact that one rule read from an entry is one piece of evidence, however many words it rests on. Words
    that several facts rest on are one target, named by cell and characters; where a rule pointed at no words,
    the target is the whole row. A rule with the confidence of its facts, and what speaks against them, is
    one decision for a report's facts.
    """

    report_of: Mapping[Id, Id]
    names: Names
    _written: Counter[Id] = field(default_factory=Counter)
    _known: set[Id] = field(default_factory=set)

    def triples(self, assertion: Assertion, source: Source) -> Iterator[Triple]:
        """One piece of evidence for each rule of the source that holds the assertion."""
        for rule, pieces in _by_rule(source.evidence).items():
            self._written[source.entry] += 1
            yield from self._evidence(assertion.triple, source, rule, pieces)

    def _evidence(
        self, held: Triple, source: Source, rule: str, pieces: list[Span | None]
    ) -> Iterator[Triple]:
        one = self.names(evidence_id(source.entry, self._written[source.entry]))
        yield Triple(one, _SUBJECT, held.subject)
        yield Triple(one, _PREDICATE, held.predicate)
        yield Triple(one, _OBJECT, held.object)
        yield from self._decision(one, source, rule)
        for span in pieces:
            target = _target_path(source.entry, span)
            yield Triple(one, _HAS_TARGET, self.names(target))
            if self._is_new(target):
                yield from _target(self.names(target), self.names(source.entry), span)

    def _decision(self, evidence: NamedNode, source: Source, rule: str) -> Iterator[Triple]:
        confidence = _confidence(source.confidence)
        path = "/".join(("decision", rule, confidence.value, *source.doubts))
        decision = self.names(path)
        yield Triple(evidence, _DECIDED_BY, decision)
        if self._is_new(f"{self.report_of[source.entry]} {path}"):
            yield Triple(decision, _RULE, Literal(rule))
            yield Triple(decision, _CONFIDENCE, confidence)
            yield from (Triple(decision, _DOUBT, Literal(doubt)) for doubt in source.doubts)

    def _is_new(self, path: Id) -> bool:
        if path in self._known:
            return False
        self._known.add(path)
        return True


def _by_rule(evidence: Iterable[Evidence]) -> dict[str, list[Span | None]]:
    """The places that each rule points at, each once and in order."""
    found: dict[str, dict[Span | None, None]] = defaultdict(dict)
    for one in evidence:
        found[one.rule][one.span] = None
    return {rule: list(spans) for rule, spans in found.items()}


@lru_cache(maxsize=1000)
def _confidence(value: float) -> Literal:
    written = decimal(value)
    assert written is not None
    return written


def _target(target: NamedNode, entry: NamedNode, span: Span | None) -> Iterator[Triple]:
    yield Triple(target, _HAS_SOURCE, entry)
    if span is not None:
        yield Triple(target, _CELL, Literal(span.cell.value))
        yield Triple(target, _START, Literal(span.start))
        yield Triple(target, _END, Literal(span.end))


def _target_path(entry: Id, span: Span | None) -> Id:
    return f"{entry}/words" if span is None else f"{entry}/words/{span.cell.value}/{span.start}-{span.end}"


def evidence_of(store: Store, graph: NamedNode, entry: Id, names: Names) -> Iterator[Quad]:
    """What an evidence graph holds of an entry alone: its pieces of evidence, their targets, its merges."""
    targets: dict[NamedNode, None] = {}
    for path in (evidence_id, merge_id):
        for number in count(1):
            quads = list(store.quads_for_pattern(names(path(entry, number)), None, None, graph))
            if not quads:
                break
            yield from quads
            ends = (quad.object for quad in quads if quad.predicate == _HAS_TARGET)
            targets.update(dict.fromkeys(one for one in ends if isinstance(one, NamedNode)))
    for target in targets:
        yield from store.quads_for_pattern(target, None, None, graph)


def idle_decisions(store: Store, graph: NamedNode, taken: Iterable[Quad]) -> Iterator[Quad]:
    """What an evidence graph says of decisions that nothing in it rests on since these quads were taken."""
    ends = (quad.object for quad in taken if quad.predicate == _DECIDED_BY)
    for decision in dict.fromkeys(one for one in ends if isinstance(one, NamedNode)):
        if next(store.quads_for_pattern(None, _DECIDED_BY, decision, graph), None) is None:
            yield from store.quads_for_pattern(decision, None, None, graph)


def cell_text(entry: Entry, cell: CellName) -> str:
    """The verbatim text that spans of that cell count in."""
    match cell:
        case CellName.SECTION:
            return entry.section or ""
        case CellName.SUBSECTION:
            return entry.subsection or ""
        case _:
            return entry.cells.get(cell, "")
