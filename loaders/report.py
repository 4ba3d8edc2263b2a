"""Document → Report: title, scope, period, one Entry for each numbered row, and doubts about the whole."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, takewhile
from pathlib import PurePath

from loaders.cell import regular
from loaders.cell.text import squash
from loaders.dates.periods import quarter_of, starts_title, tells_of_several, title_scope
from loaders.dates.words import find_dates
from loaders.mentions import finding_about
from loaders.tables.headings import Heading, HeadingKind, read_heading
from loaders.tables.municipalities import NamedMunicipality, named_municipality
from loaders.tables.municipality_words import names_home_region
from loaders.tables.rows import ReportRows
from loaders.tables.sections import Item, Whose, names_home, placed, scope_of
from loaders.tables.statements import stated_count
from loaders.tables.title import Title, is_letterhead, title_of
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

_SHOWN = 80
# A signature, a telephone number, the name of who wrote it; more may be a part of the report.
_SHORT_TEXT = 300
_ENOUGH_COLUMNS = 6
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def read_report(document: Document) -> Report:
    """The document as a report; raises ReportError where no table has the columns of one."""
    rows = _read_rows(document)
    title = _title(rows)
    period, period_findings = _period(document, title, rows.entries)
    whose, scope_findings = _whose(title.text, rows)
    entries = tuple(replace(entry, period=period) for entry in placed(rows.items, whose))
    findings = (
        *(_numbered(finding, entries) for finding in document.findings),
        *period_findings,
        *scope_findings,
        *rows.notes.findings,
        *_number_findings(entries, rows.taken_numbers),
        *_total_findings(rows.statements, entries),
        *_municipality_findings(entries, whose),
        *_above_findings(rows, title),
        *_beside_findings([*rows.below, *_headings_of_nothing(rows.items)]),
    )
    return Report(
        name=PurePath(document.name).stem,
        file=document.name,
        sha256=document.sha256,
        title=title.text,
        scope=whose.scope,
        period=period,
        entries=entries,
        statements=tuple(rows.statements),
        findings=findings,
    )


def _read_rows(document: Document) -> ReportRows:
    rows = ReportRows(PurePath(document.name).stem)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            rows.read_paragraph(block)
        else:
            rows.read_table(block)
    rows.end()
    if rows.header is None:
        raise _no_header(document)
    if not rows.entries and not rows.statements:
        raise ReportError("no-rows", where=Where(document.name))
    return rows


def _numbered(finding: Finding, entries: tuple[Entry, ...]) -> Finding:
    """A finding about a place in the document with the number of the row that stands there."""
    if finding.row is None or finding.number is not None:
        return finding
    at = (finding.table, finding.row)
    number = next((entry.number for entry in entries if (entry.table, entry.row) == at), None)
    return replace(finding, number=number)


def _no_header(document: Document) -> ReportError:
    """Says what the table most like a report's has in its first row."""
    tables = [block for block in document.blocks if isinstance(block, Table) and block.rows]
    if not tables:
        return ReportError("no-table", where=Where(document.name))
    table = max(tables, key=lambda one: (min(one.columns, _ENOUGH_COLUMNS), len(one.rows)))
    found = " | ".join(squash(cell.text)[:40] for cell in table.rows[0].cells[:8])
    return ReportError("no-columns", where=Where(document.name, table=table.index), found=found)


def _title(rows: ReportRows) -> Title:
    """The title above the table, or, where that names no period, one below it that does."""
    if rows.title.period is not None:
        return rows.title
    below = title_of([line for line in rows.below if starts_title(line)])
    if below.period is None:
        return rows.title
    rows.below = [line for line in rows.below if line not in below.lines]
    return below


def _period(document: Document, title: Title, entries: list[Entry]) -> tuple[Period, list[Finding]]:
    if title.period is not None:
        return title.period, []
    quarters = Counter(quarter_of(day) for entry in entries if (day := _first_day(entry)) is not None)
    if not quarters:
        raise ReportError("no-period", where=Where(document.name))
    period = quarters.most_common(1)[0][0]
    return period, [Finding("period_from_dates", Severity.WARNING, {"period": period.code})]


def _first_day(entry: Entry) -> date | None:
    found = find_dates(regular(entry.cells[CellName.DATES]), None)
    return found.range.start if found.range is not None else None


def _whose(title: str, rows: ReportRows) -> tuple[Whose, list[Finding]]:
    """Whose events the report tells of, by the words of its title, else by its sections."""
    only = _own_municipality(title, rows.title.others)
    at_home = only is not None or names_home_region(title) or names_home(rows.items)
    stated = title_scope(title, of_one_municipality=only is not None)
    scope = stated or scope_of(rows.items)
    if stated is not None:
        return Whose(scope, at_home, only), []
    finding = Finding("scope_from_sections", Severity.WARNING, {"scope": scope.value})
    return Whose(scope, at_home, only), [finding]


def _own_municipality(title: str, above: Sequence[str]) -> NamedMunicipality | None:
    """The municipality of the home region whose own report it is: by its title, else by its letterhead."""
    if tells_of_several(title):
        return None
    of_title = named_municipality(title)
    heads = {of_title} if title_scope(title) is not None or of_title is not None else set(map(_head, above))
    known = [one for one in heads if one is not None and one.id is not None]
    return known[0] if len(known) == 1 else None


def _head(line: str) -> NamedMunicipality | None:
    """The municipality that a line above the title is the name of; a town alone is where it was written."""
    named = named_municipality(line) if is_letterhead(line) else None
    return named if named is not None and named.alone else None


def _number_findings(entries: tuple[Entry, ...], taken: set[int]) -> list[Finding]:
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
        elif previous is not None and not taken.issuperset(range(previous.number + 1, entry.number)):
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
        if count is not None and count.counts_rows and count.total not in _counts_at(statement, entries):
            told = {"statement": statement.text[:80], "n": str(len(entries))}
            findings.append(Finding("total_differs", Severity.WARNING, told, statement.table, statement.row))
    return findings


def _counts_at(statement: Statement, entries: tuple[Entry, ...]) -> set[int]:
    """What a total that stands there may count: all rows, or those of the section that it ends."""
    place = (statement.table or 0, statement.row or 0)
    before = [entry for entry in entries if statement.table is None or (entry.table, entry.row) < place]
    last = before[-1].section if before else None
    return {len(entries), len(before), sum(1 for entry in before if entry.section == last)}


def _municipality_findings(entries: tuple[Entry, ...], whose: Whose) -> list[Finding]:
    """What is doubtful about whose events these are: once for every section, at its first row."""
    if whose.scope is not Scope.MUNICIPAL:
        return []
    findings = []
    if not whose.at_home:
        findings.append(Finding("other_region", Severity.WARNING, {"region": load_home().place.name}))
    seen: set[str | None] = set()
    below: set[tuple[str | None, str]] = set()
    for entry in entries:
        if entry.section not in seen:
            seen.add(entry.section)
            findings += _section_findings(entry)
        if entry.subsection is not None and (entry.section, entry.subsection) not in below:
            below.add((entry.section, entry.subsection))
            findings += _subsection_findings(entry, entry.subsection)
    return findings


def _subsection_findings(entry: Entry, subsection: str) -> list[Finding]:
    """What stands below a municipality and is no known kind of heading may be another municipality."""
    if read_heading(subsection).kind not in (HeadingKind.UNKNOWN, HeadingKind.QUOTATION):
        return []
    told = {"heading": subsection, "section": entry.section or ""}
    return [finding_about(entry, "unexplained_heading", Severity.WARNING, told)]


def _section_findings(entry: Entry) -> list[Finding]:
    if entry.section is None:
        return [finding_about(entry, "no_section", Severity.WARNING)] if entry.municipality is None else []
    told = {"section": entry.section}
    if entry.municipality is None:
        return [finding_about(entry, "unknown_municipality", Severity.WARNING, told)]
    named = named_municipality(entry.section)
    if named is None or named.alone:
        return []
    told["municipality"] = entry.municipality
    return [finding_about(entry, "municipality_from_heading", Severity.WARNING, told)]


def _headings_of_nothing(items: list[Item]) -> list[str]:
    """The words at the end that were taken for headings, explain nothing and head nothing."""
    last = [*takewhile(lambda item: isinstance(item, Heading), reversed(items))]
    unknown = (HeadingKind.UNKNOWN, HeadingKind.QUOTATION)
    return [item.text for item in reversed(last) if isinstance(item, Heading) and item.kind in unknown]


def _above_findings(rows: ReportRows, title: Title) -> list[Finding]:
    """What stands above the tables and is no part of the title: a stamp, a letter, contents."""
    text = " ".join([*rows.title.others, *(rows.title.lines if title is not rows.title else ())])
    told = {"n": str(len(text)), "words": text[:_SHOWN]}
    return [Finding("text_beside", Severity.INFO, told)] if text else []


def _beside_findings(below: list[str]) -> list[Finding]:
    """What stands between and below the tables and is no part of the report, with its first words."""
    text = " ".join(below)
    if not text:
        return []
    told = {"n": str(len(text)), "words": text[:_SHOWN]}
    code = "unread_text" if len(text) > _SHORT_TEXT or _YEAR.search(text) else "text_beside"
    return [Finding(code, Severity.WARNING if code == "unread_text" else Severity.INFO, told)]
