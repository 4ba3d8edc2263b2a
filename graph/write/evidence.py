"""Why an assertion is held: Web Annotations on the words of an entry's cell."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pyoxigraph import Literal, Triple
from rdflib.namespace import RDF

from graph.derive.tallies import Trust
from graph.entities import EntryEntity, Id, Source
from graph.write.rdf import TYPE, Assertion, Names, decimal, term
from ontology.model import CellName, Entry, Evidence, Span
from ontology.terms import OA, POB

# Annotations are most of a graph: what they say of each piece of evidence is looked up once.
_ANNOTATION, _STATEMENT = term(OA.Annotation), term(RDF.Statement)
_SUBJECT, _PREDICATE, _OBJECT = term(RDF.subject), term(RDF.predicate), term(RDF.object)
_RULE, _CONFIDENCE, _CELL = term(POB.rule), term(POB.confidence), term(POB.cell)
_HAS_TARGET, _HAS_SOURCE, _HAS_SELECTOR = term(OA.hasTarget), term(OA.hasSource), term(OA.hasSelector)
_SPECIFIC_RESOURCE = term(OA.SpecificResource)
_POSITION_SELECTOR, _START, _END = term(OA.TextPositionSelector), term(OA.start), term(OA.end)
_QUOTE_SELECTOR, _EXACT = term(OA.TextQuoteSelector), term(OA.exact)


@dataclass(slots=True)
class EvidenceWriter:
    """Writes annotations, counting them within each entry and by the rule that decided.

    Words that several assertions rest on are one target, named by cell and characters; where a rule pointed
    at no words, the target is the whole row.
    """

    entries: Mapping[Id, EntryEntity]
    names: Names
    rules: dict[str, Trust] = field(default_factory=lambda: defaultdict(Trust))
    _written: Counter[Id] = field(default_factory=Counter)
    _targets: set[Id] = field(default_factory=set)

    def triples(self, assertion: Assertion, source: Source) -> Iterator[Triple]:
        """One annotation per piece of evidence that the source gives for the assertion."""
        entry = self.entries[source.entry].facts.entry
        for evidence in source.evidence:
            self._written[source.entry] += 1
            self.rules[evidence.rule].add(source.confidence)
            path = f"{source.entry}/evidence/{self._written[source.entry]}"
            target = _target_path(source.entry, evidence.span)
            yield from self._annotation(path, target, assertion.triple, source, evidence)
            if target not in self._targets:
                self._targets.add(target)
                yield from self._target(target, source.entry, evidence.span, entry)

    def _annotation(
        self, path: Id, target: Id, held: Triple, source: Source, evidence: Evidence
    ) -> tuple[Triple, ...]:
        one = self.names(path)
        return (
            Triple(one, TYPE, _ANNOTATION),
            Triple(one, TYPE, _STATEMENT),
            Triple(one, _SUBJECT, held.subject),
            Triple(one, _PREDICATE, held.predicate),
            Triple(one, _OBJECT, held.object),
            Triple(one, _RULE, Literal(evidence.rule)),
            Triple(one, _CONFIDENCE, _confidence(source.confidence)),
            Triple(one, _HAS_TARGET, self.names(target)),
        )

    def _target(self, path: Id, entry_path: Id, span: Span | None, entry: Entry) -> tuple[Triple, ...]:
        target, position, quote = (self.names(path + part) for part in ("", "/position", "/quote"))
        whole_row = (
            Triple(target, TYPE, _SPECIFIC_RESOURCE),
            Triple(target, _HAS_SOURCE, self.names(entry_path)),
        )
        if span is None:
            return whole_row
        return (
            *whole_row,
            Triple(target, _CELL, Literal(span.cell.value)),
            Triple(target, _HAS_SELECTOR, position),
            Triple(target, _HAS_SELECTOR, quote),
            Triple(position, TYPE, _POSITION_SELECTOR),
            Triple(position, _START, Literal(span.start)),
            Triple(position, _END, Literal(span.end)),
            Triple(quote, TYPE, _QUOTE_SELECTOR),
            Triple(quote, _EXACT, Literal(cell_text(entry, span.cell)[span.start : span.end])),
        )


@lru_cache(maxsize=1000)
def _confidence(value: float) -> Literal:
    written = decimal(value)
    assert written is not None
    return written


def _target_path(entry: Id, span: Span | None) -> Id:
    return f"{entry}/words" if span is None else f"{entry}/words/{span.cell.value}/{span.start}-{span.end}"


def cell_text(entry: Entry, cell: CellName) -> str:
    """The verbatim text that spans of that cell count in."""
    match cell:
        case CellName.SECTION:
            return entry.section or ""
        case CellName.SUBSECTION:
            return entry.subsection or ""
        case _:
            return entry.cells.get(cell, "")
