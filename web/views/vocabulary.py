"""The ontology's own documentation: its classes, properties and concept schemes, in the reader's language."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from fastapi import Request
from fastapi.responses import HTMLResponse
from pyoxigraph import Literal, NamedNode

from ontology.terms import PREFIXES
from queries.choices import best_label
from queries.engine import Engine, QueryLimits, Record
from queries.texts import sparql
from web.site import engine_of
from web.views.view import language, render

_LABELS = tuple(PREFIXES[p] + n for p, n in (("rdfs", "label"), ("skos", "prefLabel"), ("dcterms", "title")))
_DEFINITIONS = tuple(PREFIXES[p] + n for p, n in (("skos", "definition"), ("dcterms", "description")))


@dataclass(slots=True)
class OntologyTerm:
    """A class, property, concept or scheme, and what the ontology says of it."""

    iri: str
    kinds: set[str] = field(default_factory=set)
    words: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def label(self, lang: str) -> str:
        """Its name in that language."""
        return best_label(chain.from_iterable(self.words[one] for one in _LABELS), lang) or self.curie

    def definition(self, lang: str) -> str:
        """What it means, in that language."""
        return best_label(chain.from_iterable(self.words[one] for one in _DEFINITIONS), lang) or ""

    def linked(self, curie: str) -> list[str]:
        """The IRIs that it is linked to by a property."""
        prefix, _, name = curie.partition(":")
        return self.links[PREFIXES[prefix] + name]

    @property
    def notation(self) -> str:
        """Its code."""
        return next((word for word, _ in self.words[PREFIXES["skos"] + "notation"]), "")

    @property
    def curie(self) -> str:
        """Its IRI as a prefixed name."""
        return shortened(self.iri)

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return self.iri.rpartition("#")[2] if "#" in self.iri else self.iri.partition("/ontology/")[2]


def shortened(iri: str) -> str:
    """The IRI as a prefixed name where a prefix fits."""
    fitting = [(prefix, space) for prefix, space in PREFIXES.items() if iri.startswith(space)]
    return f"{fitting[0][0]}:{iri[len(fitting[0][1]) :]}" if fitting else iri


def read_terms(engine: Engine) -> Mapping[str, OntologyTerm]:
    """Every term that the snapshot's vocabulary declares, by IRI."""
    return _collected(engine.select(sparql("documents/terms.rq"), limits=QueryLimits(rows=50_000)))


def _collected(records: Iterable[Record]) -> Mapping[str, OntologyTerm]:
    terms: dict[str, OntologyTerm] = {}
    for record in records:
        iri, kind, prop, value = record["term"], record["kind"], record["property"], record["value"]
        assert isinstance(iri, NamedNode) and isinstance(kind, NamedNode) and isinstance(prop, NamedNode)
        term = terms.setdefault(iri.value, OntologyTerm(iri.value))
        term.kinds.add(kind.value)
        if isinstance(value, Literal):
            words = term.words[prop.value]
            if (value.value, value.language or "") not in words:
                words.append((value.value, value.language or ""))
        elif isinstance(value, NamedNode) and value.value not in term.links[prop.value]:
            term.links[prop.value].append(value.value)
    return terms


def vocabulary_page(request: Request) -> HTMLResponse:
    """The ontology as a page."""
    lang = language(request)
    terms = read_terms(engine_of(request))

    def of_kind(*curies: str) -> list[OntologyTerm]:
        kinds = {PREFIXES[prefix] + name for prefix, _, name in (curie.partition(":") for curie in curies)}
        return sorted((term for term in terms.values() if term.kinds & kinds), key=lambda term: term.curie)

    def own(*curies: str) -> list[OntologyTerm]:
        return [term for term in of_kind(*curies) if term.iri.startswith(PREFIXES["pob"])]

    concepts = of_kind("skos:Concept")
    schemes = [
        (scheme, [one for one in concepts if scheme.iri in one.linked("skos:inScheme")])
        for scheme in of_kind("skos:ConceptScheme")
    ]
    return render(
        request,
        "ontology.html",
        ontology=next(iter(of_kind("owl:Ontology")), None),
        classes=own("owl:Class", "rdfs:Class"),
        properties=own("owl:ObjectProperty", "owl:DatatypeProperty", "rdf:Property"),
        schemes=schemes,
        terms=terms,
        shortened=shortened,
        term_lang=lang,
    )
