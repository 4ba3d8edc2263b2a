"""Word lists whose phrases are compared by dictionary form, so that they are written as they are said."""

from collections.abc import Iterable, Mapping, Sequence

from ontology.morphology import lemma

Phrase = tuple[str, ...]

LONGEST = 3


class Phrases(dict[Phrase, tuple[str, ...]]):
    """Phrases with the names of the groups that hold each; `longest` of those that begin with a word."""

    def __init__(self, known: Mapping[Phrase, tuple[str, ...]]) -> None:
        super().__init__(known)
        self.longest: dict[str, int] = {}
        for first, *others in known:
            self.longest[first] = max(self.longest.get(first, 0), min(len(others) + 1, LONGEST))


def phrase(words: str) -> Phrase:
    """The dictionary forms of the words."""
    return tuple(lemma(word) for word in words.split())


def phrases(groups: Mapping[str, Iterable[str]]) -> Phrases:
    """Every phrase of the groups with the names of the groups that hold it, in their order."""
    found: dict[Phrase, list[str]] = {}
    for name, entries in groups.items():
        for entry in entries:
            found.setdefault(phrase(entry), []).append(name)
    return Phrases({words: tuple(names) for words, names in found.items()})


def longest_at(lemmas: Sequence[str], start: int, known: Phrases) -> int:
    """How many words the longest known phrase has that begins there; 0 where none does."""
    for length in range(min(known.longest.get(lemmas[start], 0), len(lemmas) - start), 0, -1):
        if tuple(lemmas[start : start + length]) in known:
            return length
    return 0
