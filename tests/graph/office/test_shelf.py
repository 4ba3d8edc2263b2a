"""Reports on the shelf: kept byte for byte, known by name, put there and taken off for good."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.judgements import Verdict, load_judgements
from graph.office.files import append, records
from graph.office.journal import Deed, read_notes
from graph.office.shelf import Incoming, Shelf
from ontology.errors import InputError, StoreError

WRITING = """
import sys
from pathlib import Path
from graph.office.files import append
number = 0
while True:
    append(Path(sys.argv[1]), {"number": number})
    print(number, flush=True)
    number += 1
"""


def written(path: Path, data: bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_report_is_kept_as_it_was_given(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "data")
    given = written(tmp_path / "Отчёт II кв.docx", b"words")
    report = shelf.add(Incoming(given, "2025-Q2", "municipal", 3), "Анна")
    given.unlink()
    assert shelf.reports() == [report]
    assert shelf.file(report).read_bytes() == b"words"
    assert shelf.file(report).name == "Отчёт II кв.docx"
    assert (report.by, report.rows) == ("Анна", 3)


def test_a_newer_file_of_a_name_takes_the_place_of_the_older_one_which_stays_a_file(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "data")
    older = shelf.add(Incoming(written(tmp_path / "a" / "отчёт.doc", b"one")), "Анна")
    newer = shelf.add(Incoming(written(tmp_path / "b" / "отчёт.docx", b"two")), "Пётр")
    assert shelf.reports() == [newer]
    assert shelf.file(older).read_bytes() == b"one"
    assert [one.deed for one in read_notes(tmp_path / "data")] == [Deed.REPLACED, Deed.ADDED]


def test_a_report_taken_off_can_be_put_back(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "data")
    given = Incoming(written(tmp_path / "отчёт.docx", b"one"))
    shelf.add(given, "Анна")
    shelf.remove("отчёт", "Пётр")
    assert shelf.reports() == []
    with pytest.raises(InputError, match="no report"):
        shelf.remove("отчёт", "Пётр")
    shelf.add(given, "Анна")
    assert [one.name for one in shelf.reports()] == ["отчёт.docx"]


def test_the_same_bytes_and_a_likely_older_version_are_known(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "data")
    first = shelf.add(Incoming(written(tmp_path / "q2.docx", b"one"), "2025-Q2", "municipal"), "Анна")
    mended = Incoming(written(tmp_path / "q2 исправлено.docx", b"two"), "2025-Q2", "municipal")
    assert shelf.likely_older(mended) == [first]
    assert shelf.likely_older(Incoming(mended.path, "2025-Q2", "regional")) == []
    assert shelf.same(Incoming(written(tmp_path / "copy.docx", b"one")).sha256) == first


def test_a_file_that_somebody_took_away_is_told_of(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "data")
    report = shelf.add(Incoming(written(tmp_path / "q2.docx", b"one")), "Анна")
    shelf.file(report).unlink()
    with pytest.raises(StoreError, match="is gone"):
        shelf.files()


def test_a_folder_that_cannot_be_written_is_told_of_and_holds_what_it_held(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "data")
    shelf.add(Incoming(written(tmp_path / "q2.docx", b"one")), "Анна")
    (tmp_path / "data" / "shelf" / Incoming(written(tmp_path / "q3.docx", b"three")).sha256).write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        shelf.add(Incoming(tmp_path / "q3.docx"), "Анна")
    assert [one.name for one in shelf.reports()] == ["q2.docx"]


def test_a_line_that_a_kill_left_unfinished_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "some.jsonl"
    append(file, {"number": 1})
    with file.open("ab") as output:
        output.write(b'{"numb')
    append(file, {"number": 2})
    assert list(records(file)) == [{"number": 1}, {"number": 2}]


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing_that_was_said_to_be_written(tmp_path: Path) -> None:
    file, told = tmp_path / "some.jsonl", 0
    for _ in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITING, str(file)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(9)]
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        told += len([line for line in lines if line.endswith("\n")])
    assert told == 108
    assert len(list(records(file))) >= told


DECIDING = """
import sys
from datetime import date
from pathlib import Path
from graph.judgements import Judgement, Kind, Verdict, save_judgements, withdraw_judgement
file, number = Path(sys.argv[1]), int(sys.argv[2])
while True:
    row, day = f"row {number}", date(2025, 1, 1)
    one = Judgement(Kind.FACT, Verdict.ACCEPT, ("q", "mode"), (row, "online"), "Анна", day)
    save_judgements(file, [one])
    print(number, flush=True)
    gone = Judgement(Kind.FACT, Verdict.REJECT, ("q", "mode"), (row, "offline"), "Анна", day)
    save_judgements(file, [gone])
    withdraw_judgement(file, gone.about)
    number += 1
"""


@pytest.mark.slow
def test_kills_while_deciding_and_taking_back_lose_no_decision(tmp_path: Path) -> None:
    file, said = tmp_path / "judgements.jsonl", set[int]()
    for round_ in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", DECIDING, str(file), str(round_ * 1_000)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        said |= {int(process.stdout.readline()) for _ in range(10 + round_)}
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    held = {one.words[0] for one in load_judgements(file) if one.verdict is Verdict.ACCEPT}
    assert {f"row {number}" for number in said} <= held
    left = [one for one in load_judgements(file) if one.verdict is Verdict.REJECT]
    assert len(left) <= 6, "only what was being taken back when the process was killed"
