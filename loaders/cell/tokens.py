"""A text cut into words, numbers and marks, in one pass of one expression."""

import re
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


def tokens(text: str) -> tuple[Token, ...]:
    """The text's words, numbers and marks in order; only white space is left out."""
    found: list[tuple[str, int, int]] = []
    end, find = 0, text.find
    for word in _TOKEN.findall(text):  # between two of them there is nothing else to be found
        start = find(word, end)
        end = start + len(word)
        found.append((word, start, end))
    return tuple(map(Token._make, found))
