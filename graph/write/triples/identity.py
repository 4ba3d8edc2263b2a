"""How things came to be one: merges with their reasons, and identifiers that were retired."""

from collections.abc import Iterator

from pyoxigraph import Triple
from rdflib.namespace import DCTERMS

from graph.entities import Id, Merge
from graph.write.rdf import About, Names, decimal, text
from ontology.terms import POB


def merge_triples(merge: Merge, node: Id, names: Names) -> Iterator[Triple]:
    """Why a spelling or an entry was taken for an entity."""
    about = About(names(node))
    yield from about.types(POB.Merge)
    yield from about.says(POB.merged, names(merge.entity))
    yield from about.says(POB.value, text(merge.value))
    yield from about.says(POB.statedIn, names(merge.entry))
    yield from about.says(POB.score, decimal(merge.score))
    for reason in merge.reasons:
        yield from about.says(POB.reason, text(reason))


def redirect_triples(retired: Id, survivor: Id, names: Names) -> Iterator[Triple]:
    """What to ask for instead of a retired identifier."""
    yield from About(names(retired)).says(DCTERMS.isReplacedBy, names(survivor))
