"""The explorer's index: written whole, made anew where it no longer fits."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from shutil import copytree

import pytest
from fastapi.testclient import TestClient

from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from graph.snapshots.version import ROOT, code_version
from ontology.errors import StoreError
from tests.web.clients import UNLIMITED
from web.app import create_app
from web.index import build
from web.index.build import build_index, is_current
from web.index.rows import Ask, Row, Terms, ask_store
from web.settings import Settings
from web.site import INDEX


def asking(data: Path) -> Ask:
    return ask_store(DataFolder(data).current().open())


def test_two_that_write_one_index_do_not_tear_it(data: Path, tmp_path: Path) -> None:
    ask, path = asking(data), tmp_path / "explorer.sqlite"

    def interrupted(query: str, **terms: Terms) -> Iterator[Row]:
        if query == "agreements":
            build_index(ask, DEFAULT_BASE, path)
        return ask(query, **terms)

    build_index(interrupted, DEFAULT_BASE, path)
    assert is_current(path)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_what_a_killed_writer_left_is_swept_when_nobody_can_be_writing_it(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "explorer.sqlite"
    left, at_work = tmp_path / "explorer.sqlite.old.draft", tmp_path / "explorer.sqlite.new.draft"
    left.touch()
    os.utime(left, (0, 0))
    at_work.touch()
    build_index(asking(data), DEFAULT_BASE, path)
    assert sorted(file.name for file in tmp_path.iterdir()) == [path.name, at_work.name]


@pytest.mark.parametrize("looks", [0, 50, 1_000, 2_000])
def test_a_server_that_ends_gives_up_the_index_it_makes(data: Path, tmp_path: Path, looks: int) -> None:
    looked = count()
    with pytest.raises(StoreError) as given_up:
        build_index(
            asking(data),
            DEFAULT_BASE,
            tmp_path / "explorer.sqlite",
            is_unwanted=lambda: next(looked) >= looks,
        )
    assert given_up.value.key == "ending"
    assert next(looked) <= looks + 10  # it looked no further
    assert list(tmp_path.iterdir()) == []


def test_whoever_waits_for_an_index_of_a_server_that_ends_is_told(data: Path, tmp_path: Path) -> None:
    copy = copytree(data, tmp_path / "data", symlinks=True)
    (DataFolder(copy).current().path / INDEX).unlink()
    app = create_app(Settings(data=copy, limits=UNLIMITED))
    with TestClient(app) as client:
        app.state.site.end()
        answer = client.get("/events?lang=en")
    assert (answer.status_code, "The server is ending" in answer.text) == (503, True)


def damaged(path: Path) -> None:
    path.write_bytes(b"no database at all" * 1_000)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4_096])


def of_other_code(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE meta SET value = 'other' WHERE key = 'code'")
        db.commit()


@pytest.mark.parametrize("spoil", [damaged, cut_short, of_other_code])
def test_an_index_that_does_not_fit_is_made_anew(
    data: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    copied = copytree(data, tmp_path / "data", symlinks=True)
    index = DataFolder(copied).current().path / INDEX
    spoil(index)
    assert not is_current(index)
    with TestClient(create_app(Settings(data=copied, limits=UNLIMITED))) as client:
        assert "Ярмарка ремёсел" in client.get("/events").text
    assert is_current(index)


def test_a_damaged_index_of_the_snapshot_before_is_not_compared_with(data: Path, tmp_path: Path) -> None:
    copied = copytree(data, tmp_path / "data", symlinks=True)
    damaged(DataFolder(copied).previous().path / INDEX)
    with TestClient(create_app(Settings(data=copied, limits=UNLIMITED))) as client:
        assert client.get("/news").status_code == 200


@pytest.mark.parametrize(
    "file",
    ["web/index/records.py", "web/index/schema.sql", "queries/pages/events.rq", "graph/network/layout.py"],
)
def test_an_index_is_of_all_code_that_decides_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forgotten: None, file: str
) -> None:
    for name in ("web", "queries/pages", "graph", "ontology"):
        copytree(ROOT / name, tmp_path / name)
    monkeypatch.setattr("graph.snapshots.version.ROOT", tmp_path)
    monkeypatch.setattr("web.index.build.ROOT", tmp_path)
    before = build._code()
    forget()
    (tmp_path / file).write_text("changed")
    assert build._code() != before


@pytest.fixture
def forgotten() -> Iterator[None]:
    """What a process remembers of its code is asked anew in this test, and after it."""
    forget()
    yield
    forget()


def forget() -> None:
    code_version.cache_clear()
    build._code.cache_clear()
