"""How fast the explorer's pages are: server time per page, first and repeated, and the weight of its scripts.

    python -m bench.bench_pages DATA [--users 20] [--seconds 5] [--rounds 15]

Server time is what one client waits for over loopback with nothing kept between requests (the page cache is
off); then, if `wrk` is at hand, so many users ask one page at once with the cache as in service. Loads in
Chromium count from navigation to the end of the load event. Prints tables, a line a page.
"""

import argparse
import gzip
import json
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any
from urllib.parse import quote

import httpx
import psutil
from playwright.sync_api import sync_playwright

from web.settings import Limits, Settings
from web.site import Site
from web.views.view import STATIC

PAGES = (
    "/", "/network", "/api/network", "/network?country=BY&since=2022", "/network?level=organisation",
    "/api/network?level=organisation", "/api/network?sector=culture", "/network.svg", "/network.html",
    "/panel?thing=place/by", "/map", "/api/map", "/map?sector=culture&since=2021", "/agreements",
    "/agreements?status=signed&country=BY", "/events", "/events?country=BY&sector=culture",
    "/events?page=1000&sector=culture", "/events?page=1999", "/timeline", "/timeline?sector=culture",
    "/timeline?country=BY&since=2023&until=2023-Q1", "/matrix", "/matrix?sector=culture", "/matrix?by=sector",
    "/matrix?by=sector&country=BY", "/compare",
    "/compare?since_a=2022&until_a=2022&since_b=2023&until_b=2023",
    "/browse/organisation", "/browse/event?page=1500", "/sector/culture", "/search?q=festival",
    "/search?q=полоук", "/search?q=фестевал", "/api/suggest?q=вит", "/questions", "/sparql", "/help",
)  # fmt: skip
KINDS = (
    "municipality", "country", "place", "organisation", "person", "event", "agreement", "report", "entry",
    "partnership",
)  # fmt: skip
REPORT = Path(__file__).with_suffix(".lua")
SERVE = """
import sys, uvicorn
from pathlib import Path
from cli.serving import Settling
from web.app import create_app
from web.settings import Limits, Settings
limits = Limits(requests_per_minute=None, cached_bytes=int(sys.argv[3]))
app = create_app(Settings(data=Path(sys.argv[1]), limits=limits), when_warm=Settling())
uvicorn.run(app, port=int(sys.argv[2]), log_level="error")
"""


def main() -> None:
    """Measures every page of the explorer of a data folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--chromium", type=Path, default=Path("/usr/bin/chromium"))
    options = parser.parse_args()

    index = Site(Settings(data=options.data)).explorer.index
    pages = [*PAGES, *busiest_things(index)]
    with served(options.data, cached_bytes=0) as (address, process):
        tell("made anew for one client", "status", "cpu ms", "p50 ms", "p95 ms")
        for page in pages:
            tell(page, *alone(address, process, page, options.rounds))
        tell("memory, MiB", memory(process))
    with served(options.data, cached_bytes=Limits().cached_bytes) as (address, process):
        if which("wrk"):
            tell(f"{options.users} users at once", "p95 ms", "worst ms", "a second", "failed")
            for page in pages:
                tell(page, *crowd(address, page, options.users, options.seconds))
        tell("memory, MiB", memory(process))
        if options.chromium.exists():
            tell("loaded in Chromium", "ms", "usable ms", "script KB")
            for page in pages:
                if "/api/" not in page and "/panel" not in page and not page.startswith("/network."):
                    tell(page, *load(address, page, options.chromium))


def tell(name: str, *cells: Any) -> None:
    """One line of the table."""
    sys.stdout.write(f"{name[:64]:64}" + "".join(f"{cell:>12}" for cell in cells) + "\n")
    sys.stdout.flush()


def memory(process: psutil.Process) -> int:
    """Resident size of a process in MiB."""
    return round(process.memory_info().rss / 2**20)


def busiest_things(index: Path) -> Iterator[str]:
    """The page of the busiest thing of each kind."""
    db = sqlite3.connect(f"file:{index}?mode=ro", uri=True)
    for kind in KINDS:
        sql = "SELECT path FROM thing WHERE kind = ? ORDER BY events DESC, path LIMIT 1"
        for (path,) in db.execute(sql, (kind,)):
            yield f"/id/{path}"
    db.close()


@contextmanager
def served(data: Path, *, cached_bytes: int) -> Iterator[tuple[str, psutil.Process]]:
    """The explorer in a process of its own: its address, and the process."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [sys.executable, "-c", SERVE, str(data), str(port), str(cached_bytes)]
    process = subprocess.Popen(command)
    try:
        wait_for(f"http://127.0.0.1:{port}/help")
        yield f"http://127.0.0.1:{port}", psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


def wait_for(address: str) -> None:
    """Returns when the address answers."""
    for _ in range(1_200):
        try:
            httpx.get(address, timeout=600)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError(address)


def alone(address: str, process: psutil.Process, page: str, rounds: int) -> tuple[int, float, float, float]:
    """Status; milliseconds of processor a request, and by the clock median and 95th percentile.

    The first request is left out. On a machine that others use, processor time is what can be compared.
    """
    times = []
    with httpx.Client(base_url=address, timeout=120, headers={"accept": "text/html"}) as client:
        status = client.get(page).status_code
        used = processor_time(process)
        for _ in range(rounds):
            begin = time.perf_counter()
            client.get(page)
            times.append((time.perf_counter() - begin) * 1_000)
        used = (processor_time(process) - used) * 1_000 / rounds
    ranked = sorted(times)
    p95 = ranked[min(len(ranked) - 1, round(0.95 * len(ranked)))]
    return status, round(used, 1), round(statistics.median(ranked), 1), round(p95, 1)


def processor_time(process: psutil.Process) -> float:
    """Seconds of processor time that a process has used."""
    used = process.cpu_times()
    return used.user + used.system


def crowd(address: str, page: str, users: int, seconds: int) -> tuple[float, float, int, int]:
    """Of a page made before: 95th percentile and slowest in ms, answers a second, how many failed."""
    url = address + quote(page, safe="/?=&")
    httpx.get(url, headers={"accept": "text/html"}, timeout=120)
    command = ["wrk", "-t1", f"-c{users}", f"-d{seconds}s", "-s", str(REPORT), url]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = json.loads(told.strip().splitlines()[-1])
    return found["p95_ms"], found["worst_ms"], found["per_second"], found["failed"]


def load(address: str, page: str, chromium: Path) -> tuple[int, int | str, float]:
    """Milliseconds until a page has loaded and until its network can be used; KB of scripts after gzip."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium),
            args=["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"],
        )
        tab = browser.new_page(base_url=address)
        tab.goto(page, wait_until="load")
        timing = round(tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
        usable: int | str = ""
        if page.startswith("/network"):
            tab.wait_for_selector("[data-network][data-ready]", timeout=60_000)
            usable = round(tab.evaluate("performance.now()"))
        scripts = tab.evaluate("[...document.scripts].map(script => script.src)")
        browser.close()
    weight = sum(
        len(gzip.compress((STATIC / "dist" / one.rpartition("/")[2]).read_bytes())) for one in scripts
    )
    return timing, usable, round(weight / 1_024, 1)


if __name__ == "__main__":
    main()
