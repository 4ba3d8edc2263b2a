"""What `pobratim serve` tells the explorer."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from web.app import create_app
from web.settings import Limits, Settings


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The settings of every explorer that is opened; it ends at once."""
    told: list[Settings] = []

    def noting(settings: Settings, **options: Any) -> object:
        told.append(settings)
        return create_app(settings, **options)

    monkeypatch.setattr("cli.serving.create_app", noting)
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)
    monkeypatch.setenv("POBRATIM_WORKERS", "1")
    return told


@pytest.mark.slow
def test_limits_are_those_of_the_explorer_unless_told(run: Run, report: Path, served: list[Settings]) -> None:
    run("build", report)
    assert run("serve", "--port", "0").code == 0
    assert served[0].limits == Limits()


@pytest.mark.slow
def test_limits_come_from_options_and_environment(
    run: Run, report: Path, served: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build", report)
    monkeypatch.setenv("POBRATIM_REQUESTS_PER_MINUTE", "0")
    monkeypatch.setenv("POBRATIM_QUERY_WORKERS", "4")
    assert run("serve", "--port", "0", "--query-seconds", "5", "--query-rows", "100").code == 0
    assert served[0].limits == Limits(
        requests_per_minute=None, query_seconds=5, query_rows=100, query_workers=4
    )
