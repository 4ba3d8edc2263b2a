"""How fast the explorer's pages are: server time per page, first and repeated, and the weight of its scripts.

    python -m bench.bench_pages DATA [--users 20] [--seconds 5] [--rounds 15]

Server time is what one client waits for over loopback with nothing kept between requests (the page cache is
off); then, if `wrk` is at hand, so many users ask one page at once with the cache as in service. Loads in
Chromium count from navigation to the end of the load event. Prints one JSON object a page.
"""

import argparse
import gzip
import json
import re
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

from web.settings import Settings
from web.site import Site
from web.view import STATIC

PAGES = (
    "/", "/network", "/api/network", "/map", "/api/map", "/agreements", "/events",
    "/events?country=BY&sector=culture", "/timeline", "/matrix", "/matrix?by=sector", "/compare",
    "/browse/organisation", "/search?q=festival", "/search?q=полоук", "/api/suggest?q=вит", "/sector/culture",
    "/questions", "/help",
)  # fmt: skip
KINDS = (
    "municipality", "country", "place", "organisation", "person", "event", "agreement", "report", "entry",
    "partnership",
)  # fmt: skip
SERVE = """
import sys, uvicorn
from pathlib import Path
from web.app import create_app
from web.settings import Limits, Settings
limits = Limits(requests_per_minute=None, cached_pages=int(sys.argv[3]))
app = create_app(Settings(data=Path(sys.argv[1]), limits=limits))
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
    with served(options.data, cached_pages=0) as (address, _):
        alone = {page: alone_times(address, page, options.rounds) for page in pages}
    with served(options.data, cached_pages=2_000) as (address, process):
        for page in pages:
            row: dict[str, Any] = {"page": page, **alone[page]}
            if which("wrk"):
                row |= crowd(address, page, options.users, options.seconds)
            tell(row)
        tell({"memory_mb": round(process.memory_info().rss / 2**20)})
        if options.chromium.exists():
            for row in loads(address, [page for page in pages if "/api/" not in page], options.chromium):
                tell(row)
    for name, size in script_weights().items():
        tell({"script": name, "gzip_kb": size})


def tell(row: dict[str, Any]) -> None:
    """One finding on a line of its own."""
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def busiest_things(index: Path) -> Iterator[str]:
    """The page of the busiest thing of each kind."""
    db = sqlite3.connect(f"file:{index}?mode=ro", uri=True)
    for kind in KINDS:
        sql = "SELECT path FROM thing WHERE kind = ? ORDER BY events DESC, path LIMIT 1"
        for (path,) in db.execute(sql, (kind,)):
            yield f"/id/{path}"
    db.close()


@contextmanager
def served(data: Path, *, cached_pages: int) -> Iterator[tuple[str, psutil.Process]]:
    """The explorer in a process of its own: its address, and the process."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [sys.executable, "-c", SERVE, str(data), str(port), str(cached_pages)]
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


def alone_times(address: str, page: str, rounds: int) -> dict[str, Any]:
    """Milliseconds of one client's requests: median and 95th percentile, the first left out."""
    times = []
    with httpx.Client(base_url=address, timeout=120, headers={"accept": "text/html"}) as client:
        for _ in range(rounds + 1):
            begin = time.perf_counter()
            status = client.get(page).status_code
            times.append((time.perf_counter() - begin) * 1_000)
    ranked = sorted(times[1:])
    p95 = ranked[min(len(ranked) - 1, round(0.95 * len(ranked)))]
    return {"status": status, "p50_ms": round(statistics.median(ranked), 1), "p95_ms": round(p95, 1)}


LATENCY = re.compile(r"(\d+)%\s+([\d.]+)(us|ms|s)")
UNITS = {"us": 0.001, "ms": 1.0, "s": 1_000.0}


def crowd(address: str, page: str, users: int, seconds: int) -> dict[str, Any]:
    """Milliseconds of the slowest hundredth and tenth among so many users at once, and answers a second."""
    script = 'wrk.headers["accept"] = "text/html"\n'
    lua = Path("/tmp/bench_pages.lua")
    lua.write_text(script, encoding="utf-8")
    url = address + quote(page, safe="/?=&")
    command = ["wrk", "-t1", f"-c{users}", f"-d{seconds}s", "--latency", "-s", str(lua), url]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {int(share): float(value) * UNITS[unit] for share, value, unit in LATENCY.findall(told)}
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    return {
        "crowd_p90_ms": round(found[90], 1),
        "crowd_p99_ms": round(found[99], 1),
        "per_second": round(float(rate[1])) if rate is not None else None,
    }


def loads(address: str, pages: list[str], chromium: Path) -> Iterator[dict[str, Any]]:
    """Milliseconds until a page has loaded in Chromium, and until the network can be used."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium),
            args=["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"],
        )
        for page in pages:
            tab = browser.new_page(base_url=address)
            tab.goto(page, wait_until="load")
            timing = tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
            row: dict[str, Any] = {"load": page, "load_ms": round(timing)}
            if page == "/network":
                tab.wait_for_selector("[data-network][data-ready]", timeout=60_000)
                row["interactive_ms"] = round(tab.evaluate("performance.now()"))
            yield row
            tab.close()
        browser.close()


def script_weights() -> dict[str, float]:
    """Kilobytes of each built script after gzip."""
    scripts = sorted((STATIC / "dist").glob("*.js"))
    return {one.name: round(len(gzip.compress(one.read_bytes())) / 1_024, 1) for one in scripts}


if __name__ == "__main__":
    main()
