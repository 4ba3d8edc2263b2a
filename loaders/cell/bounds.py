"""Where the sentences, the points of lists and the clauses of a cell begin and end."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from loaders.cell.tokens import Token
from loaders.cell.words import cell_words
from ontology.morphology import parses

DASHES = frozenset("-–—")
BULLETS = frozenset("•·●▪◦")
_STOPS = frozenset(".?!…")
_CLOSERS = frozenset("»”\")'")
_OPENERS = frozenset('«„“"(')
_FUNCTION_WORDS = frozenset({"PREP", "CONJ", "NPRO", "ADVB", "PRCL"})


class Bound(IntEnum):
    """What ends: a sentence at a full stop, a point at «;» or a new item too, a clause at «: » too."""

    CLAUSE = 1
    POINT = 2
    SENTENCE = 3


class Extent(NamedTuple):
    """Characters `start` to `end` (exclusive) of a cell."""

    start: int
    end: int


class BoundMark(NamedTuple):
    """A mark between two parts of a text, which lie outside its `start` to `end`."""

    bound: Bound
    start: int
    end: int
    next_token: int


class Bounds:
    """The parts of a text on one level."""

    def __init__(self, marks: Sequence[BoundMark], length: int) -> None:
        self._starts = [0, *(mark.end for mark in marks)]
        self._ends = [*(mark.start for mark in marks), length]

    def at(self, character: int) -> Extent:
        """The part that holds the character; a mark belongs to the part that it ends."""
        part = bisect_right(self._starts, character) - 1
        return Extent(self._starts[part], self._ends[part])

    def __iter__(self) -> Iterator[Extent]:
        return map(Extent, self._starts, self._ends)


def marks(text: str, tokens: Sequence[Token]) -> list[BoundMark]:
    """Every mark that ends a clause, a point or a sentence, in order."""
    found = []
    for index, token in enumerate(tokens):
        if token.text[0].isalpha():
            continue
        bound = _bound(text, tokens, index)
        if bound is not None:
            following = _past_mark(text, tokens, index)
            start = token.start if following == index + 1 else tokens[following - 1].end
            end = tokens[following].start if following < len(tokens) else len(text)
            found.append(BoundMark(bound, start, end, following))
    return found


def _bound(text: str, tokens: Sequence[Token], index: int) -> Bound | None:
    """What the token ends; None where it ends nothing."""
    sign = tokens[index].text
    if sign == ";" or sign in BULLETS:
        return Bound.POINT
    if sign == ":":
        return Bound.CLAUSE if text[tokens[index].end : tokens[index].end + 1].isspace() else None
    if sign[0] in _STOPS:
        return Bound.SENTENCE if _is_full_stop(text, tokens, index) else None
    return Bound.POINT if _begins_item(text, tokens, index) else None


def _begins_item(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether a dash or a number there begins a point of a list."""
    sign = tokens[index].text
    if sign in DASHES:
        return _leads_item(text, tokens, index)
    return sign.isdigit() and _numbers_item(text, tokens, index)


def _leads_item(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether a dash begins a line."""
    return index > 0 and "\n" in text[tokens[index - 1].end : tokens[index].start]


def _numbers_item(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether a number with a full stop or bracket begins a line: «1. Открытие», «2) Концерт»."""
    if index + 2 >= len(tokens) or tokens[index + 1].text not in (".", ")") or not index:
        return False
    begins_line = "\n" in text[tokens[index - 1].end : tokens[index].start]
    return begins_line and tokens[index + 1].end < tokens[index + 2].start


def _is_item_number(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Whether the full stop belongs to the number of a list's item."""
    if not index or not tokens[index - 1].text.isdigit():
        return False
    return index == 1 or _numbers_item(text, tokens, index - 1)


def _past_mark(text: str, tokens: Sequence[Token], index: int) -> int:
    """The token after the mark and what belongs to it: the quotes that close behind a full stop."""
    if tokens[index].text.isdigit():
        return index + 2
    following = index + 1
    while (
        tokens[index].text[0] in _STOPS
        and following < len(tokens)
        and tokens[following].text in _CLOSERS
        and tokens[following].start == tokens[following - 1].end
    ):
        following += 1
    return following


def _is_full_stop(text: str, tokens: Sequence[Token], index: int) -> bool:
    following = _past_mark(text, tokens, index)
    if following == len(tokens) or _is_item_number(text, tokens, index):
        return False
    after = tokens[following]
    if after.start == tokens[following - 1].end:
        return False
    if not (
        after.is_capitalised or after.text[0].isdigit() or after.text in _OPENERS or after.text in DASHES
    ):
        return False
    return tokens[index].text != "." or not _abbreviates(tokens, index, after)


def _abbreviates(tokens: Sequence[Token], index: int, after: Token) -> bool:
    """Whether the full stop only shortens a word or an initial: «г. Минск», «В.Н. Орлов»."""
    if index == 0 or tokens[index - 1].end != tokens[index].start or not tokens[index - 1].is_word:
        return False
    word = tokens[index - 1].plain
    shortens = len(word) == 1 or word in cell_words().abbreviations
    if not shortens or _closes(tokens, index, word):
        return False
    return not _begins_by_itself(tokens, index, after)


def _closes(tokens: Sequence[Token], index: int, word: str) -> bool:
    """«5 чел.», «и т.д.»: whether the shortened word before is one that mostly ends a sentence."""
    known = cell_words()
    if word in known.after_numbers and index > 1 and tokens[index - 2].text[0].isdigit():
        return True
    return index > 2 and f"{tokens[index - 3].plain}.{word}" in known.closing


def _begins_by_itself(tokens: Sequence[Token], index: int, after: Token) -> bool:
    """Whether the next word begins a sentence and no name: «и др. В программе», not «В. В. Орлов»."""
    following = index + 2
    initial = following < len(tokens) and tokens[following].text == "."
    if initial or not after.is_capitalised or (after.text.isupper() and len(after.text) > 1):
        return False
    return parses(after.text)[0].tag.POS in _FUNCTION_WORDS
