"""Wordings found in a text by the dictionary forms of their words, each with what it stands for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ontology.names.words import Bases, bases


@dataclass(frozen=True, slots=True)
class Wordings:
    """Wordings by bases, each with what it stands for."""

    meanings: Mapping[Bases, str]
    starts: Mapping[str, tuple[Bases, ...]]

    def at(self, words: list[str], index: int) -> tuple[int, str] | None:
        """The length and meaning of the longest wording that begins at that base, if any does."""
        for phrase in self.starts.get(words[index], ()):
            if tuple(words[index : index + len(phrase)]) == phrase:
                return len(phrase), self.meanings[phrase]
        return None


def phrases(wordings: Iterable[tuple[str, str]], normal: Callable[[str], Bases] = bases) -> Wordings:
    """Phrases from pairs of a wording and its meaning; by bases, or as `normal` makes words."""
    meanings = {normal(wording): meaning for wording, meaning in wordings if wording}
    starts: dict[str, list[Bases]] = {}
    for phrase in sorted(meanings, key=len, reverse=True):
        starts.setdefault(phrase[0], []).append(phrase)
    return Wordings(meanings, {first: tuple(many) for first, many in starts.items()})


def as_they_are(wordings: Iterable[str], normal: Callable[[str], Bases] = bases) -> Wordings:
    """Phrases of wordings that stand for themselves."""
    return phrases(((wording, wording) for wording in wordings), normal)


def single(wordings: Iterable[str]) -> frozenset[str]:
    """The dictionary forms of all the words."""
    return frozenset(word for wording in wordings for word in bases(wording))


def group_of_word(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """For each word's dictionary form the group that lists it."""
    return {word: group for group, wordings in groups.items() for word in single(wordings)}
