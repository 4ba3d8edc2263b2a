"""Partnerships under filters as rows of a table: the strongest first, and no more than are shown."""

from pathlib import Path

import pytest

from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from web.index.filters import Filters
from web.site import Explorer, local_explorer
from web.views.links import link_rows, read_links


@pytest.fixture(scope="module")
def explorer(data: Path) -> Explorer:
    return local_explorer(DataFolder(data), DEFAULT_BASE)


@pytest.mark.parametrize("filters", [Filters(), Filters(country=("BY",))])
def test_the_strongest_rows_are_the_first_of_all(explorer: Explorer, filters: Filters) -> None:
    links = read_links(explorer.db, explorer.columns, filters)
    rows = link_rows(explorer.db, links)
    assert len(rows) == len(links) > 0
    weights = [(row["rank"], -row["agreements"], -row["events"], row["ru"]) for row in rows]
    assert weights == sorted(weights)
    for most in range(1, len(rows) + 2):
        assert link_rows(explorer.db, links, most) == rows[:most]
