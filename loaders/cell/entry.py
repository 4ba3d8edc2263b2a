"""A row's cells, read; and the way back from what was found in them to the row of the document."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from loaders.cell.cell import Cell, read_cell
from loaders.cell.regular import Regular, regularise
from ontology.model import CellName, Entry, EntryFacts, Evidence, Fact, Finding, Span
from ontology.read_only import read_only


@dataclass(frozen=True, slots=True)
class EntryText:
    """An entry whose cells have been read; `entry` has them regular, `source` as they stand."""

    entry: Entry
    cells: Mapping[CellName, Cell]
    source: Entry
    moved: Mapping[CellName, Regular]

    def __getitem__(self, cell: CellName) -> Cell:
        return self.cells[cell]

    def verbatim(self, facts: EntryFacts) -> EntryFacts:
        """The facts with the entry as it stands in the document, their spans pointing into its own cells."""
        if self.source is self.entry:
            return facts
        if not self.moved:
            return replace(facts, entry=self.source)
        changed = {field.name: self._pointed(getattr(facts, field.name)) for field in fields(facts)}
        return replace(facts, **{**changed, "entry": self.source})

    def _pointed(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(self._pointed, value))
        if isinstance(value, Fact):
            if not any(one.span is not None and one.span.cell in self.moved for one in value.evidence):
                return value
            return replace(value, evidence=self._pointed(value.evidence))
        if isinstance(value, Evidence | Finding) and value.span is not None:
            regular = self.moved.get(value.span.cell)
            return value if regular is None else replace(value, span=_moved(value.span, regular))
        return value


def _moved(span: Span, regular: Regular) -> Span:
    return Span(span.cell, *regular.verbatim(span.start, span.end))


def read_entry(entry: Entry) -> EntryText:
    """Every cell of the entry, headings included, made regular and read."""
    verbatim = {
        CellName.SECTION: entry.section or "",
        CellName.SUBSECTION: entry.subsection or "",
        **entry.cells,
    }
    read = {name: regularise(text) for name, text in verbatim.items()}
    cells = read_only({name: read_cell(name, regular.text) for name, regular in read.items()})
    moved = {name: regular for name, regular in read.items() if regular.offsets is not None}
    return EntryText(_regular(entry, verbatim, cells), cells, entry, moved)


def _regular(entry: Entry, verbatim: Mapping[CellName, str], cells: Mapping[CellName, Cell]) -> Entry:
    """The entry with its cells in the regular form; itself where they are in it already."""
    if all(cells[name].text == text for name, text in verbatim.items()):
        return entry
    return replace(
        entry,
        section=entry.section and cells[CellName.SECTION].text,
        subsection=entry.subsection and cells[CellName.SUBSECTION].text,
        cells=read_only({name: cells[name].text for name in entry.cells}),
    )
