"""When an event was: column 4."""

from datetime import timedelta

from loaders.cell import EntryText
from loaders.cell.text import squash
from loaders.dates.words import FoundDates, find_dates
from loaders.mentions import Reading, finding_about
from ontology.model import CellName, DateRange, Evidence, Fact, Finding, Severity

# Reports tell of the weeks before their period too; what is further off is more likely a slip in the year.
_FAR = timedelta(days=120)


def read_dates(text: EntryText) -> Reading[DateRange]:
    """The days that the dates cell names, or a finding."""
    cell = text.entry.cells.get(CellName.DATES, "")
    found = find_dates(cell, text.entry.period)
    if found.range is None:
        return Reading(findings=(_finding(text, found, found.problem),))
    evidence = Evidence(found.rule, text[CellName.DATES].span(found.start, found.end))
    doubts = tuple(_finding(text, found, code) for code in _doubts(text, found))
    return Reading((Fact(found.range, (evidence,)),), doubts)


def _doubts(text: EntryText, found: FoundDates) -> list[str]:
    doubts = ["open_dates"] if found.rule == "open_days" else []
    period = text.entry.period
    if period is None or found.range is None:
        return doubts
    if found.range.end < period.start - _FAR or found.range.start > period.end + _FAR:
        doubts.append("date_outside_period")
    return doubts


def _finding(text: EntryText, found: FoundDates, code: str) -> Finding:
    entry = text.entry
    words = squash(entry.cells[CellName.DATES][found.start : found.end])
    span = text[CellName.DATES].span(found.start, found.end)
    return finding_about(entry, code, Severity.WARNING, {"words": words}, span=span, rule=found.rule or None)
