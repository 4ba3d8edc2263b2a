"""verify, backup and restore, also beside a running server."""

from pathlib import Path

import httpx
import pytest

from graph.snapshots.snapshot import DataFolder
from tests.cli.conftest import Run
from tests.web.server import serving

pytestmark = pytest.mark.slow


def damage(data: Path) -> None:
    served = DataFolder(data).current()
    file = max(served.store_path.glob("*.sst"), key=lambda one: one.stat().st_size)
    file.write_bytes(file.read_bytes()[:-1] + b"\x00")


def test_whole_snapshots_are_told(run: Run, report: Path, tmp_path: Path) -> None:
    run("build", report)
    outcome = run("verify")
    assert (outcome.code, outcome.out.count("whole")) == (0, 1)
    assert outcome.out.startswith("→ ")
    index = DataFolder(tmp_path / "data").current().path / "explorer.sqlite"
    index.write_bytes(index.read_bytes()[:-1] + b"\x01")
    outcome = run("verify")
    assert (outcome.code, "make it anew" in outcome.err.replace("\n", " ")) == (0, True)


def test_a_damaged_snapshot_is_told_with_its_file(run: Run, report: Path, tmp_path: Path) -> None:
    run("build", report)
    damage(tmp_path / "data")
    outcome = run("verify")
    assert outcome.code == 3
    assert ".sst" in outcome.out
    assert "is damaged" in outcome.err


def test_nothing_built_is_told(run: Run) -> None:
    assert run("verify").code == 3
    assert run("backup", "file").code == 3


def test_backup_and_restore_beside_a_running_server(run: Run, report: Path, tmp_path: Path) -> None:
    run("build", report)
    data, file = tmp_path / "data", tmp_path / "backup.tar.gz"
    first = DataFolder(data).current().id
    with serving(data) as address, httpx.Client(base_url=address, timeout=60, trust_env=False) as client:

        def served() -> str:
            answer = client.get("/ready")
            assert answer.status_code == 200
            assert client.get("/").status_code == 200
            return str(answer.json()["snapshot"])

        assert run("backup", file).code == 0
        assert served() == first
        assert run("build", "--sample").code == 0
        second = served()
        assert second != first
        assert run("restore", file).code == 0
        assert served() == first
        assert DataFolder(data).rollback().id == second
        assert served() == second


def test_what_is_no_backup_is_told(run: Run, report: Path) -> None:
    run("build", report)
    outcome = run("restore", report)
    assert outcome.code == 2
    assert "no whole backup" in outcome.err
