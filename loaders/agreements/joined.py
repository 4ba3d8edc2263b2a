"""Parties that stand together in a sentence."""

import itertools
from collections.abc import Sequence

from loaders.agreements.candidates import Party, home_country
from loaders.agreements.joints import joints
from loaders.agreements.words import vocabulary
from loaders.cell import Cell
from ontology.morphology import lemma


def goes_on(between: str) -> bool:
    """Whether «и» or a comma goes on a list of those whom «с» governs."""
    joined = joints().also_with.fullmatch(between)
    return joined is not None and all(lemma(word) in vocabulary().side_nouns for word in joined[1].split())


def together(text: str, parties: Sequence[Party]) -> list[list[Party]]:
    """The parties in runs of those that only commas, «и», brackets, names and posts part."""
    runs: list[list[Party]] = []
    for party in parties:
        if runs and joints().together.fullmatch(text, runs[-1][-1].end, party.start):
            runs[-1].append(party)
        else:
            runs.append([party])
    return runs


def home_and_foreign(cell: Cell, parties: Sequence[Party]) -> list[Party]:
    """The first two of them that «и» joins across the border."""
    for one, other in itertools.pairwise(parties):
        joined = joints().and_beside.search(cell.text, one.end, other.start)
        if joined is not None and (one.country == home_country()) != (other.country == home_country()):
            return [one, other]
    return []
