"""What a build tells of itself: the manifest that a snapshot keeps and the summary made from it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from graph.build.notices import Notice, notice_from_json
from graph.derive.derived import Partnership
from graph.entities import Id, MergeCandidate, Resolved
from graph.snapshots.snapshot import Snapshot
from graph.snapshots.version import code_version
from graph.write.contents import Contents


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did: counts, sizes of graphs, what was found wrong, what people may judge.

    `unchanged` is true where the snapshot was there before; `seconds` are by stage.
    """

    snapshot: str
    unchanged: bool
    reports: int
    rows: int
    entities: Mapping[str, int]
    triples: Mapping[Id, int]
    findings: Mapping[str, int]
    notices: tuple[Notice, ...]
    candidates: tuple[MergeCandidate, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)


def manifest_of(
    resolved: Resolved, partnerships: Sequence[Partnership], contents: Contents, notices: Sequence[Notice]
) -> dict[str, Any]:
    """The manifest of a new snapshot."""
    return {
        "base": contents.names.base,
        "code": code_version(),
        "reports": [
            {"name": one.name, "file": one.file, "sha256": one.sha256, "rows": len(one.entries)}
            for one in (entity.report for entity in resolved.reports)
        ],
        "entities": {
            "events": len(resolved.events),
            "organisations": len(resolved.organisations),
            "persons": len(resolved.persons),
            "agreements": len(resolved.agreements),
            "twinnings": len(resolved.twinnings),
            "partnerships": len(partnerships),
        },
        "triples": contents.counts(),
        "findings": _findings(resolved),
        "notices": [asdict(notice) for notice in notices],
        "candidates": [asdict(candidate) for candidate in resolved.candidates],
    }


def summary_of(snapshot: Snapshot, *, unchanged: bool, seconds: Mapping[str, float]) -> BuildSummary:
    """The summary that a snapshot's manifest holds."""
    held = snapshot.manifest
    return BuildSummary(
        snapshot=snapshot.id,
        unchanged=unchanged,
        reports=len(held["reports"]),
        rows=sum(one["rows"] for one in held["reports"]),
        entities=held["entities"],
        triples=held["triples"],
        findings=held["findings"],
        notices=tuple(notice_from_json(one) for one in held["notices"]),
        candidates=tuple(
            MergeCandidate(**{**one, "reasons": tuple(one["reasons"])}) for one in held["candidates"]
        ),
        seconds=seconds,
    )


def _findings(resolved: Resolved) -> dict[str, int]:
    counts = Counter(f.severity.value for entry in resolved.entries for f in entry.findings)
    counts.update(finding.severity.value for one in resolved.reports for finding in one.report.findings)
    return dict(counts)
