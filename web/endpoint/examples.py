"""The stored questions as `sh:SPARQLExecutable`, in the way of sib-swiss/sparql-examples."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple
from rdflib.namespace import RDF, RDFS, SDO, SH

from queries.catalog import Question, questions


def example_triples(origin: str) -> Iterator[Triple]:
    """Each stored question with its words in both languages, its SPARQL and the endpoint that answers it."""
    for question in questions().values():
        yield from _example(question, origin)


def _example(question: Question, origin: str) -> Iterator[Triple]:
    subject = NamedNode(f"{origin}/questions/{question.name}")
    yield Triple(subject, NamedNode(RDF.type), NamedNode(SH.SPARQLExecutable))
    yield Triple(subject, NamedNode(RDF.type), NamedNode(SH.SPARQLSelectExecutable))
    yield Triple(subject, NamedNode(SH.select), Literal(question.sparql))
    yield Triple(subject, NamedNode(SDO.target), NamedNode(f"{origin}/sparql"))
    yield Triple(subject, NamedNode(SDO.keywords), Literal(question.group))
    for lang in ("ru", "en"):
        yield Triple(subject, NamedNode(RDFS.label), Literal(question.title[lang], language=lang))
        yield Triple(subject, NamedNode(RDFS.comment), Literal(question.question[lang], language=lang))
