"""The structure of the graph as SHACL, for form and query builders: names, order, ranges, how often."""

from collections.abc import Iterator, Mapping
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib.namespace import RDF, RDFS, SH, SKOS

from ontology.structure.model import PARTS, Property, Shape, name_of, structure
from ontology.terms import DASH, PREFIXES, SCHEMES
from ontology.vocabulary import definition

SHAPES_IRI = f"{SCHEMES}shapes"
_XSD = PREFIXES["xsd"]
_WKT = PREFIXES["gsp"] + "wktLiteral"
_NAMING = frozenset({str(RDFS.label), str(SKOS.prefLabel)})
_Terms = NamedNode | BlankNode | Literal


@cache
def shape_triples(part: str | None = None) -> tuple[Triple, ...]:
    """The shapes of a part of the structure, or of all of it."""
    names = PARTS if part is None else (part,)
    about = NamedNode(SHAPES_IRI)
    titles = {"ru": "Строение графа", "en": "The structure of the graph"}
    return (
        *_in_languages(about, RDFS.label, titles),
        *(
            triple
            for name in names
            for order, shape in enumerate(structure(name), 1)
            for triple in _shape(shape, order)
        ),
    )


def _shape(shape: Shape, order: int) -> Iterator[Triple]:
    node = NamedNode(f"{SHAPES_IRI}#{shape.name}")
    yield _triple(node, RDF.type, NamedNode(SH.NodeShape))
    yield from _in_languages(node, RDFS.label, shape.labels)
    yield _triple(node, SH.order, Literal(order))
    for iri in shape.classes:
        yield _triple(node, SH.targetClass, NamedNode(iri))
        yield from _in_languages(node, RDFS.comment, definition(iri))
    for iri in shape.subjects_of:
        yield _triple(node, SH.targetSubjectsOf, NamedNode(iri))
    for place, one in enumerate(shape.properties, 1):
        yield from _property(node, one, place)


def _property(shape: NamedNode, one: Property, order: int) -> Iterator[Triple]:
    node = NamedNode(f"{shape.value}-{one.iri.replace('#', '/').rpartition('/')[2]}")
    yield _triple(shape, SH.property, node)
    yield _triple(node, RDF.type, NamedNode(SH.PropertyShape))
    yield _triple(node, SH.path, NamedNode(one.iri))
    yield from _in_languages(node, SH.name, name_of(one.iri))
    yield from _in_languages(node, SH.description, definition(one.iri))
    yield _triple(node, SH.order, Literal(order))
    if one.least:
        yield _triple(node, SH.minCount, Literal(one.least))
    if one.most is not None:
        yield _triple(node, SH.maxCount, Literal(one.most))
    if one.iri in _NAMING:
        yield _triple(node, DASH.propertyRole, NamedNode(DASH.LabelRole))
    yield from _leads_to(node, one)


def _leads_to(node: NamedNode, one: Property) -> Iterator[Triple]:
    if len(one.leads_to) == 1:
        yield from _range(node, one.leads_to[0])
        return
    yield _triple(node, SH.nodeKind, NamedNode(SH.IRI))
    own = node.value.rpartition("#")[2]
    choices = [BlankNode(f"{own}-choice{at}") for at, _ in enumerate(one.leads_to)]
    for choice, iri in zip(choices, one.leads_to, strict=True):
        yield _triple(choice, SH["class"], NamedNode(iri))
    yield from _list(node, SH["or"], choices)


def _range(node: NamedNode, leads_to: str) -> Iterator[Triple]:
    match leads_to:
        case "any":
            return
        case "iri":
            yield _triple(node, SH.nodeKind, NamedNode(SH.IRI))
        case "text":
            yield _triple(node, SH.nodeKind, NamedNode(SH.Literal))
        case "lang":
            yield _triple(node, SH.datatype, NamedNode(RDF.langString))
        case iri if iri.startswith(_XSD) or iri == _WKT:
            yield _triple(node, SH.datatype, NamedNode(iri))
        case iri:
            yield _triple(node, SH["class"], NamedNode(iri))
            yield _triple(node, SH.nodeKind, NamedNode(SH.IRI))


def _list(subject: NamedNode, predicate: str, items: list[BlankNode]) -> Iterator[Triple]:
    cells = [BlankNode(f"{item.value}-cell") for item in items]
    yield _triple(subject, predicate, cells[0])
    after: list[BlankNode | NamedNode] = [*cells[1:], NamedNode(RDF.nil)]
    for cell, item, rest in zip(cells, items, after, strict=True):
        yield _triple(cell, RDF.first, item)
        yield _triple(cell, RDF.rest, rest)


def _in_languages(subject: NamedNode, predicate: str, words: Mapping[str, str]) -> Iterator[Triple]:
    for lang, word in words.items():
        yield _triple(subject, predicate, Literal(word, language=lang))


def _triple(subject: NamedNode | BlankNode, predicate: str, value: _Terms) -> Triple:
    return Triple(subject, NamedNode(predicate), value)
