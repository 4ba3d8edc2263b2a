"""The words of twinning in clauses: one called a twin, one akin, or the tie itself."""

from collections.abc import Iterator, Sequence

from loaders.twinning.clauses import Clause, is_adjective
from loaders.twinning.orders import is_made
from loaders.twinning.sides import TwinWord, phrase_start
from loaders.twinning.words import twinning_words
from ontology.morphology import parses


def twin_words(clauses: Sequence[Clause]) -> Iterator[TwinWord]:
    """Every word of twinning in the clauses of a cell, in order."""
    lists, before = twinning_words(), None
    for clause in clauses:
        for i, item in enumerate(clause.items):
            if item.mention is not None:
                continue
            if _describes_twin(clause, i):
                yield TwinWord(clause, i, "twins", _is_plural(item.text), before)
            elif item.text in lists.ties:
                yield TwinWord(clause, i, "tie", False, before)
            elif item.text in lists.kin:
                yield TwinWord(clause, i, "kin", _is_plural(item.text), before)
            elif item.text in lists.twins:
                kind = "tie" if _becomes(clause, i) else "twins"
                yield TwinWord(clause, i, kind, _is_plural(item.text), before)
        before = clause


def _is_plural(word: str) -> bool:
    return all("plur" in reading.tag.grammemes for reading in parses(word)[:1])


def _describes_twin(clause: Clause, i: int) -> bool:
    """«в побратимском Могилеве»: an adjective of the tie right before a place."""
    following = clause.items[i + 1] if i + 1 < len(clause.items) else None
    is_tie = clause.has(i, twinning_words().ties) and is_adjective(clause.text(i))
    return is_tie and following is not None and following.is_place


def _becomes(clause: Clause, i: int) -> bool:
    """«решили стать (городами-)побратимами», «сделать … побратимами»: the tie itself."""
    before, lists = phrase_start(clause, i) - 1, twinning_words()
    return clause.has(before, lists.become, lists.make) or is_made(clause, before)
