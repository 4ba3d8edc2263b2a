"""A cell as the rules for places look at it."""

import re
from collections.abc import Iterator
from functools import cached_property

from loaders.cell import Cell, Token
from loaders.places.blocked import blocked_words
from ontology.gazetteer import load
from ontology.gazetteer.forms import adjective_stem
from ontology.gazetteer.spelling import key

# A capitalised word with one hyphen before a lower-case rest.
_CUT = re.compile(r"[А-ЯЁ][а-яё]+-[а-яё]+$")


class PlaceCell(Cell):
    """A cell whose torn names are whole: «Санкт - Петербург» is one word, «Смолен-ской» is compared uncut.

    `marked` are the nominatives of names that stand after «г.» and the like anywhere in the entry.
    """

    def __init__(self, cell: Cell) -> None:
        super().__init__(cell.name, cell.text)
        self.tokens = tuple(_joined(self.tokens))
        self.words = tuple([token.text for token in self.tokens])
        self.starts = [token.start for token in self.tokens]
        self._size = len(self.words)
        self.marked: frozenset[str] = frozenset()

    @cached_property
    def plains(self) -> tuple[str, ...]:
        """All words as they are compared."""
        return tuple([_plain(text) for text in self.words])

    @cached_property
    def blocked(self) -> frozenset[int]:
        """The words that belong to a street, a namesake or a person."""
        return blocked_words(self)


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
    word = key(text)
    return _mended(word) if "-" in word and _CUT.match(text) else word


def _mended(word: str) -> str:
    """The word without its hyphen where it was cut at a line's end: «Смолен-ской»."""
    whole = word.replace("-", "")
    stem = adjective_stem(whole)
    if stem is not None and load().by_adjective(stem):
        return whole
    is_name, was_name = (next(load().matches((one,), 0), None) is not None for one in (whole, word))
    return whole if is_name and not was_name else word
