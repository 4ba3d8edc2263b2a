"""A cell as the rules about documents read it: names are one word, full stops only end sentences.

«Мэр г. Лиды И.И. Бел не подписал договор от 03.05.2021» is «мэр некто не подписал договор от 03-05-2021»,
so that a rule of words is not broken by what stands between them.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from loaders.agreements.candidates import Party
from loaders.agreements.words import plain
from loaders.cell import Cell

SOMEBODY = "некто"


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


def read_skeleton(cell: Cell, named: Sequence[Party]) -> Skeleton:
    """The cell with every body and place that can be a party as one word."""
    return _read_skeleton(cell, tuple(named))


@lru_cache(maxsize=8)  # every rule about a document asks for its cell's
def _read_skeleton(cell: Cell, named: tuple[Party, ...]) -> Skeleton:
    signs: list[str] = []
    offsets: list[int] = []
    at = 0
    for party in [*_outermost(named), None]:
        start = party.start if party is not None else len(cell.text)
        for offset, sign in _without_stops(cell, at, start):
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


def _without_stops(cell: Cell, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Each character with its place; a full stop that shortens a word, or stands in a date, ends nothing."""
    words = plain(cell.text)
    ends = {sentence.end - 1 for sentence in cell.sentences}
    for offset in range(start, end):
        if words[offset] != "." or offset in ends:
            yield offset, words[offset]
        elif words[offset - 1 : offset].isdigit() and words[offset + 1 : offset + 2].isdigit():
            yield offset, "-"
