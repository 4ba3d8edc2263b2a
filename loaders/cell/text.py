"""Russian, one thin layer: cells become sentences of tokens, words become lemmas and cases.

Over razdel (sentences, tokens) and `ontology.morphology`. Rules ask this module, never the libraries.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from razdel import sentenize, tokenize

from ontology.model import CellName, Entry, Span
from ontology.morphology import lemma as lemma
from ontology.morphology import parses as parses
from ontology.morphology import plain


@lru_cache(maxsize=200_000)
def lemmas(word: str) -> frozenset[str]:
    """The dictionary forms of all readings, in lower case, with ё as е."""
    return frozenset(plain(p.normal_form) for p in parses(word))


_NAMES = {"Surn", "Name", "Patr"}  # of «15 августа» and «3 мая» too


@lru_cache(maxsize=50_000)
def is_people(word: str) -> bool:
    """Whether the word is a noun for living beings, no personal name."""
    return any(
        {"NOUN", "anim"} <= parse.tag.grammemes and not _NAMES & parse.tag.grammemes
        for parse in parses(word)[:2]
    )


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark of a cell, with its characters in the cell's verbatim text."""

    text: str
    start: int
    end: int

    @property
    def lemma(self) -> str:
        """The dictionary form of the likeliest reading, in lower case, with ё as е."""
        return lemma(self.text)

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[:1].isalpha()

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with an upper-case letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a cell and the tokens in it."""

    start: int
    end: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class CellText:
    """One cell's verbatim text, read into sentences.

    `text` is the entry's cell character for character, so every offset is an offset of the cell.
    """

    name: CellName
    text: str
    sentences: tuple[Sentence, ...]

    @property
    def tokens(self) -> Iterator[Token]:
        """All tokens of the cell in order."""
        for sentence in self.sentences:
            yield from sentence.tokens

    def span(self, start: int, end: int) -> Span:
        """Characters `start` to `end` of this cell as a span."""
        return Span(self.name, start, end)


@dataclass(frozen=True, slots=True)
class EntryText:
    """An entry whose cells have been read into sentences."""

    entry: Entry
    cells: Mapping[CellName, CellText]

    def __getitem__(self, cell: CellName) -> CellText:
        return self.cells[cell]


_SPACES = re.compile(r"[\u00a0\u202f\u2007\t\n\r\v\f]")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200c\u200d\ufeff]")


def squash(text: str) -> str:
    """The text on one line: invisible characters gone, any run of white space one space, trimmed."""
    return re.sub(r"\s+", " ", _INVISIBLE.sub("", text)).strip()


@lru_cache(maxsize=256)  # the rows of a section share its heading, many share a place
def read_cell(name: CellName, text: str) -> CellText:
    """The cell's sentences and tokens, with offsets into `text` itself.

    Line breaks inside a cell are typographic, so white space of any kind counts as one space each when
    sentences are cut; no character is added or removed.
    """
    flat = _SPACES.sub(" ", text)
    sentences = []
    for piece in sentenize(flat):
        tokens = tuple(
            Token(token.text, piece.start + token.start, piece.start + token.stop)
            for token in tokenize(piece.text)
        )
        sentences.append(Sentence(piece.start, piece.stop, tokens))
    return CellText(name, text, tuple(sentences))


def read_entry(entry: Entry) -> EntryText:
    """Every cell of the entry, sections included, read into sentences."""
    texts = {
        CellName.SECTION: entry.section or "",
        CellName.SUBSECTION: entry.subsection or "",
        **entry.cells,
    }
    return EntryText(entry, MappingProxyType({name: read_cell(name, text) for name, text in texts.items()}))


def inflect(word: str, *grammemes: str, pos: str | None = None) -> str:
    """The word in the asked form with its capitalisation kept; the word itself where there is no such form.

    `grammemes` are pymorphy's names: nomn, gent, sing, plur, masc, femn …; `pos` prefers a part of speech.
    """
    readings = [p for p in parses(word) if pos is None or p.tag.POS == pos] or list(parses(word))
    for reading in readings:
        form = reading.inflect(frozenset(grammemes))
        if form is not None:
            spelt = form.word if "ё" in word.lower() else form.word.replace("ё", "е")
            return match_case(word, spelt)
    return word


def match_case(pattern: str, word: str) -> str:
    """`word` capitalised as `pattern` is: all upper, first upper, or as it stands."""
    if len(pattern) > 1 and pattern.isupper():
        return word.upper()
    if "-" in pattern and pattern.count("-") == word.count("-"):
        pairs = zip(pattern.split("-"), word.split("-"), strict=True)
        return "-".join(match_case(p, w) for p, w in pairs)
    if pattern[:1].isupper():
        return word[:1].upper() + word[1:]
    return word
