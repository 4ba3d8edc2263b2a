"""What is published while the explorer runs is warm before anybody asks."""

import time
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.snapshots.snapshot import DataFolder
from queries.asking import reading
from queries.asking.pieces import Cutter
from web.app import create_app
from web.settings import Settings

pytestmark = pytest.mark.slow


def test_names_are_read_when_another_snapshot_is_served(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []

    def cutter(*given: Any) -> Cutter:
        read.append(given)
        return Cutter(*given)

    monkeypatch.setattr(reading, "Cutter", cutter)
    folder = copytree(data, tmp_path / "data", symlinks=True)
    settled: list[None] = []
    app = create_app(Settings(data=folder), when_warm=lambda: settled.append(None))
    with TestClient(app):
        _wait_until(lambda: len(read) == 1)
        first = app.state.site.explorer.snapshot
        DataFolder(folder).rollback()
        _wait_until(lambda: len(read) == 2)
        _wait_until(lambda: len(settled) == 2)
        assert app.state.site.open_snapshot == DataFolder(folder).current_id() != first


def _wait_until(is_so: Callable[[], bool]) -> None:
    """Nobody asks meanwhile; only a runaway is waited for so long."""
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("nothing was warmed")
