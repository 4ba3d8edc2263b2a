"""Bodies as people call them: by some words of the name, by one word for several, by initials."""

from collections.abc import Iterable, Sequence

from ontology.everyday import abbreviations, in_full, said_otherwise
from ontology.morphology import parses
from queries.asking.names import Named
from queries.asking.tokens import QuestionToken, tokens_of
from queries.asking.words import meanings
from queries.choices import Choices

_LONGEST = 8
_MOST_MEANT = 5
_SHORTEST_WORD = 3


class Bodies:
    """The graph's organisations, found by the words of their names."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices.of("organisation")
        self._words: dict[str, set[int]] = {}
        self._short: dict[str, set[int]] = {}
        self._lengths: list[int] = []
        for at, one in enumerate(self._choices):
            names = [tokens_of(name) for name, _ in one.names]
            self._lengths.append(min(map(len, names)))
            for word in {form for name in names for token in name for form in (token.plain, *token.lemmas)}:
                self._words.setdefault(word, set()).add(at)
            for short in {short for name, _ in one.names for short in abbreviations(name)}:
                self._short.setdefault(short, set()).add(at)

    def at(self, tokens: Sequence[QuestionToken], at: int) -> tuple[int, tuple[Named, ...]]:
        """The longest run of words from this one on that all stand in the names of a few bodies."""
        short = self._short.get(tokens[at].plain, set())
        if tokens[at].text.isupper() and 0 < len(short) <= _MOST_MEANT:
            return 1, self._named(short)
        best: tuple[int, set[int]] = (0, set())
        having: set[int] | None = None
        for length, token in enumerate(tokens[at : at + _LONGEST], start=1):
            found = self._having(token)
            having = found if having is None else having & found
            if not having:
                break
            if len(having) <= _MOST_MEANT and (length > 1 or self._tells_alone(token, having)):
                best = length, having
        return best[0], self._named(best[1])

    def label(self, named: Named) -> str:
        """What the body is called."""
        return next(one.label("ru") for one in self._choices if one.code == named.code)

    def _tells_alone(self, token: QuestionToken, having: set[int]) -> bool:
        """Whether the word means a body by itself: no ordinary one, written as a name, or all of its name."""
        return (
            token.text[0].isupper()
            or bool(in_full(token.plain))
            or not parses(token.plain)[0].is_known
            or any(self._lengths[at] == 1 for at in having)
        )

    def _having(self, token: QuestionToken) -> set[int]:
        """The bodies with the word in their name, or with all the words that it is said for."""
        own = set().union(*(self._words.get(form, set()) for form in token.forms))
        full = in_full(token.plain)
        if full:
            return self._having_all(full) | (own if _SHORTEST_WORD <= len(token.plain) else set())
        if len(token.plain) < _SHORTEST_WORD and not token.is_number:
            return set()
        is_kind = meanings().longest((token,), 0)[0] > 0  # «вузы Беларуси» are no one body
        otherwise = (self._having_all(phrase) for phrase in (() if is_kind else said_otherwise(token.plain)))
        return own.union(*otherwise)

    def _having_all(self, words: Iterable[str]) -> set[int]:
        return set.intersection(*(self._words.get(word, set()) for word in words))

    def _named(self, found: Iterable[int]) -> tuple[Named, ...]:
        """The bodies, those whose name has the fewest other words first."""
        ranked = sorted(found, key=lambda at: (self._lengths[at], self._choices[at].code))
        return tuple(Named("organisation", self._choices[at].code) for at in ranked)
