"""Words that name no place whatever they look like: streets, namesakes, people."""

from collections.abc import Iterator

from loaders.cell import Cell
from loaders.places.words import PlaceWords, place_words


def blocked_words(cell: Cell) -> frozenset[int]:
    """The words of streets, namesakes and people."""
    vocabulary = place_words()
    return frozenset(one for index in range(len(cell)) for one in _blocked_from(cell, index, vocabulary))


def _blocked_from(cell: Cell, index: int, vocabulary: PlaceWords) -> Iterator[int]:
    word = cell.plain(index)
    if word in vocabulary.streets:
        yield from _capitalised_after(cell, index, 1)
    elif word in vocabulary.namesakes:
        yield from _namesake_after(cell, index)
    elif cell.is_initial(index):
        yield from _person_around(cell, index)
    elif _is_torn(cell, index):
        yield index


def _is_torn(cell: Cell, index: int) -> bool:
    """Whether another word follows without a space: «Славянскi» in Belarusian is cut in two."""
    after = index + 1
    if after >= len(cell) or not cell.tokens[index].is_word or not cell.tokens[after].is_word:
        return False
    return cell.tokens[index].end == cell.tokens[after].start


def _capitalised_after(cell: Cell, index: int, count: int) -> Iterator[int]:
    index += 1 + (cell.plain(index + 1) == ".")
    while count and cell.is_capitalised(index):
        yield index
        index, count = index + 1, count - 1


def _namesake_after(cell: Cell, index: int) -> Iterator[int]:
    index += 1 + (cell.plain(index + 1) == ".")
    ahead = range(index, min(index + 9, len(cell)))
    initials = [i for i in ahead if cell.is_initial(i)]
    if initials:
        yield from range(index, initials[-1])
    else:
        yield from _capitalised_after(cell, index - 1, 1)


def _person_around(cell: Cell, index: int) -> Iterator[int]:
    """The surname beside the initial: after it, or before it where none follows («города Орши А.А. Ким»)."""
    after = index + 2
    if cell.is_capitalised(after) and not cell.is_initial(after):
        yield after
    before = index - 1
    if (
        cell.is_capitalised(before)
        and cell.plain(before - 1) != "."
        and cell.plain(before) not in ("и",)
        and not _surname_follows(cell, after)
    ):
        yield before


def _surname_follows(cell: Cell, index: int) -> bool:
    """Whether a surname without initials of its own stands there, or past one more initial."""
    surname = index + 2 if cell.is_capitalised(index) and cell.is_initial(index) else index
    return cell.is_capitalised(surname) and not (
        cell.is_capitalised(surname + 1) and cell.is_initial(surname + 1)
    )
