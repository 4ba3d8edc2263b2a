"""What a column's heading says the column holds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from loaders.cell.regular import regular
from loaders.cell.text import squash
from ontology.model import FIVE_CELLS, CellName
from ontology.yaml_files import read_typed

NUMBER = "number"
MUNICIPALITY = "municipality"
COLUMNS = (NUMBER, MUNICIPALITY, *FIVE_CELLS)

# An ordinary heading is a few words. A longer one begins with its subject and goes on with explanations that
# may name other columns, and no heading is as long as an event's story.
ORDINARY_HEADING = 100
LONGEST_HEADING = 400
_SUBJECT_OF_HEADING = 40
_SHORTEST_BEGINNING = 4

Words = Mapping[str, tuple[str, ...]]
"""The beginnings of words by the column that they tell of."""


@dataclass(frozen=True, slots=True)
class ColumnVocabulary:
    """The words of headings, as `columns.yml` tells them."""

    columns: Words
    otherwise: Words
    other_names: tuple[str, ...]
    joined: Mapping[str, str]
    counted: str
    remarks: tuple[str, ...]
    required: tuple[str, ...]
    enough: int
    usual: tuple[str, ...]


@lru_cache(maxsize=1)
def vocabulary() -> ColumnVocabulary:
    """The words, read once."""
    return read_typed(Path(__file__).parent / "columns.yml", ColumnVocabulary)


def named_columns(heading: str) -> list[str]:
    """The columns that the heading names."""
    return _named(heading, vocabulary().columns)


def columns_at_last(heading: str) -> list[str]:
    """The columns that a heading may mean that names none."""
    names_another = _begins_any(_plain(heading), vocabulary().other_names)
    named = _named(heading, vocabulary().otherwise)
    return [column for column in named if not (names_another and column == CellName.TITLE)]


def is_remarks(heading: str) -> bool:
    """Whether the heading is that of what the office notes for itself."""
    return _begins_any(_plain(heading), vocabulary().remarks)


def counted_label(heading: str) -> str:
    """The heading as words before a number of people."""
    plain = squash(re.sub(r"\([^)]*\)?|,.*", " ", heading))
    counted = vocabulary().counted
    return plain if counted[:5] in plain.lower() else f"{plain} {counted}"


def _named(heading: str, words: Words) -> list[str]:
    plain = _plain(heading)
    return [column for column in COLUMNS if _begins_any(plain, words.get(column, ()))]


def _plain(heading: str) -> str:
    """The heading's own words: without what stands in brackets, of a long one the beginning."""
    plain = re.sub(r"\([^)]*\)?", " ", regular(squash(heading))).lower()
    return plain if len(plain) <= ORDINARY_HEADING else plain[:_SUBJECT_OF_HEADING]


def _begins_any(text: str, beginnings: Sequence[str]) -> bool:
    """Whether a word begins so, parted by hyphens or not; what is as short as «мо» must be the whole word."""
    forms = {text, re.sub(r"(?<=\w)-\s?(?=\w)", "", text)}
    return any(_at_word(one).search(form) for form in forms for one in beginnings)


@cache
def _at_word(beginning: str) -> re.Pattern[str]:
    is_whole = len(beginning) < _SHORTEST_BEGINNING and beginning.isalpha()
    return re.compile(rf"(?<!\w){re.escape(beginning)}" + (r"(?!\w)" if is_whole else ""))
