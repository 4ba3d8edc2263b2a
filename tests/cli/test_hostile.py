"""What a user gets for inputs that cannot work: one line with place and remedy, and the documented code."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.reports import build_report

pytestmark = pytest.mark.slow

LINE = re.compile(r"pobratim: [^\n]+\n")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample's graph, which tests here only read."""
    data = tmp_path_factory.mktemp("sample") / "data"
    subprocess.run(
        [sys.executable, "-m", "cli.main", "build", "--sample", "--data", data],
        check=True,
        capture_output=True,
    )
    return data


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("export --graph not-an-iri", "no IRI"),
        ("export --out MISSING/graph.ttl", "cannot be written"),
        ("network --out MISSING/page.html", "cannot be written"),
        ("query reports --out MISSING/answer.csv", "cannot be written"),
        ("review --export MISSING/questions.xlsx", "cannot be written"),
        ("review --import MISSING/questions.xlsx", "no workbook"),
        ("query reports --endpoint localhost:8890", "http://"),
        ("publish nonsense", "“nonsense” is no address of a server. Give one"),
        ("build --sample --judgements MISSING/judgements.jsonl", "MISSING/judgements.jsonl"),
        ("serve --host 192.0.2.1", "192.0.2.1"),
    ],
)
def test_an_option_that_cannot_be_used_is_told_in_one_line(
    run: Run, built: Path, arguments: str, told: str
) -> None:
    outcome = run(*arguments.split(), "--data", built)
    assert (outcome.code, outcome.out) == (2, "")
    assert LINE.fullmatch(outcome.err), outcome.err
    assert told in outcome.err
    assert "unexpected" not in outcome.err


@pytest.mark.parametrize(
    "arguments",
    ["query reports --lang de", "network --lang de", "serve --port 99999", "extract x --format y"],
)
def test_a_value_outside_the_choices_is_told_with_its_option(run: Run, built: Path, arguments: str) -> None:
    outcome = run(*arguments.split(), *([] if "extract" in arguments else ["--data", built]))
    assert outcome.code == 2
    assert arguments.split()[-2] in outcome.err
    assert "Traceback" not in outcome.err


def test_a_port_in_use_is_told_before_anything_is_promised(run: Run, built: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        outcome = run("serve", "--port", str(port), "--data", built)
    assert outcome.code == 2
    assert outcome.err == (
        f"pobratim: Cannot listen on 127.0.0.1, port {port} (the port is in use). "
        "Free the port, or say another --port or --host.\n"
    )


@pytest.mark.parametrize("command", ["build --sample", "snapshots", "rollback", "query reports", "changes"])
def test_a_data_folder_that_is_a_file_does_not_serve(run: Run, tmp_path: Path, command: str) -> None:
    file = tmp_path / "file"
    file.write_text("no folder", encoding="utf-8")
    outcome = run(*command.split(), "--data", file)
    assert (outcome.code, outcome.out) == (3, "")
    assert str(file) in outcome.err


@pytest.mark.parametrize("content", [b"\xff\xfe\n", b"[1, 2]\n", b"{\n", b'{"on": 5}\n'])
def test_a_judgement_that_cannot_be_read_leaves_the_graph(run: Run, report: Path, content: bytes) -> None:
    data = Path(report.parent / "data")
    run("build", report)
    before = run("snapshots").out
    (data / "judgements.jsonl").write_bytes(content)
    outcome = run("build", report)
    assert outcome.code == 2
    assert "judgements.jsonl" in outcome.err
    assert "unexpected" not in outcome.err
    assert run("snapshots").out == before


def test_a_report_without_rows_is_none(run: Run, tmp_path: Path) -> None:
    empty = build_report(tmp_path / "2024-Q3.docx", "Город Смоленск")
    outcome = run("check", empty)
    assert outcome.code == 2
    assert "2024-Q3.docx: has the columns of a report and no rows." in outcome.err


def test_the_same_report_under_two_names_is_refused(run: Run, report: Path) -> None:
    copy = report.with_name("copy.docx")
    copy.write_bytes(report.read_bytes())
    outcome = run("build", report, copy)
    assert outcome.code == 2
    assert f"{copy}: is the same file as {report}." in outcome.err


def test_a_report_to_explain_needs_a_row(run: Run, report: Path) -> None:
    outcome = run("explain", report)
    assert outcome.code == 2
    assert f"pobratim explain {report} 1" in outcome.err


def test_an_entity_that_no_report_asserts_anything_of_is_told_by_its_rows(run: Run, built: Path) -> None:
    outcome = run("explain", "https://w3id.org/pobratim/id/place/by", "--data", built, "--lang", "en")
    assert outcome.code == 0
    assert "Where it is told of" in outcome.out
    assert "sample-2025-Q3-municipal, table 1, row 3, № 1, City of Smolensk" in outcome.out


def test_a_reader_that_goes_away_is_no_fault(built: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "cli.main", "export", "--data", str(built)]
    ended = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")
