"""The words of twinning in clauses: one called a twin, one akin, or the tie itself."""

from collections.abc import Iterator, Sequence

from loaders.twinning.clauses import Clause, is_adjective
from loaders.twinning.orders import is_made
from loaders.twinning.sides import TwinWord, phrase_start
from loaders.twinning.words import twinning_words
from ontology.morphology import parses

_LISTS = frozenset(":(")


def twin_words(clauses: Sequence[Clause]) -> Iterator[TwinWord]:
    """Every word of twinning in the clauses of a cell, in order."""
    lists, before = twinning_words(), None
    for clause in clauses:
        for i, item in enumerate(clause.items):
            if item.mention is not None:
                continue
            at = _described_twin(clause, i)
            if at is not None:
                yield TwinWord(clause, at, "twins", _is_plural(item.text), before)
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


def _described_twin(clause: Clause, i: int) -> int | None:
    """«в побратимском Могилеве», «из побратимских городов – Лиды и Орши»: where what is called a twin ends.

    An adjective of the tie describes a place right after it, or nouns that a list of places follows.
    """
    lists, end = twinning_words(), i
    if not (clause.has(i, lists.ties) and is_adjective(clause.text(i))):
        return None
    while clause.has(end + 1, lists.place_nouns):
        end += 1
    listed = end > i and clause.has(end + 1, lists.dashes, _LISTS)
    at = end + 1 + listed
    return end if at < len(clause.items) and clause.items[at].is_place and (listed or end == i) else None


def _becomes(clause: Clause, i: int) -> bool:
    """«решили стать (городами-)побратимами», «сделать … побратимами»: the tie itself."""
    before, lists = phrase_start(clause, i) - 1, twinning_words()
    return clause.has(before, lists.become, lists.make) or is_made(clause, before)
