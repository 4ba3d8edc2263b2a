"""A machine of an office has what it has: no POSIX-only module is needed to add, build, review and serve."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.reports import build_report, event
from tests.web.server import address_of

ROOT = Path(__file__).parents[2]
WITHOUT = """
import platform, sys
for name in ("fcntl", "resource", "uvloop"):
    sys.modules[name] = None
platform.machine = lambda: "unknown to the kernel's filters"
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which every process of ours lacks these modules."""
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "sitecustomize.py").write_text(WITHOUT)
    path = os.pathsep.join((str(tmp_path / "without"), str(ROOT)))
    return {**os.environ, "PYTHONPATH": path, "POBRATIM_DATA": str(tmp_path / "Данные отдела")}


@pytest.mark.slow
def test_an_office_adds_builds_reviews_and_serves(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = tmp_path / "Отчёты за год"
    folder.mkdir()
    build_report(folder / "Отчёт за III квартал.docx", "Город Смоленск", event(1))

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "cli.main", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    run("add", str(folder))
    assert "1 report" in run("build")
    assert (tmp_path / "Данные отдела" / "current").exists()
    run("review", "--export", str(tmp_path / "вопросы.xlsx"))
    command = [sys.executable, "-m", "cli.main", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            address = address_of(server)
            assert server.stderr is not None
            told = server.stderr.readline() + server.stderr.readline()
            assert "bounded in time and rows alone" in told
            assert "sign-in?token=" in told
            for page in ("/", "/agreements", "/sparql?query=ASK%7B%7D"):
                assert urlopen(f"{address}{page}", timeout=60).status == 200
        finally:
            server.terminate()
            server.communicate(timeout=30)
