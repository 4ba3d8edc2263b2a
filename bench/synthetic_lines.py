"""Statements of the synthetic graph as N-Quads, and the identifiers in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pyoxigraph import RdfFormat, Triple, serialize

from graph.entities import Id
from graph.iris import DEFAULT_BASE, evidence_graph, report_graph
from ontology.terms import PREFIXES, concept

Statements = Iterable[tuple[str, str]]
"""Predicates and objects, as N-Triples has them."""


def term(name: str) -> str:
    """A term by its prefixed name, in angle brackets."""
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


TYPE, LABEL = term("rdf:type"), term("rdfs:label")


def as_concept(scheme: str, code: str) -> str:
    """A concept in angle brackets."""
    return f"<{concept(scheme, code)}>"


def as_date(day: date) -> str:
    """A date literal."""
    return f'"{day}"^^{term("xsd:date")}'


def as_number(number: int) -> str:
    """A whole-number literal."""
    return f'"{number}"^^{term("xsd:integer")}'


def as_decimal(number: float) -> str:
    """A decimal literal of two places."""
    return f'"{number:.2f}"^^{term("xsd:decimal")}'


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes statements; `named` says whether those of reports stand in their named graph, too."""

    base: str = DEFAULT_BASE
    named: bool = True

    def iri(self, path: Id) -> str:
        """The IRI of an entity in angle brackets."""
        return f"<{self.base}{path}>"

    def about(self, path: Id, statements: Statements, report: Id) -> Iterator[str]:
        """Statements of a report about one entity, in the default graph and in the report's."""
        subject, graph = self.iri(path), self.iri(report_graph(report))
        for predicate, value in statements:
            line = f"{subject} {predicate} {value}"
            yield f"{line} .\n"
            if self.named:
                yield f"{line} {graph} .\n"

    def evidence(self, path: Id, statements: Statements, report: Id) -> Iterator[str]:
        """Statements of the evidence for a report, in its named graph alone."""
        subject, graph = self.iri(path), self.iri(evidence_graph(report))
        yield from (f"{subject} {predicate} {value} {graph} .\n" for predicate, value in statements)

    def triples(self, triples: Iterable[Triple], graph: Id) -> Iterator[str]:
        """Triples as lines, in the default graph and in the named one."""
        for line in (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode().splitlines():
            yield line + "\n"
            if self.named:
                yield f"{line[:-1]}{self.iri(graph)} .\n"


def event_path(day: date, number: int) -> Id:
    """The identifier of a synthetic event."""
    return f"event/{day.year}/vstrecha-{number}"


def report_path(day: date) -> Id:
    """The identifier of the report of that day's quarter."""
    return f"report/{period(day)}-municipal"


def period(day: date) -> str:
    """The reporting period of that day."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def entry_path(day: date, number: int, occurrence: int = 0) -> Id:
    """The identifier of a row; one that tells the event again has a suffix."""
    return f"{report_path(day)}/entry/{number}" + (f"-{occurrence + 1}" if occurrence else "")
