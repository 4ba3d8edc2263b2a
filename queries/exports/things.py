"""The things of the graph by class, each with what is said of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode
from rdflib.namespace import RDFS, SKOS

from graph.write.rdf import TYPE
from ontology.structure.model import expanded
from queries.engine.serialise import Term
from queries.exports.model import ExportSource


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing's IRI and what is said of it, by the IRI of the property."""

    iri: str
    said: Mapping[str, Sequence[Term]]

    def values(self, curie: str) -> list[str]:
        """The values of a property, IRIs and texts alike, in order."""
        said = self.said.get(expanded(curie), ())
        return sorted(one.value for one in said if isinstance(one, NamedNode | Literal))

    def value(self, curie: str) -> str | None:
        """The first value of a property, if there is one."""
        return next(iter(self.values(curie)), None)

    def text(self, curie: str, lang: str) -> str | None:
        """The value in that language, else in any."""
        said = [one for one in self.said.get(expanded(curie), ()) if isinstance(one, Literal)]
        return next((one.value for one in said if one.language == lang), said[0].value if said else None)

    def name(self, lang: str = "ru") -> str:
        """What it is called."""
        return self.text("rdfs:label", lang) or self.iri.rpartition("/")[2]

    def names(self) -> list[str]:
        """All that it is called, in every language, its own name first."""
        others = (
            one.value
            for iri in (RDFS.label, SKOS.altLabel)
            for one in self.said.get(str(iri), ())
            if isinstance(one, Literal)
        )
        return list(dict.fromkeys((self.name(), *sorted(others))))


def things(source: ExportSource, kind: str) -> Iterator[Thing]:
    """The things of a class, told by its IRI or prefixed name, in order of their IRIs."""
    iri = kind if "//" in kind else expanded(kind)
    found = source.store.engine.quads_for_pattern(None, TYPE, NamedNode(iri), DefaultGraph())
    for subject in sorted((quad.subject for quad in found), key=str):
        if isinstance(subject, NamedNode):
            yield thing(source, subject)


def thing(source: ExportSource, node: NamedNode) -> Thing:
    """The thing of that name."""
    said: dict[str, list[Term]] = defaultdict(list)
    for quad in source.store.engine.quads_for_pattern(node, None, None, DefaultGraph()):
        said[quad.predicate.value].append(quad.object)
    return Thing(node.value, said)
