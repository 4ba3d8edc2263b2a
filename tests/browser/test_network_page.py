"""The stand-alone page of the network, opened from disk."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow


def test_it_opens_in_a_browser_and_asks_for_nothing(
    chromium: Browser, page: Page, site: str, tmp_path: Path
) -> None:
    path = tmp_path / "network.html"
    path.write_bytes(page.request.get(f"{site}/network.html").body())
    requests: list[str] = []
    problems: list[str] = []
    alone = chromium.new_page()
    alone.on("request", lambda request: requests.append(request.url))
    alone.on("pageerror", lambda error: problems.append(str(error)))
    alone.goto(path.as_uri())
    alone.get_by_role("combobox").fill("Полоцк")
    alone.get_by_role("heading", name="Полоцк", level=2).wait_for()
    alone.close()

    assert (requests, problems) == ([path.as_uri()], [])
