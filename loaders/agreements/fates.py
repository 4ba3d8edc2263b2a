"""What became of a document: its status, and its life after signing.

The rules are ordered lists of patterns in statuses.yml; the first that is found decides.
"""

from loaders.agreements.said import Said
from loaders.agreements.site import Site
from loaders.agreements.words import AroundNoun, Rule, vocabulary

# The status of a document with parties of which nothing else is said.
UNCLEAR = "unclear"
# Rules that are too loose for a noun of many uses, unless parties or what it is about follow it.
_LOOSE = frozenset({"namely_at_hand", "in_preparation", "intended_afterwards", "spoken_of", "at_work"})

# Rules over what stands after a document whose subject or object it is.
_OF_SUBJECT = frozenset({"not_signed_afterwards", "signature_to_come", "signed_afterwards"})


def become_of(site: Site, *, is_about_another: bool) -> Said[str] | None:
    """The status with the words that tell it, empty where those tell that it is no agreement."""
    is_named = site.has_between or site.has_parties or is_about_another
    loose = site.noun.lemma in vocabulary().cautious and not is_named
    rules = [rule for rule in vocabulary().statuses if not (loose and rule.name in _LOOSE)]
    said = _first(rules, site, site.words)
    if said is None and (site.has_parties or site.has_between):
        return Said(UNCLEAR, "no_status", site.noun.start, site.noun.end)
    return said


def become_after(following: Site) -> Said[str] | None:
    """The status that the words after the next document tell of the one that is about it.

    «соглашение к договору подписали школы»: what was signed is the first of the two.
    """
    rules = [rule for rule in vocabulary().statuses if rule.name in _OF_SUBJECT]
    return _first(rules, following, following.words)


def signed_further(site: Site) -> Said[str] | None:
    """The status that a sentence after its own tells: «Договор рассчитан на год. Его подписали школы»."""
    rules = [rule for rule in vocabulary().statuses if rule.name in _OF_SUBJECT]
    for start, end in site.further:
        words = AroundNoun("", f" {site.skeleton.between(start, end)}", "")
        if any(rule.code == "signed" and rule.heard(words) for rule in rules):
            return Said("signed", "signed_afterwards", start, end)
    return None


def life_of(site: Site) -> Said[str] | None:
    """What the words about the noun say of its life after signing."""
    words = site.words
    told = f"{words.before[-200:]} {site.noun.text.lower()}{words.after}"
    if vocabulary().no_life.search(told) is not None:
        return None
    return _first(vocabulary().lives, site, words)


def _first(rules: tuple[Rule, ...] | list[Rule], site: Site, words: AroundNoun) -> Said[str] | None:
    for rule in rules:
        heard = rule.heard(words)
        if heard is not None:
            start, end = site.spoken(heard.part, heard.start, heard.end)
            return Said(rule.code or "", rule.name, start, end)
    return None
