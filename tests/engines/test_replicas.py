"""Two servers behind one address, set up as in docs/remote-engines.md: one is killed, answers stay whole."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store
from rdflib.namespace import DCTERMS

from ontology.errors import StoreError
from ontology.terms import SD
from queries.engine.publish import GraphStore, Way, publish
from tests.engines.servers import OXIGRAPH, free_port, wait_until_answering
from tests.queries.small import ID
from web.app import create_app
from web.settings import Limits, Settings

HAPROXY = shutil.which("haproxy") or "/usr/sbin/haproxy"
DOCS = Path(__file__).parents[2] / "docs" / "remote-engines.md"
NAME = NamedNode("https://schema.org/name")
QUERY = "SELECT ?thing ?of { ?thing <https://schema.org/name> ?of }"
THINGS = {"old": 3_000, "new": 4_000}

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(not (OXIGRAPH.exists() and Path(HAPROXY).exists()), reason="no haproxy or oxigraph"),
]


def snapshot(version: str) -> Store:
    """Things that all say of which version they are, in two graphs, and what it says of itself."""
    store, about = Store(), NamedNode(f"{ID}graph/about")
    for number in range(THINGS[version]):
        graph = NamedNode(f"{ID}graph/report/{number % 2}")
        said = (NamedNode(f"{ID}thing/{number}"), NAME, Literal(version))
        store.extend([Quad(*said, graph), Quad(*said, DefaultGraph())])
        store.add(Quad(NamedNode(f"{ID}dataset/{number % 2}"), NamedNode(SD.name), graph, about))
    said = (NamedNode(f"{ID}dataset"), NamedNode(DCTERMS.identifier), Literal(version))
    store.extend([Quad(*said, about), Quad(*said, DefaultGraph())])
    return store


class Replica:
    """`oxigraph serve` on a folder and a port of its own, killed and started again at will."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        bind = f"127.0.0.1:{self.port}"
        command = [str(OXIGRAPH), "serve", "--location", str(self.folder), "--bind", bind]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until_answering(self.process, f"{self.address}/query?query=ASK%7B%7D")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def balanced(first: Replica, second: Replica, folder: Path) -> Iterator[str]:
    """The balancer that the docs set up, in front of these; its address."""
    port, settings = free_port(), folder / "haproxy.cfg"
    told = DOCS.read_text(encoding="utf-8").partition("```haproxy\n")[2].partition("```")[0]
    for documented, here in ((8889, port), (7878, first.port), (7879, second.port)):
        assert f":{documented}" in told
        told = told.replace(f":{documented}", f":{here}")
    settings.write_text(told, encoding="utf-8")
    command = [HAPROXY, "-db", "-f", str(settings)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_answering(process, f"http://127.0.0.1:{port}/query?query=ASK%7B%7D")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@dataclass
class Reader:
    """Asks again and again; what it was told, and what was wrong with that."""

    client: TestClient
    seen: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    number: int = 0
    told: str = ""

    def ask(self) -> None:
        """Never the same query twice, so that no kept answer counts."""
        self.number += 1
        accept = {"accept": "application/sparql-results+json"}
        answer = self.client.get("/sparql", params={"query": f"{QUERY} # {self.number}"}, headers=accept)
        if answer.status_code == 503:
            self.seen.append("503")
            self.told = answer.text
            threading.Event().wait(0.05)
            if "retry-after" not in answer.headers:
                self.wrong.append("503 without Retry-After")
        elif answer.status_code != 200:
            self.wrong.append(f"{answer.status_code}")
        else:
            of = [row["of"]["value"] for row in answer.json()["results"]["bindings"]]
            self.seen.append(of[0])
            if len(of) != THINGS[of[0]] or set(of) != {of[0]}:
                self.wrong.append(f"{len(of)} rows of {sorted(set(of))}")


def test_readers_have_whole_answers_while_a_replica_dies(tmp_path: Path) -> None:
    with ExitStack() as held:
        folders = [tmp_path / name for name in ("first", "second")]
        for folder in folders:
            folder.mkdir()
        first, second = (Replica(folder) for folder in folders)
        held.callback(first.kill)
        held.callback(second.kill)
        targets = [GraphStore(f"{one.address}/store") for one in (first, second)]
        old, new = snapshot("old"), snapshot("new")
        for target in targets:
            publish(old, target)
        balancer = held.enter_context(balanced(first, second, tmp_path))
        limits = Limits(requests_per_minute=None)
        app = create_app(Settings(tmp_path / "data", endpoint=f"{balancer}/query", limits=limits))
        reader = Reader(held.enter_context(TestClient(app)))
        reader.ask()
        done = threading.Event()

        def read_on() -> None:
            while not done.is_set():
                reader.ask()

        reading = threading.Thread(target=read_on)
        reading.start()
        try:
            publish(new, targets[1])  # the one that nobody reads while the other lives

            def kill(name: str, count: int) -> None:
                first.kill()

            with pytest.raises(StoreError):
                publish(new, targets[0], kill)
            until_seen(reader, "new")
            first.start()
            assert publish(new, targets[0]).way is Way.SWITCHED
            until_seen(reader, "new")
            second.kill()
            until_seen(reader, "new")
        finally:
            done.set()
            reading.join()

        assert reader.wrong == []
        assert set(reader.seen) <= {"old", "new", "503"}
        assert (reader.seen[0], reader.seen[-1]) == ("old", "new")
        first.kill()
        reader.ask()
        nobody = httpx.get(f"{balancer}/query", params={"query": QUERY}, trust_env=False)
        assert (nobody.status_code, nobody.headers.get("retry-after")) == (503, "5")
        assert reader.seen[-1] == "503"
        assert reader.wrong == []


def until_seen(reader: Reader, version: str) -> None:
    """Returns once the reader, from now on, has been told of that version; a runaway ends."""
    since = len(reader.seen)
    for _ in range(600):
        if version in reader.seen[since:]:
            return
        threading.Event().wait(0.1)
    raise AssertionError(
        f"nothing of {version} in a minute: {reader.seen[since:][-5:]} {reader.wrong[-5:]} {reader.told}"
    )
