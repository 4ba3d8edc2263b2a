"""A brief: ordered sections of lines, each with the numbers of its rows, on two pages at most."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

LETTERS, GROUND_LETTERS = 92, 56
"""So many letters stand on a line, and on a line of a column of grounds."""
ROOM = 104
"""So many lines two pages have."""
HEADING = 2.0
GROUND_SIZE = 0.78
"""How high a line of the grounds is beside one of the text."""
HEAD = 5
FEWEST = 3
"""A section of so many lines is not shortened for the sake of others."""


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One thing that a brief says: what it is about, the rest in words, and its grounds by number."""

    name: str
    told: str = ""
    path: str | None = None
    grounds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefSection:
    """A heading of the catalogue and its lines; `left` are those that there was no room for."""

    key: str
    lines: tuple[BriefLine, ...]
    left: int = 0


@dataclass(frozen=True, slots=True)
class BriefGround:
    """A row of a report and the words of it that a line rests on."""

    number: int
    row: str
    path: str
    words: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief, ready to be shown or written."""

    title: str
    period: str
    made: date
    built: str
    sections: tuple[BriefSection, ...]
    grounds: tuple[BriefGround, ...]


def fitted(brief: Brief) -> Brief:
    """The brief with so many lines as two pages have room for: the longest sections lose their last ones."""
    while _length(brief) > ROOM:
        longest = max(brief.sections, key=lambda one: (len(one.lines) > FEWEST, _lines_of(one)))
        if len(longest.lines) <= FEWEST:
            break
        cut = replace(longest, lines=longest.lines[:-1], left=longest.left + 1)
        brief = replace(brief, sections=tuple(cut if one is longest else one for one in brief.sections))
        brief = replace(brief, grounds=_cited(brief))
    return _numbered(brief)


def _length(brief: Brief) -> float:
    """How many lines of print it takes, about."""
    grounds = (ceil(len(f"[00] {one.row}: {one.words}") / GROUND_LETTERS) for one in brief.grounds)
    return HEAD + sum(map(_lines_of, brief.sections)) + sum(grounds) * GROUND_SIZE / 2 + HEADING


def _lines_of(section: BriefSection) -> float:
    lines = (ceil(len(f"{one.name}: {one.told} [00]") / LETTERS) for one in section.lines)
    return HEADING + sum(lines) + (section.left > 0)


def _cited(brief: Brief) -> tuple[BriefGround, ...]:
    """The grounds that a line still rests on."""
    used = {number for section in brief.sections for line in section.lines for number in line.grounds}
    return tuple(one for one in brief.grounds if one.number in used)


def _numbered(brief: Brief) -> Brief:
    """The grounds numbered from 1 in the order in which they stand."""
    numbers = {one.number: at for at, one in enumerate(brief.grounds, start=1)}
    sections = (replace(one, lines=_renumbered(one.lines, numbers)) for one in brief.sections)
    grounds = tuple(replace(one, number=numbers[one.number]) for one in brief.grounds)
    return replace(brief, sections=tuple(sections), grounds=grounds)


def _renumbered(lines: Sequence[BriefLine], numbers: dict[int, int]) -> tuple[BriefLine, ...]:
    return tuple(replace(one, grounds=tuple(numbers[number] for number in one.grounds)) for one in lines)
