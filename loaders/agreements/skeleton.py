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
from loaders.cell import Cell, Extent, Stretches

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
    texts: list[str] = []
    offsets: list[int] = []
    at = 0
    changes = [(party.start, party.end, SOMEBODY) for party in _outermost(named)]
    for start, end, instead in sorted((*changes, *_stops(cell, changes), (len(cell.text), 0, ""))):
        texts += (plain(cell.text[at:start]), instead)
        offsets += range(at, start)
        offsets += [start] * len(instead)
        at = end
    return Skeleton("".join(texts), offsets)


def _outermost(named: Sequence[Party]) -> Iterator[Party]:
    end = 0
    for party in sorted(named, key=lambda one: (one.start, -one.end)):
        if party.start >= end:
            yield party
            end = party.end


def _stops(cell: Cell, parties: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Each full stop outside a party that ends no sentence: it shortens a word, or stands in a date."""
    text, ends = cell.text, {sentence.end - 1 for sentence in cell.sentences}
    within = Stretches(Extent(start, end) for start, end, _ in parties)
    at = text.find(".")
    while at != -1:
        if at not in ends and not within.overlap(Extent(at, at + 1)):
            in_date = text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
            yield at, at + 1, "-" if in_date else ""
        at = text.find(".", at + 1)
