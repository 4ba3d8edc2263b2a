"""A word is known in one place: each that two files have stands there for a reason of repeated_words.yml."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from ontology.yaml_files import parse_yaml, read_typed

ROOT = Path(__file__).parents[2]
ROOMS = ("graph", "loaders", "ontology", "queries", "web")
NO_WORD_LISTS = {"catalogue", "sample", "node_modules"}
WORD = re.compile(r"[а-яё]{4,}", re.IGNORECASE)
ONLY_WORDS = re.compile(r"[а-яёa-z.*-]+(?: [а-яёa-z.*-]+)*", re.IGNORECASE)
LONGEST_WORDING = 6
EXAMPLES = ("for", "example")


@dataclass(frozen=True, slots=True)
class Within:
    """Files that ask the same of words, why they share some, and how many at most."""

    why: str
    files: tuple[str, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Reasons:
    """The entries of repeated_words.yml."""

    questions: Mapping[str, tuple[str, ...]]
    within: tuple[Within, ...]

    def question(self, file: str) -> str | None:
        """The question that the file asks of words."""
        asked = self.questions.items()
        return next((question for question, of in asked if file.startswith(of)), None)


REASONS = read_typed(Path(__file__).with_name("repeated_words.yml"), Reasons)


@cache
def files_of_words() -> Mapping[str, frozenset[str]]:
    """Each word that is an entry by itself or of a list on one line, with the files that have it."""
    files: dict[str, set[str]] = defaultdict(set)
    for path in (path for room in ROOMS for path in sorted((ROOT / room).rglob("*.yml"))):
        file = path.relative_to(ROOT).as_posix()
        if NO_WORD_LISTS.isdisjoint(file.split("/")):
            for entry in entries(parse_yaml(path.read_bytes())):
                for word in WORD.findall(entry.lower()):
                    files[word].add(file)
    return {word: frozenset(every) for word, every in files.items()}


def entries(value: Any) -> Iterator[str]:
    """The keys and values of lists and mappings that are one word, and lists of words on one line."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from entries(key)
            yield from () if key in EXAMPLES else entries(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from entries(inner)
    elif isinstance(value, str) and ONLY_WORDS.fullmatch(" ".join(value.split())):
        words = value.split()
        if len(words) == 1 or len(words) > LONGEST_WORDING:
            yield value


@cache
def repeated() -> Mapping[tuple[str, str], frozenset[str]]:
    """The words that two files of one question share."""
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    for word, files in files_of_words().items():
        for one, other in combinations(sorted(files), 2):
            if REASONS.question(one) == REASONS.question(other):
                shared[one, other].add(word)
    return {pair: frozenset(words) for pair, words in shared.items()}


def test_each_file_asks_one_question() -> None:
    unasked = {file for files in files_of_words().values() for file in files if not REASONS.question(file)}
    assert not unasked, f"say in tests/ontology/repeated_words.yml what {sorted(unasked)} ask of words"


def shared_by(files: tuple[str, ...]) -> frozenset[str]:
    """The words that any two of the files share."""
    pairs = (words for pair, words in repeated().items() if set(pair) <= set(files))
    return frozenset[str]().union(*pairs)


def test_no_two_files_share_words_without_a_reason() -> None:
    told = [set(reason.files) for reason in REASONS.within]
    untold = {
        pair: sorted(words) for pair, words in repeated().items() if not any(set(pair) <= one for one in told)
    }
    assert not untold, "leave them to one of the files, or say why in tests/ontology/repeated_words.yml"


@pytest.mark.parametrize("reason", REASONS.within, ids=lambda one: one.why[:40])
def test_a_reason_is_for_some_words_and_no_more_than_it_tells(reason: Within) -> None:
    words = shared_by(reason.files)
    assert words, "no word has that reason: take it out of tests/ontology/repeated_words.yml"
    assert len(words) <= reason.most, f"leave the new one to one file, or raise `most`: {sorted(words)}"
