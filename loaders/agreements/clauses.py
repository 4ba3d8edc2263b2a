"""Clauses and points of lists, as the rules about documents ask for them."""

from loaders.cell import Cell, Extent

Piece = tuple[int, int]
"""Characters of a cell, the last excluded."""


def clause_about(cell: Cell, position: int) -> Piece:
    """The clause that holds the position: a sentence, or one point of a list."""
    clause = cell.clause_at(position)
    return clause.start, clause.end


def clause_after(cell: Cell, end: int) -> Piece:
    """The clause after the mark that ends another one at `end`; empty at the end of the cell."""
    following = cell.index_at(end + 1)
    return clause_about(cell, cell.starts[following]) if following < len(cell) else (end, end)


def points_after(cell: Cell, end: int) -> list[Piece]:
    """Each point of a list that a colon at `end` begins; none where no colon is."""
    first = cell.index_at(end + 1)
    if cell.text[end : end + 1] != ":" or first == len(cell):
        return []
    start = cell.starts[first]
    points = [Extent(start, cell.point_at(start).end)]
    points += cell.points_in(Extent(start + 1, cell.sentence_at(end).end))
    return [(one.start, one.end) for one in points if cell.text[one.start : one.end].strip(" \n-–—•")]


def sentence_ends(cell: Cell, start: int, end: int) -> bool:
    """Whether a sentence ends between two characters."""
    return cell.sentence_at(start) != cell.sentence_at(end)
