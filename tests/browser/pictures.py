"""Makes the pictures of the help page from a synthetic graph: python -m tests.browser.pictures"""

import socket
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from bench.synthetic import build
from tests.browser.conftest import CHROMIUM, QUIET
from web.app import create_app
from web.settings import Limits, Settings
from web.views.view import STATIC

EVENTS = 60
HELP = STATIC / "help"
PICTURES = {HELP / "network.png": "/network", HELP / "map.png": "/map"}


def main() -> None:
    """Writes every file of PICTURES."""
    with tempfile.TemporaryDirectory() as folder:
        address, server = serve(_synthetic_data(Path(folder)))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
            page = browser.new_page(viewport={"width": 1200, "height": 700}, base_url=address)
            for file, address_of_page in PICTURES.items():
                file.parent.mkdir(exist_ok=True)
                page.goto(address_of_page)
                page.wait_for_selector("[data-ready]")
                page.wait_for_timeout(500)
                page.screenshot(path=file)
            browser.close()
        server.should_exit = True


def _synthetic_data(folder: Path) -> Path:
    return build(folder / "data", EVENTS).path


def serve(data: Path) -> tuple[str, uvicorn.Server]:
    """The address of a running explorer of the folder, and the server to be ended."""
    app = create_app(Settings(data=data, limits=Limits(requests_per_minute=None)))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    threading.Thread(target=server.run).start()
    while not server.started:
        time.sleep(0.02)
    return f"http://127.0.0.1:{port}", server


if __name__ == "__main__":
    main()
