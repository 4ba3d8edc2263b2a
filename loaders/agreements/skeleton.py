"""A cell as the rules about documents read it: names are one word, full stops only end sentences.

«Мэр г. Лиды И.И. Бел не подписал договор от 03.05.2021» is «мэр некто не подписал договор от 03-05-2021»,
so that a rule of words is not broken by what stands between them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.agreements.candidates import Party
from loaders.agreements.words import plain
from loaders.cell.clauses import ABBREVIATED
from loaders.cell.text import CellText

SOMEBODY = "некто"
_STOP = re.compile(r"(?<=\d)(\.)(?=\d)|\b([^\W\d_]{1,6})(\.)")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The text of the rules, and where each of its characters stands in the cell."""

    text: str
    offsets: Sequence[int]

    def between(self, start: int, end: int) -> str:
        """What stands between two characters of the cell."""
        return self.text[self.position(start) : self.position(end)]

    def position(self, offset: int) -> int:
        """Where a character of the cell stands."""
        return bisect_left(self.offsets, offset)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the cell that two positions embrace."""
        return self.offsets[start], self.offsets[end - 1] + 1


def read_skeleton(cell: CellText, named: Sequence[Party]) -> Skeleton:
    """The cell with every body and place that can be a party as one word."""
    signs: list[str] = []
    offsets: list[int] = []
    at = 0
    for party in [*_outermost(named), None]:
        start = party.start if party is not None else len(cell.text)
        for offset, sign in _without_stops(cell.text, at, start):
            signs.append(sign)
            offsets.append(offset)
        if party is not None:
            signs += SOMEBODY
            offsets += [start] * len(SOMEBODY)
            at = party.end
    return Skeleton("".join(signs), offsets)


def _outermost(named: Sequence[Party]) -> Iterator[Party]:
    end = 0
    for party in sorted(named, key=lambda one: (one.start, -one.end)):
        if party.start >= end:
            yield party
            end = party.end


def _without_stops(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Each character with its place; a full stop that shortens a word, or stands in a date, ends nothing."""
    words = plain(text)
    shortening = {
        match.start(1) if match.group(1) else match.start(3)
        for match in _STOP.finditer(words, start, end)
        if match.group(1) or (match.group(3) and _shortens(match.group(2)))
    }
    for offset in range(start, end):
        sign = words[offset]
        if offset in shortening:
            if offset and words[offset - 1].isdigit():
                yield offset, "-"
        else:
            yield offset, sign


def _shortens(word: str) -> bool:
    return len(word) == 1 or word in ABBREVIATED
