"""Words that are not what was meant: misspelt ones, and two that stand together without their space."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from ontology.morphology import parses
from queries.asking.tokens import QuestionToken, cut_in_two

_SHORTEST = 5
_LONG = 9
_ENDING = 2
_WITH_ENDING = 7


class Spelling:
    """Finds the known word that a misspelt one is nearest to; endings of cases are not looked at."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_first: dict[str, set[str]] = defaultdict(set)
        self._known = frozenset(word for word in words if word.replace("-", "").isalpha())
        for word in self._known:
            if len(word) >= _SHORTEST:
                self._by_first[word[0]].add(word)

    def nearest(self, word: str) -> str | None:
        """The word that it is likeliest a slip for; None of a dictionary's word, or one like no other."""
        if len(word) < _SHORTEST or _is_russian(word):
            return None
        allowed = 2 if len(word) >= _LONG else 1
        ranked = sorted(
            (slips, abs(len(known) - len(word)), known)
            for known in self._by_first[word[0]]
            if (slips := _slips(word, known, allowed)) <= allowed
        )
        return ranked[0][2] if ranked else None

    def in_two(self, token: QuestionToken) -> tuple[QuestionToken, QuestionToken] | None:
        """The two known words that stand in one; None where they do not."""
        if token.is_number or _is_russian(token.plain):
            return None
        for at in range(2, len(token.text) - 2):
            pair = cut_in_two(token, at)
            if all(not self._known.isdisjoint(one.forms) for one in pair):
                return pair
        return None


def _is_russian(word: str) -> bool:
    return not word.isascii() and parses(word)[0].is_known


def _slips(word: str, known: str, allowed: int) -> int:
    """Slips between the words, or of longer ones between them without endings of cases: the fewest."""
    whole = OSA.distance(word, known, score_cutoff=allowed)
    if whole <= allowed or word.isascii() or len(word) < _WITH_ENDING:
        return whole
    endings = ((own, theirs) for own in range(1, _ENDING + 1) for theirs in range(_ENDING + 1))
    stems = ((word[:-own], known[: len(known) - theirs]) for own, theirs in endings)
    fewest = min(
        OSA.distance(one, other, score_cutoff=allowed) for one, other in stems if len(other) >= _SHORTEST
    )
    return fewest if len(known) >= _SHORTEST + _ENDING else whole
