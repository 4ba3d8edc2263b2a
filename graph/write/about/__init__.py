"""A snapshot's description of itself: DCAT, VoID and the SPARQL service description."""

from collections.abc import Collection, Iterator, Mapping

from pyoxigraph import Triple
from rdflib.namespace import DCAT, DCTERMS, VOID

from graph.entities import Id
from graph.iris import ABOUT_GRAPH
from graph.write.about.catalogue import Edition, Publication, catalogue_triples, in_both_languages
from graph.write.about.statistics import Statistics, TripleCounts, count, partition_triples
from graph.write.rdf import About, Names, term, whole
from ontology.terms import SD

RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads",
)  # fmt: skip
FORMATS = "http://www.w3.org/ns/formats/"
GEOSPARQL_FUNCTIONS = "http://www.opengis.net/def/function/geosparql/"
FUNCTIONS = (
    "distance", "convexHull", "envelope", "getSRID", "isEmpty", "isSimple",
    "sfEquals", "sfDisjoint", "sfIntersects", "sfTouches", "sfCrosses", "sfWithin", "sfContains",
    "sfOverlaps",
    "ehEquals", "ehDisjoint", "ehMeet", "ehOverlap", "ehCovers", "ehCoveredBy", "ehInside", "ehContains",
    "rcc8eq", "rcc8dc", "rcc8ec", "rcc8po", "rcc8tppi", "rcc8tpp", "rcc8ntpp", "rcc8ntppi",
)  # fmt: skip


def about_triples(
    counted: Statistics, held: Collection[Triple], names: Names, counts: Mapping[Id, int], edition: Edition
) -> tuple[Triple, ...]:
    """The catalogue, the dataset with its sizes, and the service that answers for it.

    `counted` is the default graph, `held` what of it the graph `about` has already; `counts` are of the named
    graphs. The size of the default graph counts these triples too.
    """
    told = dict.fromkeys(_sizeless(names, counts, edition, counted))
    own = len({*held, *told}) + _SIZES
    return (*told, *_sizes(names, counted.triples - len(held) + own, own))


_SIZES = 3
"""The triples that tell the sizes of the default graph, of the dataset, and of these triples themselves."""


def _sizeless(
    names: Names, counts: Mapping[Id, int], edition: Edition, counted: Statistics
) -> Iterator[Triple]:
    yield from catalogue_triples(names, edition)
    yield from partition_triples(names, counted)
    yield from _service(names)
    yield from About(names("dataset")).says(SD.defaultGraph, names("dataset/default-graph"))
    yield from About(names("dataset/default-graph")).types(SD.Graph, VOID.Dataset)
    for path, size in counts.items():
        if path != ABOUT_GRAPH:
            yield from _named_graph(names, path)
            yield from _content(names, path).says(VOID.triples, whole(size))
    yield from _named_graph(names, ABOUT_GRAPH)


def _sizes(names: Names, size: int, own: int) -> Iterator[Triple]:
    for path in ("dataset", "dataset/default-graph"):
        yield from About(names(path)).says(VOID.triples, whole(size))
    yield from _content(names, ABOUT_GRAPH).says(VOID.triples, whole(own))


def _service(names: Names) -> Iterator[Triple]:
    about = About(names("service"))
    yield from about.types(SD.Service, DCAT.DataService)
    yield from in_both_languages(about, DCTERMS.title, "dataset.distribution.sparql")
    yield from about.says(DCAT.servesDataset, names("dataset"))
    yield from about.says(SD.defaultDataset, names("dataset"))
    yield from about.says(SD.supportedLanguage, term(SD.SPARQL11Query))
    yield from about.says(SD.feature, term(SD.DereferencesURIs))
    for name in FUNCTIONS:
        yield from about.says(SD.extensionFunction, term(GEOSPARQL_FUNCTIONS + name))
    for name in RESULT_FORMATS:
        yield from about.says(SD.resultFormat, term(FORMATS + name))


def _named_graph(names: Names, path: Id) -> Iterator[Triple]:
    node, content = names(f"dataset/{path}"), _content(names, path)
    yield from About(names("dataset")).says(SD.namedGraph, node)
    yield from About(node).types(SD.NamedGraph)
    yield from About(node).says(SD.name, names(path))
    yield from About(node).says(SD.graph, content.subject)
    yield from content.types(SD.Graph, VOID.Dataset)


def _content(names: Names, path: Id) -> About:
    return About(names(f"dataset/{path}/content"))


__all__ = ["Edition", "Publication", "Statistics", "TripleCounts", "about_triples", "count"]
