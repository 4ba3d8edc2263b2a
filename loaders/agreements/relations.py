"""What one document is to the one named after it: it amends, prolongs, ends, replaces or carries it out."""

from dataclasses import dataclass

from loaders.agreements.fates import is_means
from loaders.agreements.site import NounSite
from loaders.agreements.words import vocabulary
from ontology.lexicon.documents import documents

_REACH = 300  # characters between the two nouns at most


@dataclass(frozen=True, slots=True)
class Related:
    """The relation, the characters that tell it, and whether the one about the other is signed here."""

    relation: str
    start: int
    end: int
    by_signature: bool


def relation_between(site: NounSite, following: NounSite) -> Related | None:
    """What the document is to the one named next in its clause."""
    if following.clause != site.clause or following.noun.start - site.noun.end > _REACH:
        return None
    begin = site.skeleton.position(site.noun.end)
    between = site.skeleton.text[begin : site.skeleton.position(following.noun.start)]
    changed = vocabulary().changed_by_it.search(between) if is_means(site.noun.text) else None
    if changed is not None:
        start, end = site.skeleton.original(begin + changed.start(), begin + changed.end())
        return Related("amends", start, end, by_signature=True)
    for told in vocabulary().relations:
        found = told.pattern.search(between)
        if found is not None:
            start, end = site.skeleton.original(begin + found.start(), begin + found.end())
            return Related(
                told.code, start, end, vocabulary().signature_words.search(site.words.before) is not None
            )
    return None


def _within_clause(site: NounSite, following: NounSite) -> Related | None:
    """What the document that is named next in the clause is to this one."""
    frame = vocabulary().made_under.search(site.words.before)
    if frame is not None:
        return Related("carries_out", *site.spoken("before", *frame.span()), by_signature=True)
    added = vocabulary().added_to.search(site.words.before)
    if added is not None and (_is_supplement(following) or _is_plan(following)):
        relation = "carries_out" if _is_plan(following) else "supplements"
        return Related(relation, *site.spoken("before", *added.span()), by_signature=True)
    if vocabulary().amended_with.search(following.words.before):
        return Related("amends", site.noun.start, site.noun.end, by_signature=True)
    return None


def relation_before(site: NounSite, following: NounSite) -> Related | None:
    """What the document named next is to this one: made under it, or what amends it.

    «Во исполнение договора подписан план», «в договор внесены поправки: подписано соглашение».
    """
    if following.noun.start - site.noun.end > _REACH or site.skeleton is not following.skeleton:
        return None
    related = _within_clause(site, following) if following.clause == site.clause else None
    if related is not None:
        return related
    amended = vocabulary().amended_by.search(site.words.before) or vocabulary().amended_by.search(
        site.words.after
    )
    if amended is not None and _is_supplement(following):
        return Related("amends", site.noun.start, site.noun.end, by_signature=True)
    return None


def _is_plan(site: NounSite) -> bool:
    """«план», «дорожная карта»: what carries another document out."""
    return documents()[site.noun.lemma] == "plan"


def _is_supplement(site: NounSite) -> bool:
    """«дополнительное соглашение», «протокол», «приложение»: what amends another document."""
    before = site.about[: site.at][-1:]
    is_further = bool(before) and before[0].lemma in vocabulary().supplementing
    return is_further or site.noun.lemma in vocabulary().supplements
