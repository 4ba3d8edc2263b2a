"""RDF terms: how identifiers, texts, numbers and dates are written, in one place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import Literal as RdflibLiteral
from rdflib import URIRef
from rdflib.namespace import GEO, RDF, RDFS, SKOS, XSD

from graph.entities import Id, Source
from ontology.terms import concept
from ontology.vocabulary import ONTOLOGY_FILES

Object = NamedNode | BlankNode | Literal | Triple


@lru_cache(maxsize=1000)
def term(iri: str) -> NamedNode:
    """A name of a vocabulary."""
    return NamedNode(iri)


TYPE = term(RDF.type)
LABEL = term(RDFS.label)
ALT_LABEL = term(SKOS.altLabel)


@dataclass(frozen=True, slots=True)
class Assertion:
    """A triple and the entries that state it; none for what holds of a whole report."""

    triple: Triple
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """The names of entities under a base."""

    base: str

    def __call__(self, path: Id) -> NamedNode:
        """The IRI of that identifier."""
        return NamedNode(self.base + path)

    def path(self, iri: str) -> Id:
        """The identifier of that IRI under the base."""
        return iri.removeprefix(self.base)


@dataclass(frozen=True, slots=True)
class About:
    """Makes triples about one subject; an absent value makes none."""

    subject: NamedNode

    def types(self, *classes: str) -> Iterator[Triple]:
        """One triple per class."""
        for one in classes:
            yield Triple(self.subject, TYPE, term(one))

    def says(self, predicate: str, value: Object | None) -> Iterator[Triple]:
        """The triple, unless there is no value."""
        if value is not None:
            yield Triple(self.subject, term(predicate), value)


def concept_term(scheme: str, code: str) -> NamedNode:
    """The concept of a scheme with that code."""
    return term(concept(scheme, code))


def text(value: str | None, language: str | None = None) -> Literal | None:
    """A text, none where there is none."""
    if value is None:
        return None
    return Literal(value) if language is None else Literal(value, language=language)


def russian(value: str | None) -> Literal | None:
    """A text in Russian, none where there is none."""
    return text(value, "ru")


def whole(value: int | None) -> Literal | None:
    """A whole number, none where there is none."""
    return None if value is None else Literal(value)


def truth(value: bool | None) -> Literal | None:
    """True or false, none where there is none."""
    return None if value is None else Literal(value)


def decimal(value: float | None) -> Literal | None:
    """A decimal number without exponent, none where there is none."""
    return None if value is None else Literal(f"{Decimal(repr(value)):f}", datatype=term(XSD.decimal))


def day(value: date | None) -> Literal | None:
    """A date, none where there is none."""
    return None if value is None else Literal(value.isoformat(), datatype=term(XSD.date))


def point(latitude: float, longitude: float) -> Literal:
    """A place on earth as well-known text, longitude first as WKT has it."""
    return Literal(f"POINT({longitude} {latitude})", datatype=term(GEO.wktLiteral))


@lru_cache(maxsize=100_000)
def as_rdflib(value: Object) -> URIRef | RdflibLiteral:
    """The same term for rdflib; the graph has no blank nodes."""
    match value:
        case NamedNode():
            return URIRef(value.value)
        case Literal():
            datatype = value.datatype.value
            if datatype in (str(XSD.string), str(RDF.langString)):  # rdflib writes neither
                return RdflibLiteral(value.value, lang=value.language)
            return RdflibLiteral(value.value, datatype=URIRef(datatype))
        case _:
            raise ValueError(f"unexpected {value!r}")


def vocabulary_triples() -> list[Triple]:
    """The ontology and its concept schemes."""
    return [quad.triple for file in ONTOLOGY_FILES for quad in parse(path=str(file), format=RdfFormat.TURTLE)]
