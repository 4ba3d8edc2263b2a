"""Document → Report: title, scope, period, one Entry for each numbered row, and doubts about the whole."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import PurePath

from loaders.cell.text import squash
from loaders.dates.periods import quarter_of, title_period, title_scope
from loaders.dates.words import find_dates
from loaders.mentions import finding_about
from loaders.tables.headings import Kind, read_heading, stated_count
from loaders.tables.municipalities import names_home_region
from loaders.tables.rows import Rows
from loaders.tables.sections import names_home, placed, scope_of
from ontology.errors import ReportError, Where
from ontology.home import load as load_home
from ontology.model import (
    CellName,
    Document,
    Entry,
    Finding,
    Paragraph,
    Period,
    Report,
    Scope,
    Severity,
    Statement,
    Table,
)


def read_report(document: Document) -> Report:
    """The document as a report; raises ReportError where no table has the columns of one."""
    rows = Rows(PurePath(document.name).stem)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            rows.read_paragraph(block)
        else:
            rows.read_table(block)
    if rows.header is None:
        raise _no_header(document)
    if not rows.entries:
        raise ReportError("no-rows", where=Where(document.name))
    title = " ".join(rows.title)
    period, period_findings = _period(document, title, rows.entries)
    scope, scope_findings = _scope(title, rows)
    at_home = names_home(rows.items) or names_home_region(title)
    entries = tuple(replace(entry, period=period) for entry in placed(rows.items, scope, at_home=at_home))
    findings = (
        *document.findings,
        *period_findings,
        *scope_findings,
        *rows.findings,
        *_number_findings(entries),
        *_total_findings(rows.statements, entries),
        *_municipality_findings(entries, scope, at_home=at_home),
    )
    return Report(
        name=PurePath(document.name).stem,
        file=document.name,
        sha256=document.sha256,
        title=title,
        scope=scope,
        period=period,
        entries=entries,
        statements=tuple(rows.statements),
        findings=findings,
    )


def _no_header(document: Document) -> ReportError:
    tables = [block for block in document.blocks if isinstance(block, Table) and block.rows]
    where = Where(document.name, table=tables[0].index if tables else None)
    if not tables:
        return ReportError("no-table", where=where)
    found = " | ".join(squash(cell.text)[:40] for cell in tables[0].rows[0].cells[:8])
    return ReportError("no-columns", where=where, found=found)


def _period(document: Document, title: str, entries: list[Entry]) -> tuple[Period, list[Finding]]:
    stated = title_period(title)
    if stated is not None:
        return stated, []
    quarters = Counter(quarter_of(day) for entry in entries if (day := _first_day(entry)) is not None)
    if not quarters:
        raise ReportError("no-period", where=Where(document.name))
    period = quarters.most_common(1)[0][0]
    return period, [Finding("period_from_dates", Severity.WARNING, {"period": period.code})]


def _first_day(entry: Entry) -> date | None:
    found = find_dates(entry.cells[CellName.DATES], None)
    return found.range.start if found.range is not None else None


def _scope(title: str, rows: Rows) -> tuple[Scope, list[Finding]]:
    stated = title_scope(title)
    if stated is not None:
        return stated, []
    scope = scope_of(rows.items)
    return scope, [Finding("scope_from_sections", Severity.WARNING, {"scope": scope.value})]


def _number_findings(entries: tuple[Entry, ...]) -> list[Finding]:
    if _numbered_by_section(entries):
        return [finding_about(entries[0], "numbers_restart", Severity.INFO)]
    findings = []
    seen: dict[int, Entry] = {}
    previous: Entry | None = None
    for entry in entries:
        first = seen.setdefault(entry.number, entry)
        if first is not entry:
            first_at = {"table": str(first.table), "row": str(first.row)}
            findings.append(finding_about(entry, "duplicate_number", Severity.WARNING, first_at))
        elif previous is not None and entry.number > previous.number + 1:
            gap = {"previous": str(previous.number)}
            findings.append(finding_about(entry, "number_gap", Severity.WARNING, gap))
        previous = entry
    return findings


def _numbered_by_section(entries: tuple[Entry, ...]) -> bool:
    """Whether every section has its own 1, 2, 3 …"""
    sections = [
        [entry.number for entry in rows] for _, rows in groupby(entries, key=lambda entry: entry.section)
    ]
    return len(sections) > 1 and all(numbers == list(range(1, len(numbers) + 1)) for numbers in sections)


def _total_findings(statements: list[Statement], entries: tuple[Entry, ...]) -> list[Finding]:
    """A contradiction only where a statement counts «мероприятия» without saying which."""
    findings = []
    for statement in statements:
        count = stated_count(statement.text)
        if count is not None and count.counts_rows and count.total != len(entries):
            told = {"statement": statement.text[:80], "n": str(len(entries))}
            findings.append(Finding("total_differs", Severity.WARNING, told, statement.table, statement.row))
    return findings


def _municipality_findings(entries: tuple[Entry, ...], scope: Scope, *, at_home: bool) -> list[Finding]:
    """What is doubtful about whose events these are: once for every section, at its first row."""
    if scope is not Scope.MUNICIPAL:
        return []
    findings = (
        [] if at_home else [Finding("other_region", Severity.WARNING, {"region": load_home().place.name})]
    )
    seen: set[str | None] = set()
    for entry in entries:
        if entry.section not in seen:
            seen.add(entry.section)
            findings += _section_findings(entry)
    return findings


def _section_findings(entry: Entry) -> list[Finding]:
    if entry.section is None:
        return [finding_about(entry, "no_section", Severity.WARNING)] if entry.municipality is None else []
    told = {"section": entry.section}
    if entry.municipality is None:
        return [finding_about(entry, "unknown_municipality", Severity.WARNING, told)]
    if read_heading(entry.section).kind is Kind.MUNICIPALITY:
        return []
    told["municipality"] = entry.municipality
    return [finding_about(entry, "municipality_from_heading", Severity.WARNING, told)]
