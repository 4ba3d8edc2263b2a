"""`Cell`: one cell of a row, read once."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from loaders.cell.bounds import BULLETS, DASHES, Bound, BoundMark, Bounds, Extent, marks
from loaders.cell.enclosures import Quotations, brackets, depths, has_quotes
from loaders.cell.kept import kept
from loaders.cell.spans import Stretch
from loaders.cell.text import searched
from loaders.cell.tokens import Token, plain_word, tokens
from ontology.model import CellName, Span
from ontology.morphology import lemma, parses

_PREDICATES = frozenset({"VERB", "PRTS", "INFN", "GRND"})
_PERSONAL = frozenset({"Surn", "Patr", "Init"})


class Sentence(NamedTuple):
    """One sentence of a cell, its final mark included, and the tokens in it."""

    start: int
    end: int
    tokens: tuple[Token, ...]


class Cell:
    """One cell in its regular form: its words by index, and all that can be asked of where they stand.

    An index outside the cell is the empty word, so that a rule may look to both sides without asking first.
    Characters and indices are those of `text`; extraction turns the spans of facts into verbatim ones.
    """

    def __init__(self, name: CellName, text: str, read: Iterable[Token] | None = None) -> None:
        self.name = name
        self.text = text
        self.tokens = tuple(tokens(text) if read is None else read)
        self.words = tuple([token.text for token in self.tokens])
        self.starts = [token.start for token in self.tokens]
        self._size = len(self.words)

    def take(self, cell: "Cell") -> None:
        """All that is read of another cell is read here too; a subject's own view of it begins so."""
        _ = cell.plains, cell._capitals, cell._marks, cell._quote_depths, cell._bracket_depths
        vars(self).update(vars(cell))

    def __len__(self) -> int:
        return self._size

    def __repr__(self) -> str:
        return f"Cell({self.name.value}, {self.text!r})"

    # ── a word ──────────────────────────────────────────────────────────────────────────────────

    def word(self, index: int) -> str:
        """The word as it is written."""
        return self.words[index] if 0 <= index < self._size else ""

    def plain(self, index: int) -> str:
        """The word as it is compared."""
        return self.plains[index] if 0 <= index < self._size else ""

    def lemma(self, index: int) -> str:
        """The word's dictionary form as it is compared."""
        return lemma(self.words[index]) if 0 <= index < self._size else ""

    @kept
    def plains(self) -> tuple[str, ...]:
        """All words as they are compared."""
        return tuple(map(plain_word, self.words))

    @kept
    def lemmas(self) -> tuple[str, ...]:
        """All words' dictionary forms."""
        return tuple(map(lemma, self.words))

    def is_word(self, index: int) -> bool:
        """Whether it begins with a letter."""
        return self.word(index)[:1].isalpha()

    def is_capitalised(self, index: int) -> bool:
        """Whether it begins with an upper-case letter."""
        return 0 <= index < self._size and self._capitals[index]

    @kept
    def _capitals(self) -> tuple[bool, ...]:
        return tuple([word[0].isupper() for word in self.words])

    @kept
    def capitalised(self) -> tuple[int, ...]:
        """The indices of all words that begin with an upper-case letter."""
        return tuple([index for index, is_capital in enumerate(self._capitals) if is_capital])

    def is_initial(self, index: int) -> bool:
        """Whether it is an initial of a person: one capital letter and a full stop."""
        text = self.word(index)
        return len(text) == 1 and text.isupper() and self.word(index + 1) == "."

    def is_predicate(self, index: int) -> bool:
        """Whether it is a verb or short participle outside quotations."""
        text = self.word(index)
        if not text[:1].islower() or self.is_quoted(index):
            return False
        return parses(text)[0].tag.POS in _PREDICATES

    def is_personal(self, index: int) -> bool:
        """Whether it is written, and read before anything else, as a surname or patronymic."""
        return self.is_capitalised(index) and bool(_PERSONAL & parses(self.words[index])[0].tag.grammemes)

    @kept
    def searched(self) -> str:
        """The characters as expressions search them: in lower case, on one line, «-» for any dash."""
        return searched(self.text)

    # ── characters ──────────────────────────────────────────────────────────────────────────────

    def index_at(self, character: int) -> int:
        """The first word that starts at or after the character."""
        return bisect_left(self.starts, character)

    def words_in(self, stretch: Stretch) -> range:
        """Indices of the words that start within the stretch."""
        return range(self.index_at(stretch.start), self.index_at(stretch.end))

    def slice(self, start: int, end: int) -> str:
        """The characters from word `start` to word `end` (exclusive)."""
        return "" if start >= end else self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def gap(self, index: int) -> str:
        """The white space before the word."""
        if not 0 < index < self._size:
            return ""
        return self.text[self.tokens[index - 1].end : self.tokens[index].start]

    def span(self, start: int, end: int) -> Span:
        """Characters `start` to `end` of this cell as a span."""
        return Span(self.name, start, end)

    # ── quotations and brackets ─────────────────────────────────────────────────────────────────

    @kept
    def quotes(self) -> dict[int, int]:
        """Index of each opening quotation mark, outer or inner → index after its closing one."""
        return Quotations(self.text, self.tokens).ends if has_quotes(self.text) else {}

    @kept
    def brackets(self) -> dict[int, int]:
        """Index of each opening bracket → index of its closing one."""
        return brackets(self.tokens) if "(" in self.text else {}

    def opens_quote(self, index: int) -> bool:
        """Whether a quotation begins there."""
        return index in self.quotes

    def quote_depth(self, index: int) -> int:
        """In how many quotations the word stands; a quotation's own marks stand outside it."""
        return self._quote_depths[index] if 0 <= index < self._size else 0

    def bracket_depth(self, index: int) -> int:
        """In how many brackets the word stands."""
        return self._bracket_depths[index] if 0 <= index < self._size else 0

    def is_quoted(self, index: int) -> bool:
        """Whether the word stands in a quotation."""
        return self.quote_depth(index) > 0

    def is_bracketed(self, index: int) -> bool:
        """Whether the word stands in brackets."""
        return self.bracket_depth(index) > 0

    def in_quotes(self, character: int) -> bool:
        """Whether the word that begins at the character, or next after it, stands in a quotation."""
        return self.is_quoted(self.index_at(character))

    def in_brackets(self, character: int) -> bool:
        """Whether the word that begins at the character, or next after it, stands in brackets."""
        return self.is_bracketed(self.index_at(character))

    @kept
    def _quote_depths(self) -> tuple[int, ...]:
        return depths(self._size, {start: end - 1 for start, end in self.quotes.items()})

    @kept
    def _bracket_depths(self) -> tuple[int, ...]:
        return depths(self._size, self.brackets)

    # ── sentences, points of lists, clauses, lines ──────────────────────────────────────────────

    @kept
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order; every word is in one."""
        last = [mark.next_token for mark in self._marks if mark.bound is Bound.SENTENCE]
        cuts = [0, *last, self._size]
        return tuple(
            Sentence(words[0].start, words[-1].end, words)
            for start, end in pairwise(cuts)
            if (words := self.tokens[start:end])
        )

    def sentence_at(self, character: int) -> Extent:
        """The sentence around a character, without its full stop."""
        return self._levels[Bound.SENTENCE].at(character)

    def point_at(self, character: int) -> Extent:
        """The sentence around a character, or the one point of a list: «; …», «• …», a dash on a new line."""
        return self._levels[Bound.POINT].at(character)

    def clause_at(self, character: int) -> Extent:
        """The point around a character, or the part of it before or after a colon."""
        return self._levels[Bound.CLAUSE].at(character)

    def points_in(self, stretch: Stretch) -> tuple[Extent, ...]:
        """The points of lists that begin within the stretch, in order."""
        return tuple(p for p in self._levels[Bound.POINT] if stretch.start <= p.start < stretch.end)

    def is_bullet(self, index: int) -> bool:
        """Whether it is a dash or dot that begins a line or a point of a list."""
        text = self.word(index)
        if text in BULLETS:
            return True
        return text in DASHES and (
            index == 0 or "\n" in self.gap(index) or self.word(index - 1) in (";", ":")
        )

    def begins_sentence(self, index: int) -> bool:
        """Whether it is the first word of a sentence."""
        return index in self._sentence_starts

    def begins_item(self, index: int) -> bool:
        """Whether a capital letter there tells nothing: the cell, a sentence or an item of a list begins."""
        if index == 0 or index in self._item_starts:
            return True
        before = self.word(index - 1)
        if before in DASHES:
            return index == 1
        return before in BULLETS or before in (":", ";") or (before in (".", ",") and "\n" in self.gap(index))

    @kept
    def _item_starts(self) -> frozenset[int]:
        return frozenset(mark.next_token for mark in self._marks)

    @kept
    def _sentence_starts(self) -> frozenset[int]:
        return frozenset((0, *(m.next_token for m in self._marks if m.bound is Bound.SENTENCE)))

    @kept
    def _marks(self) -> list[BoundMark]:
        return marks(self.text, self.tokens)

    @kept
    def _levels(self) -> dict[Bound, Bounds]:
        return {
            level: Bounds([mark for mark in self._marks if mark.bound >= level], len(self.text))
            for level in Bound
        }


@lru_cache(maxsize=256)  # the rows of a section share its heading, many share a place
def read_cell(name: CellName, text: str) -> Cell:
    """The cell of that text, which is regular already."""
    return Cell(name, text)
