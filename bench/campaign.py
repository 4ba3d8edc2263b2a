"""Attacks on a running server and on builds: what each costs everybody else, and what is left of it.

    python -m bench.campaign [--seed N] [--requests N] [--kills N] [--damages N]

Everything happens in folders of its own over the sample's graph. The seed is printed; the same seed attacks
alike. Ends with 1 where something was lost: a 5xx other than 503, a page or an ASK slower than it may be, a
process or folder left over, a damage unnoticed.
"""

import argparse
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit

import httpx
import psutil

from graph.snapshots.snapshot import DataFolder
from tests.web.server import asking, serving

LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?l != %d) }"
PAGES = (
    "/events?page={n}",
    "/map?since=20{n:02d}",
    "/timeline?since=20{n:02d}",
    "/search?q=word{n}",
    "/static/none{n}",
)
HARD = (
    "a." * 32_000,
    '"\\' * 32_000,
    "ASK { FILTER(" + " || ".join(["1"] * 30_000) + ") }",
    "ASK " + "{" * 50_000,
)
PIECES = (
    b"GET ", b"POST ", b"HEAD ", b"/sparql?query=ASK%7B%7D", b"/", b"//evil.example/",
    b"/%5Cevil", b"/id/%00", b"*",
    b" HTTP/1.1\r\n", b" HTTP/1.0\r\n", b" HTTP/9.9\r\n", b"Host: a\r\n", b"Host: evil.example\r\n",
    b"Content-Length: 5\r\n", b"Content-Length: -1\r\n", b"Content-Length: 99999999999\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Content-Type: application/json\r\n", b"Accept: \xff\xfe\r\n",
    b"Expect: 100-continue\r\n", b"If-None-Match: *\r\n", b"Range: bytes=0-1\r\n",
    b"\r\n", b"\r\n\r\n", b"\x00",
    b'{"query": "\\ud800"}', b"[" * 200, b"x" * 5_000, b"5\r\nhello\r\n0\r\n\r\n",
)  # fmt: skip


@dataclass
class Outcome:
    """What an attack cost, and what went wrong."""

    figures: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def took(self, what: str, seconds: list[float], most: float) -> None:
        """Notes the 95th of a hundred and the slowest; more than `most` for the former is wrong."""
        ordered = sorted(seconds)
        p95 = ordered[int(len(ordered) * 0.95) - 1] if len(ordered) > 1 else ordered[0]
        self.figures[what] = f"p95 {p95 * 1000:.0f} ms, slowest {ordered[-1] * 1000:.0f} ms of {len(ordered)}"
        if p95 > most:
            self.wrong.append(f"{what}: {p95:.2f} s")


def timed(client: httpx.Client, path: str) -> tuple[float, int]:
    """How long the answer took, and its status."""
    since = monotonic()
    status = client.get(path).status_code
    return monotonic() - since, status


def ask(client: httpx.Client, number: int) -> float:
    """The seconds of an ASK that was never asked before."""
    since = monotonic()
    client.get("/sparql", params={"query": f"ASK {{ FILTER({number} >= 0) }}"}).raise_for_status()
    return monotonic() - since


def vanishing_and_slow(address: str, client: httpx.Client, outcome: Outcome) -> None:
    """Two clients go away in the middle of an answer and twenty read nothing more of theirs."""
    for _ in range(2):
        asking(address, LONG, reading=10_000).close()
    with ExitStack() as readers:
        for _ in range(20):
            readers.enter_context(asking(address, LONG, reading=100))
        outcome.took("ASK beside 2 gone and 20 slow readers", [ask(client, n) for n in range(100)], 0.1)


def runaways(address: str, client: httpx.Client, outcome: Outcome) -> None:
    """Sixty endless queries at once, pages asked meanwhile."""
    with ExitStack() as crowd:
        for number in range(60):
            crowd.enter_context(asking(address, ENDLESS % number))
        sleep(1)
        pages = [timed(client, page.format(n=n)) for n in range(20) for page in PAGES]
    outcome.took("pages beside 60 runaway queries", [seconds for seconds, _ in pages], 0.3)
    outcome.wrong += [f"a page answered {status}" for _, status in pages if status >= 500]
    since = monotonic()
    while monotonic() - since < 30 and client.get("/sparql", params={"query": "ASK {}"}).status_code == 503:
        sleep(0.1)
    outcome.figures["first ASK after they left"] = f"{(monotonic() - since) * 1000:.0f} ms"
    ask(client, 10**6)


def hard_texts(address: str, client: httpx.Client, outcome: Outcome) -> None:
    """Queries that are hard to read, pages asked meanwhile."""
    kind = {"content-type": "application/sparql-query"}
    with ThreadPoolExecutor() as pool:
        posted = [
            pool.submit(httpx.post, f"{address}/sparql", content=text, headers=kind, timeout=60)
            for text in HARD
        ]
        pages = [timed(client, f"/help?n={n}")[0] for n in range(50)]
        answers = [one.result() for one in posted]
    outcome.took("pages beside texts that are hard to read", pages, 0.3)
    outcome.took("answers to those texts", [one.elapsed.total_seconds() for one in answers], 2.0)
    outcome.wrong += [f"a hard text answered {one.status_code}" for one in answers if one.status_code != 400]


def raw_http(address: str, requests: int, rng: random.Random, outcome: Outcome) -> None:
    """Requests put together from pieces of good and bad ones."""
    parts = urlsplit(address)
    statuses: dict[str, int] = {}
    for _ in range(requests):
        request = b"".join(rng.choices(PIECES, k=rng.randint(1, 9)))
        with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=3) as connection:
            heard = b""
            with suppress(OSError):
                connection.sendall(request)
                connection.shutdown(socket.SHUT_WR)
                heard = connection.recv(4096)
        status = heard.split()[1].decode() if heard.startswith(b"HTTP/") else "none"
        statuses[status] = statuses.get(status, 0) + 1
        if status.startswith("5") and status not in ("501", "503", "505"):
            outcome.wrong.append(f"{status} for {request!r}")
    outcome.figures[f"{requests} raw requests"] = ", ".join(
        f"{n} × {one}" for one, n in sorted(statuses.items())
    )


def kills(data: Path, number: int, rng: random.Random, outcome: Outcome) -> None:
    """Builds killed at any moment; what was served stays whole, and nothing goes on."""
    command = [sys.executable, "-m", "cli.main", "build", "--sample", "--data", str(data)]
    judgements = data / "judgements.jsonl"
    served, orphans = DataFolder(data).current().id, 0
    for round_number in range(number):
        judgements.write_text(f"# {rng.random()}\n", encoding="utf-8")  # so that there is something to build
        build = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        sleep(rng.uniform(0.3, 8))
        family = psutil.Process(build.pid).children(recursive=True) if build.poll() is None else []
        build.send_signal(signal.SIGKILL)
        build.wait()
        sleep(1)
        orphans += sum(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in family)
        if DataFolder(data).current().damage():
            outcome.wrong.append(f"kill {round_number}: what is served is damaged")
    subprocess.run(command, check=True, capture_output=True)
    left = list((data / "snapshots").glob(".*"))
    outcome.figures[f"{number} builds killed"] = (
        f"{orphans} processes and {len(left)} folders left; {served} stayed"
    )
    outcome.wrong += ["a process or folder was left"] if orphans or left else []


def damages(data: Path, number: int, rng: random.Random, outcome: Outcome) -> None:
    """One bit of a file of the served snapshot, again and again."""
    snapshot = DataFolder(data).current()
    files = [
        snapshot.path / name for name in snapshot.manifest["files"] if (snapshot.path / name).stat().st_size
    ]
    noticed = 0
    for _ in range(number):
        file = rng.choice(files)
        whole = file.read_bytes()
        at = rng.randrange(len(whole))
        file.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << rng.randrange(8))]) + whole[at + 1 :])
        noticed += file.relative_to(snapshot.path).as_posix() in snapshot.damage() or not file.is_file()
        file.write_bytes(whole)
    outcome.figures[f"{number} bits flipped"] = f"{noticed} noticed"
    outcome.wrong += [] if noticed == number else ["a damage went unnoticed"]


def on_server(data: Path, requests: int, rng: random.Random, outcome: Outcome) -> None:
    """Every attack on one running server."""
    attacks: tuple[Callable[[str, httpx.Client, Outcome], None], ...] = (
        vanishing_and_slow,
        runaways,
        hard_texts,
    )
    with serving(data, "--requests-per-minute", "0") as address:
        for attack in attacks:
            with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
                client.get("/ready").raise_for_status()
                attack(address, client, outcome)
        raw_http(address, requests, rng, outcome)
        sleep(1)
        httpx.get(f"{address}/ready", timeout=30, trust_env=False).raise_for_status()


def _folders() -> Iterator[Path]:
    """A data folder with the sample's graph; gone in the end."""
    folder = Path(tempfile.mkdtemp(prefix="pobratim-campaign-"))
    try:
        command = [sys.executable, "-m", "cli.main", "build", "--sample", "--data", str(folder)]
        subprocess.run(command, check=True, capture_output=True)
        yield folder
    finally:
        shutil.rmtree(folder)


def main() -> int:
    """0 where nothing was lost, else 1."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--requests", type=int, default=3_000)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--damages", type=int, default=200)
    told = parser.parse_args()
    rng, outcome = random.Random(told.seed), Outcome()
    print(f"seed {told.seed}")
    for data in _folders():
        on_server(data, told.requests, rng, outcome)
        damages(data, told.damages, rng, outcome)
        kills(data, told.kills, rng, outcome)
    for what, figure in outcome.figures.items():
        print(f"{what}: {figure}")
    for one in outcome.wrong:
        print(f"WRONG: {one}")
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
