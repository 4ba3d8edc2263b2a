"""Running the command as a user does, in this process."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.main import main
from ontology.own_words import put_in_force
from tests.reports import build_report, event


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Run]:
    """A function that runs `pobratim` with its arguments and a data folder of the test's own."""

    def invoke(*arguments: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["pobratim", *map(str, arguments)])
        monkeypatch.setenv("POBRATIM_DATA", str(tmp_path / "data"))
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capfd.readouterr()
        return Outcome(code, out, err)

    yield invoke
    put_in_force(tmp_path / "no lexicon")  # what follows in this process reads by the shipped words again


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A municipal report of two rows."""
    return build_report(
        tmp_path / "2024-Q3.docx",
        "Город Смоленск",
        event(
            1,
            content="Подписано соглашение между МБОУ «Гимназия № 9» и ГУО «Гимназия № 2 г. Орши»",
        ),
        event(2, title="Турнир по шахматам «Белая ладья»", participants="12 человек"),
    )
