"""The same promise on many invented events, which no report has yet."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from bench.synthetic import build
from tests.web.clients import browser_of
from tests.web.pages.crawl import Crawl, Named, broken_promises

pytestmark = pytest.mark.slow
EVENTS, EACH = 300, 2
"""Rows of reports that tell of them; so many numbers from pages alike to pages alike are followed."""


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A browser of the explorer over the invented events."""
    data = build(tmp_path_factory.mktemp("invented"), EVENTS)
    with browser_of(data.path) as client:
        yield client


def test_numbers_are_what_stands_where_they_lead_or_named(visitor: TestClient) -> None:
    crawl = Crawl(visitor, "ru")
    found = crawl.walk(Named.read())
    assert len(found.promises) > 500
    assert broken_promises(crawl, found, each=EACH) == []
    assert found.unnamed == []


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_place_that_nothing_names_itself_links_no_list_of_partners(visitor: TestClient, lang: str) -> None:
    page = Crawl(visitor, lang).page("/id/place/rs?direct=1")
    assert page is not None
    assert page.xpath("//ul[contains(@class, 'counts')]/li[not(a)]/b/text()") == [
        "0",
        "0",
    ]  # partnerships, home sides
    anchors = [one.removeprefix("#") for one in page.xpath("//a/@href") if one.startswith("#")]
    assert [one for one in anchors if not page.xpath(f"//*[@id='{one}']")] == []
