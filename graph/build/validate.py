"""Checking a graph before it is served: its shapes, and what the reports say of themselves."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from pyoxigraph import NamedNode, Store, Triple
from rdflib import Graph, Literal
from rdflib.namespace import RDF, RDFS, SH

from graph.build.checked import Checked
from graph.build.notices import BrokenRulesError, Directory, Notice, notice
from graph.judgements import FILE_NAME, Judgement
from graph.write.rdf import TYPE, Names, as_rdflib
from ontology.model import Finding, Report, Severity
from ontology.speech import LANGUAGES, Speech
from ontology.speech.findings import finding_message, finding_remedy
from ontology.vocabulary import CHECKS

TOTAL_DIFFERS = "total_differs"


def check_shapes(store: Store, names: Names) -> tuple[Notice, ...]:
    """What the SHACL shapes find in the reports' graphs, places and partnerships, worst first."""
    shapes = _shapes()
    return _told(_found_in(Checked(store, names, shapes).parts(), shapes), store)


def check_differences(
    store: Store, names: Names, touched: Iterable[Triple], known: Iterable[Notice]
) -> tuple[Notice, ...]:
    """The same where only the touched triples are not as they were when the known notices were found."""
    shapes = _shapes()
    checked = Checked(store, names, shapes)
    affected = _affected(touched, checked)
    fresh = _found_in([checked.around(affected)], shapes) if affected else []
    focuses = {one.value for one in affected}
    kept = (one for one in known if one.focus not in focuses)
    return tuple(sorted((*_told(fresh, store), *kept), key=_worst_first))


def _shapes() -> Graph:
    return Graph().parse(CHECKS, format="turtle")


def _found_in(parts: Iterable[tuple[frozenset[str], list[Triple]]], shapes: Graph) -> list[Notice]:
    """What shapes find of the things of each part, each notice once."""
    found = (one for focuses, triples in parts for one in _found(triples, shapes) if one.focus in focuses)
    return list({(one.focus, one.message["en"]): one for one in found}.values())


def _found(triples: Iterable[Triple], shapes: Graph) -> list[Notice]:
    from pyshacl import validate as shacl  # slow to import, and most commands check nothing

    data = Graph()
    for triple in triples:
        data.add((as_rdflib(triple.subject), as_rdflib(triple.predicate), as_rdflib(triple.object)))
    _, results, _ = shacl(data, shacl_graph=shapes, advanced=False, inplace=True)
    return list(_notices(results, shapes))


def _told(found: Collection[Notice], store: Store) -> tuple[Notice, ...]:
    """The notices with names and rows of what they are about, worst first."""
    directory = Directory(store)
    directory.look_up({one.focus for one in found})
    return tuple(sorted(map(directory.named, found), key=_worst_first))


def _affected(touched: Iterable[Triple], checked: Checked) -> dict[NamedNode, None]:
    """What may fare otherwise: what is at an end of a touched triple, and what leads to a changed class."""
    found: dict[NamedNode, None] = {}
    for one in touched:
        ends = [end for end in (one.subject, one.object) if isinstance(end, NamedNode)]
        if one.predicate == TYPE:
            ends = [*ends[:1], *(near for end in ends[:1] for near in checked.pointing_to(end))]
        found.update(dict.fromkeys((*ends, *checked.starts(one))))
    return found


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


def _notices(results: Graph, shapes: Graph) -> Iterator[Notice]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        severe = results.value(result, SH.resultSeverity) == SH.Violation
        yield Notice(
            Severity.ERROR if severe else Severity.WARNING,
            _by_language(results.objects(result, SH.resultMessage)),
            _remedy(results, shapes, results.value(result, SH.sourceShape), severe),
            str(results.value(result, SH.focusNode)),
        )


def _remedy(results: Graph, shapes: Graph, shape: Any, severe: bool) -> dict[str, str]:
    """What the shape tells to do; else, of a violation, what is to be done about any."""
    told = _by_language((*shapes.objects(shape, RDFS.comment), *results.objects(shape, RDFS.comment)))
    if told or not severe:
        return told
    return {lang: Speech(lang).say("notice.violation.remedy") for lang in LANGUAGES}


def _by_language(texts: Iterable[Any]) -> dict[str, str]:
    return {str(one.language): str(one) for one in texts if isinstance(one, Literal)}


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
