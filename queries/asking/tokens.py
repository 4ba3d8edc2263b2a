"""The words of a question as they are compared: with every dictionary form that they may have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ontology.gazetteer.forms import readings
from ontology.morphology import lemmas as russian_lemmas
from ontology.plain import plain

MOST_CHARACTERS = 400
MOST_WORDS = 60
_WORD = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d+[.,]\d+|[qQ][1-4]\b|\d+(?:-[^\W\d_]{1,2}\b)?|[^\W\d_]+(?:-[^\W\d_]+)*"
)

_PLURALS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
"""Endings of English words and what stands in their place in a dictionary."""


@dataclass(frozen=True, slots=True)
class QuestionToken:
    """A word or number of the question: as typed, in plain form, and the forms that it may stand for."""

    text: str
    plain: str
    lemmas: tuple[str, ...]
    forms: frozenset[str]
    start: int
    end: int

    @property
    def likeliest_forms(self) -> tuple[str, ...]:
        """The forms, those that it has likeliest first; the same order at any time."""
        first = dict.fromkeys(form for form in (self.plain, *self.lemmas) if form in self.forms)
        return (*first, *sorted(self.forms.difference(first)))

    @property
    def is_number(self) -> bool:
        """Whether it is written in figures only."""
        return self.text.isdigit()

    def is_one_of(self, listed: Sequence[str]) -> bool:
        """Whether the list has the word, or a dictionary form of it."""
        return not {self.plain, *self.lemmas}.isdisjoint(listed)


def tokens_of(text: str) -> tuple[QuestionToken, ...]:
    """The words of the text in order; what is longer than a question ever is is cut off."""
    matches = list(_WORD.finditer(text[:MOST_CHARACTERS]))[:MOST_WORDS]
    return tuple(_token(match[0], match.start(), match.end()) for match in matches)


def parts_of(token: QuestionToken) -> tuple[QuestionToken, ...]:
    """The words that a hyphen joins in one: «онлайн», «мероприятия»."""
    parts, at = [], token.start
    for part in token.text.split("-"):
        parts.append(_token(part, at, at + len(part)))
        at += len(part) + 1
    return tuple(parts)


def cut_in_two(token: QuestionToken, at: int) -> tuple[QuestionToken, QuestionToken]:
    """The two words that stand in one without a space, of which the first has so many letters."""
    middle = token.start + at
    return _token(token.text[:at], token.start, middle), _token(token.text[at:], middle, token.end)


def as_if_typed(word: str, start: int, end: int) -> QuestionToken:
    """The word in the place of what was typed."""
    return _token(word, start, end)


def _token(word: str, start: int, end: int) -> QuestionToken:
    low = plain(word)
    own = lemmas(low)
    return QuestionToken(word, low, own, readings(low) | frozenset(own), start, end)


@lru_cache(maxsize=50_000)
def lemmas(word: str) -> tuple[str, ...]:
    """The dictionary forms of a word in plain form, likeliest first; of an English one its stems."""
    if word.isascii() and word.isalpha():
        return (word, *(word[: -len(ending)] + whole for ending, whole in _PLURALS if word.endswith(ending)))
    return russian_lemmas(word)
