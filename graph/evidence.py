"""Why an assertion is held: Web Annotations on the words of an entry's cell."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Triple
from rdflib.namespace import RDF

from graph.entities import EntryEntity, Id, Source
from graph.rdf import About, Assertion, Names, decimal, text, whole
from ontology.model import CellName, Entry, Evidence, Span
from ontology.terms import OA, POB


@dataclass(slots=True)
class EvidenceWriter:
    """Writes annotations, counting them within each entry.

    Words that several assertions rest on are one target, named by cell and characters.
    """

    entries: Mapping[Id, EntryEntity]
    names: Names
    _written: Counter[Id] = field(default_factory=Counter)
    _targets: set[Id] = field(default_factory=set)

    def triples(self, assertion: Assertion, source: Source) -> Iterator[Triple]:
        """One annotation per piece of evidence that the source gives for the assertion."""
        entry = self.entries[source.entry].facts.entry
        for evidence in source.evidence:
            self._written[source.entry] += 1
            path = f"{source.entry}/evidence/{self._written[source.entry]}"
            target = _target_path(source.entry, evidence.span)
            yield from self._annotation(path, target, assertion.triple, source, evidence)
            if evidence.span is not None and target not in self._targets:
                self._targets.add(target)
                yield from self._target(target, source.entry, evidence.span, entry)

    def _annotation(
        self, path: Id, target: Id, held: Triple, source: Source, evidence: Evidence
    ) -> Iterator[Triple]:
        about = About(self.names(path))
        yield from about.types(OA.Annotation, RDF.Statement)
        yield from about.says(RDF.subject, held.subject)
        yield from about.says(RDF.predicate, held.predicate)
        yield from about.says(RDF.object, held.object)
        yield from about.says(POB.rule, text(evidence.rule))
        yield from about.says(POB.confidence, decimal(source.confidence))
        yield from about.says(OA.hasTarget, self.names(target))

    def _target(self, path: Id, entry_path: Id, span: Span, entry: Entry) -> Iterator[Triple]:
        target, position, quote = (self.names(path + part) for part in ("", "/position", "/quote"))
        about = About(target)
        yield from about.types(OA.SpecificResource)
        yield from about.says(OA.hasSource, self.names(entry_path))
        yield from about.says(POB.cell, text(span.cell.value))
        yield from about.says(OA.hasSelector, position)
        yield from about.says(OA.hasSelector, quote)
        yield from _position(About(position), span)
        yield from _quote(About(quote), span, entry)


def _target_path(entry: Id, span: Span | None) -> Id:
    return entry if span is None else f"{entry}/words/{span.cell.value}/{span.start}-{span.end}"


def _position(about: About, span: Span) -> Iterator[Triple]:
    yield from about.types(OA.TextPositionSelector)
    yield from about.says(OA.start, whole(span.start))
    yield from about.says(OA.end, whole(span.end))


def _quote(about: About, span: Span, entry: Entry) -> Iterator[Triple]:
    yield from about.types(OA.TextQuoteSelector)
    yield from about.says(OA.exact, text(cell_text(entry, span.cell)[span.start : span.end]))


def cell_text(entry: Entry, cell: CellName) -> str:
    """The verbatim text that spans of that cell count in."""
    match cell:
        case CellName.SECTION:
            return entry.section or ""
        case CellName.SUBSECTION:
            return entry.subsection or ""
        case _:
            return entry.cells.get(cell, "")
