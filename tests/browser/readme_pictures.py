"""Makes the pictures of the README from the sample: python -m tests.browser.readme_pictures"""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.pictures import settings_of
from tests.browser.served import served

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
WIDTH, HEIGHT = 1200, 720


def main() -> None:
    """Writes docs/pictures/*.png: the network, the map, an agreement with its proof."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        build = [sys.executable, "-m", "cli.main", "build", "--sample", "--data", str(data)]
        subprocess.run(build, check=True)
        with served(settings_of(data)) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, base_url=address)
            for name in ("network", "map"):
                page.goto(f"/{name}?lang=en")
                page.wait_for_selector("[data-ready]")
                _save(page, name)
            page.goto("/agreements?signed=1&lang=en")
            page.locator("main table th[scope=row] a").first.click()
            page.locator(".proof summary").first.click()
            page.locator(".proof .quote").first.scroll_into_view_if_needed()
            page.evaluate("scrollTo(0, 0)")
            _save(page, "agreement")
            browser.close()


def _save(page: Page, name: str) -> None:
    page.wait_for_timeout(500)
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
