"""The same promise on the annotated reports, where they are at hand."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.build.run import ReportInput, build_snapshot
from graph.snapshots.snapshot import DataFolder
from loaders.batch import read_batch
from queries.catalog import questions
from queries.engine.addresses import open_engine
from tests.web.clients import browser_of
from tests.web.pages.asked import Comparison, Tried, read_beside
from tests.web.pages.crawl import Crawl, Named, broken_promises

pytestmark = pytest.mark.slow
REPORTS = Path(__file__).parents[4] / "shared" / "reports"
EACH = 2
"""So many numbers from pages alike to pages alike are followed."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the reports."""
    found = sorted(REPORTS.glob("*.docx"))
    if not found:
        pytest.skip("needs the annotated reports")
    folder = tmp_path_factory.mktemp("reports")
    data = DataFolder(folder)
    build_snapshot(
        [ReportInput(one.key, one.facts) for one in read_batch(found, folder / "cache").read], data
    )
    return data.path


@pytest.fixture(scope="module")
def visitor(data: Path) -> Iterator[TestClient]:
    """A browser of the explorer over the reports, whose index its first page has made."""
    with browser_of(data) as client:
        assert client.get("/events").status_code == 200
        yield client


def test_numbers_are_what_stands_where_they_lead_or_named(visitor: TestClient) -> None:
    crawl, named = Crawl(visitor, "ru"), Named.read()
    found = crawl.walk(named)
    assert len(found.promises) > 500
    assert broken_promises(crawl, found, each=EACH) == []
    assert found.unnamed == []
    assert [one.where for one in named.unlinked if one.only == "large" and one not in found.used] == []


def test_numbers_are_so_in_english_too(visitor: TestClient) -> None:
    crawl = Crawl(visitor, "en", alike=1)
    found = crawl.walk(Named.read())
    assert len(found.promises) > 500
    assert broken_promises(crawl, found, each=1) == []
    assert found.unnamed == []


def test_questions_answer_what_the_pages_have(visitor: TestClient, data: Path) -> None:
    index = sqlite3.connect(data / "current" / "explorer.sqlite")
    with open_engine(data) as engine, closing(index):
        comparison = Comparison(engine, Crawl(visitor, "ru"), Tried(index))
        differing = {
            name: found
            for name, beside in read_beside().items()
            if not beside.reason and (found := [*comparison.differences(questions()[name], beside)])
        }
    assert differing == {}
    assert comparison.compared > 500


def test_every_country_and_place_has_its_page(visitor: TestClient, data: Path) -> None:
    with closing(sqlite3.connect(data / "current" / "explorer.sqlite")) as index:
        paths = [
            path for (path,) in index.execute("SELECT path FROM thing WHERE kind IN ('country', 'place')")
        ]
    assert len(paths) > 50
    assert [path for path in paths if visitor.get(f"/id/{path}").status_code != 200] == []
