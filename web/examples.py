"""The stored questions as `sh:SPARQLExecutable`, in the way of sib-swiss/sparql-examples."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ontology.terms import PREFIXES
from queries.catalog import Question, questions

SH = "http://www.w3.org/ns/shacl#"
_RDF, _RDFS, _SCHEMA = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["schema"]
_TYPE = NamedNode(_RDF + "type")


def example_triples(origin: str) -> Iterator[Triple]:
    """Each stored question with its words in both languages, its SPARQL and the endpoint that answers it."""
    for question in questions().values():
        yield from _example(question, origin)


def _example(question: Question, origin: str) -> Iterator[Triple]:
    subject = NamedNode(f"{origin}/questions/{question.name}")
    yield Triple(subject, _TYPE, NamedNode(SH + "SPARQLExecutable"))
    yield Triple(subject, _TYPE, NamedNode(SH + "SPARQLSelectExecutable"))
    yield Triple(subject, NamedNode(SH + "select"), Literal(question.sparql))
    yield Triple(subject, NamedNode(_SCHEMA + "target"), NamedNode(f"{origin}/sparql"))
    yield Triple(subject, NamedNode(_SCHEMA + "keywords"), Literal(question.group))
    for lang in ("ru", "en"):
        yield Triple(subject, NamedNode(_RDFS + "label"), Literal(question.title[lang], language=lang))
        yield Triple(subject, NamedNode(_RDFS + "comment"), Literal(question.question[lang], language=lang))
