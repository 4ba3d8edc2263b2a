"""The ontology and its concept schemes as data: codes, IRIs, labels in Russian and English."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from ontology.terms import POB, SCHEMES

HERE = Path(__file__).parent
CHECKS = HERE / "checks.ttl"
"""The SHACL shapes that a graph is checked by before it is served."""
ONTOLOGY_FILES = (
    HERE / "pobratim.ttl",
    HERE / "alignments.ttl",
    *sorted((HERE / "schemes").glob("*.ttl")),
)

SCHEME_OF = {
    "agreement_type": "agreement-type",
    "event_type": "event-type",
    "mode": "mode",
    "organisation_kind": "organisation-kind",
    "sector": "sector",
    "sectors": "sector",
    "status": "status",
    "strength": "strength",
    "type": "event-type",
}
"""The scheme whose codes a field of a fact, a parameter of a question or a filter of a page takes."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme; labels and definitions are by language code, ru and en."""

    iri: str
    scheme: str
    code: str
    rank: int
    labels: dict[str, str]
    definitions: dict[str, str]

    def label(self, language: str) -> str:
        """Its label in that language, in English where there is no other."""
        return self.labels.get(language, self.labels["en"])


@lru_cache(maxsize=1)
def vocabulary() -> Graph:
    """The triples of the ontology and of all schemes."""
    triples = Graph()
    for file in ONTOLOGY_FILES:
        triples.parse(file, format="turtle")
    return triples


def label(iri: str, language: str) -> str | None:
    """What the ontology or a scheme calls that IRI in the language, if it does."""
    node = URIRef(iri)
    for property in (RDFS.label, SKOS.prefLabel):
        for text in vocabulary().objects(node, property):
            if isinstance(text, Literal) and text.language == language:
                return str(text)
    return None


def definition(iri: str) -> dict[str, str]:
    """What the ontology says that IRI means, by language; empty where it does not say."""
    return _by_language(vocabulary(), URIRef(iri), SKOS.definition)


@lru_cache(maxsize=1)
def concepts() -> dict[str, Concept]:
    """Every concept by its IRI, scheme by scheme in order of rank."""
    triples = vocabulary()
    read = (_concept(triples, URIRef(str(node))) for node in triples.subjects(RDF.type, SKOS.Concept))
    return {one.iri: one for one in sorted(read, key=lambda one: (one.scheme, one.rank))}


def scheme(name: str) -> tuple[Concept, ...]:
    """The concepts of a scheme («sector», «status» …) in their order; raises KeyError where there is none."""
    found = tuple(one for one in concepts().values() if one.scheme == name)
    if not found:
        raise KeyError(name)
    return found


def _concept(triples: Graph, node: URIRef) -> Concept:
    return Concept(
        iri=str(node),
        scheme=str(triples.value(node, SKOS.inScheme)).removeprefix(SCHEMES),
        code=str(triples.value(node, SKOS.notation)),
        rank=int(str(triples.value(node, POB.rank))),
        labels=_by_language(triples, node, SKOS.prefLabel),
        definitions=_by_language(triples, node, SKOS.definition),
    )


def _by_language(triples: Graph, node: URIRef, predicate: URIRef) -> dict[str, str]:
    texts = (text for text in triples.objects(node, predicate) if isinstance(text, Literal))
    return {str(text.language): str(text) for text in texts}
