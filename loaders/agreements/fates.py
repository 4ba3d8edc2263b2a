"""What became of a document: its status, and its life after signing.

The rules are ordered lists of patterns in statuses.yml; the first that is found decides.
"""

from functools import lru_cache

from loaders.agreements.said import Said
from loaders.agreements.site import NounSite
from loaders.agreements.words import AroundNoun, StatusRule, vocabulary
from ontology.morphology import parses

# The status of a document with parties of which nothing else is said.
UNCLEAR = "unclear"
# Rules that are too loose for a noun of many uses, unless parties or what it is about follow it.
_LOOSE = frozenset({"namely_at_hand", "in_preparation", "intended_afterwards", "spoken_of", "at_work"})

_NEAR_LIFE = 200  # characters before a noun that may tell that nothing became of it
_UNTOLD = "x"

# Rules over what stands after a document whose subject or object it is.
_OF_SUBJECT = frozenset({"not_signed_afterwards", "signature_to_come", "signed_afterwards"})


def become_of(site: NounSite, *, is_about_another: bool) -> Said[str] | None:
    """The status with the words that tell it, empty where those tell that it is no agreement."""
    has_sides = site.has_between or site.has_parties
    loose = site.noun.lemma in vocabulary().cautious and not (has_sides or is_about_another)
    rules = [rule for rule in vocabulary().statuses if not (loose and rule.name in _LOOSE)]
    said = done_by(site) or _first(rules, site, site.words)
    if said is None and has_sides:
        return Said(UNCLEAR, "no_status", site.noun.start, site.noun.end)
    return said


def become_after(following: NounSite) -> Said[str] | None:
    """The status that the words after the next document tell of the one that is about it.

    «соглашение к договору подписали школы»: what was signed is the first of the two.
    """
    rules = [rule for rule in vocabulary().statuses if rule.name in _OF_SUBJECT]
    return _first(rules, following, following.words)


def done_by(site: NounSite, following: NounSite | None = None) -> Said[str] | None:
    """«Протоколом к договору стороны добавили раздел»: what something is done by was signed.

    The words that say so stand after it, or after the next document.
    """
    if not is_means(site.noun.text):
        return None
    before = vocabulary().done_with.search(site.words.before) if following is None else None
    if before is not None:
        return Said("signed", "done_by_it", *site.spoken("before", *before.span()))
    told = following or site
    pattern = vocabulary().changed_by_it if following is None else vocabulary().done_by_it
    found = pattern.search(told.words.after)
    return None if found is None else Said("signed", "done_by_it", *told.spoken("after", *found.span()))


@lru_cache(maxsize=1_000)
def is_means(noun: str) -> bool:
    """Whether the noun stands in the instrumental and nothing else: «протоколом»."""
    return {reading.tag.case for reading in parses(noun) if reading.tag.POS == "NOUN"} == {"ablt"}


def signed_further(site: NounSite) -> Said[str] | None:
    """The status that a sentence after its own tells: «Договор рассчитан на год. Его подписали школы»."""
    rules = [rule for rule in vocabulary().statuses if rule.name in _OF_SUBJECT]
    for start, end in site.further:
        words = AroundNoun("", f" {site.skeleton.between(start, end)}", "")
        if any(rule.code == "signed" and rule.heard(words) for rule in rules):
            return Said("signed", "signed_afterwards", start, end)
    return None


def life_of(site: NounSite) -> Said[str] | None:
    """What the words about the noun say of its life after signing."""
    words = site.words
    first = max(0, len(words.before) - _NEAR_LIFE)
    told = f"{words.before[first:]}{site.noun.text.lower()}{words.after}"
    untold = vocabulary().no_life.sub(lambda found: _UNTOLD * len(found.group()), told)
    after = len(words.before) - first + len(site.noun.text)
    return _first(
        vocabulary().lives,
        site,
        AroundNoun(words.before[:first] + untold[: len(words.before) - first], untold[after:], words.lead),
    )


def life_further(site: NounSite) -> Said[str] | None:
    """What a sentence that goes on about it says: «Решено продлить договор; он продлен на год»."""
    for start, end in site.further:
        words = f" {site.skeleton.between(start, end)}"
        if vocabulary().no_life.search(words) is not None:
            continue
        told = AroundNoun("", words, "")
        rule = next((rule for rule in vocabulary().lives if not rule.both and rule.heard(told)), None)
        if rule is not None:
            return Said(rule.code or "", rule.name, start, end)
    return None


def _first(
    rules: tuple[StatusRule, ...] | list[StatusRule], site: NounSite, words: AroundNoun
) -> Said[str] | None:
    for rule in rules:
        heard = rule.heard(words)
        if heard is not None:
            start, end = site.spoken(heard.part, heard.start, heard.end)
            return Said(rule.code or "", rule.name, start, end)
    return None
