"""The data folder: switching, rolling back, pruning, and being killed at the worst moment."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from textwrap import dedent

import pytest
from pyoxigraph import QuerySolutions

from graph.build.run import BuildStage, ReportInput, build_snapshot
from graph.snapshots.snapshot import DataFolder, Snapshot
from graph.snapshots.store import EmbeddedStore
from ontology.errors import ParameterError, StoreError
from tests.graph.reports import report_of, row

pytestmark = pytest.mark.slow


def build(folder: Path, *titles: str) -> Snapshot:
    rows = [row(number, title) for number, title in enumerate(titles, start=1)]
    build_snapshot([ReportInput.of(report_of(*rows))], DataFolder(folder))
    return DataFolder(folder).current()


def events(folder: Path) -> int:
    return count_events(DataFolder(folder).current().open())


def count_events(store: EmbeddedStore) -> int:
    rows = store.query("SELECT ?e { ?e a <https://w3id.org/pobratim/ontology#Event> }")
    assert isinstance(rows, QuerySolutions)
    return sum(1 for _ in rows)


def test_nothing_built_yet(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"holds no built graph. Build one first"):
        DataFolder(tmp_path).current()
    assert DataFolder(tmp_path).snapshots() == []


def test_each_build_is_a_snapshot_and_the_last_is_served(tmp_path: Path) -> None:
    first = build(tmp_path, "Концерт")
    second = build(tmp_path, "Концерт", "Выставка")

    assert [one.id for one in DataFolder(tmp_path).snapshots()] == [second.id, first.id]
    assert events(tmp_path) == 2


def test_a_reader_keeps_the_snapshot_it_opened(tmp_path: Path) -> None:
    store = build(tmp_path, "Концерт").open()
    build(tmp_path, "Концерт", "Выставка")

    assert count_events(store) == 1


def test_a_snapshot_that_is_read_is_not_pruned(tmp_path: Path) -> None:
    first = build(tmp_path, "Концерт")
    store = first.open()
    build(tmp_path, "Концерт", "Выставка")

    assert DataFolder(tmp_path).prune(keep=1) == []
    assert count_events(store) == 1
    del store
    assert DataFolder(tmp_path).prune(keep=1) == [first.id]


def test_rollback_goes_back_step_by_step(tmp_path: Path) -> None:
    first, second, third = (build(tmp_path, *"АБВ"[:count]) for count in (1, 2, 3))

    assert DataFolder(tmp_path).rollback().id == second.id
    assert DataFolder(tmp_path).rollback().id == first.id
    assert events(tmp_path) == 1
    with pytest.raises(StoreError, match="no older snapshot"):
        DataFolder(tmp_path).rollback()
    assert DataFolder(tmp_path).rollback(third.id[:8]).id == third.id


def test_rollback_to_what_is_not_there(tmp_path: Path) -> None:
    build(tmp_path, "Концерт")

    with pytest.raises(ParameterError, match="“zz” names 0 snapshots"):
        DataFolder(tmp_path).rollback("zz")


def test_building_what_was_built_before_serves_it_again_and_can_be_undone(tmp_path: Path) -> None:
    first = build(tmp_path, "Концерт")
    second = build(tmp_path, "Выставка")

    assert build(tmp_path, "Концерт").id == first.id
    assert DataFolder(tmp_path).rollback().id == second.id


def test_prune_keeps_the_latest_and_the_served(tmp_path: Path) -> None:
    first, second, third = (build(tmp_path, *"АБВ"[:count]) for count in (1, 2, 3))
    DataFolder(tmp_path).rollback(first.id)

    assert DataFolder(tmp_path).prune(keep=1) == [second.id]
    assert {one.id for one in DataFolder(tmp_path).snapshots()} == {first.id, third.id}
    assert events(tmp_path) == 1


def test_prune_keeps_at_least_one(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="Keep at least 1"):
        DataFolder(tmp_path).prune(keep=0)


def test_two_builders_do_not_collide(tmp_path: Path) -> None:
    with DataFolder(tmp_path).locked(), pytest.raises(StoreError, match="Another build is writing"):
        build(tmp_path, "Концерт")


def test_the_manifest_tells_what_went_in(tmp_path: Path) -> None:
    manifest = json.loads((build(tmp_path, "Концерт").path / "manifest.json").read_text(encoding="utf-8"))

    assert manifest["reports"] == [
        {"name": "2024-Q3-municipal", "file": "2024-Q3-municipal.docx", "sha256": "0" * 64, "rows": 1}
    ]
    assert manifest["base"] == "https://w3id.org/pobratim/id/"


def test_a_failed_build_leaves_nothing(tmp_path: Path) -> None:
    def fail(stage: BuildStage) -> None:
        if stage is BuildStage.VALIDATE:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_snapshot([ReportInput.of(report_of(row(1, "Концерт")))], DataFolder(tmp_path), progress=fail)

    assert list((tmp_path / "snapshots").iterdir()) == []


OTHER_BUILD = dedent(
    """
    import os, signal, sys
    from pathlib import Path
    import graph.snapshots.snapshot
    from graph.build.run import ReportInput, build_snapshot
    from graph.snapshots.snapshot import DataFolder
    from tests.graph.reports import report_of, row

    folder, point = Path(sys.argv[1]), sys.argv[2]

    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    if point in ("write_manifest", "sync_tree"):
        setattr(graph.snapshots.snapshot, point, die)
    if point == "after switch":
        graph.snapshots.snapshot.sync = lambda path: die() if path == folder else None

    rows = [row(1, "Концерт"), row(2, "Выставка")]
    summary = build_snapshot(
        [ReportInput.of(report_of(*rows))], DataFolder(folder),
        progress=lambda stage: die() if stage == point else None,
    )
    print("there before" if summary.unchanged else "new")
    """
)


def killed_build(folder: Path, point: str) -> None:
    assert build_elsewhere(folder, point).returncode == -signal.SIGKILL


def build_elsewhere(folder: Path, point: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", OTHER_BUILD, str(folder), point]
    return subprocess.run(command, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("point", ["resolve", "write", "validate", "write_manifest", "sync_tree", "switch"])
def test_a_killed_build_leaves_the_last_good_snapshot_served(tmp_path: Path, point: str) -> None:
    good = build(tmp_path, "Концерт")

    killed_build(tmp_path, point)

    assert DataFolder(tmp_path).current().id == good.id
    assert events(tmp_path) == 1


def test_a_build_killed_after_the_switch_is_served(tmp_path: Path) -> None:
    good = build(tmp_path, "Концерт")

    killed_build(tmp_path, "after switch")

    assert DataFolder(tmp_path).current().id != good.id
    assert events(tmp_path) == 2


def test_the_next_build_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    build(tmp_path, "Концерт")
    killed_build(tmp_path, BuildStage.VALIDATE.value)
    assert any(one.name.startswith(".building-") for one in (tmp_path / "snapshots").iterdir())

    build(tmp_path, "Концерт", "Выставка")

    assert not any(one.name.startswith(".") for one in (tmp_path / "snapshots").iterdir())
    assert events(tmp_path) == 2


def test_a_build_killed_before_the_switch_is_finished_by_the_next(tmp_path: Path) -> None:
    build(tmp_path, "Концерт")
    killed_build(tmp_path, BuildStage.SWITCH.value)

    assert build_elsewhere(tmp_path, "never").stdout == "there before\n"
    assert events(tmp_path) == 2


def test_a_build_keeps_no_more_snapshots_than_asked(tmp_path: Path) -> None:
    for count in (1, 2, 3):
        rows = [row(number, title) for number, title in enumerate("АБВ"[:count], start=1)]
        build_snapshot([ReportInput.of(report_of(*rows))], DataFolder(tmp_path), keep=2)

    assert [one.manifest["reports"][0]["rows"] for one in DataFolder(tmp_path).snapshots()] == [3, 2]


def spoil_manifest(snapshot: Snapshot) -> None:
    (snapshot.path / "manifest.json").write_text("{", encoding="utf-8")


def spoil_store(snapshot: Snapshot) -> None:
    for file in snapshot.store_path.glob("MANIFEST*"):
        file.write_bytes(b"")


def lose_store(snapshot: Snapshot) -> None:
    rmtree(snapshot.store_path)


def lose_everything(snapshot: Snapshot) -> None:
    rmtree(snapshot.path)


@pytest.mark.parametrize("damage", [spoil_manifest, spoil_store, lose_store, lose_everything])
def test_a_damaged_snapshot_is_told_built_again_and_can_be_left(
    tmp_path: Path, damage: Callable[[Snapshot], None]
) -> None:
    first = build(tmp_path, "Концерт")
    damage(build(tmp_path, "Концерт", "Выставка"))

    with pytest.raises(StoreError, match="pobratim rollback"):
        DataFolder(tmp_path).current().open()
    assert DataFolder(tmp_path).rollback() == first
    build(tmp_path, "Концерт", "Выставка")
    assert events(tmp_path) == 2


@pytest.mark.parametrize("damage", [spoil_manifest, spoil_store, lose_store, lose_everything])
def test_damage_to_the_only_snapshot_is_mended_by_building_again(
    tmp_path: Path, damage: Callable[[Snapshot], None]
) -> None:
    damage(build(tmp_path, "Концерт"))
    build(tmp_path, "Концерт")
    assert events(tmp_path) == 1


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_text("no folder", encoding="utf-8")
    with pytest.raises(StoreError, match=r"cannot be written \(is no folder\).*--data"):
        build(file, "Концерт")


def test_only_writing_is_told_as_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    def no_file(stage: BuildStage) -> None:
        if stage is BuildStage.RESOLVE:
            raise FileNotFoundError("a list of words")

    def no_folder(stage: BuildStage) -> None:
        if stage is BuildStage.SWITCH:
            rmtree(tmp_path)

    reports = [ReportInput.of(report_of(row(1, "Концерт")))]
    with pytest.raises(FileNotFoundError, match="a list of words"):
        build_snapshot(reports, DataFolder(tmp_path), progress=no_file)
    with pytest.raises(StoreError, match="cannot be written"):
        build_snapshot(reports, DataFolder(tmp_path), progress=no_folder)
