"""A cell's tokens as the rules for places look at them, and what a rule answers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.cell.text import CellText, Token
from loaders.places.words import PlaceWords, place_words
from ontology.gazetteer import Place, load
from ontology.gazetteer.forms import adjective_stem
from ontology.gazetteer.spelling import key

# A capitalised word with one hyphen before a lower-case rest.
_CUT = re.compile(r"[А-ЯЁ][а-яё]+-[а-яё]+$")
SETTLEMENT_KINDS = ("city", "town", "village")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `first` to `last` (exclusive) that may name one of `options`.

    `name` is the nominative as the row has it; `kind` is given where the row's own words tell it («г.»); an
    option-less candidate is a place by its form alone; `country` is what its noun or its namesake speaks for.
    """

    first: int
    last: int
    name: str
    options: tuple[Place, ...]
    rule: str
    form: str = "noun"
    kind: str | None = None
    country: str | None = None


@dataclass(slots=True)
class Words:
    """A cell's tokens as rules look at them.

    `blocked` tokens belong to a street or a person; `marked` are the nominatives of names that stand after
    «г.» and the like anywhere in the entry.
    """

    cell: CellText
    tokens: tuple[Token, ...]
    plain: tuple[str, ...]
    blocked: set[int] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.tokens)

    def at(self, index: int) -> str:
        """The word there as it is compared; empty outside the cell."""
        return self.plain[index] if 0 <= index < len(self.plain) else ""

    def is_capitalised(self, index: int) -> bool:
        """Whether there is a word there that begins with an upper-case letter."""
        return 0 <= index < len(self.tokens) and self.tokens[index].is_capitalised


def is_near(place: Place) -> bool:
    """Whether it is a village of the borderland, whose district is known."""
    return len(place.within) > 2


def read_words(cell: CellText) -> Words:
    """The cell's tokens, with streets, namesakes and persons blocked."""
    tokens = tuple(_joined(tuple(cell.tokens)))
    words = Words(cell, tokens, tuple(_plain(token.text) for token in tokens))
    for index in range(len(words)):
        words.blocked.update(_blocked_from(words, index, place_words()))
    return words


def _joined(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """The tokens, those of a name typed with spaces around its hyphen as one: «Санкт - Петербург»."""
    dashes = {i for i, token in enumerate(tokens) if token.text in ("-", "–") and 0 < i < len(tokens) - 1}
    torn = {i for i in dashes if _is_one_name(tokens[i - 1], tokens[i + 1])}
    for index, token in enumerate(tokens):
        if index in torn:
            first, last = tokens[index - 1], tokens[index + 1]
            yield Token(f"{first.text}-{last.text}", first.start, last.end)
        elif index - 1 not in torn and index + 1 not in torn:
            yield token


def _is_one_name(first: Token, last: Token) -> bool:
    if not (first.is_capitalised and last.is_word):
        return False
    return next(load().matches((key(f"{first.text}-{last.text}"),), 0), None) is not None


def _plain(text: str) -> str:
    word = key(text).rstrip("-")
    return _mended(word) if "-" in word and _CUT.match(text) else word


def _mended(word: str) -> str:
    """The word without its hyphen where it was cut at a line's end: «Смолен-ской»."""
    whole = word.replace("-", "")
    stem = adjective_stem(whole)
    if stem is not None and load().by_adjective(stem):
        return whole
    is_name, was_name = (next(load().matches((one,), 0), None) is not None for one in (whole, word))
    return whole if is_name and not was_name else word


def _blocked_from(words: Words, index: int, vocabulary: PlaceWords) -> Iterator[int]:
    word = words.at(index)
    if word in vocabulary.streets:
        yield from _capitalised_after(words, index, 1)
    elif word in vocabulary.namesakes:
        yield from _namesake_after(words, index)
    elif is_initial(words, index):
        yield from _person_around(words, index)
    elif _is_torn(words, index):
        yield index


def _is_torn(words: Words, index: int) -> bool:
    """Whether another word follows without a space: «Славянскi» in Belarusian is cut in two."""
    after = index + 1
    if after >= len(words) or not words.tokens[index].is_word or not words.tokens[after].is_word:
        return False
    return words.tokens[index].end == words.tokens[after].start


def _capitalised_after(words: Words, index: int, count: int) -> Iterator[int]:
    index += 1 + (words.at(index + 1) == ".")
    while count and words.is_capitalised(index):
        yield index
        index, count = index + 1, count - 1


def _namesake_after(words: Words, index: int) -> Iterator[int]:
    index += 1 + (words.at(index + 1) == ".")
    ahead = range(index, min(index + 9, len(words)))
    initials = [i for i in ahead if is_initial(words, i)]
    if initials:
        yield from range(index, initials[-1])
    else:
        yield from _capitalised_after(words, index - 1, 1)


def is_initial(words: Words, index: int) -> bool:
    """Whether a single capital letter and a full stop stand there."""
    token = words.tokens[index]
    return len(token.text) == 1 and token.is_capitalised and words.at(index + 1) == "."


def _person_around(words: Words, index: int) -> Iterator[int]:
    """The surname beside the initial: after it, or before it where none follows («города Орши А.А. Ким»)."""
    after = index + 2
    if words.is_capitalised(after) and not is_initial(words, after):
        yield after
    before = index - 1
    if (
        words.is_capitalised(before)
        and words.at(before - 1) != "."
        and words.at(before) not in ("и",)
        and not _surname_follows(words, after)
    ):
        yield before


def _surname_follows(words: Words, index: int) -> bool:
    """Whether a surname without initials of its own stands there, or past one more initial."""
    surname = index + 2 if words.is_capitalised(index) and is_initial(words, index) else index
    return words.is_capitalised(surname) and not (
        words.is_capitalised(surname + 1) and is_initial(words, surname + 1)
    )
