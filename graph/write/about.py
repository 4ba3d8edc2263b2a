"""A snapshot's description of itself: VoID, DCAT and the SPARQL service description."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple
from rdflib.namespace import DCAT, DCTERMS, OWL, VOID, XSD

from graph.entities import Id
from graph.iris import slug
from graph.write.contents import Contents
from graph.write.rdf import TYPE, About, Names, term, text, whole
from ontology.speech import SPEECHES
from ontology.terms import PREFIXES, SD

RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads",
)  # fmt: skip
FORMATS = "http://www.w3.org/ns/formats/"
VOCABULARIES = ("pob", "schema", "org", "foaf", "prov", "skos", "dcterms", "geo", "gsp", "oa")


@dataclass(frozen=True, slots=True)
class Edition:
    """Which snapshot is described: its identifier, when it was made (ISO, UTC) and by what version."""

    id: str
    issued: str
    version: str


def about_triples(contents: Contents, edition: Edition) -> Iterator[Triple]:
    """The dataset, its graphs with their sizes, and the service that answers for it."""
    names = contents.names
    default, classes, predicates = _statistics(contents)
    yield from _dataset(names, edition, default)
    yield from _partitions(names, VOID.classPartition, VOID["class"], VOID.entities, classes)
    yield from _partitions(names, VOID.propertyPartition, VOID.property, VOID.triples, predicates)
    yield from _service(names)
    yield from _default_graph(names, default)
    for path, count in contents.counts().items():
        yield from _named_graph(names, path, count)


def _statistics(contents: Contents) -> tuple[int, Counter[str], Counter[str]]:
    classes, predicates = Counter[str](), Counter[str]()
    for triple in contents.merged():
        predicates[triple.predicate.value] += 1
        if triple.predicate == TYPE and isinstance(triple.object, NamedNode):
            classes[triple.object.value] += 1
    return predicates.total(), classes, predicates


def _dataset(names: Names, edition: Edition, size: int) -> Iterator[Triple]:
    about = About(names("dataset"))
    yield from about.types(VOID.Dataset, DCAT.Dataset, SD.Dataset)
    for speech in SPEECHES:
        yield from about.says(DCTERMS.title, text(speech.say("dataset.title"), speech.lang))
    yield from about.says(DCTERMS.identifier, text(edition.id))
    yield from about.says(DCTERMS.issued, Literal(edition.issued, datatype=term(XSD.dateTime)))
    yield from about.says(OWL.versionInfo, text(edition.version))
    yield from about.says(VOID.triples, whole(size))
    yield from about.says(VOID.uriSpace, text(names.base))
    for prefix in VOCABULARIES:
        yield from about.says(VOID.vocabulary, term(PREFIXES[prefix]))
    yield from about.says(SD.defaultGraph, names("dataset/default-graph"))
    yield from _distribution(names, about)


def _distribution(names: Names, about: About) -> Iterator[Triple]:
    node = names("dataset/sparql")
    yield from about.says(DCAT.distribution, node)
    yield from About(node).types(DCAT.Distribution)
    yield from About(node).says(DCAT.accessService, names("service"))


def _partitions(
    names: Names, partition: str, key: str, measure: str, counts: Mapping[str, int]
) -> Iterator[Triple]:
    for iri, count in sorted(counts.items()):
        node = names(f"dataset/{key.rpartition('#')[2]}/{slug(iri)}")
        yield from About(names("dataset")).says(partition, node)
        yield from About(node).says(key, term(iri))
        yield from About(node).says(measure, whole(count))


def _service(names: Names) -> Iterator[Triple]:
    about = About(names("service"))
    yield from about.types(SD.Service, DCAT.DataService)
    yield from about.says(DCAT.servesDataset, names("dataset"))
    yield from about.says(SD.defaultDataset, names("dataset"))
    yield from about.says(SD.supportedLanguage, term(SD.SPARQL11Query))
    for name in RESULT_FORMATS:
        yield from about.says(SD.resultFormat, term(FORMATS + name))


def _default_graph(names: Names, size: int) -> Iterator[Triple]:
    about = About(names("dataset/default-graph"))
    yield from about.types(SD.Graph, VOID.Dataset)
    yield from about.says(VOID.triples, whole(size))


def _named_graph(names: Names, path: Id, size: int) -> Iterator[Triple]:
    node, content = names(f"dataset/{path}"), names(f"dataset/{path}/content")
    yield from About(names("dataset")).says(SD.namedGraph, node)
    yield from About(node).types(SD.NamedGraph)
    yield from About(node).says(SD.name, names(path))
    yield from About(node).says(SD.graph, content)
    yield from About(content).types(SD.Graph, VOID.Dataset)
    yield from About(content).says(VOID.triples, whole(size))
