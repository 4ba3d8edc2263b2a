"""What one document is to the one named after it: it amends, prolongs, ends, replaces or carries it out."""

import re
from dataclasses import dataclass

from loaders.agreements.site import Site
from loaders.agreements.words import vocabulary

_REACH = 300  # characters between the two nouns at most
_SIGNED = re.compile(r"\b(?:подпис|заключ|утвержд|утверд|парафир)")


@dataclass(frozen=True, slots=True)
class Related:
    """The relation, the characters that tell it, and whether the one about the other is signed here."""

    relation: str
    start: int
    end: int
    by_signature: bool


def relation_between(site: Site, following: Site) -> Related | None:
    """What the document is to the one named next in its clause."""
    if following.clause != site.clause or following.noun.start - site.noun.end > _REACH:
        return None
    begin = site.skeleton.position(site.noun.end)
    between = site.skeleton.text[begin : site.skeleton.position(following.noun.start)]
    for told in vocabulary().relations:
        found = told.pattern.search(between)
        if found is not None:
            start, end = site.skeleton.original(begin + found.start(), begin + found.end())
            return Related(told.code, start, end, _SIGNED.search(site.words.before) is not None)
    return None
