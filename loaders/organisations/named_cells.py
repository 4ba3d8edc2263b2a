"""A cell as the grammar of organisations' names keeps it."""

from collections.abc import Iterable
from typing import Any

from loaders.cell import Cell
from loaders.mentions import PlaceMention


class NamedCell(Cell):
    """A cell with the places that it names and what the grammar read in it.

    `named_places` are those that the gazetteer knows, by the characters of their first word and end;
    `readings` remembers what was read at an index, so that names inside names are read once,
    `adjectives` where those that begin at one end, and `glued` whether the names around two hang together.
    """

    def __init__(self, cell: Cell, places: Iterable[PlaceMention] = ()) -> None:
        self.take(cell)
        named = (p.span for p in places if p.span.cell is cell.name and p.form == "noun")
        self.named_places = {span.start: span.end for span in named}
        self.readings: dict[tuple[int, int], Any] = {}
        self.adjectives: dict[int, int] = {}
        self.glued: dict[tuple[int, int], bool] = {}

    def forget(self) -> None:
        """Nothing is remembered that leads back to the cell, which is free as soon as nobody reads it."""
        self.readings.clear()
