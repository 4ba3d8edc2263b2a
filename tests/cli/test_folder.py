"""The folder that the command is started in may hold anything: no process of ours imports from it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.queries.small import write_snapshot
from tests.reports import build_report, event

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SHADOWS = ("queries", "graph", "loaders", "ontology")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder whose path needs quoting and whose files are called as modules are."""
    made = tmp_path / "рабочая папка"
    made.mkdir()
    for name in SHADOWS:
        (made / name).mkdir()
        (made / name / "__init__.py").write_text("raise RuntimeError('from the working folder')")
    for name in ("json", "socket", "selectors", "resource"):
        (made / f"{name}.py").write_text("raise RuntimeError('from the working folder')")
    return made


def run(code: str, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A program run from the folder; as a file, which makes it look for modules beside itself alone."""
    program = folder.parent / "program.py"
    program.write_text(code)
    command = [sys.executable, str(program), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONSAFEPATH", None)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


COMMAND = "from cli.main import main; main()"
READING = """
import sys, threading
from pathlib import Path
from loaders.documents.open import open_document
from loaders.parallel import extract_entries
from loaders.report import read_report
if __name__ == "__main__":
    threading.Thread(target=threading.Event().wait, daemon=True).start()  # so no worker is forked
    entries = read_report(open_document(Path(sys.argv[1]))).entries
    print(len(list(extract_entries(entries, 2))))
"""


def test_query_workers_import_nothing_from_there(folder: Path) -> None:
    write_snapshot(folder / "данные", "small")
    done = run(COMMAND, folder, "query", "--data", "данные", "reports", "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert "2025" in done.stdout


def test_reading_processes_import_nothing_from_there(folder: Path) -> None:
    report = build_report(
        folder / "отчёт.docx", "Город Смоленск", *(event(number) for number in range(1, 31))
    )
    done = run(READING, folder, str(report))
    assert (done.returncode, done.stdout) == (0, "30\n"), done.stderr
