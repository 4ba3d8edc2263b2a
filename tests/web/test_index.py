"""The explorer's index: written whole, made anew where it no longer fits."""

from collections.abc import Iterator
from pathlib import Path

from graph.iris import DEFAULT_BASE
from graph.snapshot import DataFolder
from web.index.build import build_index, is_current
from web.rows import Ask, Row, ask_store


def asking(data: Path) -> Ask:
    return ask_store(DataFolder(data).current().open())


def test_two_that_write_one_index_do_not_tear_it(data: Path, tmp_path: Path) -> None:
    ask, path = asking(data), tmp_path / "explorer.sqlite"

    def interrupted(query: str, **iris: str) -> Iterator[Row]:
        if query == "agreements":
            build_index(ask, DEFAULT_BASE, path)
        return ask(query, **iris)

    build_index(interrupted, DEFAULT_BASE, path)
    assert is_current(path)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
