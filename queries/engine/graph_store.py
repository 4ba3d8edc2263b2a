"""A server's graphs over the SPARQL 1.1 Graph Store HTTP Protocol: one is got, put, added to or deleted.

Beside it, where the server has such addresses, an update that is done whole or not at all, and how many
triples each graph has.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from ontology.errors import StoreError
from queries.engine.serialise import JSON
from queries.engine.virtuoso import VirtuosoLoader
from queries.texts import sparql

SECONDS = 600.0
_WRITTEN = "application/n-triples"
_READ = "application/n-triples, text/turtle;q=0.9"
_UPDATE, _QUERY = "application/sparql-update", "application/sparql-query"
DEFAULT = "DEFAULT"
Name = NamedNode | DefaultGraph


@dataclass(frozen=True, slots=True)
class GraphStore:
    """A server's Graph Store address; `default_graph` names the graph that stands in for the default one.

    `update` and `query` are its addresses for SPARQL Update, each request a transaction, and for queries.
    Those of Oxigraph, whose Graph Store is at /store, are known; `bulk` is the parameter by which it loads
    without a transaction. `loader` is that of a Virtuoso.
    """

    address: str
    default_graph: str | None = None
    user: str | None = None
    password: str | None = None
    update: str | None = None
    query: str | None = None
    loader: VirtuosoLoader | None = None

    @property
    def bulk(self) -> str | None:
        """The parameter that makes the server load in bulk, where it is known to have one."""
        return "no_transaction" if self._beside("/") is not None else None

    @property
    def update_address(self) -> str | None:
        """Where a transaction may be asked for."""
        return self.update or self._beside("/update")

    @property
    def query_address(self) -> str | None:
        """Where a query may be asked."""
        return self.query or self._beside("/query")

    def _beside(self, path: str) -> str | None:
        before, slash, last = self.address.rpartition("/store")
        return before + path if slash and not last else None

    def open(self) -> "StoreConnection":
        """A connection that authenticates where a user is given, as the server asks for it."""
        auth = AskedScheme(self.user, self.password or "") if self.user is not None else None
        return StoreConnection(self, httpx.Client(auth=auth, timeout=SECONDS, trust_env=False))


class AskedScheme(httpx.Auth):
    """Authentication in the scheme that the server asks for: Digest where it knows that, else Basic."""

    requires_response_body = True

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            schemes = response.headers.get_list("www-authenticate")
            digest = any(scheme.lower().startswith("digest") for scheme in schemes)
            self._chosen = self._digest if digest else self._basic
        yield from self._chosen.auth_flow(request)


class StoreConnection:
    """Requests to a graph store; each raises StoreError where the server is silent or refuses."""

    def __init__(self, target: GraphStore, client: httpx.Client) -> None:
        self._target = target
        self._client = client

    def get(self, name: Name) -> tuple[Triple, ...]:
        """The triples of a graph; none where the server has no such graph."""
        answer = self._request("GET", name, missing_ok=True)
        if answer.status_code == httpx.codes.NOT_FOUND:
            return ()
        media_type = answer.headers.get("content-type", "").partition(";")[0].strip()
        read_as = RdfFormat.from_media_type(media_type) or RdfFormat.TURTLE
        try:
            return tuple(quad.triple for quad in parse(answer.content, format=read_as))
        except (SyntaxError, ValueError) as error:
            raise StoreError("server-unreadable", address=self._target.address, reason=error) from error

    def put(self, name: Name, ntriples: bytes) -> None:
        """Makes these triples all that the graph holds."""
        self._request("PUT", name, ntriples)

    def post(self, name: Name, ntriples: bytes) -> None:
        """Adds these triples to the graph."""
        self._request("POST", name, ntriples)

    @property
    def loads_in_bulk(self) -> bool:
        return self._target.bulk is not None or self._target.loader is not None

    def load(self, name: Name, ntriples: Iterator[bytes]) -> None:
        """Adds these triples to the graph by the server's own loader: a part of them where it breaks off."""
        loader, bulk = self._target.loader, self._target.bulk
        place = self.name_of(name)
        if loader is not None and place is not None:
            loader.load(place.value, ntriples)
            return
        assert bulk is not None
        told: dict[str, Any] = {"params": {**self._graph(name), bulk: ""}, "content": ntriples}
        self._send("POST", self._target.address, name, headers={"content-type": _WRITTEN}, **told)

    def can_stand_for(self, *, is_new: bool) -> bool:
        """Whether the name of the default graph may stand for another graph.

        It does so already, or is new here: queries that read a graph of that name would go on reading it.
        """
        loader, group = self._target.loader, self._target.default_graph
        return loader is not None and group is not None and (is_new or bool(loader.members(group)))

    def stands_for(self, member: NamedNode) -> bool:
        """Whether the name of the default graph stands for that graph now."""
        loader, group = self._target.loader, self._target.default_graph
        return loader is not None and group is not None and member.value in loader.members(group)

    def stand_for(self, member: NamedNode) -> None:
        """Lets the name of the default graph stand for that graph from now on, and deletes the one before."""
        loader, group = self._target.loader, self._target.default_graph
        assert loader is not None
        assert group is not None
        for gone in loader.stand_for(group, member.value):
            self.delete(NamedNode(gone))

    def settle(self) -> None:
        """Makes what was loaded last, where the server's loader does not."""
        if self._target.loader is not None:
            self._target.loader.settle()

    def delete(self, name: Name) -> None:
        """Makes an end of the graph, if there is such a one."""
        self._request("DELETE", name, missing_ok=True)

    def name_of(self, graph: object) -> NamedNode | None:
        """The graph's name on the server; None for its default graph."""
        if isinstance(graph, NamedNode):
            return graph
        stands_in = self._target.default_graph
        return NamedNode(stands_in) if stands_in is not None else None

    def update(self, text: str) -> None:
        """Does the whole update, or nothing of it."""
        address = self._target.update_address
        assert address is not None
        self._send("POST", address, "", content=text.encode(), headers={"content-type": _UPDATE})

    def counts(self) -> dict[str, int]:
        """How many triples each named graph has, by its name, and the default graph, under DEFAULT."""
        return sizes_in(self._asked("documents/graph-sizes.rq"))

    def checksum(self) -> int:
        """A number that depends on every triple of the default graph."""
        return checksum_in(self._asked("documents/checksum.rq", default_graph=self._target.default_graph))

    def _asked(self, name: str, default_graph: str | None = None) -> QuerySolutions:
        """The rows of one of our queries."""
        address = self._target.query_address
        assert address is not None
        headers = {"content-type": _QUERY, "accept": JSON.media_type}
        dataset = {"default-graph-uri": default_graph} if default_graph is not None else {}
        answer = self._send(
            "POST", address, "", content=sparql(name).encode(), headers=headers, params=dataset
        )
        found = parse_query_results(answer.content, format=QueryResultsFormat.JSON)
        assert isinstance(found, QuerySolutions)
        return found

    def _request(
        self, method: str, name: Name, body: bytes | None = None, *, missing_ok: bool = False
    ) -> httpx.Response:
        headers = (
            {"content-type": _WRITTEN}
            if body is not None
            else {"accept": _READ if method == "GET" else "*/*"}
        )
        told = {"params": self._graph(name), "content": body, "headers": headers}
        return self._send(method, self._target.address, name, missing_ok=missing_ok, **told)

    def _send(
        self, method: str, address: str, graph: object, *, missing_ok: bool = False, **told: Any
    ) -> httpx.Response:
        try:
            answer = self._client.request(method, address, **told)
        except httpx.HTTPError as error:
            raise StoreError("publish-silent", address=address, reason=error) from error
        if answer.is_error and not (missing_ok and answer.status_code == httpx.codes.NOT_FOUND):
            said = " ".join(answer.text.split())[:300]
            status = answer.status_code
            raise StoreError(
                "publish-refused", address=address, status=status, method=method, graph=graph, said=said
            )
        return answer

    def _graph(self, name: Name) -> dict[str, str]:
        place = self.name_of(name)
        return {"graph": place.value} if place is not None else {"default": ""}

    def __enter__(self) -> "StoreConnection":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()


def sizes_in(found: QuerySolutions) -> dict[str, int]:
    """What `documents/graph-sizes.rq` finds: triples of named graphs, and of the default one as DEFAULT."""
    graphs = ((row["graph"], int(row["triples"].value)) for row in found)
    return {graph.value if isinstance(graph, NamedNode) else DEFAULT: size for graph, size in graphs}


def checksum_in(found: QuerySolutions) -> int:
    """The number that `documents/checksum.rq` finds; 0 of an empty graph."""
    return next((int(row["checksum"].value) for row in found if row["checksum"] is not None), 0)
