"""A document that is to follow one whose term is over, told without a noun: «подпишут новое»."""

from dataclasses import replace

from loaders.agreements.clauses import clause_after
from loaders.agreements.document import DocumentMention
from loaders.agreements.said import Said
from loaders.agreements.site import NounSite
from loaders.agreements.words import vocabulary
from ontology.model import NamedDocument


def successor(site: NounSite, document: DocumentMention) -> DocumentMention | None:
    """What is planned instead of the document, between the same parties; None where no words tell of it."""
    if document.status.value != "in_force":
        return None
    begin = site.skeleton.position(site.noun.end)
    words = site.skeleton.text[begin : site.skeleton.position(_told_until(site))]
    found = vocabulary().successor.search(words)
    if found is None:
        return None
    start, end = site.skeleton.original(begin + found.start(), begin + found.end())
    day = document.time.value.day if document.time is not None else None
    number = document.number.value if document.number is not None else None
    replaced = NamedDocument(document.title, day, number, "replaces")
    return replace(
        document,
        status=Said("planned", "successor", start, end),
        time=None,
        number=None,
        life=None,
        life_time=None,
        term=None,
        about=Said(replaced, "about_replaces", start, end),
    )


def _told_until(site: NounSite) -> int:
    """Where the clause after its own ends, or the next document begins."""
    own = site.clause[1]
    following = clause_after(site.cell, own) if own < len(site.cell.text) - 1 else (own, own)
    return min(site.next_noun, following[1])
