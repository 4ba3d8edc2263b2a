"""Documents that stand side by side: what is told after the last of them is told of each.

«Соглашение о дружбе, протокол о спорте и меморандум о туризме, подписанные в 2023 году».
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.agreements.relations import relation_between
from loaders.agreements.site import NounSite
from loaders.agreements.words import AroundNoun, vocabulary
from loaders.cell import Token
from ontology.morphology import parses


def last_of_runs(sites: Sequence[NounSite]) -> Mapping[int, NounSite]:
    """By where its noun begins, the last document of the run that each other one of it stands in."""
    lasts: dict[int, NounSite] = {}
    for site, following in reversed(list(pairwise(sites))):
        joined = _joined(site, following)
        last = lasts.get(following.noun.start, following)
        if joined is None or (last is following and not _ends_run(joined, last)):
            continue
        lasts[site.noun.start] = last
    return lasts


def told_as(site: NounSite, last: NounSite) -> NounSite:
    """The document as if the words after the last of its run stood after it."""
    words = AroundNoun(site.words.before, last.words.after, site.words.lead)
    return replace(site, words=words, bounds={**site.bounds, "after": last.bounds["after"]})


def _joined(site: NounSite, following: NounSite) -> str | None:
    """What stands before the next noun of one run; None where the two are of none."""
    between = site.skeleton.between(site.noun.end, following.noun.start)
    joined = vocabulary().joins_run.search(between) if site.clause == following.clause else None
    if joined is None or not _cases(site.noun) & _cases(following.noun):
        return None
    is_told = any(_tells(token) for token in site.following)
    return None if is_told or relation_between(site, following) is not None else joined.group()


def _ends_run(joined: str, last: NounSite) -> bool:
    """Whether a word and no mere comma joins the last document, and what follows is not of it alone."""
    return joined.strip(" ,") != "" and vocabulary().of_one.search(last.words.after) is None


def _tells(token: Token) -> bool:
    return token.text.islower() and not _TELLING.isdisjoint(parses(token.text)[0].tag.grammemes)


_TELLING = frozenset({"VERB", "INFN", "PRTS", "PRTF", "GRND"})


def _cases(token: Token) -> set[str]:
    return {str(p.tag.case) for p in parses(token.text) if p.tag.POS == "NOUN"}
