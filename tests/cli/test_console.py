"""What long work shows while it runs."""

from io import StringIO

import pytest
from rich.console import Console

from cli import console


def shown(monkeypatch: pytest.MonkeyPatch) -> str:
    """The lines of one stage of known length and two of unknown, as a terminal shows them."""
    screen = StringIO()
    monkeypatch.setattr(console, "err", Console(file=screen, force_terminal=True, width=80))
    with console.stages() as progress:
        progress("rows", 7, 7)
        progress.stage("resolve")
        progress.stage("triples")
    return screen.getvalue()


def test_a_stage_of_unknown_length_has_no_count(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "/?" not in shown(monkeypatch)


def test_a_stage_that_is_over_is_ticked(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(monkeypatch).splitlines()
    assert any("✓" in line and "7/7" in line for line in lines)
    assert any("✓" in line and "resolve" in line for line in lines)
