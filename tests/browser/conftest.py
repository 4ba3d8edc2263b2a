"""A served explorer of the invented reports, and a real Chromium that looks at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from graph.build.run import ReportInput, build_snapshot
from graph.snapshots.snapshot import DataFolder
from tests.browser.served import served
from tests.web.reports import autumn, summer
from web.settings import Limits, Settings
from web.views.view import manifest

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the invented reports."""
    folder = DataFolder(tmp_path_factory.mktemp("browser"))
    build_snapshot([ReportInput.of(one) for one in (summer(), autumn())], folder)
    return folder.path


@pytest.fixture(scope="session")
def site(data_folder: Path) -> Iterator[str]:
    """The address of a running explorer."""
    if not CHROMIUM.exists():
        pytest.skip("needs Chromium")
    if not manifest():
        pytest.skip("needs the built scripts: npm run build")
    with served(Settings(data=data_folder, limits=Limits(requests_per_minute=None))) as address:
        yield address


@pytest.fixture(scope="session")
def chromium(site: str) -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """A visit of its own: nothing is remembered between tests."""
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 860})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()
