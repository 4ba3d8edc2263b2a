"""What stands around the places of a cell: every question costs a bounded number of looks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from loaders.cell import Cell, EntryText
from loaders.cell.kept import kept
from loaders.mentions import PlaceMention
from loaders.places.area_nouns import area_noun
from loaders.places.markers import is_abbreviated_mark
from loaders.places.words import place_words
from ontology.gazetteer.spelling import key
from ontology.model import FIVE_CELLS, CellName

_NEAR = 160
_PAIRED = re.compile(r"\s*[–—-]\s*")
_CLAUSE_MARKS = re.compile(r"[«»();:]")
_WORD = re.compile(r"[\w-]+")


def words_back(text: str, count: int) -> list[str]:
    """Up to `count` last words of the text, the last first, no farther than a bracket or a quotation."""
    return list(_words_of_clause(text)[:count])


@lru_cache(maxsize=1_000)  # many rules ask for the words before one place
def _words_of_clause(text: str) -> tuple[str, ...]:
    clause = _CLAUSE_MARKS.split(text)[-1]
    return tuple(map(key, reversed(_WORD.findall(clause))))


class Context:
    """A cell with the places that it names, in order."""

    def __init__(self, cell: Cell, mentions: Sequence[PlaceMention]) -> None:
        self.cell = cell
        self.mentions = mentions
        self._before: dict[int, str] = {}
        self._earliest: dict[tuple[int, tuple[str, ...]], int] = {}
        self._told: dict[tuple[str, ...], bool] = {}

    def __len__(self) -> int:
        return len(self.mentions)

    def before(self, index: int) -> str:
        """The last words of the line before the place, without a «г.» of its own."""
        if index not in self._before:
            self._before[index] = self.words_before(self.mentions[index].span.start)
        return self._before[index]

    def words_before(self, character: int) -> str:
        """The last words of the line before the character, without a «г.» there."""
        near = self.cell.text[max(0, character - _NEAR) : character]
        line = near[max(near.rfind("\n"), near.rfind(";")) + 1 :]
        marker = _WORD.findall(line[-8:])[-1:] if line.rstrip().endswith(".") else []
        is_marker = bool(marker) and is_abbreviated_mark(marker[0])
        return line.rstrip()[:-1].removesuffix(marker[0]) if is_marker else line

    def after(self, index: int) -> str:
        """The first words after the place."""
        end = self.mentions[index].span.end
        return self.cell.text[end : end + _NEAR]

    def named(self, index: int) -> str:
        """The words that name the place."""
        span = self.mentions[index].span
        return self.cell.text[span.start : span.end]

    def gap(self, index: int) -> str:
        """What stands between the place and the next one; all of what is near where that is far."""
        start, end = self.mentions[index].span.end, self.mentions[index + 1].span.start
        return self.cell.text[start : min(end, start + _NEAR)]

    @kept
    def first_of_list(self) -> tuple[int, ...]:
        """For each place the one that begins its list: commas, «и» and what locates a place lie between."""
        firsts: list[int] = []
        for index in range(len(self.mentions)):
            firsts.append(firsts[-1] if index > 0 and self._goes_on(index) else index)
        return tuple(firsts)

    def _goes_on(self, index: int) -> bool:
        """Whether the place goes on a list, locates the one before, or is called after its country."""
        gap = self.gap(index - 1)
        if place_words().goes_on_list.fullmatch(gap) or self._is_called_so(index):
            return True
        noun = place_words().locates.fullmatch(gap)
        return noun is not None and (not noun["noun"] or area_noun(key(noun["noun"].strip())) is not None)

    @kept
    def last_of_list(self) -> tuple[int, ...]:
        """For each place the one that ends its list."""
        lasts = {first: index for index, first in enumerate(self.first_of_list)}
        return tuple(lasts[first] for first in self.first_of_list)

    @kept
    def first_of_pairs(self) -> tuple[int | None, ...]:
        """For each place that a dash joins to another one: the place that begins the list of such pairs."""
        firsts: list[int | None] = [None] * len(self.mentions)
        start = 0
        while start < len(self.mentions):
            gaps = list(self._run_from(start))
            if any(_PAIRED.fullmatch(gap) for gap in gaps):
                for index in range(start, start + len(gaps) + 1):
                    firsts[index] = start
            start += len(gaps) + 1
        return tuple(firsts)

    def _run_from(self, start: int) -> Iterator[str]:
        """The commas, «и» and dashes between the places of one list."""
        for index in range(start, len(self.mentions) - 1):
            gap = self.gap(index)
            if not place_words().between_pairs.fullmatch(gap):
                return
            yield gap

    def _is_called_so(self, index: int) -> bool:
        """Whether a country's adjective stands right before: «провинции Гуандун, южнокорейского Тэгу»."""
        return self.mentions[index - 1].form == "country_adjective" and self.gap(index - 1).isspace()

    def joined(self, index: int) -> bool:
        """Whether a dash joins the place to the one before it or after it."""
        return any(
            0 <= one < len(self.mentions) - 1 and _PAIRED.fullmatch(self.gap(one)) is not None
            for one in (index - 1, index)
        )

    def quotation(self, index: int) -> int | None:
        """The character where the quotation around the place opens; None where there is none."""
        if not self.cell.quotes:
            return None
        word = self.cell.index_at(self.mentions[index].span.start)
        opened = self._openings[word] if word < len(self._openings) else None
        return None if opened is None else self.cell.tokens[opened].start

    @kept
    def _openings(self) -> tuple[int | None, ...]:
        """For each word the opening mark of the innermost quotation that it stands in."""
        found: list[int | None] = []
        inside: list[int] = []
        quotes = self.cell.quotes
        for word in range(len(self.cell)):
            while inside and quotes[inside[-1]] - 1 <= word:
                inside.pop()
            found.append(inside[-1] if inside else None)
            if word in quotes:
                inside.append(word)
        return tuple(found)

    def told_before(self, index: int, stems: tuple[str, ...]) -> bool:
        """Whether a word that begins so stands before the place in its sentence."""
        return self._first_told(index, stems) < self.cell.index_at(self.mentions[index].span.start)

    def told_in_sentence(self, index: int, stems: tuple[str, ...]) -> bool:
        """Whether a word that begins so stands in the place's sentence."""
        return self._first_told(index, stems) < len(self.cell)

    def word_before(self, index: int, stems: tuple[str, ...]) -> str:
        """The first word that begins so in its sentence, where it stands before the place; else ""."""
        return self.word_in_sentence(index, stems) if self.told_before(index, stems) else ""

    def word_in_sentence(self, index: int, stems: tuple[str, ...]) -> str:
        """The first word of the place's sentence that begins so; "" where none does."""
        return self.cell.plain(self._first_told(index, stems))

    def phrase(self, index: int, word: str) -> tuple[int, int]:
        """From the word to the place, whichever comes first: the place alone where the word is not near."""
        start, end = self.mentions[index].span.start, self.mentions[index].span.end
        if not word:
            return start, end
        first = max(0, start - _NEAR)
        before = [m.start() for m in _WORD.finditer(self.cell.text[first:start]) if key(m[0]) == word]
        if before:
            return first + before[-1], end
        after = (m.end() for m in _WORD.finditer(self.cell.text[end : end + _NEAR]) if key(m[0]) == word)
        return start, end + next(after, 0)

    def told_in_cell(self, stems: tuple[str, ...]) -> bool:
        """Whether a word that begins so stands anywhere in the cell."""
        if stems not in self._told:
            self._told[stems] = any(word.startswith(stems) for word in self.cell.plains)
        return self._told[stems]

    def _first_told(self, index: int, stems: tuple[str, ...]) -> int:
        sentence = self.cell.sentence_at(self.mentions[index].span.start)
        asked = (sentence.start, stems)
        if asked not in self._earliest:
            words = self.cell.words_in(sentence)
            said = self.cell.plains[words.start : words.stop]
            telling = (i for i, word in zip(words, said, strict=True) if word.startswith(stems))
            self._earliest[asked] = next(telling, len(self.cell))
        return self._earliest[asked]


Contexts = Mapping[CellName, Context]
"""The context of each of the five cells; all steps that ask what stands around a place share them."""


def find_contexts(text: EntryText, places: Sequence[PlaceMention]) -> Contexts:
    """Each cell with the places that it names."""
    here: dict[CellName, list[PlaceMention]] = {name: [] for name in FIVE_CELLS}
    for mention in places:
        here[mention.span.cell].append(mention)
    return {name: Context(text[name], mentions) for name, mentions in here.items()}
