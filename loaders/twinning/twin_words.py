"""The words of twinning in clauses: one called a twin, one akin, or the tie itself."""

from collections.abc import Iterator, Sequence

from loaders.twinning.clauses import Clause, is_adjective
from loaders.twinning.left_out import without_left_out
from loaders.twinning.orders import is_made
from loaders.twinning.sides import TwinWord, phrase_start
from loaders.twinning.words import twinning_words
from ontology.morphology import parses

_LISTS = frozenset(":(")


def twin_words(clauses: Sequence[Clause]) -> Iterator[TwinWord]:
    """Every word of twinning in the clauses of a cell, in order."""
    before = None
    for clause in clauses:
        for i, item in enumerate(clause.items):
            told = _told_at(clause, i) if item.mention is None else None
            if told is not None:
                at, kind = told
                plural = kind != "tie" and _is_plural(item.text)
                own, left_out = without_left_out(clause, at + 1)
                yield TwinWord(own, at, kind, plural, before, left_out)
        before = clause


def _told_at(clause: Clause, i: int) -> tuple[int, str] | None:
    """Where a word of twinning ends that begins there, and of which kind it is."""
    text, lists = clause.text(i), twinning_words()
    at = _described_twin(clause, i)
    if at is not None:
        return at, "twins"
    if text in lists.ties:
        return i, "tie"
    if text in lists.kin:
        return i, "kin"
    if text in lists.twins:
        return i, "tie" if _becomes(clause, i) else "twins"
    return None


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
