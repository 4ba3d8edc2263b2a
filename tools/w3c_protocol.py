"""Sends the requests of the W3C's sparql11/protocol suite as they are written, and compares what comes back.

    python -m tools.w3c_protocol FOLDER    # a checkout of w3c/rdf-tests, which is no part of this project

Only the path is ours: the suite says `/sparql/` where an endpoint has its own. What the suite has us update
is refused by design, and not applicable as long as it is refused by 403.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import RDF, RDFS, Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

from tests.queries.small import write_snapshot
from web.app import create_app
from web.settings import Limits, Settings

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
MANIFEST = "sparql/sparql11/protocol/manifest.ttl"
REFUSED = 403
BY_DESIGN = ("not applicable", "an update, refused by design")
MEDIA = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv",
                "text/tab-separated-values"),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request as the suite writes it, and what may answer it: beginnings of statuses, a truth, a format."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    statuses: tuple[str, ...]
    truth: bool | None
    form: str | None


@dataclass(frozen=True, slots=True)
class ProtocolTest:
    """A test: requests in their order."""

    name: str
    exchanges: tuple[Exchange, ...]
    updates: bool


def cases(manifest: Path) -> Iterator[ProtocolTest]:
    """Every test of the manifest."""
    told = Graph().parse(manifest, publicID=manifest.as_uri())
    for test in sorted(told.subjects(RDF.type, MF.ProtocolTest), key=str):
        connection = told.value(test, MF.action)
        requests = [one for part in told.objects(connection, HT.requests) for one in _members(told, part)]
        exchanges = tuple(_exchange(told, one) for one in requests)
        name = str(test).rpartition("#")[2]
        yield ProtocolTest(name, exchanges, "update" in name or name == "bad_multiple_updates")


def _members(told: Graph, head: Node | None) -> Sequence[Node]:
    return list(Collection(told, head)) if head is not None else ()


def _exchange(told: Graph, request: Node) -> Exchange:
    fields = _members(told, told.value(request, HT.headers))
    headers = {str(told.value(one, HT.fieldName)): str(told.value(one, HT.fieldValue)) for one in fields}
    body = told.value(request, HT.body)
    text = str(told.value(body, CNT.chars) or "") if body is not None else ""
    encoding = str(told.value(body, CNT.characterEncoding) or "UTF-8") if body is not None else "UTF-8"
    answer = told.value(request, HT.resp)
    truth = told.value(answer, MF.expectedBoolean)
    form = told.value(answer, MF.expectedFormat)
    return Exchange(
        str(told.value(request, HT.methodName)),
        str(told.value(request, HT.absolutePath)).replace("/sparql/", "/sparql", 1),
        headers,
        text.encode(encoding),
        tuple(str(one).rpartition("#StatusCode")[2][0] for one in told.objects(answer, MF.expectedStatus)),
        None if truth is None else bool(truth.toPython()),  # type: ignore[attr-defined]
        None if form is None else str(form),
    )


def data(manifest: Path) -> Iterator[Quad]:
    """The graphs that the tests ask, each under the IRI that the manifest gives it."""
    told = Graph().parse(manifest, publicID=manifest.as_uri())
    given = {
        (str(told.value(node, UT.graph)), str(told.value(node, RDFS.label)))
        for node in told.objects(None, UT.graphData)
    }
    for file, name in sorted(given):
        for quad in parse(path=file.removeprefix("file://"), format=RdfFormat.N_TRIPLES):
            yield Quad(quad.subject, quad.predicate, quad.object, NamedNode(name))


def fault(exchange: Exchange, answer: Response) -> str:
    """What is otherwise than the suite wants; nothing where all is as it should be."""
    if exchange.statuses and not str(answer.status_code).startswith(exchange.statuses):
        return f"{answer.status_code}: {answer.text[:200]}"
    media_type = answer.headers.get("content-type", "").partition(";")[0]
    if exchange.form is not None and media_type not in MEDIA[exchange.form]:
        return f"{media_type} is no {exchange.form}"
    if exchange.truth is not None and answer.json()["boolean"] is not exchange.truth:
        return f"{answer.text[:200]} and not {exchange.truth}"
    return ""


def outcome(client: TestClient, case: ProtocolTest) -> tuple[str, str]:
    """«passed», «failed» or «not applicable», and why."""
    for one in case.exchanges:
        answer: Any = client.request(one.method, one.path, headers=one.headers, content=one.body)
        if case.updates and answer.status_code == REFUSED:
            return (
                ("passed", "")
                if one.statuses == ("4",)
                else ("not applicable", "an update, refused by design")
            )
        if wrong := fault(one, answer):
            return "failed", wrong
    return "passed", ""


def run(folder: Path) -> dict[str, tuple[str, str]]:
    """What became of each test."""
    manifest = folder / MANIFEST
    with TemporaryDirectory() as kept:
        write_snapshot(Path(kept), "protocol", tuple(data(manifest)))
        limits = Limits(requests_per_minute=None, query_workers=1)
        with TestClient(create_app(Settings(data=Path(kept), limits=limits))) as client:
            return {case.name: outcome(client, case) for case in cases(manifest)}


def main() -> None:
    """Tells the outcome of each test of the folder named on the command line."""
    found = run(Path(sys.argv[1]).resolve())
    for name, (what, why) in found.items():
        print(f"{what:15} {name} {why}")
    print(dict(Counter(what for what, _ in found.values())))


if __name__ == "__main__":
    main()
