"""Bare entries and reports, for tests and benchmarks that begin at facts rather than at a document."""

from collections.abc import Mapping
from datetime import date, timedelta

from ontology.model import CellName, Entry, EntryFacts, Period, Report, ReportFacts, Scope, Statement

MONTHS = 3


def entry_of(
    number: int,
    title: str,
    *,
    report: str = "",
    municipality: str | None = "город Смоленск",
    section: str | None = None,
    cells: Mapping[CellName, str] | None = None,
    row: int | None = None,
) -> Entry:
    """The entry of that number and title, in the first table, under that heading or the municipality's."""
    every = {**(cells or {}), CellName.TITLE: title}
    heading, place = section or municipality, row if row is not None else number
    return Entry(report, number, heading, None, municipality, every, 1, place)


def quarter(code: str) -> Period:
    """The quarter of a code, «2024-Q3»."""
    year, number = int(code[:4]), int(code[-1])
    first = date(year, MONTHS * (number - 1) + 1, 1)
    after = (first + timedelta(days=31 * MONTHS)).replace(day=1)
    return Period(code, first, after - timedelta(days=1))


def report_of_rows(
    name: str,
    *rows: EntryFacts,
    title: str | None = None,
    scope: Scope = Scope.MUNICIPAL,
    statements: tuple[Statement, ...] = (),
) -> ReportFacts:
    """The report of those rows; its name begins with its quarter, «2024-Q3-municipal»."""
    entries = tuple(facts.entry for facts in rows)
    about = Report(
        name, f"{name}.docx", "0" * 64, title or name, scope, quarter(name[:7]), entries, statements
    )
    return ReportFacts(about, rows)
