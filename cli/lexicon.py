"""The office's lexicon in a command: put in force before reports are read, and told of afterwards."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from graph.build.notices import Notice, notice
from graph.learning.checks import Check, broken, load_checks
from graph.snapshots.snapshot import DataFolder
from loaders.cache import FactsCache
from loaders.own_words.checking import check_places
from loaders.own_words.usage import unused
from ontology.errors import InputError, StoreError
from ontology.model import ReportFacts, Severity
from ontology.own_words import CHECKS_NAME, FILE_NAME, put_in_force
from ontology.own_words.model import OwnWords
from ontology.own_words.writing import entry_line

NO_FILE = Path()
"""Of no words of its own: what a process goes on by whose lexicon cannot be used."""


def use_lexicon(data: Path) -> OwnWords:
    """Reads from now on by the lexicon of the data folder; raises InputError where it cannot be used."""
    words = put_in_force(data / FILE_NAME)
    try:
        check_places(words)
    except InputError:
        put_in_force(NO_FILE)
        raise
    return words


def lexicon_notices(data: Path, words: OwnWords, facts: Iterable[ReportFacts]) -> tuple[Notice, ...]:
    """What a build tells of the lexicon: entries that no report has, rows read otherwise than accepted."""
    checks = load_checks(data / CHECKS_NAME)
    if not words.digest and not checks:
        return ()
    reports = list(facts)
    rows = (one.entry for report in reports for one in report.entries)
    return (
        *(notice(Severity.INFO, "lexicon-unused", entry_line(one)[4:]) for _, one in unused(words, rows)),
        *_changed(checks, reports),
    )


def _changed(checks: Sequence[Check], reports: Sequence[ReportFacts]) -> Iterator[Notice]:
    for one in broken(checks, reports):
        values = {"before": listed(one.check.after), "now": listed(one.now), "entry": one.check.entry}
        focus = f"{one.check.report} № {one.number}"
        yield notice(Severity.WARNING, "lexicon-changed", focus, field=one.check.field, **values)


def listed(values: Sequence[str]) -> str:
    """The values in one line, a dash for none."""
    return "; ".join(values) or "–"


def served_reports(folder: DataFolder) -> list[ReportFacts]:
    """The facts of the reports in the served snapshot, as the last build kept them.

    Raises StoreError where they were read by other words or another version.
    """
    cache = FactsCache(folder.cache)
    held = folder.current().manifest["reports"]
    facts = [cache.get(report["file"], report["sha256"]) for report in held]
    if any(one is None for one in facts):
        raise StoreError("facts-gone")
    return [one for one in facts if one is not None]
