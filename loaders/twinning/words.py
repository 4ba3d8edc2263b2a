"""The words of twinning (twinning.yml), and how a word is found among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ontology.lexicon.numbers import whole_numbers
from ontology.plain import plain
from ontology.remembered import remembered
from ontology.yaml_files import read_typed


class WordList:
    """Words, beginnings and endings of words."""

    def __init__(self, entries: list[str]) -> None:
        self._words = frozenset(entry for entry in entries if "*" not in entry)
        self._endings = tuple(entry[1:] for entry in entries if entry.startswith("*"))
        self._beginnings = tuple(entry[:-1] for entry in entries if entry.endswith("*"))

    def __contains__(self, word: Any) -> bool:
        if word in self._words:
            return True
        return bool(
            (self._beginnings and word.startswith(self._beginnings))
            or (self._endings and word.endswith(self._endings))
        )


@dataclass(frozen=True, slots=True)
class TwinningWords:
    """The lists of twinning.yml under the names that they have there."""

    twins: WordList
    twin_bodies: WordList
    kin: WordList
    ties: WordList
    tie_verbs: WordList
    become: WordList
    make: WordList
    became: WordList
    relative: WordList
    relative_to_several: WordList
    pointing_ahead: WordList
    bound: WordList
    place_nouns: WordList
    the_town: WordList
    of_region: WordList
    centres: WordList
    regions: WordList
    unnamed_towns: WordList
    beside_twins: WordList
    of_one_before: WordList
    its_own: WordList
    them: WordList
    likens: WordList
    pointing: WordList
    predicates: WordList
    times: WordList
    celebrate: WordList
    by_right: WordList
    receives: WordList
    gains: WordList
    in_person: WordList
    have: WordList
    guests: WordList
    such_as: WordList
    first_of: WordList
    last_of: WordList
    dashes: WordList
    joins: WordList
    with_: WordList
    at: WordList
    from_: WordList
    between: WordList
    held_in: WordList
    frames: WordList
    intent: WordList
    will_be: WordList
    in_preparation: WordList
    to_come: WordList
    setting_up: WordList
    intent_after: WordList
    signed: WordList
    called_so: WordList
    not_yet: WordList
    discussed: WordList
    talked_of: WordList
    refused: WordList


@lru_cache(maxsize=1)
def twinning_words() -> TwinningWords:
    """The lists, each as what words are found among."""
    return read_typed(Path(__file__).with_name("twinning.yml"), TwinningWords, {WordList: WordList})


@lru_cache(maxsize=1)
def few() -> Mapping[str, int]:
    """How many twins the words for small numbers count: «первые две», «трое последних»."""
    return {word: number for word, number in whole_numbers().items() if 1 < number <= _FEW}


_FEW = 5


def last_part(text: str) -> str:
    """The word as lists have it; of a word with hyphens its last part, but of a body that is a twin."""
    word = spelt(text)
    for dash in "–—−‑":
        word = word.replace(dash, "-")
    first, _, last = word.rstrip("-").rpartition("-")
    return word if word == "-" or first in twinning_words().twin_bodies else last


@remembered
def tells_of_twins(text: str) -> bool:
    """Whether the word, as it is written, tells of twins or of their ties."""
    lists, word = twinning_words(), last_part(text)
    return word in lists.ties or word in lists.kin or word in lists.twins


def spelt(word: str) -> str:
    """The word as the lists have it."""
    return plain(word.lower())
