"""A cell's text made plain for matching, with the way back to its own characters.

Runs of white space are one space, dashes of every length are «-», soft hyphens and zero-width signs are gone.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_LAST_SPACE = 0x3000  # the ideographic one; Unicode has none beyond
_PLAIN = {
    **{code: " " for code in range(_LAST_SPACE + 1) if chr(code).isspace()},
    **{ord(dash): "-" for dash in _DASHES},
}


@dataclass(frozen=True, slots=True)
class Flat:
    """Plain text and, for each of its characters, the offset in the verbatim text."""

    text: str
    offsets: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where characters `start` to `end` (exclusive) stand in the verbatim text."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1

    def position(self, offset: int) -> int:
        """Which plain character stands for the verbatim one at `offset`, or comes next."""
        return min(bisect_left(self.offsets, offset), len(self.text))


@lru_cache(maxsize=32)  # several subjects read the same cell
def flatten(text: str) -> Flat:
    """The text as `Flat`; no word is changed."""
    plain = text.translate(_PLAIN)
    if "  " not in plain and _INVISIBLE.isdisjoint(plain):
        return Flat(plain, range(len(text) + 1))
    signs: list[str] = []
    offsets: list[int] = []
    for offset, sign in enumerate(plain):
        if sign in _INVISIBLE or (sign == " " and signs and signs[-1] == " "):
            continue
        signs.append(sign)
        offsets.append(offset)
    return Flat("".join(signs), (*offsets, len(text)))
