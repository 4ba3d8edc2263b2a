"""Parties that stand together in a sentence."""

import itertools
import re
from collections.abc import Sequence

from loaders.agreements.candidates import Party, home_country
from loaders.agreements.words import vocabulary
from loaders.cell import Cell
from ontology.morphology import lemma

PERSON = r"(?:\s*(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][\w-]+|(?:\s+[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?){2,3})?"
IN_BRACKETS = r"(?:\s*\([^()]*\))?"
# What stands before another of a list: «с A, B, а также с председателем C».
_ALSO = re.compile(
    rf"{IN_BRACKETS}{PERSON}\s*(?:,|и|, а также|а также)\s+(?:со?\s+)?((?:[\w-]+\s+){{0,2}})(?:г\.\s*)?"
)
# What stands between two who do the same: «A (Россия), B и мэр C».
_TOGETHER = re.compile(
    rf"{IN_BRACKETS}{PERSON}{IN_BRACKETS}\s*(?:,|и|, а также|а также)\s+(?:[\w-]+\s+){{0,3}}"
)


def goes_on(between: str) -> bool:
    """Whether «и» or a comma goes on a list of those whom «с» governs."""
    joined = _ALSO.fullmatch(between)
    return joined is not None and all(lemma(word) in vocabulary().side_nouns for word in joined[1].split())


def together(text: str, parties: Sequence[Party]) -> list[list[Party]]:
    """The parties in runs of those that only commas, «и», brackets, names and posts part."""
    runs: list[list[Party]] = []
    for party in parties:
        if runs and _TOGETHER.fullmatch(text, runs[-1][-1].end, party.start):
            runs[-1].append(party)
        else:
            runs.append([party])
    return runs


def home_and_foreign(cell: Cell, parties: Sequence[Party]) -> list[Party]:
    """The first two of them that «и» joins across the border."""
    for one, other in itertools.pairwise(parties):
        joined = re.search(r"\sи\s+(?:[\w-]+\s+)?$", cell.text[one.end : other.start])
        if joined is not None and (one.country == home_country()) != (other.country == home_country()):
            return [one, other]
    return []
