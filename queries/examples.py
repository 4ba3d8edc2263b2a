"""The stored questions as `sh:SPARQLExecutable`, in the way of sib-swiss/sparql-examples."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple
from rdflib.namespace import RDF, RDFS, SDO, SH

from queries.catalog import Question, questions

PATH = "question/"
"""What the identifiers of questions begin with, under the base."""


def example_triples(base: str, endpoint: str | None = None) -> Iterator[Triple]:
    """Each stored question in both languages with its SPARQL, and the endpoint that answers it."""
    for question in questions().values():
        yield from _example(question, NamedNode(f"{base}{PATH}{question.name}"), endpoint)


def _example(question: Question, subject: NamedNode, endpoint: str | None) -> Iterator[Triple]:
    yield Triple(subject, NamedNode(RDF.type), NamedNode(SH.SPARQLExecutable))
    yield Triple(subject, NamedNode(RDF.type), NamedNode(SH.SPARQLSelectExecutable))
    yield Triple(subject, NamedNode(SH.select), Literal(question.sparql))
    yield Triple(subject, NamedNode(SDO.keywords), Literal(question.group))
    if endpoint is not None:
        yield Triple(subject, NamedNode(SDO.target), NamedNode(endpoint))
    for lang in ("ru", "en"):
        yield Triple(subject, NamedNode(RDFS.label), Literal(question.title[lang], language=lang))
        yield Triple(subject, NamedNode(RDFS.comment), Literal(question.question[lang], language=lang))
