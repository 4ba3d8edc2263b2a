"""Two people who share a surname: «Олег и Мария Рыжовы»."""

from collections.abc import Iterator

from loaders.cell import Cell
from loaders.cell.text import spelt_as
from loaders.people.names import SHARED, Name
from loaders.people.words import people_words
from ontology.morphology import parses

_WORDS = 4  # two given names, what joins them, and the surname


def with_shared_surname(cell: Cell) -> Iterator[Name]:
    """Each of two given names with the surname after them, in the nominative."""
    for first in cell.capitalised:
        if cell.word(first + 1) in people_words().joints and _stand_together(cell, first):
            yield from _two(cell, first)


def _stand_together(cell: Cell, first: int) -> bool:
    words = range(first, first + _WORDS)
    capitals = all(cell.is_capitalised(i) for i in words if i != first + 1)
    return capitals and not any(cell.begins_sentence(i) or cell.gap(i).strip() for i in words[1:])


def _two(cell: Cell, first: int) -> Iterator[Name]:
    """Both names; none where the last word is no surname of several, or the others are no given names."""
    second, last = first + 2, first + _WORDS - 1
    surname = cell.word(last)
    told = _surnames(surname)
    case = _case(surname)
    givens = [_given(cell.word(i), case) for i in (first, second)]
    if told is None or not any(known for _, _, known in givens):
        return
    for at, end, (given, is_woman, _) in zip((first, second), (first, last), givens, strict=True):
        words = (given, told[is_woman])
        start, stop = cell.tokens[at].start, cell.tokens[end].end
        gender = "femn" if is_woman else "masc"
        yield Name(start, stop, words, SHARED, case="nomn", gender=gender)


def _surnames(surname: str) -> tuple[str, str] | None:
    """His and hers in the nominative."""
    for ending, his, hers in people_words().plural_surnames:
        stem = surname.removesuffix(ending)
        if stem not in ("", surname):
            return stem + his, stem + hers
    return None


def _case(surname: str) -> str:
    """The case that the surname of several stands in."""
    cases = people_words().plural_cases.items()
    return next((case for case, endings in cases if surname.endswith(endings)), "nomn")


def _given(word: str, case: str) -> tuple[str, bool, bool]:
    """The given name in the nominative, whether it is a woman's, and whether a dictionary has it."""
    for reading in parses(word):
        if {"Name", "sing", case} <= reading.tag.grammemes:
            form = reading.inflect(frozenset({"nomn"}))
            given = word if form is None else spelt_as(word, form.word)
            return given, "femn" in reading.tag.grammemes, reading.is_known
    return word, word.endswith(people_words().womens_endings), False
