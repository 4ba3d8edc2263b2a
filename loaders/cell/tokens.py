"""A text cut into words, numbers and marks, in one pass of one expression."""

import re
from functools import partial
from typing import NamedTuple

from ontology.morphology import lemma
from ontology.plain import plain as compared
from ontology.remembered import remembered

AND = "и"
"""The one word that goes on any list."""
# A word or a number with all that is joined to it («Санкт-Петербург», «2024–2025», «15.05.2025»), marks that
# belong together, any other mark.
_TOKEN = re.compile(
    r"(?:[^\W\d_]+|\d+)(?:[-–—‑_](?:[^\W\d_]+|\d+)|(?<=\d)[.,/\\]\d+)*"
    r"|[.?!…]+|--+|\*\*+|\S"
)


@remembered
def plain_word(text: str) -> str:
    """The word as it is compared."""
    return compared(text)


class Token(NamedTuple):
    """One word, number or mark of a cell, with its characters in the cell's text."""

    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        """The word as it is compared: in lower case, with ё as е."""
        return plain_word(self.text)

    @property
    def lemma(self) -> str:
        """The dictionary form of the likeliest reading, as it is compared."""
        return lemma(self.text)

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[:1].isalpha()

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with an upper-case letter."""
        return self.text[:1].isupper()


_token = partial(tuple.__new__, Token)  # from all three, as `Token._make`, which is twice as slow


def tokens(text: str) -> tuple[Token, ...]:
    """The text's words, numbers and marks in order; only white space is left out."""
    found: list[Token] = []
    end, find, add = 0, text.find, found.append
    for piece in text.split():
        start = find(piece, end)
        end = start + len(piece)
        for word, first, last in _cut(piece):
            add(_token((word, start + first, start + last)))
    return tuple(found)


@remembered
def _cut(piece: str) -> tuple[tuple[str, int, int], ...]:
    """The words and marks of what stands between two white spaces, none of which a word has."""
    return tuple((match.group(), *match.span()) for match in _TOKEN.finditer(piece))
