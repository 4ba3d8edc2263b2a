"""The rows and cells of a table in a body, and how cells lie on the grid."""

from collections.abc import Iterator

from loaders.documents.limits import MAX_COLUMNS
from loaders.documents.unread import is_deleted
from loaders.documents.wordml import Element, attribute, integer, shown_children, w

_ROWS, CELLS = frozenset((w("tr"),)), frozenset((w("tc"),))
_FRAME = 3


def rows_of(table: Element) -> Iterator[Element]:
    """The rows that are shown, in order."""
    for row in shown_children(table, _ROWS):
        if not is_deleted(row):
            yield row


def cells_of(table: Element) -> Iterator[Element]:
    """The cells of all rows, in order."""
    for row in rows_of(table):
        yield from shown_children(row, CELLS)


def is_layout(table: Element) -> bool:
    """Whether it is a frame of up to three columns put around wider tables."""
    rows = [list(shown_children(row, CELLS)) for row in rows_of(table)]
    widest = max((len(cells) for cells in rows), default=0)
    return widest <= _FRAME and any(
        len(list(shown_children(row, CELLS))) > max(2, widest)
        for cells in rows
        for cell in cells
        for nested in shown_children(cell, frozenset((w("tbl"),)))
        for row in rows_of(nested)
    )


def span_of(properties: Element | None) -> int:
    """How many columns of the grid the cell covers."""
    if properties is None:
        return 1
    return max(1, min(integer(properties.find(w("gridSpan")), "val", 1), MAX_COLUMNS))


def merge_of(properties: Element | None, kind: str) -> str | None:
    """How the cell is merged: "restart", "continue", or not."""
    merged = properties.find(w(kind)) if properties is not None else None
    return None if merged is None else attribute(merged, "val") or "continue"
