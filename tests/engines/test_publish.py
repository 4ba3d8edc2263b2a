"""Publishing anew: what left is gone from the server, and what is not ours stays; how a server lets us in."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store
from rdflib.namespace import DCTERMS

from ontology.errors import StoreError
from ontology.terms import SD
from queries.engine.publish import GraphStore, Published, Way, publish
from queries.engine.virtuoso import VirtuosoLoader
from tests.engines.servers import (
    FUSEKI,
    OXIGRAPH,
    VIRTUOSO,
    free_port,
    fuseki_server,
    oxigraph_server,
    virtuoso_server,
)
from tests.queries.small import ID

FOREIGN = "https://example.org/another"
MERGED = f"{ID}graph/merged"


def store_of(*reports: str, version: str = "") -> Store:
    """Reports with a triple each, and what a snapshot says of its graphs and of itself."""
    store, about = Store(), NamedNode(f"{ID}graph/about")
    for report in reports:
        graph = NamedNode(f"{ID}graph/report/{report}")
        said = (NamedNode(f"{ID}report/{report}"), NamedNode("https://schema.org/name"), Literal(report))
        store.extend([Quad(*said, graph), Quad(*said, DefaultGraph())])
        store.add(Quad(NamedNode(f"{ID}dataset/{report}"), NamedNode(SD.name), graph, about))
    if version:
        store.add(Quad(NamedNode(f"{ID}dataset"), NamedNode(DCTERMS.identifier), Literal(version), about))
    return store


def quads(address: str) -> set[str]:
    """Everything that a server holds, as an Oxigraph gives it."""
    answer = httpx.get(f"{address}/store", headers={"accept": "application/n-quads"}, trust_env=False)
    return set(answer.text.splitlines())


def written(store: Store) -> set[str]:
    """The same of a store."""
    return {f"{quad} ." for quad in store}


def graphs(address: str) -> set[str]:
    """The names of the named graphs that hold something, without what Virtuoso keeps for itself."""
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    answer = httpx.get(
        address,
        params={"query": query},
        headers={"accept": "application/sparql-results+json"},
        trust_env=False,
    )
    found = {row["g"]["value"] for row in answer.json()["results"]["bindings"]}
    return {name for name in found if name.startswith((ID, FOREIGN))}


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[GraphStore, str]]:
    """A graph store, and the address of queries."""
    if request.param == "oxigraph":
        if not OXIGRAPH.exists():
            pytest.skip("oxigraph is not installed")
        with oxigraph_server(tmp_path) as base:
            yield GraphStore(f"{base}/store"), f"{base}/query"
        return
    if VIRTUOSO is None:
        pytest.skip("Virtuoso is not installed")
    with virtuoso_server(tmp_path) as base:
        yield GraphStore(f"{base}/sparql-graph-crud-auth", MERGED, "dba", "dba"), f"{base}/sparql"


@pytest.mark.engine
def test_a_report_that_left_leaves_the_server_too(server: tuple[GraphStore, str]) -> None:
    target, queries = server
    merged = {MERGED} if target.default_graph is not None else set()
    foreign = Store()
    foreign.add(Quad(NamedNode(FOREIGN), NamedNode(FOREIGN), Literal("x"), NamedNode(FOREIGN)))
    publish(foreign, target)
    publish(store_of("2025-Q1", "2025-Q2"), target)
    everything = {f"{ID}graph/about", f"{ID}graph/report/2025-Q1", f"{ID}graph/report/2025-Q2", FOREIGN}
    assert graphs(queries) == everything | merged
    publish(store_of("2025-Q2"), target)
    assert graphs(queries) == (everything | merged) - {f"{ID}graph/report/2025-Q1"}


@pytest.mark.engine
def test_what_a_broken_off_publishing_left_goes_too(server: tuple[GraphStore, str]) -> None:
    target, queries = server

    class BrokenOffError(Exception):
        """The connection is gone."""

    def breaking(name: str, count: int) -> None:
        raise BrokenOffError

    with pytest.raises(BrokenOffError):
        publish(store_of("2025-Q1"), target, breaking)
    assert f"{ID}graph/report/2025-Q1" in graphs(queries)
    publish(store_of("2025-Q2"), target)
    assert f"{ID}graph/report/2025-Q1" not in graphs(queries)


@pytest.mark.engine
@pytest.mark.skipif(VIRTUOSO is None, reason="Virtuoso is not installed")
def test_virtuoso_loads_by_its_own_loader(tmp_path: Path) -> None:
    port = free_port()
    loader = VirtuosoLoader(f"127.0.0.1:{port}", tmp_path, "dba", "dba")
    with virtuoso_server(tmp_path, sql_port=port) as base:
        target = GraphStore(f"{base}/sparql-graph-crud-auth", MERGED, "dba", "dba", loader=loader)
        for reports in (("it's", "2025-Q2"), ("2025-Q2", "2025-Q3")):
            store = store_of(*reports)
            assert publish(store, target) == Published(len(store), Way.REPLACED)
            told = {f"{ID}graph/about", *(f"{ID}graph/report/{one}" for one in reports)}
            assert graphs(f"{base}/sparql") == told | {MERGED}
        assert not list(tmp_path.glob("pobratim-*")), "nothing stays in the folder"

        for wrong, said in (
            (replace(loader, password="other"), "login"),
            (replace(loader, sql="127.0.0.1:1"), "127.0.0.1:1"),
            (replace(loader, folder=tmp_path / "none"), "none"),
        ):
            with pytest.raises(StoreError, match=said):
                publish(store, replace(target, loader=wrong))
        with pytest.raises(StoreError, match="TURTLE"):
            loader.load(f"{ID}graph/about", [b'<http://example.org/> <http://example.org/> "'])


@pytest.mark.engine
@pytest.mark.skipif(VIRTUOSO is None, reason="Virtuoso is not installed")
def test_readers_of_virtuoso_have_one_snapshot_or_the_other(tmp_path: Path) -> None:
    port = free_port()
    loader = VirtuosoLoader(f"127.0.0.1:{port}", tmp_path, "dba", "dba")
    with virtuoso_server(tmp_path, sql_port=port) as base:
        target = GraphStore(f"{base}/sparql-graph-crud-auth", MERGED, "dba", "dba", loader=loader)
        seen = list[set[str]]()

        def look(*_: object) -> None:
            told = {"query": "SELECT ?o { ?s ?p ?o }", "default-graph-uri": MERGED}
            kind = {"accept": "application/sparql-results+json"}
            rows = httpx.get(f"{base}/sparql", params=told, headers=kind, trust_env=False).json()["results"]
            seen.append({row["o"]["value"] for row in rows["bindings"]})

        publish(store_of("a", "b", version="0"), target)
        before = {"a", "b"}
        for version, reports in (("1", ("b", "c")), ("2", ("c", "d", "e")), ("2", ("c", "d", "e"))):
            seen.clear()
            publish(store_of(*reports, version=version), target, look)
            assert seen.pop() == {*reports}, "the description comes last"
            assert seen
            assert all(one == before for one in seen), "none is seen before all are there"
            before = {*reports}
        merged = [name for name in graphs(f"{base}/sparql") if "/merged" in name or "/arriving/" in name]
        assert merged == [f"{ID}graph/about/arriving/DEFAULT/2/again"], "what stood there before is gone"


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[str]:
    """The base address of a server that does updates as transactions."""
    if not OXIGRAPH.exists():
        pytest.skip("oxigraph is not installed")
    with oxigraph_server(tmp_path) as base:
        yield base


@pytest.mark.engine
def test_only_what_changed_goes_to_a_server_with_transactions(oxigraph: str) -> None:
    target = GraphStore(f"{oxigraph}/store")
    first, second = store_of("2025-Q1", "2025-Q2", version="a"), store_of("2025-Q2", "2025-Q3", version="b")
    kept = {"a": first, "b": second}
    assert publish(first, target, earlier=kept.get) == Published(len(list(first)), Way.REPLACED)
    assert quads(oxigraph) == written(first)
    assert publish(first, target, earlier=kept.get) == Published(0, Way.UNCHANGED)
    changed = written(first) ^ written(second)
    assert publish(second, target, earlier=kept.get) == Published(len(changed), Way.CHANGES)
    assert quads(oxigraph) == written(second)


@pytest.mark.engine
def test_what_a_server_lost_comes_back(oxigraph: str) -> None:
    target, store = GraphStore(f"{oxigraph}/store"), store_of("2025-Q1", version="a")
    publish(store, target)
    httpx.delete(f"{oxigraph}/store", params={"graph": f"{ID}graph/report/2025-Q1"}, trust_env=False)
    assert publish(store, target).way is Way.SWITCHED
    assert quads(oxigraph) == written(store)


@pytest.mark.engine
def test_a_word_that_a_server_garbled_comes_back(oxigraph: str) -> None:
    target, store = GraphStore(f"{oxigraph}/store"), store_of("2025-Q1", "2025-Q2", version="a")
    publish(store, target)
    garble = 'DELETE { ?s ?p "2025-Q1" } INSERT { ?s ?p "2025-??" } WHERE { ?s ?p "2025-Q1" }'
    httpx.post(f"{oxigraph}/update", data={"update": garble}, trust_env=False).raise_for_status()
    assert publish(store, target).way is Way.SWITCHED
    assert quads(oxigraph) == written(store)


@pytest.mark.engine
def test_readers_have_the_old_graph_until_all_of_the_new_one_is_there(oxigraph: str) -> None:
    target, merged = GraphStore(f"{oxigraph}/store"), "SELECT ?s { ?s ?p ?o }"
    publish(store_of("2025-Q1", version="a"), target)
    seen: list[int] = []

    def look(name: str, count: int) -> None:
        seen.append(
            httpx.get(f"{oxigraph}/query", params={"query": merged}, trust_env=False).text.count("2025")
        )

    publish(store_of("2025-Q2", "2025-Q3", "2025-Q4", version="b"), target, look)
    assert set(seen) == {1}
    assert len(seen) == 5


@pytest.mark.engine
def test_a_publishing_that_was_broken_off_goes_on(oxigraph: str) -> None:
    target, store = GraphStore(f"{oxigraph}/store"), store_of("2025-Q1", "2025-Q2", version="b")
    publish(store_of("2025-Q1", version="a"), target)
    sent: list[str] = []

    def breaking(name: str, count: int) -> None:
        sent.append(name)
        if len(sent) == 2:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        publish(store, target, breaking)
    publish(store, target, lambda name, count: sent.append(name))
    assert len(sent) == len(set(sent)) == 4
    assert quads(oxigraph) == written(store)


@contextmanager
def guarded(challenge: str, taken: list[str]) -> Iterator[str]:
    """A server that lets in who knows the word, and notes the methods of those it let in."""
    word = "Basic " + b64encode("анна:ключ".encode()).decode()

    class Guard(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            let_in = self.headers.get("authorization") == word
            self.send_response(204 if let_in else 401)
            if let_in:
                taken.append(self.command)
            elif challenge:
                self.send_header("www-authenticate", challenge)
            self.end_headers()

        do_GET = do_PUT = do_POST = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Guard)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/data"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("challenge", ['Basic realm="data"', ""])
def test_a_server_that_knows_basic_authentication_alone(challenge: str) -> None:
    taken: list[str] = []
    with guarded(challenge, taken) as address:
        publish(store_of("2025-Q1"), GraphStore(address, None, "анна", "ключ"))
        assert taken == ["GET", "PUT", "PUT", "PUT", "PUT"]
        with pytest.raises(StoreError, match="401"):
            publish(store_of("2025-Q1"), GraphStore(address, None, "анна", "другой"))


@pytest.mark.engine
@pytest.mark.skipif(FUSEKI is None, reason="Fuseki is not installed")
def test_fuseki_has_the_old_graph_until_it_has_all_of_the_new_one(tmp_path: Path) -> None:
    first, second, third = store_of("a", "b", version="1"), store_of("b", "c", version="2"), store_of("c")
    with fuseki_server(tmp_path) as base:
        target = GraphStore(f"{base}/data", update=f"{base}/update", query=f"{base}/query")
        ways = [publish(one, target).way for one in (first, second, third)]
        assert ways == [Way.REPLACED, Way.SWITCHED, Way.REPLACED]  # the third says of no version
        assert graphs(f"{base}/query") == {f"{ID}graph/about", f"{ID}graph/report/c"}
