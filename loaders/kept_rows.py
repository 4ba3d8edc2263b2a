"""Rows that were read before: of a corrected report only those are read whose words were corrected.

What a row says depends on its words, the headings above it and the report's period; where it stands is told
by its findings alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ontology.model import Entry, EntryFacts, Finding, Period, ReportFacts

RowWords = tuple[str | None, str | None, str | None, Period | None, tuple[tuple[str, str], ...]]
"""All of a row but where it stands."""


class KeptRows:
    """The facts of rows by their words."""

    def __init__(self, reports: Iterable[ReportFacts] = ()) -> None:
        self._facts = {_words(one.entry): one for report in reports for one in report.entries}

    def unread(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries whose facts are not known."""
        return [entry for entry in entries if _words(entry) not in self._facts]

    def facts(self, entries: Iterable[Entry], fresh: Iterator[EntryFacts]) -> Iterator[EntryFacts]:
        """The facts of each entry in order: those known, and for the others the next of the fresh ones."""
        for entry in entries:
            known = self._facts.get(_words(entry))
            yield _placed(known, entry) if known is not None else next(fresh)


def _words(entry: Entry) -> RowWords:
    cells = tuple(sorted((name.value, text) for name, text in entry.cells.items()))
    return entry.section, entry.subsection, entry.municipality, entry.period, cells


def _placed(facts: EntryFacts, entry: Entry) -> EntryFacts:
    """The facts as those of an entry of the same words that stands elsewhere."""
    findings = tuple(_moved(one, facts.entry, entry) for one in facts.findings)
    return replace(facts, entry=entry, findings=findings)


def _moved(finding: Finding, before: Entry, now: Entry) -> Finding:
    values: Mapping[str, str] = finding.values
    if values.get("number") == str(before.number):
        values = {**values, "number": str(now.number)}
    at = (finding.table, finding.row, finding.number)
    if at != (before.table, before.row, before.number):
        return replace(finding, values=values)
    return replace(finding, values=values, table=now.table, row=now.row, number=now.number)
