"""One number, one meaning: whatever a number leads to has as many, and one that leads nowhere is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.clients import browser_of
from tests.web.pages.crawl import Crawl, Found, Named, Promise, broken_promises

pytestmark = pytest.mark.slow

NAMED = Named.read()


@pytest.fixture(scope="module")
def visitor(sample: Path) -> Iterator[TestClient]:
    """A browser of the explorer over the sample reports."""
    with browser_of(sample) as client:
        yield client


@pytest.fixture(scope="module")
def walks(visitor: TestClient) -> dict[str, tuple[Crawl, Found]]:
    """All pages walked in each language."""
    crawls = {lang: Crawl(visitor, lang) for lang in ("ru", "en")}
    return {lang: (crawl, crawl.walk(NAMED)) for lang, crawl in crawls.items()}


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_number_is_what_stands_where_it_leads(walks: dict[str, tuple[Crawl, Found]], lang: str) -> None:
    crawl, found = walks[lang]
    assert len(found.promises) > 500
    assert len(found.rows) > 100
    assert broken_promises(crawl, found) == []


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_number_that_is_no_link_is_named_with_its_reason(
    walks: dict[str, tuple[Crawl, Found]], lang: str
) -> None:
    assert walks[lang][1].unnamed == []


def test_what_names_numbers_without_a_link_names_none_in_vain(walks: dict[str, tuple[Crawl, Found]]) -> None:
    used = {entry for _, found in walks.values() for entry in found.used}
    assert [one.where for one in NAMED.unlinked if one not in used and one.only != "large"] == []
    assert all(one.reason for one in NAMED.unlinked)


def test_a_number_that_nothing_names_is_found() -> None:
    page = "<main><p>Рассказано в 17 строках</p><p class='lede'>3 события</p></main>"
    found = Crawl.of_text(page).walk(NAMED)
    assert [text for _, text, _ in found.unnamed] == ["Рассказано в 17 строках"]


def test_a_number_that_lies_is_found() -> None:
    crawl = Crawl.of_text("<main><a href='/events'>4 события</a><p class='lede'>3 события</p></main>")
    assert broken_promises(crawl, crawl.walk(NAMED)) == [(Promise("/", 4, "/events"), 3)]


def test_a_country_includes_what_lies_in_it(client: TestClient) -> None:
    crawl = Crawl(client, "ru")
    inside = {crawl.listed(f"/events?partner={path}") for path in ("place/by", "place/by&direct=1")}
    assert (
        crawl.listed("/events?partner=place/by")
        == crawl.listed("/events?country=BY")
        == max(filter(None, inside))
    )
    assert len(inside) == 2  # most rows name the town, so the country alone is named by fewer
