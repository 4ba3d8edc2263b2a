"""A server's graphs over the SPARQL 1.1 Graph Store HTTP Protocol: one is got, put, added to or deleted."""

from collections.abc import Generator
from dataclasses import dataclass

import httpx
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple, parse

from ontology.errors import StoreError

SECONDS = 600.0
_WRITTEN = "application/n-triples"
_READ = "application/n-triples, text/turtle;q=0.9"
Name = NamedNode | DefaultGraph


@dataclass(frozen=True, slots=True)
class GraphStore:
    """A server's Graph Store address; `default_graph` names the graph that stands in for the default one."""

    address: str
    default_graph: str | None = None
    user: str | None = None
    password: str | None = None

    def open(self) -> "Connection":
        """A connection that authenticates where a user is given, as the server asks for it."""
        auth = Asked(self.user, self.password or "") if self.user is not None else None
        return Connection(self, httpx.Client(auth=auth, timeout=SECONDS, trust_env=False))


class Asked(httpx.Auth):
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


class Connection:
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

    def delete(self, name: Name) -> None:
        """Makes an end of the graph, if there is such a one."""
        self._request("DELETE", name, missing_ok=True)

    def _request(
        self, method: str, name: Name, body: bytes | None = None, *, missing_ok: bool = False
    ) -> httpx.Response:
        headers = (
            {"content-type": _WRITTEN}
            if body is not None
            else {"accept": _READ if method == "GET" else "*/*"}
        )
        address = self._target.address
        try:
            answer = self._client.request(
                method, address, params=self._graph(name), content=body, headers=headers
            )
        except httpx.HTTPError as error:
            raise StoreError("publish-silent", address=address, reason=error) from error
        if answer.is_error and not (missing_ok and answer.status_code == httpx.codes.NOT_FOUND):
            said = " ".join(answer.text.split())[:300]
            status = answer.status_code
            raise StoreError(
                "publish-refused", address=address, status=status, method=method, graph=name, said=said
            )
        return answer

    def _graph(self, name: Name) -> dict[str, str]:
        if isinstance(name, NamedNode):
            return {"graph": name.value}
        stands_in = self._target.default_graph
        return {"graph": stands_in} if stands_in is not None else {"default": ""}

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()
