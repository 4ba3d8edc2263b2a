"""Checking a graph before it is served: its shapes, and what the reports say of themselves."""

from collections.abc import Iterable, Sequence

from pyoxigraph import Store, Triple
from rdflib import Graph

from graph.build.checked import Checked
from graph.build.notices import BrokenRulesError, Directory, Notice, notice
from graph.build.shapes import Shapes, read_shapes
from graph.judgements import FILE_NAME, Judgement
from graph.write.rdf import Names
from ontology.model import Finding, Report, Severity
from ontology.speech import LANGUAGES, Speech
from ontology.speech.findings import finding_message, finding_remedy
from ontology.vocabulary import CHECKS

TOTAL_DIFFERS = "total_differs"


def check_shapes(store: Store, names: Names) -> tuple[Notice, ...]:
    """What the SHACL shapes find in the reports' graphs, places and partnerships, worst first."""
    return _told(Checked(store, names, _shapes()).everything(), store)


def check_differences(
    store: Store, names: Names, touched: Iterable[Triple], known: Iterable[Notice]
) -> tuple[Notice, ...]:
    """The same where only the touched triples are not as they were when the known notices were found."""
    checked = Checked(store, names, _shapes())
    affected = checked.affected(touched)
    focuses = {one.value for one in affected}
    kept = (one for one in known if one.focus not in focuses)
    return tuple(sorted((*_told(checked.wrong_with(affected), store), *kept), key=_worst_first))


def _shapes() -> Shapes:
    return read_shapes(Graph().parse(CHECKS, format="turtle"))


def _told(found: Iterable[Notice], store: Store) -> tuple[Notice, ...]:
    """The notices with names and rows of what they are about, worst first, each once."""
    once = {(one.focus, one.message["en"]): one for one in found}.values()
    directory = Directory(store)
    directory.look_up({one.focus for one in once})
    return tuple(sorted(map(directory.named, once), key=_worst_first))


def check_totals(report: Report) -> tuple[Notice, ...]:
    """Where the totals that a report states of itself do not fit the rows that were read.

    A total of rows has to be theirs, as reading the report found; one of meetings or receptions only cannot
    be more than there are rows.
    """
    found = [_finding_notice(one, report.file) for one in report.findings if one.code == TOTAL_DIFFERS]
    rows = len(report.entries)
    beyond = [
        notice(Severity.WARNING, "total", report.file, total=one.total, n=rows)
        for one in report.statements
        if one.total is not None and one.total > rows
    ]
    return tuple(found or beyond)


def check_unmatched(judgements: Iterable[Judgement]) -> tuple[Notice, ...]:
    """What people judged of things that are no longer there."""
    return tuple(
        notice(
            Severity.WARNING, "unmatched", FILE_NAME, kind=one.kind, verdict=one.verdict,
            first=one.words[0], second=one.words[1], by=one.by, on=one.on.isoformat(),
        )
        for one in judgements
    )  # fmt: skip


def require_valid(notices: Sequence[Notice]) -> None:
    """Raises BrokenRulesError where a notice is an error."""
    errors = [one for one in notices if one.severity is Severity.ERROR]
    if errors:
        raise BrokenRulesError(errors)


def _finding_notice(finding: Finding, file: str) -> Notice:
    told = {
        one.lang: (finding_message(finding, one), finding_remedy(finding, one))
        for one in map(Speech, LANGUAGES)
    }
    return Notice(
        finding.severity,
        {lang: message for lang, (message, _) in told.items()},
        {lang: remedy for lang, (_, remedy) in told.items()},
        file,
    )


def _worst_first(one: Notice) -> tuple[bool, str, str]:
    return one.severity is not Severity.ERROR, one.message["en"], one.focus
