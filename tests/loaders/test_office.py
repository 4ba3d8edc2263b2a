"""Older formats by way of LibreOffice."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.documents.open import open_document
from loaders.report import read_report
from ontology.errors import DocumentError
from ontology.model import CellName, Report
from tests.reports import Cell, build_report, event, replace_part

pytestmark = pytest.mark.office

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def converted(folder: Path, suffix: str) -> Path:
    """A report in another format, as LibreOffice saves it."""
    rows = [
        "Город Смоленск",
        event(Cell(numbered=True), title="Встреча\nс делегацией"),
        event(Cell(numbered=True), dates=""),
        "Муниципальное образование «Вяземский район» Смоленской области",
        event(Cell(numbered=True), place="г.\u00a0Орша"),
    ]
    given = build_report(folder / "given.docx", *rows)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", suffix, "--outdir", str(folder), str(given)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"given.{suffix}"


def told(report: Report) -> list[tuple[int, str | None, dict[CellName, str]]]:
    """What the entries say, white space apart."""
    return [
        (
            entry.number,
            entry.municipality,
            {name: " ".join(text.split()) for name, text in entry.cells.items()},
        )
        for entry in report.entries
    ]


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf"])
def test_a_converted_report_says_the_same(tmp_path: Path, suffix: str) -> None:
    path = converted(tmp_path, suffix)
    report = read_report(open_document(path))
    assert told(report) == told(read_report(open_document(tmp_path / "given.docx")))
    assert (report.name, report.file) == ("given", path.name)


@needs_office
@pytest.mark.parametrize("member", ["Configurations2/accelerator/current.xml", "Basic/script-lc.xml"])
@pytest.mark.parametrize("content", [b"", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"])
def test_members_of_an_open_document_that_are_not_read(tmp_path: Path, member: str, content: bytes) -> None:
    path = replace_part(converted(tmp_path, "odt"), {member: content})
    assert len(read_report(open_document(path)).entries) == 3


@needs_office
def test_an_open_document_in_one_file(tmp_path: Path) -> None:
    assert len(read_report(open_document(converted(tmp_path, "fodt"))).entries) == 3


@needs_office
def test_a_broken_legacy_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(_OLE + bytes(2000))
    with pytest.raises(DocumentError, match=r"^a\.doc: "):
        read_report(open_document(path))


@pytest.mark.parametrize(("name", "data"), [("a.doc", _OLE + bytes(600)), ("a.rtf", b"{\\rtf1 }")])
def test_without_libreoffice_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        open_document(tmp_path / name)
    assert str(caught.value) == (
        f"{name}: needs LibreOffice to be read, which is not installed. "
        "Install LibreOffice (package libreoffice-writer), or save the file as .docx."
    )


def test_a_converter_that_does_not_end_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n/bin/sleep 600\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("loaders.documents.office.OFFICE_SECONDS", 0.2)
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 }")
    with pytest.raises(DocumentError, match=r"a\.rtf: was not converted by LibreOffice within 0\.2 s"):
        open_document(tmp_path / "a.rtf")


_READS = """
import sys
from pathlib import Path
from loaders.documents.open import open_document
open_document(Path(sys.argv[1]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which processes live")
def test_a_converter_ends_with_whoever_started_it_and_leaves_no_folder(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    told = f"echo $$ >{tmp_path}/pid.new\nmv {tmp_path}/pid.new {tmp_path}/pid"
    program.write_text(f"#!/bin/sh\n{told}\nsleep 600\n")
    program.chmod(0o755)
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 }")
    (tmp_path / "temporary").mkdir()
    environment = {**os.environ, "PATH": f"{tmp_path}:/bin:/usr/bin", "TMPDIR": str(tmp_path / "temporary")}
    command = [sys.executable, "-c", _READS, str(tmp_path / "a.rtf")]
    reader = subprocess.Popen(command, env=environment, cwd=Path(__file__).parents[2])
    _until((tmp_path / "pid").exists)
    reader.kill()
    reader.wait()
    _until(lambda: not Path("/proc", (tmp_path / "pid").read_text().strip()).exists())
    _until(lambda: not any((tmp_path / "temporary").iterdir()))


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
