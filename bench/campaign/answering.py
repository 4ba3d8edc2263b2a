"""A running server under slow clients, endless queries, hard texts and requests that are none."""

import socket
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit

import httpx
import yaml

from bench.campaign.run import Run
from tests.web.server import asking, process_of, serving

_LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
_QUERY_SECONDS = 10
_AT_ONCE = 60
_PAGES = (
    "/events?page={n}",
    "/map?since=20{n:02d}",
    "/timeline?since=20{n:02d}",
    "/search?q=word{n}",
    "/static/none{n}",
)
_HARD = (
    "a." * 32_000,
    '"\\' * 32_000,
    "ASK { FILTER(" + " || ".join(["1"] * 30_000) + ") }",
    "ASK " + "{" * 50_000,
)
_PIECES = (
    b"GET ", b"POST ", b"HEAD ", b"/sparql?query=ASK%7B%7D", b"/", b"//evil.example/",
    b"/%5Cevil", b"/id/%00", b"*",
    b" HTTP/1.1\r\n", b" HTTP/1.0\r\n", b" HTTP/9.9\r\n", b"Host: a\r\n", b"Host: evil.example\r\n",
    b"Content-Length: 5\r\n", b"Content-Length: -1\r\n", b"Content-Length: 99999999999\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Content-Type: application/json\r\n", b"Accept: \xff\xfe\r\n",
    b"Expect: 100-continue\r\n", b"If-None-Match: *\r\n", b"Range: bytes=0-1\r\n",
    b"\r\n", b"\r\n\r\n", b"\x00",
    b'{"query": "\\ud800"}', b"[" * 200, b"x" * 5_000, b"5\r\nhello\r\n0\r\n\r\n",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Answer:
    """How long a query took to be answered, and how it was."""

    seconds: float
    status: int
    retry_after: str | None


def attack(run: Run) -> None:
    """Every attack on one running server, which is as awake in the end as it was in the beginning."""
    attacks: tuple[Callable[[Run, str, httpx.Client], None], ...] = (
        _slow_and_vanishing,
        _half_headers,
        _runaways,
        _hard_texts,
        _raw,
    )
    with serving(
        run.data, "--workers", "1", "--requests-per-minute", "0", "--query-seconds", str(_QUERY_SECONDS)
    ) as address:
        for one in attacks:
            with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
                client.get("/ready").raise_for_status()
                _ask(client, 0)
                one(run, address, client)
        sleep(1)
        httpx.get(f"{address}/ready", timeout=30, trust_env=False).raise_for_status()
        family = process_of(address).children(recursive=True)
        run.note("processes of the server afterwards", len(family))


def _slow_and_vanishing(run: Run, address: str, client: httpx.Client) -> None:
    """Two clients go away in the middle of an answer and twenty read nothing more of theirs."""
    for _ in range(2):
        asking(address, _LONG, reading=10_000).close()
    with ExitStack() as readers:
        for _ in range(20):
            readers.enter_context(asking(address, _LONG, reading=100))
        run.took("ASK beside 2 gone and 20 slow readers", [_ask(client, n) for n in range(100)], 0.1)


def _judge_closing(run: Run, lines: list[socket.socket]) -> None:
    """Whether the server closes within a minute what never ends its headers."""
    since, still = monotonic(), lines
    while still and monotonic() - since < 60:
        sleep(1)
        still = [line for line in still if not _is_closed(line)]
    run.note("half headers still open after a minute", len(still))
    if still:
        run.fail("half headers are never closed")


def _half_headers(run: Run, address: str, client: httpx.Client) -> None:
    """Two hundred clients that never end their headers, some sending a line of them now and then."""
    parts = urlsplit(address)
    with ExitStack() as crowd:
        lines = []
        for _ in range(200):
            line = crowd.enter_context(socket.create_connection((parts.hostname or "", parts.port or 80)))
            line.sendall(b"GET / HTTP/1.1\r\nX-One: ")
            lines.append(line)
        pages = []
        for n in range(20):
            for line in lines[:50]:
                with suppress(OSError):
                    line.sendall(b"a")
            pages.append(_timed(client, f"/help?n={n}")[0])
        run.took("pages beside 200 half headers", pages, 0.3)
        _judge_closing(run, lines)


def _is_closed(line: socket.socket) -> bool:
    line.setblocking(False)
    try:
        while heard := line.recv(4096):
            del heard
        return True
    except BlockingIOError:
        return False
    except OSError:
        return True


def _judge_answers(run: Run, answers: Sequence[_Answer]) -> None:
    """Whether endless queries were ended in time, and those that found no room told when to come again."""
    run.note("answers to them", dict(sorted(Counter(one.status for one in answers).items())))
    at_once = [one for one in answers if one.seconds < 1]
    run.note("answers to them within a second", len(at_once))
    if any(one.status == 503 and one.retry_after is None for one in at_once):
        run.fail("a full queue does not say when to come again")
    run.took("the time of those answers", [one.seconds for one in answers], _QUERY_SECONDS + 0.5)


def _runaways(run: Run, address: str, client: httpx.Client) -> None:
    """Sixty endless queries of thirty kinds at once, pages asked meanwhile."""
    kinds = yaml.safe_load(Path(__file__).with_name("runaways.yml").read_text(encoding="utf-8"))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        asked = [
            pool.submit(_posted, address, kinds[number % len(kinds)] % number) for number in range(_AT_ONCE)
        ]
        sleep(1)
        pages = [_timed(client, page.format(n=n)) for n in range(20) for page in _PAGES]
        answers = [one.result() for one in asked]
    run.took(f"pages beside {_AT_ONCE} runaway queries", [seconds for seconds, _ in pages], 0.3)
    slowest = max(range(len(pages)), key=lambda number: pages[number])
    run.note("the slowest of those pages", f"{_PAGES[slowest % len(_PAGES)]}, asked as number {slowest}")
    _judge_answers(run, answers)
    _fail_at_errors(run, {status for _, status in pages} | {one.status for one in answers})
    run.note("first ASK after them", f"{_until_answered(client) * 1000:.0f} ms")
    _ask(client, 10**6)


def _fail_at_errors(run: Run, statuses: set[int]) -> None:
    for status in sorted(statuses):
        if status >= 500 and status not in (503, 504):
            run.fail(f"{status} beside runaway queries")


def _until_answered(client: httpx.Client) -> float:
    """Seconds until a small question is answered again."""
    since = monotonic()
    while monotonic() - since < 30 and client.get("/sparql", params={"query": "ASK {}"}).status_code == 503:
        sleep(0.1)
    return monotonic() - since


def _posted(address: str, query: str) -> _Answer:
    """The answer to a query that is posted by itself; a client that costs next to nothing of the machine."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=120)
    since = monotonic()
    connection.request("POST", "/sparql", query.encode(), {"content-type": "application/sparql-query"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return _Answer(monotonic() - since, answer.status, answer.headers.get("retry-after"))


def _hard_texts(run: Run, address: str, client: httpx.Client) -> None:
    """Queries that are hard to read, pages asked meanwhile."""
    with ThreadPoolExecutor(len(_HARD)) as pool:
        posted = [pool.submit(_posted, address, text) for text in _HARD]
        pages = [_timed(client, f"/help?n={n}")[0] for n in range(50)]
        answers = [one.result() for one in posted]
    run.took("pages beside texts that are hard to read", pages, 0.3)
    run.took("answers to those texts", [one.seconds for one in answers], 1.0)
    run.note("`a.` × 32,000 by itself", f"{_posted(address, _HARD[0]).seconds * 1000:.0f} ms")
    for one in answers:
        if one.status != 400:
            run.fail(f"a hard text answered {one.status}")


def _raw(run: Run, address: str, client: httpx.Client) -> None:
    """Requests put together from pieces of good and bad ones."""
    rng = run.random("raw")
    parts = urlsplit(address)
    statuses: Counter[str] = Counter()
    for _ in run.each("raw requests", 3_000):
        request = b"".join(rng.choices(_PIECES, k=rng.randint(1, 9)))
        status = _status_of(request, parts.hostname or "", parts.port or 80)
        statuses[status] += 1
        if status.startswith("5") and status not in ("501", "503", "505"):
            run.fail(f"{status} for {request!r}")
    run.note(
        f"{statuses.total()} raw requests", ", ".join(f"{n} × {one}" for one, n in sorted(statuses.items()))
    )


def _status_of(request: bytes, host: str, port: int) -> str:
    with socket.create_connection((host, port), timeout=3) as connection:
        heard = b""
        with suppress(OSError):
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            heard = connection.recv(4096)
    return heard.split()[1].decode() if heard.startswith(b"HTTP/") else "none"


def _timed(client: httpx.Client, path: str) -> tuple[float, int]:
    """How long the answer took, and its status."""
    since = monotonic()
    status = client.get(path).status_code
    return monotonic() - since, status


def _ask(client: httpx.Client, number: int) -> float:
    """The seconds of an ASK that was never asked before."""
    since = monotonic()
    client.get("/sparql", params={"query": f"ASK {{ FILTER({number} >= 0) }}"}).raise_for_status()
    return monotonic() - since
