"""The flow: who, in what, with whom, each number of it the number of a list."""

import re
from typing import Any

from fastapi.testclient import TestClient
from lxml import html

from tests.web.html import text_of


def rows(client: TestClient, query: str = "") -> list[tuple[str, str, int, str | None]]:
    page: Any = html.fromstring(client.get(f"/flow?{query}").text)
    found = []
    for row in page.xpath("//section[@id='table']//tbody/tr"):
        source, target, number = (" ".join(cell.text_content().split()) for cell in row)
        link = row.xpath(".//a/@href")
        found.append((source, target, int(number), link[0] if link else None))
    return found


def test_every_stream_is_as_wide_as_its_list_is_long(client: TestClient) -> None:
    found = rows(client)
    assert len(found) >= 5
    for source, target, events, link in found:
        assert link is not None
        listed = re.search(r'class="lede">\D*(\d+)', client.get(link).text)
        assert listed is not None, link
        assert int(listed[1]) == events, (source, target)


def test_filters_hold_for_the_flow(client: TestClient) -> None:
    sources = {source for source, *_ in rows(client, "sector=sport")}
    assert "Спорт" in sources
    assert "Культура" not in {target for _, target, *_ in rows(client, "sector=sport&home=nosuch")}
    assert "такого значения в графе нет" in text_of(client.get("/flow?home=nosuch").text)


def test_the_picture_has_the_rows_of_the_table(client: TestClient) -> None:
    page: Any = html.fromstring(client.get("/flow").text)
    holder = page.find(".//*[@data-flow]")
    assert holder is not None
    assert (holder.get("data-flow") or "").count('"value"') == len(rows(client))
