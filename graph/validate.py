"""Checking a graph before it is served: its shapes, and what the reports say of themselves."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Triple
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from graph.contents import Contents
from graph.iris import ABOUT_GRAPH, VOCABULARY_GRAPH
from graph.rdf import as_rdflib
from ontology.errors import ValidationError
from ontology.model import Report, Severity
from ontology.speech import ENGLISH
from ontology.vocabulary import SHAPES

UNCHECKED_GRAPHS = (ABOUT_GRAPH, VOCABULARY_GRAPH)
SHOWN_VIOLATIONS = 5
TOTAL_DIFFERS = "total_differs"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing found wrong with a built graph: how bad it is, in words, and what it is about."""

    severity: Severity
    message: str
    focus: str
    value: str | None = None

    def __str__(self) -> str:
        return f"{self.focus}: {self.message}" + (f" ({self.value})" if self.value is not None else "")


def check_shapes(contents: Contents) -> tuple[Notice, ...]:
    """What the SHACL shapes find in the reports' graphs, places and partnerships, worst first."""
    from pyshacl import validate as shacl  # slow to import, and most commands check nothing

    shapes = Graph().parse(SHAPES, format="turtle")
    data = Graph()
    for triple in _checked(contents, _predicates(shapes)):
        data.add((as_rdflib(triple.subject), as_rdflib(triple.predicate), as_rdflib(triple.object)))
    _, results, _ = shacl(data, shacl_graph=shapes, advanced=False, inplace=True)
    return tuple(sorted(_notices(results), key=lambda one: (one.severity != Severity.ERROR, str(one))))


def check_totals(report: Report) -> tuple[Notice, ...]:
    """Where the totals that a report states of itself do not fit the rows that were read.

    A total of rows has to be theirs, as reading the report found; one of meetings or receptions only cannot
    be more than there are rows.
    """
    found = [one.message(ENGLISH) for one in report.findings if one.code == TOTAL_DIFFERS]
    rows = len(report.entries)
    beyond = [
        f"the report states {one.total} events, {rows} rows were read"
        for one in report.statements
        if one.total is not None and one.total > rows
    ]
    return tuple(Notice(Severity.WARNING, message, report.file) for message in found or beyond)


def check_unmatched(judgements: Iterable[str]) -> tuple[Notice, ...]:
    """What people judged of things that are no longer there."""
    message = "the judgement no longer matches anything"
    return tuple(Notice(Severity.WARNING, message, judgement) for judgement in judgements)


def require_valid(notices: Sequence[Notice]) -> None:
    """Raises ValidationError where a notice is an error."""
    errors = [str(notice) for notice in notices if notice.severity is Severity.ERROR]
    if errors:
        shown = "; ".join(errors[:SHOWN_VIOLATIONS])
        more = f"; and {len(errors) - SHOWN_VIOLATIONS} more" if len(errors) > SHOWN_VIOLATIONS else ""
        raise ValidationError(
            f"the built graph breaks {len(errors)} rules: {shown}{more}.",
            remedy="The snapshot that was served before stays.",
        )


def _checked(contents: Contents, predicates: frozenset[str]) -> Iterator[Triple]:
    """The triples that a shape can look at; most of a large graph is none of them."""
    for path, triples in contents.graphs.items():
        if path not in UNCHECKED_GRAPHS:
            yield from (triple for triple in triples if triple.predicate.value in predicates)


def _predicates(shapes: Graph) -> frozenset[str]:
    pointing = (SH.path, SH.inversePath, SH.lessThanOrEquals, SH.targetObjectsOf)
    found = (str(one) for term in pointing for one in shapes.objects(None, term) if isinstance(one, URIRef))
    return frozenset((*found, str(RDF.type)))


def _notices(results: Any) -> Iterator[Notice]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        severe = results.value(result, SH.resultSeverity) == SH.Violation
        value = results.value(result, SH.value)
        yield Notice(
            Severity.ERROR if severe else Severity.WARNING,
            _message(results, result),
            str(results.value(result, SH.focusNode)),
            str(value) if isinstance(value, Literal | URIRef) else None,
        )


def _message(results: Graph, result: Any) -> str:
    texts = [text for text in results.objects(result, SH.resultMessage) if isinstance(text, Literal)]
    return str(min(texts, key=lambda text: (text.language != "en", str(text))))
