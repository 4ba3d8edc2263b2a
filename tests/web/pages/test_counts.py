"""One number, one meaning: whatever number is a link, the page behind it lists as many."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from fastapi.testclient import TestClient
from lxml import html

MOST_PAGES = 120
ALIKE = 12
"""Pages of one kind that are looked at: pages about places alike are made by the same lines."""
LISTS = ("/events?", "/agreements?", "/events", "/agreements")
NUMBER = re.compile(r"(?<![\w№./-])(\d[\d\u00a0\u202f]*)(?![\w./-])")
NO_PAGE = re.compile(
    r"^/(static|sparql|data|api|ontology|help|questions|search)\b|\.(csv|xlsx|svg|html|gexf|graphml|png)\b"
)


@dataclass(frozen=True)
class Promise:
    """A number on a page and the address that it, or the words beside it, lead to."""

    page: str
    number: int
    address: str


class Crawl:
    """The pages of one language, each read once."""

    def __init__(self, client: TestClient, lang: str) -> None:
        self.client, self.lang = client, lang
        self.page = cache(self._page)

    def _page(self, address: str) -> html.HtmlElement | None:
        joined = address + ("&" if "?" in address else "?") + f"lang={self.lang}"
        response = self.client.get(joined)
        return html.fromstring(response.text) if response.status_code == 200 else None

    def pages(self) -> Iterator[tuple[str, html.HtmlElement]]:
        """Pages that are reached from the first, so many of each kind."""
        waiting, seen, kinds = deque(["/"]), {"/"}, dict[str, int]()
        while waiting and len(seen) < 10 * MOST_PAGES and MOST_PAGES > sum(kinds.values()):
            address = waiting.popleft()
            page = self.page(address)
            if page is None:
                continue
            yield address, page
            for link in _links(page):
                kind = link.partition("?")[0].rpartition("/")[0]
                if link not in seen and kinds.get(kind, 0) < ALIKE:
                    seen.add(link)
                    kinds[kind] = kinds.get(kind, 0) + 1
                    waiting.append(link)

    def listed(self, address: str) -> int | None:
        """How many the list at the address says it has, or the page of a thing of its own events."""
        page = self.page(address)
        if page is None:
            return None
        found = _of_class(page, "lede") if address.startswith(LISTS) else _of_class(page, "counts", "/li/a")
        number = NUMBER.search(_text(found[0])) if found else None
        return _int(number[1]) if number else None


def _links(page: html.HtmlElement) -> Iterator[str]:
    for link in page.iter("a"):
        address = re.sub(r"[?&]lang=\w+", "", link.get("href") or "").partition("#")[0]
        if address.startswith("/") and not address.startswith("//") and not NO_PAGE.search(address):
            yield address


def promises(address: str, page: html.HtmlElement) -> Iterator[Promise]:
    """The numbers in links to lists, and those beside a bar's name."""
    for link in page.iter("a"):
        target = next(_links_of(link), "")
        number = NUMBER.search(_text(link))
        if target.startswith(LISTS) and number and "page=" not in target and not address.startswith(LISTS):
            yield Promise(address, _int(number[1]), target)
    for bar in _of_class(page, "bars", "/li"):
        (name,), (number,) = bar.xpath("./a"), _of_class(bar, "number")
        yield Promise(address, _int(_text(number)), next(_links_of(name)))


def _of_class(page: html.HtmlElement, name: str, below: str = "") -> list[html.HtmlElement]:
    """The elements of a class, or those at a path below them."""
    found: list[html.HtmlElement] = page.xpath(
        f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]{below}"
    )
    return found


def _links_of(link: html.HtmlElement) -> Iterator[str]:
    yield re.sub(r"[?&]lang=\w+", "", link.get("href") or "").partition("#")[0]


def _text(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _int(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_number_is_what_its_link_lists(client: TestClient, lang: str) -> None:
    crawl = Crawl(client, lang)
    kept = [promise for address, page in crawl.pages() for promise in promises(address, page)]
    broken = [(one, listed) for one in kept if (listed := crawl.listed(one.address)) != one.number]

    assert len(kept) > 100
    assert broken == []


def test_a_country_includes_what_lies_in_it(client: TestClient) -> None:
    crawl = Crawl(client, "ru")
    inside = {crawl.listed(f"/events?partner={path}") for path in ("place/by", "place/by&direct=1")}
    assert (
        crawl.listed("/events?partner=place/by")
        == crawl.listed("/events?country=BY")
        == max(filter(None, inside))
    )
    assert len(inside) == 2  # most rows name the town, so the country alone is named by fewer
