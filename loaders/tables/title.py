"""The title among what stands above the table: not the stamp, not the letter, not the contents.

Each line is looked at once. A title begins at «Отчет …» and ends with a period finer than a year; what
follows may still be a later title, which wins when it names a period too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from loaders.cell.regular import regular
from loaders.dates.periods import is_finer_than_a_year, starts_title, title_period
from ontology.model import Period
from ontology.yaml_files import read_typed

_MOST_LINES = 12
_MOST_CHARACTERS = 1500


@dataclass(slots=True)
class Title:
    """The lines taken for the title so far; `others` are those above the table that were not."""

    lines: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    period: Period | None = None
    has_start: bool = False

    @property
    def text(self) -> str:
        """The title on one line."""
        return " ".join(self.lines)

    @property
    def is_complete(self) -> bool:
        """Whether it names a period finer than a year, with which titles end."""
        return self.period is not None and is_finer_than_a_year(self.period)

    def read(self, line: str) -> None:
        """One more line above the table."""
        own = title_period(line)
        if starts_title(line) and self._may_begin_with(own):
            self._begin(line)
        elif self._goes_on(line):
            self._add(line)
        else:
            self.others.append(line)

    def _may_begin_with(self, own: Period | None) -> bool:
        if not self.has_start:
            return not self.is_complete or own is not None
        if self.period is None:
            return own is not None or len(self.lines) > 1
        return own is not None and (not self.is_complete or is_finer_than_a_year(own))

    def _begin(self, line: str) -> None:
        self.others += self.lines
        self.lines, self.period, self.has_start = [], None, True
        self._add(line)

    def _goes_on(self, line: str) -> bool:
        if self.is_complete or _is_beside(line):
            return False
        size = sum(map(len, self.lines)) + len(line)
        return len(self.lines) < _MOST_LINES and size <= _MOST_CHARACTERS

    def _add(self, line: str) -> None:
        self.lines.append(line)
        self.period = title_period(self.text)


def _is_beside(line: str) -> bool:
    """Whether the line is of a stamp, a letter or a list of contents."""
    lower = regular(line).lower()
    words = words_above_table()
    return lower.lstrip(' «"_').startswith(words.beside) or any(sign in lower for sign in words.signs_beside)


def is_letterhead(line: str) -> bool:
    """Whether a line above the title may say whose letter paper it is."""
    lower = regular(line).lower()
    return any(word in lower for word in words_above_table().heads)


def title_of(lines: Sequence[str]) -> Title:
    """The title among these lines."""
    title = Title()
    for line in lines:
        title.read(line)
    return title


@dataclass(frozen=True, slots=True)
class WordsAboveTable:
    """The entries of title.yml; the file tells what each is for."""

    beside: tuple[str, ...]
    signs_beside: tuple[str, ...]
    heads: tuple[str, ...]


@lru_cache(maxsize=1)
def words_above_table() -> WordsAboveTable:
    """The vocabulary, read once."""
    return read_typed(Path(__file__).with_name("title.yml"), WordsAboveTable)
