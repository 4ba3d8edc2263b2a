"""The people of whom a cell says that they signed a document."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from loaders.agreements.clauses import Piece
from loaders.agreements.said import Said
from loaders.agreements.words import before, plain, vocabulary
from loaders.cell import Cell
from loaders.mentions import PersonMention
from ontology.morphology import parses

_NEAR = 120  # characters before a person that may tell what they did there


class Signatories:
    """The people of whom a cell says that they signed, found once for each of its clauses."""

    def __init__(self, cell: Cell, people: Iterable[PersonMention]) -> None:
        self._text = plain(cell.text)
        self._people = sorted((one for one in people if one.span.cell == cell.name), key=_start)
        self._said: dict[Piece, Said[tuple[str, ...]] | None] = {}

    def of(self, clauses: Iterable[Piece]) -> Said[tuple[str, ...]] | None:
        """Names of those in a clause that tells of signing by people; none of those who were only there."""
        return next((said for clause in clauses if (said := self._known(clause)) is not None), None)

    def _known(self, clause: Piece) -> Said[tuple[str, ...]] | None:
        if clause not in self._said:
            self._said[clause] = self._found(*clause)
        return self._said[clause]

    def _found(self, start: int, end: int) -> Said[tuple[str, ...]] | None:
        text, (first, last) = self._text, (bisect_left(self._people, at, key=_start) for at in (start, end))
        here = self._people[first:last]
        if not here:
            return None
        if vocabulary().signed_by_people.search(text, start, end) is None:
            here = _by_whom(text, start, end, here)
        signing = [one for one in here if not _was_only_there(text, start, one)]
        if not signing:
            return None
        names = tuple(dict.fromkeys(one.person.name for one in signing))
        return Said(names, "signed_by_people", signing[0].span.start, signing[-1].span.end)


def _by_whom(text: str, start: int, end: int, here: Sequence[PersonMention]) -> list[PersonMention]:
    """«подписано Иваном Лисом»: those in the instrumental, where it is told by whom it was signed."""
    if vocabulary().signed_by_means.search(text, start, end) is None:
        return []
    return [one for one in here if all(map(_is_instrumental, _names(text, one)))]


def _names(text: str, one: PersonMention) -> list[str]:
    """The last words of the mention, as many as the name has, initials aside."""
    words = [word for word in text[one.span.start : one.span.end].split() if "." not in word]
    return words[-len([word for word in one.person.name.split() if "." not in word]) :]


def _is_instrumental(word: str) -> bool:
    return any(reading.tag.case == "ablt" for reading in parses(word))


def _start(mention: PersonMention) -> int:
    return mention.span.start


def _was_only_there(text: str, start: int, one: PersonMention) -> bool:
    """«в присутствии губернатора И.И. Орлова»."""
    return vocabulary().only_there.search(before(text, one.span.start, _NEAR, start)) is not None
