"""Older formats by way of LibreOffice."""

import shutil
import subprocess
from pathlib import Path

import pytest

from loaders.documents.open import open_document
from loaders.report import read_report
from ontology.errors import DocumentError
from ontology.model import CellName, Report
from tests.reports import Cell, build_report, event

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
