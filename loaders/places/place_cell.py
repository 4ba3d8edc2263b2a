"""A cell as the rules for places look at it."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import compress

from loaders.cell import Cell, Token
from loaders.cell.kept import kept
from loaders.cell.tokens import plain_word
from loaders.places.blocked import blocked_words
from loaders.places.candidate import Candidate
from loaders.places.markers import Marker, marker_at, may_mark
from loaders.places.words import place_words
from ontology.gazetteer import Gazetteer, Place, load
from ontology.gazetteer.forms import adjective_stem
from ontology.gazetteer.spelling import key
from ontology.remembered import remembered

_DASHES = frozenset("-–")


class PlaceCell(Cell):
    """A cell whose torn names are whole: «Санкт - Петербург» is one word, «Смолен-ской» is compared uncut.

    `marked` are the nominatives of names that stand after «г.» and the like anywhere in the entry; `found`
    are the candidates so far; `settlements` are those whose name was looked for at an index.
    """

    def __init__(self, cell: Cell) -> None:
        joined = None if _DASHES.isdisjoint(cell.words) else tuple(_joined(cell.tokens))
        if joined is None or len(joined) == len(cell):
            self.take(cell)
        else:
            super().__init__(cell.name, cell.text, joined)
        joints = [index for index, word in enumerate(self.words) if not word.isalpha()]
        if joints:
            plains, uncut = [*self.plains], _uncut(load())
            for index in joints:
                plains[index] = uncut(self.words[index])
            self.plains = tuple(plains)
        self.marked: frozenset[str] = frozenset()
        self.found: list[Candidate] = []
        self._names: dict[int, tuple[tuple[int, str], ...]] = {}
        self.settlements: dict[int, tuple[int, tuple[Place, ...]] | None] = {}

    @property
    def previous(self) -> Candidate | None:
        """The candidate that was found last."""
        return self.found[-1] if self.found else None

    def names_at(self, index: int) -> tuple[tuple[int, str], ...]:
        """Every name in the gazetteer that the words may be a form of, with its length; longest first."""
        if index not in self._names:
            self._names[index] = tuple(load().matches(self.plains, index))
        return self._names[index]

    @kept
    def blocked(self) -> frozenset[int]:
        """The words that belong to a street, a namesake or a person."""
        return blocked_words(self)

    @kept
    def tells_of_twins(self) -> bool:
        """Whether the cell speaks of twins or of their ties."""
        return any(word.rpartition("-")[2].startswith(place_words().twin_words) for word in self.plains)

    @kept
    def markers(self) -> dict[int, Marker]:
        """«г.», «пос.», «города-побратима» by the index where each begins."""
        begun = compress(range(len(self)), map(may_mark, self.plains))
        return {index: marker for index in begun if (marker := marker_at(self, index)) is not None}


def _joined(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """The tokens, those of a name typed with spaces around its hyphen as one: «Санкт - Петербург»."""
    dashes = {i for i, token in enumerate(tokens) if token.text in _DASHES and 0 < i < len(tokens) - 1}
    torn = {i for i in dashes if _is_one_name(tokens[i - 1], tokens[i + 1])}
    for index, token in enumerate(tokens):
        if index in torn:
            first, last = tokens[index - 1], tokens[index + 1]
            yield Token(f"{first.text}-{last.text}", first.start, last.end)
        elif index - 1 not in torn and index + 1 not in torn:
            yield token


def _is_one_name(first: Token, last: Token) -> bool:
    if not last.is_word or not (first.is_capitalised or last.is_capitalised):
        return False
    return load().is_joined(key(f"{first.text}-{last.text}"))


def compared(word: str, gazetteer: Gazetteer) -> str:
    """The word as names are compared: uncut where it was cut at a line's end."""
    return plain_word(word) if word.isalpha() else _uncut(gazetteer)(word)


@lru_cache(maxsize=8)
def _uncut(gazetteer: Gazetteer) -> Callable[[str], str]:
    """The same of words that are not of letters alone."""

    @remembered
    def uncut(text: str) -> str:
        word = key(text)
        return _mended(word, gazetteer) if "-" in word and place_words().torn_word.match(text) else word

    return uncut


def _mended(word: str, gazetteer: Gazetteer) -> str:
    """The word without its hyphen where it was cut at a line's end: «Смолен-ской»."""
    whole = word.replace("-", "")
    stem = adjective_stem(whole)
    if stem is not None and gazetteer.by_adjective(stem):
        return whole
    is_name, was_name = (next(gazetteer.matches((one,), 0), None) is not None for one in (whole, word))
    return whole if is_name and not was_name else word
