"""What the words of a question mean: concepts, values of parameters, what numbers count."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.yaml_files import read_typed
from queries.asking.phrases import QuestionPhrases

CONCEPT = "concept"
LEVEL = "level"


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The words of questions; every phrase is a row of dictionary forms with spaces between."""

    small: tuple[str, ...]
    things: tuple[str, ...]
    after_anything: tuple[str, ...]
    concepts: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, tuple[str, ...]]]
    levels: Mapping[str, tuple[str, ...]]
    lying_in: tuple[str, ...]
    with_which: tuple[str, ...]
    narrower: Mapping[str, Mapping[str, tuple[str, ...]]]
    counted: Mapping[str, tuple[str, ...]]
    counted_apart: tuple[str, ...]
    roughly: tuple[str, ...]
    bounds: Mapping[str, tuple[str, ...]]
    not_so: tuple[str, ...]
    denying: tuple[str, ...]
    left_out: tuple[str, ...]
    kinds_of_value: tuple[str, ...]
    than: tuple[str, ...]
    joining: tuple[str, ...]
    prepositions: tuple[str, ...]


@cache
def question_words() -> QuestionWords:
    """The words of questions."""
    return read_typed(Path(__file__).with_name("words.yml"), QuestionWords)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase stands for: a concept, or a value (its code) of a type of parameter.

    `is_wider` says that the value is more than the phrase tells: all of education for «вузы».
    """

    type: str
    code: str
    is_wider: bool = False

    @property
    def feature(self) -> str:
        """Its name among the features by which questions are told apart."""
        return f"{self.type}:{self.code}"


@cache
def meanings() -> QuestionPhrases[Meaning]:
    """What each phrase of the words means; some mean several things."""
    return QuestionPhrases(_entries())


def _entries() -> Iterator[tuple[str, Meaning]]:
    words = question_words()
    for code, phrases in words.concepts.items():
        yield from ((phrase, Meaning(CONCEPT, code)) for phrase in phrases)
    for level, places in words.levels.items():
        yield from ((f"{lead} {one}", Meaning(LEVEL, level)) for lead in words.with_which for one in places)
    for is_wider, types in ((False, words.values), (True, words.narrower)):
        for type_, values in types.items():
            for code, phrases in values.items():
                yield from ((phrase, Meaning(type_, code, is_wider)) for phrase in phrases)
