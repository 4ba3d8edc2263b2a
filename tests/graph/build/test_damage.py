"""Where the served snapshot can no longer be read, nothing that it gave out is lost silently."""

from dataclasses import replace
from pathlib import Path

from graph.build.run import ReportInput, build_snapshot
from graph.build.summary import BuildSummary
from graph.snapshots.snapshot import DataFolder
from ontology.model import Fact, OrganisationRef, ReportFacts
from tests.graph.reports import report_of, row

SHORT, FULL = "ОАО «ОСЗ»", "ОАО «Оршанский станкостроительный завод»"


def told_of(name: str, report: str) -> ReportFacts:
    works = OrganisationRef(name, "BY", "Орша", "company")
    return report_of(replace(row(1, "Ярмарка"), orgs=(Fact(works, ()),)), name=report)


LATER, EARLIER = told_of(SHORT, "2024-Q4-municipal"), told_of(FULL, "2024-Q3-municipal")
MORE = report_of(row(1, "Бал"), name="2024-Q4-regional")


def build(folder: Path, *reports: ReportFacts) -> BuildSummary:
    return build_snapshot([ReportInput.of(one) for one in reports], DataFolder(folder))


def damage(folder: Path, snapshot: str) -> None:
    """Leaves the snapshot's folder there, and nothing in its store that opens."""
    for file in (folder / "snapshots" / snapshot / "store").iterdir():
        file.write_bytes(b"")


def is_there(folder: Path, path: str) -> bool:
    asked = f"ASK {{ <https://w3id.org/pobratim/id/{path}> a ?class }}"
    return bool(DataFolder(folder).current().open().query(asked))


def test_addresses_are_taken_from_the_latest_whole_snapshot_and_that_is_told(tmp_path: Path) -> None:
    whole, served = build(tmp_path, LATER), build(tmp_path, LATER, MORE)
    damage(tmp_path, served.snapshot)

    (notice,) = build(tmp_path, EARLIER, LATER).notices

    assert is_there(tmp_path, "organisation/by/orsha/osz-joint-stock")
    assert (notice.focus, whole.snapshot in notice.message["en"]) == (served.snapshot, True)


def test_addresses_that_went_with_the_only_snapshot_are_told(tmp_path: Path) -> None:
    damage(tmp_path, build(tmp_path, LATER).snapshot)

    (notice,) = build(tmp_path, EARLIER, LATER).notices

    assert not is_there(tmp_path, "organisation/by/orsha/osz-joint-stock")
    assert "is damaged and there is no other" in notice.message["en"]
