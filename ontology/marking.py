"""Words of a cell with marks on them: overlapping spans cut into pieces that a page or terminal can show."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the positions, in the list of spans, of all spans that cover it."""

    text: str
    marks: tuple[int, ...]


def cut(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """The text in pieces, in order and nothing lost, each covered by the same spans throughout.

    `spans` are (start, end) in characters, end exclusive, and may overlap; what lies outside the text is
    ignored.
    """
    bounds = {0, len(text)}
    for start, end in spans:
        bounds.update(b for b in (start, end) if 0 < b < len(text))
    edges = sorted(bounds)
    return tuple(
        Piece(text[left:right], tuple(i for i, (start, end) in enumerate(spans) if start <= left < end))
        for left, right in pairwise(edges)
    )
