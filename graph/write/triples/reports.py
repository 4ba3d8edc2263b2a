"""Reports, their rows, and what could not be understood in them."""

from collections.abc import Iterator

from pyoxigraph import Triple
from rdflib.namespace import DCTERMS, PROV

from graph.entities import EntryEntity, Id, ReportEntity
from graph.write.rdf import LABEL, About, Names, day, russian, text, whole
from ontology.model import CellName, EntryFacts, Finding
from ontology.speech import SPEECHES
from ontology.speech.findings import finding_message, finding_remedy
from ontology.terms import POB

TEXT_OF_CELL = {
    CellName.TITLE: POB.titleText,
    CellName.PLACE: POB.placeText,
    CellName.DATES: POB.datesText,
    CellName.CONTENT: POB.contentText,
    CellName.PARTICIPANTS: POB.participantsText,
}


def report_triples(entity: ReportEntity, names: Names) -> Iterator[Triple]:
    """What holds of a whole report."""
    report, about = entity.report, About(names(entity.id))
    yield from about.types(POB.Report, PROV.Entity)
    yield from about.says(LABEL.value, russian(report.title))
    yield from about.says(DCTERMS.title, russian(report.title))
    yield from about.says(POB.period, text(report.period.code))
    yield from about.says(POB.periodStart, day(report.period.start))
    yield from about.says(POB.periodEnd, day(report.period.end))
    yield from about.says(POB.scope, text(report.scope.value))
    yield from about.says(DCTERMS.source, text(report.file))
    yield from about.says(POB.sha256, text(report.sha256))
    for statement in report.statements:
        yield from about.says(POB.statement, russian(statement.text))
    yield from _findings(entity.id, report.findings, names)


def entry_triples(entity: EntryEntity, facts: EntryFacts, names: Names) -> Iterator[Triple]:
    """A row with its cells verbatim."""
    entry, about = facts.entry, About(names(entity.id))
    yield from about.types(POB.Entry, PROV.Entity)
    yield from about.says(LABEL.value, text(f"{entry.report} № {entry.number}"))
    yield from about.says(POB.inReport, names(entity.report))
    yield from about.says(POB.number, whole(entry.number))
    yield from about.says(POB.table, whole(entry.table))
    yield from about.says(POB.row, whole(entry.row))
    yield from about.says(POB.section, text(entry.section))
    yield from about.says(POB.subsection, text(entry.subsection))
    yield from about.says(POB.reportedBy, names(entity.reported_by))
    yield from about.says(POB.describes, names(entity.event))
    for cell, predicate in TEXT_OF_CELL.items():
        yield from about.says(predicate, text(entry.cells.get(cell)))
    if facts.dates is not None:
        yield from about.says(POB.statedStart, day(facts.dates.value.start))
        yield from about.says(POB.statedEnd, day(facts.dates.value.end))
    yield from about.says(POB.findingCount, whole(len(entity.findings)))
    yield from _findings(entity.id, entity.findings, names)


def _findings(owner: Id, findings: tuple[Finding, ...], names: Names) -> Iterator[Triple]:
    for index, finding in enumerate(findings, start=1):
        node = names(f"{owner}/finding/{index}")
        yield from About(names(owner)).says(POB.finding, node)
        yield from _finding(About(node), finding)


def _finding(about: About, finding: Finding) -> Iterator[Triple]:
    yield from about.types(POB.Finding)
    yield from about.says(POB.code, text(finding.code))
    yield from about.says(POB.severity, text(finding.severity.value))
    for speech in SPEECHES:
        yield from about.says(POB.message, text(finding_message(finding, speech), speech.lang))
        yield from about.says(POB.remedy, text(finding_remedy(finding, speech) or None, speech.lang))
    yield from about.says(POB.rule, text(finding.rule))
    yield from about.says(POB.table, whole(finding.table))
    yield from about.says(POB.row, whole(finding.row))
    if finding.span is not None:
        yield from about.says(POB.cell, text(finding.span.cell.value))
        yield from about.says(POB.start, whole(finding.span.start))
        yield from about.says(POB.end, whole(finding.span.end))
