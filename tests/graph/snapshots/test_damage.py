"""Damage is noticed and left behind, a clock that goes back hides nothing, a backup gives all back."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from graph.build.run import ReportInput, build_snapshot
from graph.judgements import FILE_NAME, Judgement, Kind, Verdict, load_judgements, save_judgements
from graph.snapshots.backup import back_up, restore
from graph.snapshots.snapshot import DataFolder, Snapshot
from ontology.errors import InputError, StoreError
from tests.graph.reports import report_of, row

pytestmark = pytest.mark.slow


def build(folder: DataFolder, *titles: str) -> Snapshot:
    rows = [row(number, title) for number, title in enumerate(titles, start=1)]
    build_snapshot([ReportInput.of(report_of(*rows))], folder)
    return folder.current()


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """Two snapshots, the second served."""
    folder = DataFolder(tmp_path / "data")
    build(folder, "Концерт")
    build(folder, "Концерт", "Выставка")
    return folder


def largest(snapshot: Snapshot) -> Path:
    return max(snapshot.store_path.glob("*.sst"), key=lambda file: file.stat().st_size)


def flip(file: Path) -> None:
    """One bit in the middle of a file."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


DAMAGES: list[Callable[[Snapshot], object]] = [
    lambda one: flip(largest(one)),
    lambda one: largest(one).unlink(),
    lambda one: largest(one).write_bytes(b""),
    lambda one: flip(one.path / "partnerships.jsonl"),
    lambda one: (one.store_path / "CURRENT").unlink(),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=["bit", "gone", "empty", "partnerships", "no CURRENT"])
def test_damage_is_told_left_and_built_again(
    folder: DataFolder, damage: Callable[[Snapshot], object]
) -> None:
    older, served = folder.snapshots()[1], folder.current()
    assert served.damage() == []
    damage(served)
    assert len(served.damage()) == 1
    left_for = folder.leave_damaged()
    assert left_for is not None
    assert (left_for.id, folder.current().id) == (older.id, older.id)
    again = build(folder, "Концерт", "Выставка")
    assert (again.id, again.damage()) == (served.id, [])


def test_what_is_whole_is_not_left(folder: DataFolder) -> None:
    served = folder.current()
    assert folder.leave_damaged() is None
    assert folder.current().id == served.id


def test_a_damaged_snapshot_is_not_gone_back_to(folder: DataFolder) -> None:
    served, older = folder.current(), folder.snapshots()[1]
    flip(largest(older))
    with pytest.raises(StoreError, match="damaged"):
        folder.rollback()
    assert folder.current().id == served.id


def test_a_clock_that_goes_back_hides_nothing(folder: DataFolder) -> None:
    served = folder.current()
    manifest = served.path / "manifest.json"
    manifest.write_text(json.dumps({**served.manifest, "published": "2031-01-01T00:00:00+00:00"}))
    now = build(folder, "Концерт", "Выставка", "Турнир")
    assert [one.id for one in folder.snapshots()][:2] == [now.id, served.id]
    assert folder.previous().id == served.id
    assert folder.rollback().id == served.id


def test_only_its_owner_reads_a_data_folder(folder: DataFolder) -> None:
    modes = {file.stat().st_mode & 0o077 for file in (folder.path, *folder.path.rglob("*"))}
    assert modes == {0}


def test_a_data_folder_open_to_all_is_closed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(0o755)
    build(DataFolder(data), "Концерт")
    assert data.stat().st_mode & 0o007 == 0


def judgement(name: str) -> Judgement:
    subjects = ("organisation/by/orsha/a", f"organisation/by/orsha/{name}")
    return Judgement(Kind.ORGANISATION, Verdict.SAME, subjects, ("А", name), "И. Зоркая", date(2024, 9, 1))


def test_a_backup_gives_back_all_that_was_there(folder: DataFolder, tmp_path: Path) -> None:
    file, elsewhere = tmp_path / "backup.tar.gz", DataFolder(tmp_path / "elsewhere")
    save_judgements(folder.path / FILE_NAME, [judgement("b")])
    (folder.path / "shares").mkdir()
    (folder.path / "shares" / "0123456789ab.rq").write_text("ASK {}")
    assert back_up(folder, file).id == folder.current().id
    assert file.stat().st_mode & 0o077 == 0

    save_judgements(elsewhere.path / FILE_NAME, [judgement("c")])
    restored = restore(elsewhere, file)
    assert (restored.id, elsewhere.current().id) == (folder.current().id, folder.current().id)
    assert restored.damage() == []
    assert load_judgements(elsewhere.path / FILE_NAME) == (judgement("c"), judgement("b"))
    assert (elsewhere.path / "shares" / "0123456789ab.rq").read_text() == "ASK {}"
    assert not list(elsewhere.path.glob("snapshots/.*"))


def test_a_backup_replaces_what_was_damaged(folder: DataFolder, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "backup")
    flip(largest(folder.current()))
    assert restore(folder, tmp_path / "backup").damage() == []


@pytest.mark.parametrize("cut", [0, 10, 2_000, -1])
def test_a_damaged_backup_changes_nothing(folder: DataFolder, tmp_path: Path, cut: int) -> None:
    back_up(folder, tmp_path / "backup")
    whole = (tmp_path / "backup").read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    (tmp_path / "backup").write_bytes(flipped if cut < 0 else whole[:cut])
    served = folder.current().id
    with pytest.raises(InputError, match="no whole backup"):
        restore(folder, tmp_path / "backup")
    assert folder.current().id == served


def test_a_damaged_snapshot_is_not_backed_up(folder: DataFolder, tmp_path: Path) -> None:
    flip(largest(folder.current()))
    with pytest.raises(StoreError, match="damaged"):
        back_up(folder, tmp_path / "backup")
    assert not (tmp_path / "backup").exists()
