"""Finding phrases among the words of a question, each word in any of its forms."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from queries.asking.tokens import QuestionToken, lemmas, tokens_of

V = TypeVar("V")


class QuestionPhrases(Generic[V]):
    """What phrases stand for, found by the words that they begin with."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[frozenset[str], ...], V]]] = {}
        for phrase, value in entries:
            words = tuple(_forms(token) for token in tokens_of(phrase))
            if words:
                for form in words[0]:
                    self._by_first.setdefault(form, []).append((words[1:], value))

    def words(self) -> Iterator[str]:
        """The words that phrases begin with."""
        return iter(self._by_first)

    def at(self, tokens: Sequence[QuestionToken], at: int) -> Iterator[tuple[int, V]]:
        """The phrases that begin at this word, each with the number of its words."""
        for form in tokens[at].likeliest_forms:
            for rest, value in self._by_first.get(form, ()):
                if _follow(tokens, at + 1, rest):
                    yield 1 + len(rest), value

    def longest(self, tokens: Sequence[QuestionToken], at: int) -> tuple[int, tuple[V, ...]]:
        """The longest that begin at this word: how many words they have, and all that are so long."""
        found = list(self.at(tokens, at))
        length = max((length for length, _ in found), default=0)
        return length, tuple(dict.fromkeys(value for size, value in found if size == length))


def _forms(token: QuestionToken) -> frozenset[str]:
    """What a typed word may be compared with; of an English one no stem: “sign” asks for no “signing”."""
    if token.plain.isascii():
        return frozenset(
            (token.plain, token.plain.removesuffix("s") if len(token.plain) > _SHORT else token.plain)
        )
    return frozenset((token.plain, *lemmas(token.plain)))


_SHORT = 3


def _follow(tokens: Sequence[QuestionToken], at: int, words: Sequence[frozenset[str]]) -> bool:
    return at + len(words) <= len(tokens) and all(
        not tokens[at + i].forms.isdisjoint(word) for i, word in enumerate(words)
    )
