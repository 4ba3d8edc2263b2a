"""The people of whom a cell says that they signed a document."""

from collections.abc import Sequence

from loaders.agreements.clauses import Piece
from loaders.agreements.said import Said
from loaders.agreements.words import before, plain, vocabulary
from loaders.cell import Cell
from loaders.mentions import PersonMention

_NEAR = 120  # characters before a person that may tell what they did there


def signatories(
    cell: Cell, clauses: Sequence[Piece], people: Sequence[PersonMention]
) -> Said[tuple[str, ...]] | None:
    """Names of those in a clause that tells of signing by people; none of those who were only there."""
    text = plain(cell.text)
    for start, end in clauses:
        if vocabulary().signed_by_people.search(text, start, end) is None:
            continue
        here = [one for one in people if one.span.cell == cell.name and start <= one.span.start < end]
        signing = [one for one in here if not _was_only_there(text, start, one)]
        if signing:
            names = tuple(dict.fromkeys(one.person.name for one in signing))
            return Said(names, "signed_by_people", signing[0].span.start, signing[-1].span.end)
    return None


def _was_only_there(text: str, start: int, one: PersonMention) -> bool:
    """«в присутствии губернатора И.И. Орлова»."""
    return vocabulary().only_there.search(before(text, one.span.start, _NEAR, start)) is not None
