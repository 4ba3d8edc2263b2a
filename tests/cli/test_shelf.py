"""The shelf by command: add, reports, build, remove."""

import zipfile
from pathlib import Path

import pytest

from graph.snapshots.snapshot import DataFolder
from tests.cli.conftest import Run
from tests.reports import build_report, event

pytestmark = pytest.mark.slow


def held(tmp_path: Path) -> set[str]:
    """The reports of the served graph."""
    return {one["file"] for one in DataFolder(tmp_path / "data").current().manifest["reports"]}


def test_what_is_on_the_shelf_is_built(run: Run, report: Path, tmp_path: Path) -> None:
    added = run("add", report, "--by", "Анна")
    assert added.code == 0
    assert "2 rows" in added.err
    report.unlink()
    assert "on the shelf: 1 report" in run("build").err
    assert held(tmp_path) == {"2024-Q3.docx"}
    listed = run("reports").out
    assert "Анна" in listed
    assert "yes" in listed
    other = build_report(tmp_path / "other.docx", "Город Смоленск", event(1, title="Вечер песни"))
    run("add", other)
    assert "2 reports" in run("build").err
    run("remove", "2024-Q3")
    run("build")
    assert held(tmp_path) == {"other.docx"}


def test_reports_named_are_built_alone_and_that_is_said(run: Run, report: Path, tmp_path: Path) -> None:
    other = build_report(tmp_path / "other.docx", "Город Смоленск", event(1, title="Вечер песни"))
    run("add", other)
    told = run("build", report).err
    assert "named alone" in told
    assert "other.docx" in told
    assert held(tmp_path) == {"2024-Q3.docx"}


def test_folders_archives_and_lock_files_are_understood(run: Run, report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "отчёты за год"
    (folder / "III").mkdir(parents=True)
    report.rename(folder / "III" / report.name)
    (folder / "III" / "~$24-Q3.docx").write_bytes(b"lock")
    other = build_report(tmp_path / "IV квартал.docx", "Город Смоленск", event(1, title="Вечер песни"))
    with zipfile.ZipFile(tmp_path / "архив.zip", "w") as archive:
        archive.write(other, "../../IV квартал.docx")
        archive.writestr("~$ квартал.docx", b"lock")
        archive.writestr("заметки.xlsx", b"no report")
    assert run("add", folder, tmp_path / "архив.zip").code == 0
    listed = run("reports").out
    assert "2024-Q3.docx" in listed
    assert "IV квартал.docx" in listed
    (tmp_path / "пусто").mkdir()
    refused = run("add", tmp_path / "пусто")
    assert refused.code == 2
    assert "no reports" in refused.err


def test_names_in_an_archive_of_a_russian_machine_are_read(run: Run, report: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as archive:
        archive.writestr("?????.docx", report.read_bytes())
    data = (tmp_path / "old.zip").read_bytes()
    (tmp_path / "old.zip").write_bytes(data.replace(b"?????.docx", "Отчёт.docx".encode("cp866")))
    assert run("add", tmp_path / "old.zip").code == 0
    assert "Отчёт.docx" in run("reports").out


def test_the_same_again_and_a_newer_version_are_told(run: Run, report: Path, tmp_path: Path) -> None:
    run("add", report)
    assert "already" in run("add", report).err
    copy = tmp_path / "copy.docx"
    copy.write_bytes(report.read_bytes())
    assert "same file" in run("add", copy).err
    mended = build_report(tmp_path / "mended.docx", "Город Смоленск", event(1, title="Вечер песни"))
    assert "pobratim remove 2024-Q3.docx" in run("add", mended).err
    build_report(report, "Город Смоленск", event(1, title="Утро песни"))
    assert "in place of" in run("add", report).err


def test_what_is_no_report_is_refused_and_stops_no_other(run: Run, report: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.docx"
    letter.write_bytes(b"no Word at all")
    refused = run("add", letter, report)
    assert refused.code == 2
    assert "letter.docx" in refused.err
    assert "2024-Q3.docx" in run("reports").out
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    assert "Unpack it" in run("add", broken).err


def test_a_backup_brings_the_shelf_back(run: Run, report: Path, tmp_path: Path) -> None:
    run("add", report)
    run("build")
    run("backup", tmp_path / "all.tar.gz")
    assert run("restore", tmp_path / "all.tar.gz", "--data", tmp_path / "other").code == 0
    assert "2024-Q3.docx" in run("reports", "--data", tmp_path / "other").out
