"""The same promise on the annotated reports, where they are at hand, and on a thousand invented events."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bench.synthetic import build
from graph.build.run import ReportInput, build_snapshot
from graph.snapshots.snapshot import DataFolder
from loaders.batch import read_batch
from tests.web.pages.crawl import Crawl, Named, broken_promises
from web.app import create_app
from web.settings import Limits, Settings

pytestmark = pytest.mark.slow
REPORTS = Path(__file__).parents[4] / "shared" / "reports"
EVENTS = 1_000
"""Rows of reports that the invented events are told in."""


@pytest.fixture(scope="module", params=["reports", "synthetic"])
def visitor(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A browser of the explorer over one of the graphs."""
    folder = tmp_path_factory.mktemp(request.param)
    data = build(folder, EVENTS) if request.param == "synthetic" else _reported(folder)
    app = create_app(Settings(data=data.path, limits=Limits(requests_per_minute=None)))
    with TestClient(app, headers={"accept": "text/html"}) as client:
        yield client


def _reported(folder: Path) -> DataFolder:
    found = sorted(REPORTS.glob("*.docx"))
    if not found:
        pytest.skip("needs the annotated reports")
    data = DataFolder(folder)
    build_snapshot(
        [ReportInput(one.key, one.facts) for one in read_batch(found, folder / "cache").read], data
    )
    return data


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_numbers_are_what_stands_where_they_lead_or_named(
    visitor: TestClient, lang: str, request: pytest.FixtureRequest
) -> None:
    crawl, named = Crawl(visitor, lang), Named.read()
    found = crawl.walk(named)
    assert len(found.promises) > 500
    assert broken_promises(crawl, found) == []
    assert found.unnamed == []
    if "reports" in request.node.name:
        assert [one.where for one in named.unlinked if one.only == "large" and one not in found.used] == []
