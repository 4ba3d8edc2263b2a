"""What quotes and brackets enclose: each opening mark with its end, and how deep every token stands."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from loaders.cell.tokens import AND, Token
from loaders.cell.words import cell_words

_OPENING, _CLOSING, _STRAIGHT, _EITHER = "«„", "»”", '"', "“"
_QUOTES = frozenset(_OPENING + _CLOSING + _STRAIGHT + _EITHER)
_OPENERS = frozenset(_OPENING + _STRAIGHT + _EITHER)
_LONGEST = 150  # tokens; a quotation of more has lost its end
_SEPARATORS = frozenset(",;(")
_WORDS_BETWEEN = 4


@lru_cache(maxsize=1)
def joining() -> frozenset[str]:
    """The words that join one name to another."""
    return cell_words().joining | {AND}


def opens_quotation(word: str) -> bool:
    """Whether the mark can begin a quotation."""
    return word in _OPENERS


def has_quotes(text: str) -> bool:
    """Whether a mark of quotations is in the text."""
    return not _QUOTES.isdisjoint(text)


def brackets(tokens: Sequence[Token]) -> dict[int, int]:
    """Index of each opening bracket → index of its closing one."""
    pairs, opened = {}, []
    for index, token in enumerate(tokens):
        if token.text == "(":
            opened.append(index)
        elif token.text == ")" and opened:
            pairs[opened.pop()] = index
    return pairs


def depths(count: int, pairs: dict[int, int]) -> tuple[int, ...]:
    """For each token how many pairs it stands between, which end at their closing marks."""
    if not pairs:
        return (0,) * count
    changes = [0] * (count + 1)
    for start, end in pairs.items():
        changes[start + 1] += 1
        changes[end] -= 1
    return tuple(accumulate(changes[:count]))


class Quotations:
    """Pairs the quotes of a cell in one pass; one closing mark may end two quotations: «А «Б»."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text, self._tokens = text, tokens
        self._opened: list[int] = []
        self._closed_at: int | None = None
        self._parted = False
        self.ends: dict[int, int] = {}
        for index, token in enumerate(tokens):
            if self._opened or token.text in _QUOTES:
                self._see(index, token)
        self._give_up()

    def _see(self, index: int, token: Token) -> None:
        if self._opened and index - self._opened[0] >= _LONGEST:
            self._give_up()
        opens = self._opens(index)
        closes = not opens and self._may_close(token)
        if opens or closes:
            self._see_mark(index, opens=opens)
        elif token.text in _SEPARATORS or "\n" in self._gap(index):
            self._parted = True

    def _see_mark(self, index: int, *, opens: bool) -> None:
        if self._begins_another(index, opens=opens):
            self._give_up()
        if opens:
            self._opened.append(index)
        elif self._opened:
            self._close(index)
        elif "\n" in self._gap(index):
            self._parted = True

    def _may_close(self, token: Token) -> bool:
        return token.text in _CLOSING + _EITHER or (token.text == _STRAIGHT and bool(self._opened))

    def _close(self, index: int) -> None:
        self._parted = False
        self.ends[self._opened.pop()] = index + 1
        self._closed_at = index + 1 if self._opened else None

    def _give_up(self) -> None:
        """Those opened before the last closing mark end at it; the others, if they never end, are none."""
        if self._closed_at is not None:
            self.ends.update((start, self._closed_at) for start in self._opened if start < self._closed_at)
            self._opened = [start for start in self._opened if start >= self._closed_at]
        else:
            self._opened = []
        self._closed_at, self._parted = None, False

    def _begins_another(self, index: int, *, opens: bool) -> bool:
        """Whether another name begins after a closing mark: past a comma, after capitals, after «и»."""
        if self._closed_at is None:
            return False
        if self._parted or "\n" in self._gap(index):
            return True
        if not opens or index == 0:
            return False
        before = self._tokens[max(self._closed_at, index - 1 - _WORDS_BETWEEN) : index]
        if before and len(before[-1].text) > 1 and before[-1].text.isupper():
            return True
        return not joining().isdisjoint(token.text for token in before)

    def _gap(self, index: int) -> str:
        return self._text[self._tokens[index - 1].end : self._tokens[index].start] if index else ""

    def _opens(self, index: int) -> bool:
        token = self._tokens[index]
        following = self._text[token.end : token.end + 1]
        if token.text == _EITHER:
            return following.isalnum() and (index == 0 or self._gap(index) != "")
        if token.text == _STRAIGHT:
            return self._straight_opens(index, following)
        return token.text in _OPENING

    def _straight_opens(self, index: int, following: str) -> bool:
        before = self._tokens[index - 1].text if index else ""
        if index == 0 or self._gap(index) or before in "«(„":
            return following.strip() != ""
        return before.isupper() and following.isalnum()
