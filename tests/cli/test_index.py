"""A build makes the explorer's index before anybody is served from the new snapshot."""

from pathlib import Path

import pytest

from graph.snapshots.snapshot import DataFolder, Snapshot
from tests.cli.conftest import Run
from web.index.build import is_current
from web.site import INDEX

pytestmark = pytest.mark.slow


def test_a_snapshot_is_served_with_its_index(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    indexed_when_switched: list[bool] = []
    switch = DataFolder.switch

    def noting(folder: DataFolder, snapshot: Snapshot) -> None:
        indexed_when_switched.append(is_current(snapshot.path / INDEX))
        switch(folder, snapshot)

    monkeypatch.setattr(DataFolder, "switch", noting)
    assert run("build", report).code == 0
    assert indexed_when_switched == [True]


def test_an_index_that_cannot_be_made_leaves_what_was_served(
    run: Run, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build", report)
    before = DataFolder(tmp_path / "data").current_id()
    monkeypatch.setattr("web.index.build._script", lambda name: "SELECT * FROM nowhere")
    outcome = run("build", report, "--base", "http://example.org/")
    assert outcome.code == 3
    assert "Traceback" not in outcome.err
    assert DataFolder(tmp_path / "data").current_id() == before
