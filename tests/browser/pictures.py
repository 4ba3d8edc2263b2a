"""Makes the pictures of the help page from a synthetic graph: python -m tests.browser.pictures"""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.synthetic import build
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.served import served
from web.settings import Limits, Settings
from web.views.view import STATIC

EVENTS = 60
HELP = STATIC / "help"
PICTURES = {HELP / "network.png": "/network", HELP / "map.png": "/map"}


def main() -> None:
    """Writes every file of PICTURES."""
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_of(_synthetic_data(Path(folder)))
        with served(settings) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
            page = browser.new_page(viewport={"width": 1200, "height": 700}, base_url=address)
            for file, address_of_page in PICTURES.items():
                file.parent.mkdir(exist_ok=True)
                page.goto(address_of_page)
                page.wait_for_selector("[data-ready]")
                page.wait_for_timeout(500)
                page.screenshot(path=file)
            browser.close()


def _synthetic_data(folder: Path) -> Path:
    return build(folder / "data", EVENTS).path


def settings_of(data: Path) -> Settings:
    """An explorer of the folder that no limit holds up."""
    return Settings(data=data, limits=Limits(requests_per_minute=None))


if __name__ == "__main__":
    main()
