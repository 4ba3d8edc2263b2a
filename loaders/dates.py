"""When an event was: column 4."""

from datetime import timedelta

from loaders.date_grammar.words import FoundDates, find_dates
from loaders.language import EntryText, squash
from loaders.rules import Reading
from ontology.model import CellName, DateRange, Evidence, Fact, Finding, Severity

# Reports tell of the weeks before their period too; what is further off is more likely a slip in the year.
_FAR = timedelta(days=120)

_PROBLEMS = {
    "no_date": ("the dates cell is empty.", "Fill in when the event was."),
    "unreadable_date": ("“{words}” is no date that can be read.", "Write it as «24-25 июня 2025 года»."),
    "impossible_date": ("“{words}” is not in the calendar.", "Correct the day or the month."),
    "reversed_dates": ("“{words}” ends before it begins.", "Put the earlier day first."),
    "no_year": ("“{words}” has no year.", "Add the year."),
    "open_dates": ("“{words}” tells only one end; that day was taken.", "Write both days."),
    "date_outside_period": ("“{words}” is far from the period of the report.", "Check the year."),
}


def read_dates(text: EntryText) -> Reading[DateRange]:
    """The days that the dates cell names, or a finding."""
    cell = text.entry.cells.get(CellName.DATES, "")
    found = find_dates(cell, text.entry.period)
    if found.range is None:
        return Reading(findings=(_finding(text, found, found.problem),))
    evidence = Evidence(found.rule, text[CellName.DATES].span(found.start, found.end))
    doubts = tuple(_finding(text, found, code) for code in _doubts(text, found))
    return Reading((Fact(found.range, (evidence,), found.confidence),), doubts)


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
    words = found.words or squash(entry.cells[CellName.DATES][found.start : found.end])
    message, remedy = _PROBLEMS[code]
    return Finding(
        code,
        Severity.WARNING,
        message.format(words=words),
        remedy,
        table=entry.table,
        row=entry.row,
        number=entry.number,
        span=text[CellName.DATES].span(found.start, found.end),
        rule=found.rule or None,
    )
