"""Entries for tests of single steps: say the cells that matter, the rest is empty."""

from loaders.cell import EntryText, read_entry
from loaders.dates.periods import title_period
from ontology.model import FIVE_CELLS, CellName, Entry


def entry_text(period: str | None = "III квартал 2024 года", **cells: str) -> EntryText:
    """An entry of a report of that period with the cells named by keyword: title, place, dates, content …"""
    verbatim = {name: cells.pop(name.value, "") for name in FIVE_CELLS}
    assert not cells, f"no such cell: {cells}"
    entry = Entry(
        report="2024-Q3-municipal",
        number=1,
        section="Город Смоленск",
        subsection=None,
        municipality="город Смоленск",
        cells=verbatim,
        table=1,
        row=3,
        period=title_period(period) if period is not None else None,
    )
    return read_entry(entry)


def words(text: EntryText, cell: CellName, start: int, end: int) -> str:
    """The characters of a cell that a span covers."""
    return text[cell].text[start:end]
