"""A cell as the grammar of organisations' names sees it: words with their forms, quotes with their ends."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from pymorphy3.analyzer import Parse

from loaders.cell.text import CellText, Token, parses, squash
from loaders.mentions import PlaceMention

_OPENING, _CLOSING, _STRAIGHT = "«„“", "»”“", '"'
_NEW_NAME = re.compile(r"[,;(\n]|[А-ЯЁ]{2,}\s*[«\"„“]|(?:^|\s)(?:и|с|со)\s(?:[А-ЯЁа-яё-]+\s){0,4}[«\"„“]\Z")
_CUT = re.compile(r"(?<![\w-])([А-Яа-яё]{3,})- ?([а-яё]{3,})(?![\w-])")
_MIXED = re.compile(r"\b(?=\w*[а-яё])(?=\w*[A-Za-z])\w+", re.IGNORECASE)
_CYRILLIC = str.maketrans("ABCEHKMOPTXaceopxyi", "АВСЕНКМОРТХасеорхуі")
_PLACE_ADJECTIVE = re.compile(r"(?<=[сц])к(?:ий|ого|ому|им|ом|ая|ой|ую|ою|ое|ие|их|ими)\Z")
_UNLIKELY = 0.02
_LONGEST_QUOTATION = 150
_NOT_NOMINAL = frozenset(
    {"VERB", "INFN", "GRND", "PRTS", "ADVB", "PREP", "CONJ", "PRCL", "NPRO", "COMP", "ADJS", "INTJ"}
)
_ADJECTIVES = frozenset({"ADJF", "PRTF"})
_PERSONAL = frozenset({"Surn", "Patr", "Init"})

Form = tuple[str, str, str | None]  # case, number, gender (None in the plural)


@lru_cache(maxsize=100_000)
def noun_readings(word: str) -> tuple[Parse, ...]:
    """The readings of the word as a noun, none where it is likeliest a verb, adverb or preposition."""
    readings = parses(word)
    if readings[0].tag.POS in _NOT_NOMINAL and readings[0].score > 0.7:
        return ()
    return tuple(p for p in readings if p.tag.POS == "NOUN" and p.tag.case is not None)


@lru_cache(maxsize=100_000)
def adjective_readings(word: str) -> tuple[Parse, ...]:
    """The readings of the word as a full adjective or participle, pronouns aside.

    «Горецкий» is in the dictionary as a surname only: such a word is read as the adjective that ends alike.
    """
    readings = tuple(
        p for p in parses(word) if p.tag.POS in _ADJECTIVES and "Apro" not in p.tag and p.score > _UNLIKELY
    )
    if not readings and (surname_like := _PLACE_ADJECTIVE.search(word)) is not None:
        return adjective_readings("минс" + surname_like.group())
    return readings


def form_of(reading: Parse) -> Form:
    """Case, number and gender of a reading; cases that sound alike are one."""
    number = reading.tag.number or "sing"
    return (
        _CASES.get(reading.tag.case, reading.tag.case),
        number,
        reading.tag.gender if number == "sing" else None,
    )


_CASES = {"gen2": "gent", "loc2": "loct", "acc2": "accs", "gen1": "gent"}


@dataclass(frozen=True)
class Words:
    """The words of one cell by index, with what quotes and brackets enclose.

    `named_places` are the places that the gazetteer knows, by the characters of their first word and end;
    `readings` remembers what the grammar read at an index, so that names inside names are read once.
    """

    cell: CellText
    tokens: tuple[Token, ...]
    named_places: Mapping[int, int] = field(default_factory=dict)
    readings: dict[tuple[int, int], Any] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.tokens)

    def at(self, index: int) -> str:
        """The word at the index as written; empty outside the cell."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def lower(self, index: int) -> str:
        """The word at the index in lower case with ё as е; empty outside the cell."""
        return self.at(index).lower().replace("ё", "е")

    def text(self, start: int, end: int) -> str:
        """The verbatim characters from word `start` to word `end` (exclusive)."""
        if start >= end:
            return ""
        return self.cell.text[self.tokens[start].start : self.tokens[end - 1].end]

    def gap(self, index: int) -> str:
        """The white space before the word at the index."""
        if not 0 < index < len(self.tokens):
            return ""
        return self.cell.text[self.tokens[index - 1].end : self.tokens[index].start]

    def is_capitalised(self, index: int) -> bool:
        """Whether the word begins with an upper-case letter."""
        return self.at(index)[:1].isupper()

    def is_initial(self, index: int) -> bool:
        """Whether the word is an initial of a person: one capital letter and a full stop."""
        text = self.at(index)
        return len(text) == 1 and text.isupper() and self.at(index + 1) == "."

    def is_adjective(self, index: int) -> bool:
        """Whether the word can be a full adjective."""
        return self.at(index)[:1].isalpha() and bool(adjective_readings(self.at(index)))

    def is_personal(self, index: int) -> bool:
        """Whether the word is written and read as a surname or patronymic before anything else."""
        if not self.is_capitalised(index):
            return False
        return bool(_PERSONAL & parses(self.at(index))[0].tag.grammemes)

    def begins_sentence(self, index: int) -> bool:
        """Whether a capital letter at the index tells nothing: the cell, a sentence or a line item begins."""
        if index == 0 or self.tokens[index].start in self._sentence_starts:
            return True
        if self.at(index - 1) in {"-", "–", "—"}:
            return index == 1 or "\n" in self.gap(index - 1)
        return self.at(index - 1) in {"•", "·", ":", ";"} or (
            "\n" in self.gap(index) and self.at(index - 1) in {".", ";", ":", ","}
        )

    @cached_property
    def _sentence_starts(self) -> frozenset[int]:
        return frozenset(s.tokens[0].start for s in self.cell.sentences if s.tokens)

    @cached_property
    def quotes(self) -> dict[int, int]:
        """Index of each outer or inner opening quote → index after its end."""
        return dict(_quotes(self))

    @cached_property
    def brackets(self) -> dict[int, int]:
        """Index of each opening bracket → index of its closing one."""
        pairs, opened = {}, []
        for index, token in enumerate(self.tokens):
            if token.text == "(":
                opened.append(index)
            elif token.text == ")" and opened:
                pairs[opened.pop()] = index
        return pairs

    def opens_quote(self, index: int) -> bool:
        """Whether a quotation begins at the index."""
        return index in self.quotes


def read_words(cell: CellText, places: Iterable[PlaceMention] = ()) -> Words:
    """The cell's words, sentence boundaries aside, with the places that it names."""
    named = {p.span.start: p.span.end for p in places if p.span.cell is cell.name and p.form == "noun"}
    return Words(cell, tuple(cell.tokens), named)


def _quotes(words: Words) -> Iterator[tuple[int, int]]:
    index = 0
    while index < len(words):
        if _opens(words, index):
            end = _quote_end(words, index)
            if end is not None:
                yield index, end
                for inner in range(index + 1, end):
                    if _opens(words, inner):
                        yield inner, min(_quote_end(words, inner) or end, end)
                index = end
                continue
        index += 1


def _opens(words: Words, index: int) -> bool:
    text = words.at(index)
    if text == _STRAIGHT:
        end = words.tokens[index].end
        following, before = words.cell.text[end : end + 1], words.at(index - 1)
        if index == 0 or words.gap(index) != "" or before in "«(„":
            return following.strip() != ""
        return before.isupper() and following.isalnum()
    return text in _OPENING if text != "“" else words.at(index + 1)[:1].isalnum() and words.gap(index) != ""


def _quote_end(words: Words, start: int) -> int | None:
    """The index after the quotation's end; one closing mark may end two quotations («А «Б»)."""
    depth = 0
    closed_at: int | None = None
    for index in range(start, min(len(words), start + _LONGEST_QUOTATION)):
        if _opens(words, index):
            if closed_at is not None and _NEW_NAME.search(words.text(closed_at, index + 1)):
                return closed_at
            depth += 1
        elif words.at(index) in _CLOSING or (words.at(index) == _STRAIGHT and depth > 0):
            if closed_at is not None and _NEW_NAME.search(words.text(closed_at, index)):
                return closed_at
            depth -= 1
            closed_at = index + 1
            if depth == 0:
                return closed_at
    return closed_at


def in_cyrillic(capitals: str) -> str:
    """Capitals with Latin letters that look Russian made Russian: a legal form may be typed in either."""
    return capitals.translate(_CYRILLIC)


def spelt(text: str) -> str:
    """The text on one line, quotes as « », as many closed as opened, words that a line's end cut whole."""
    line = re.sub(r'(?<![\w.!?»])"(?=\S)', "«", squash(text))
    line = re.sub(r'[”"]', "»", line).replace("„", "«")
    line = re.sub(r"“(?=\w)", "«", line).replace("“", "»")
    line = _MIXED.sub(
        lambda word: word.group().translate(_CYRILLIC), re.sub(r"«\s+", "«", re.sub(r"\s+»", "»", line))
    )
    line = _CUT.sub(lambda cut: _mended(cut.group(1), cut.group(2)), line)
    return line + "»" * (line.count("«") - line.count("»"))


def _mended(first: str, second: str) -> str:
    """«Многопро-фильный» → «Многопрофильный»: halves that are no words of their own are one word."""
    begins, ends, whole, linked_whole = (
        bool(parses(word)[0].is_known) for word in (first, second, first + second, f"{first}-{second}")
    )
    if linked_whole:  # «конференц-зал»
        return f"{first}-{second}"
    linked = first[-1] in "оеи"
    cut = whole and not ends if linked else not begins or (whole and not ends)
    return first + second if cut else f"{first}-{second}"
