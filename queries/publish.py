"""Publishing a snapshot to a SPARQL 1.1 server: each named graph and the default graph are replaced whole.

Graphs go over the Graph Store HTTP Protocol as N-Triples, a piece at a time. A server whose own default graph
is the union of all graphs (Virtuoso) takes the default graph under a name, and is then read with that name.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import httpx
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, serialize

from ontology.errors import StoreError

TRIPLES_PER_REQUEST = 50_000


@dataclass(frozen=True, slots=True)
class GraphStore:
    """A server's Graph Store address; `default_graph` names the graph that stands in for the default one."""

    address: str
    default_graph: str | None = None
    user: str | None = None
    password: str | None = None

    def client(self) -> httpx.Client:
        """A client that authenticates by digest where a user is given."""
        auth = httpx.DigestAuth(self.user, self.password or "") if self.user is not None else None
        return httpx.Client(auth=auth, timeout=600.0, trust_env=False)


def publish(store: Store, target: GraphStore, progress: Callable[[str, int], None] | None = None) -> int:
    """Replaces each graph of the target by the store's; the number of triples sent.

    The default graph goes last, so that a reader of it never sees more than what named graphs prove.
    """
    names: list[NamedNode | DefaultGraph] = [
        one for one in store.named_graphs() if isinstance(one, NamedNode)
    ]
    sent = 0
    with target.client() as client:
        for name in (*names, DefaultGraph()):
            count = _replace(client, target, store, name)
            sent += count
            if progress is not None:
                progress(str(name), count)
    return sent


def _replace(client: httpx.Client, target: GraphStore, store: Store, name: NamedNode | DefaultGraph) -> int:
    """Puts the first piece, which empties the graph, and posts the others; the number of triples."""
    count = 0
    for at, (size, body) in enumerate(_pieces(store, name)):
        method = "PUT" if at == 0 else "POST"
        try:
            answer = client.request(
                method,
                target.address,
                params=_graph_parameter(target, name),
                content=body,
                headers={"content-type": "application/n-triples"},
            )
        except httpx.HTTPError as error:
            raise StoreError("publish-silent", address=target.address, reason=error) from error
        if answer.is_error:
            said = " ".join(answer.text.split())[:300]
            raise StoreError(
                "publish-refused",
                address=target.address,
                status=answer.status_code,
                method=method,
                graph=name,
                said=said,
            )
        count += size
    return count


def _graph_parameter(target: GraphStore, name: NamedNode | DefaultGraph) -> dict[str, str]:
    if isinstance(name, NamedNode):
        return {"graph": name.value}
    return {"graph": target.default_graph} if target.default_graph is not None else {"default": ""}


def _pieces(store: Store, name: NamedNode | DefaultGraph) -> Iterator[tuple[int, bytes]]:
    """The graph in pieces of TRIPLES_PER_REQUEST, at least one, each with the number of its triples."""
    triples = (quad.triple for quad in store.quads_for_pattern(None, None, None, name))
    first = True
    while (piece := list(islice(triples, TRIPLES_PER_REQUEST))) or first:
        first = False
        yield len(piece), serialize(piece, format=RdfFormat.N_TRIPLES) or b""
