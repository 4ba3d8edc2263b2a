"""Words that name no place whatever they look like: streets, namesakes, people."""

from collections.abc import Iterator
from itertools import compress

from loaders.cell import AND, Cell
from loaders.places.markers import may_mark
from loaders.places.words import place_words
from ontology.morphology import parses
from ontology.remembered import remembered


def blocked_words(cell: Cell) -> frozenset[int]:
    """The words of streets, namesakes and people."""
    vocabulary, blocked = place_words(), _torn(cell)
    streets, namesakes = vocabulary.streets, vocabulary.namesakes
    for index in compress(range(len(cell)), map(_may_block, cell.plains)):
        if cell.plains[index] in streets:
            blocked.update(_capitalised_after(cell, index, 1))
        elif cell.plains[index] in namesakes:
            blocked.update(_namesake_after(cell, index))
        elif _is_person(cell, index + 1):
            blocked.add(index + 1)
    for index in cell.capitalised:
        if cell.is_initial(index) and not _begins_with_town(cell, index):
            blocked.update(_person_around(cell, index))
    return frozenset(blocked)


@remembered
def _may_block(word: str) -> bool:
    """Whether the word announces a street, a namesake, or a town, after which somebody may be told."""
    return word in place_words().streets or word in place_words().namesakes or may_mark(word)


def _is_person(cell: Cell, index: int) -> bool:
    """«главу города Александра Новикова»: a given name, and a surname in its case and gender."""
    if not cell.is_capitalised(index) or not cell.is_capitalised(index + 1):
        return False
    given = {
        (one.tag.case, one.tag.gender)
        for one in parses(cell.word(index))
        if one.is_known and "Name" in one.tag.grammemes
    }
    surnames = (
        one.tag
        for one in parses(cell.word(index + 1))
        if "Surn" in one.tag.grammemes or "Patr" in one.tag.grammemes
    )
    return any((tag.case, tag.gender) in given for tag in surnames)


def _torn(cell: Cell) -> set[int]:
    """Words that another follows without a space: only a number in them parts the two, «Ту-134Б»."""
    tokens = cell.tokens
    joined = (index for index, word in enumerate(cell.words[:-1]) if word[0].isalpha() and word[-1].isdigit())
    return {
        index
        for index in joined
        if tokens[index].end == tokens[index + 1].start and tokens[index + 1].is_word
    }


def _capitalised_after(cell: Cell, index: int, count: int) -> Iterator[int]:
    index += 1 + (cell.plain(index + 1) == ".")
    while count and cell.is_capitalised(index):
        yield index
        index, count = index + 1, count - 1


def _namesake_after(cell: Cell, index: int) -> Iterator[int]:
    index += 1 + (cell.plain(index + 1) == ".")
    ahead = range(index, _end_of_namesake(cell, index))
    initials = [i for i in ahead if cell.is_initial(i)]
    if initials:
        yield from range(index, initials[-1])
    else:
        yield from _capitalised_after(cell, index - 1, 1)


def _end_of_namesake(cell: Cell, index: int) -> int:
    """Where a namesake ends at the latest: nine words on, or at a mark."""
    ends = range(index, min(index + 9, len(cell)))
    return next((i for i in ends if cell.word(i) in _ENDS), ends.stop)


_ENDS = frozenset(",;:()«»–—")


def _person_around(cell: Cell, index: int) -> Iterator[int]:
    """The surname beside the initial: after it, or before it where none follows («города Орши А.А. Ким»)."""
    after = index + 2
    if cell.is_capitalised(after) and not cell.is_initial(after):
        yield after
    before = index - 1
    if (
        cell.is_capitalised(before)
        and cell.plain(before - 1) != "."
        and cell.plain(before) != AND
        and not _surname_follows(cell, after)
    ):
        yield before


def _begins_with_town(cell: Cell, index: int) -> bool:
    """«Г. Вязьма и г. Орша подписали …»: a mark of towns that begins a sentence, and a name of no person."""
    if not (cell.begins_sentence(index) and may_mark(cell.plain(index))):
        return False
    tags = [one.tag for one in parses(cell.plain(index + 2)) if one.is_known]
    return any("Geox" in tag for tag in tags) and not any("Surn" in tag or "Name" in tag for tag in tags)


def _surname_follows(cell: Cell, index: int) -> bool:
    """Whether a surname without initials of its own stands there, or past one more initial."""
    surname = index + 2 if cell.is_capitalised(index) and cell.is_initial(index) else index
    return cell.is_capitalised(surname) and not (
        cell.is_capitalised(surname + 1) and cell.is_initial(surname + 1)
    )
