"""Publishing a snapshot to a SPARQL 1.1 server: each graph is replaced whole, those that left are deleted.

Graphs go as N-Triples, a piece at a time. A server whose own default graph is the union of all graphs
(Virtuoso) takes the default graph under a name, and is then read with that name.
"""

from collections.abc import Callable, Iterator
from itertools import islice

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, serialize

from graph.iris import ABOUT_GRAPH
from ontology.terms import SD
from queries.engine.graph_store import Connection, GraphStore, Name

__all__ = ["GraphStore", "publish"]

TRIPLES_PER_REQUEST = 50_000
_NAME = NamedNode(SD.name)

Progress = Callable[[str, int], None]


def publish(store: Store, target: GraphStore, progress: Progress | None = None) -> int:
    """Makes the target's graphs those of the store; the number of triples sent.

    The default graph goes after the named ones, so that a reader of it never sees more than what they prove.
    The description of the data goes before all as well as after: it names the graphs that an earlier
    publishing may have left there, even one that was broken off. Graphs that none has named stay as they are.
    """
    names = [one for one in store.named_graphs() if isinstance(one, NamedNode)]
    about = next((one for one in names if one.value.endswith(ABOUT_GRAPH)), None)
    sent = 0
    with target.open() as server:
        left = _announce(server, store, about) - set(names) if about is not None else set()
        last: list[Name] = [DefaultGraph()] if about is None else [DefaultGraph(), about]
        for name in (*(one for one in names if one != about), *last):
            count = _replace(server, store, name)
            sent += count
            if progress is not None:
                progress(str(name), count)
        for name in sorted(left, key=str):
            server.delete(name)
    return sent


def _announce(server: Connection, store: Store, about: NamedNode) -> set[NamedNode]:
    """The graphs that the server's description names; ours is added to it."""
    base = about.value.removesuffix(ABOUT_GRAPH)
    named = (one.object for one in server.get(about) if one.predicate == _NAME)
    found = {one for one in named if isinstance(one, NamedNode) and one.value.startswith(base)}
    for _, body in _pieces(store, about):
        server.post(about, body)
    return found


def _replace(server: Connection, store: Store, name: Name) -> int:
    """Puts the first piece, which empties the graph, and posts the others; the number of triples."""
    count = 0
    for at, (size, body) in enumerate(_pieces(store, name)):
        send = server.put if at == 0 else server.post
        send(name, body)
        count += size
    return count


def _pieces(store: Store, name: Name) -> Iterator[tuple[int, bytes]]:
    """The graph in pieces of TRIPLES_PER_REQUEST, at least one, each with the number of its triples."""
    triples = (quad.triple for quad in store.quads_for_pattern(None, None, None, name))
    first = True
    while (piece := list(islice(triples, TRIPLES_PER_REQUEST))) or first:
        first = False
        yield len(piece), serialize(piece, format=RdfFormat.N_TRIPLES) or b""
