"""Looking a name up in a table on disk."""

from mmap import ACCESS_READ, mmap
from pathlib import Path

import pytest

from ontology.gazetteer.sorted_table import SortedTable

LINES = ["а\t1", "минск\t2,7", "минск второй\t3", "минск новый\t4", "минск-море\t5", "минская\t6", "яя\t8"]


@pytest.fixture
def table(tmp_path: Path) -> SortedTable:
    """The lines as they lie on disk."""
    path = tmp_path / "names.tsv"
    path.write_text("".join(f"{line}\n" for line in LINES), "utf-8", newline="\n")
    with path.open("rb") as file:
        return SortedTable(mmap(file.fileno(), 0, access=ACCESS_READ))


def test_every_name_is_found_with_what_is_told_of_it(table: SortedTable) -> None:
    assert [f"{name}\t{(table.told_of(name) or b'').decode()}" for name, _, _ in map(_apart, LINES)] == LINES


@pytest.mark.parametrize(
    "name", ["", "а-я", "минс", "минска", "минск ", "минск нов", "б", "яяя", "z", "\t", "минск\t2"]
)
def test_what_is_no_whole_name_is_not_found(table: SortedTable, name: str) -> None:
    assert table.told_of(name) is None


def test_names_that_begin_so_are_told_in_order(table: SortedTable) -> None:
    assert list(table.names_from("минск ")) == ["минск второй", "минск новый"]
    assert list(table.names_from("яя")) == ["яя"]
    assert list(table.names_from("яяя")) == []


def _apart(line: str) -> tuple[str, str, str]:
    return line.partition("\t")
