"""Publishing a snapshot to a SPARQL 1.1 server, in the way that its readers notice least.

Where the server does updates as transactions, readers have the old graph until they have the new one: what
has changed since the snapshot that it holds goes in one update; where that is none that we still have, all
graphs arrive beside the old ones and take their places in one update. A publishing that was broken off goes
on with the graphs that have not arrived yet. In the end the triples of each graph are counted, and a checksum
of the default graph, which has all but the evidence, is compared.

Other servers, and those that have nothing of ours yet, get each graph replaced whole, the default graph last.
One whose own default graph is the union of all graphs (Virtuoso) takes it under a name, and is then read with
that name; where its own loader is reached, the default graph arrives beside the old one, and the name stands
for it from one query to the next.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import islice
from tempfile import TemporaryFile

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    serialize,
)
from rdflib.namespace import DCTERMS

from graph.iris import ABOUT_GRAPH
from ontology.errors import StoreError
from ontology.terms import SD
from queries.engine.graph_store import DEFAULT, GraphStore, Name, StoreConnection, checksum_in, sizes_in
from queries.texts import sparql

__all__ = ["GraphStore", "Published", "Way", "publish"]

TRIPLES_PER_REQUEST = 50_000
PIECE = 1 << 18
MOST_CHANGES = 100_000
"""More changes than that are not told one by one: the graphs arrive anew."""
_NAME, _VERSION = NamedNode(SD.name), NamedNode(DCTERMS.identifier)
_ARRIVING = "/arriving/"

Progress = Callable[[str, int], None]
Earlier = Callable[[str], Store | None]
"""The store of the snapshot of that name, where it is still there."""


class Way(StrEnum):
    """How the server came to hold the snapshot."""

    UNCHANGED = "unchanged"
    CHANGES = "changes"
    SWITCHED = "switched"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Published:
    """How many triples were sent, and in which way."""

    triples: int
    way: Way


def publish(
    store: Store,
    target: GraphStore,
    progress: Progress | None = None,
    earlier: Earlier = lambda version: None,
) -> Published:
    """Makes the target's graphs those of the store; graphs that are not ours stay as they are.

    Raises StoreError where the server is silent or refuses, or holds something else in the end.
    """
    publishing = _Publishing(store, progress or (lambda name, count: None))
    with target.open() as server:
        held = server.get(publishing.about) if publishing.about is not None else ()
        can_switch = target.update_address is not None and target.query_address is not None
        if not (can_switch and held and publishing.version is not None):
            return publishing.replace_each(server, held)
        done = publishing.change(server, held, earlier)
        if done is not None and publishing.difference(server) is None:
            return done
        done = publishing.switch(server, held)
        wrong = publishing.difference(server)
        if wrong is not None:
            raise StoreError("publish-differs", address=target.address, graph=wrong)
        return done


class _Publishing:
    """One store on its way to a server; `held` is the description that the server has of what it holds."""

    def __init__(self, store: Store, progress: Progress) -> None:
        self._store = store
        self._progress = progress
        self.names = [one for one in store.named_graphs() if isinstance(one, NamedNode)]
        self.all: tuple[Name, ...] = (*self.names, DefaultGraph())
        self.about = next((one for one in self.names if one.value.endswith(ABOUT_GRAPH)), None)
        self.version = _version(self._triples(self.about)) if self.about is not None else None
        self._sizes: dict[str, int] = {}

    # ── what has changed, in one update ──

    def change(self, server: StoreConnection, held: Sequence[Triple], earlier: Earlier) -> Published | None:
        """Sends what has changed since the snapshot that the server holds.

        None where nobody knows, or where it is too much.
        """
        version = _version(held)
        if version is None:
            return None
        if version == self.version:
            return Published(0, Way.UNCHANGED)
        old = earlier(version)
        if old is None:
            return None
        gone, new = _missing(old, self._store), _missing(self._store, old)
        if len(gone) + len(new) > MOST_CHANGES:
            return None
        told = [
            f"{word} DATA {{ {_told(quads, server)} }}" for word, quads in (("DELETE", gone), ("INSERT", new))
        ]
        server.update(" ;\n".join(told))
        return Published(len(gone) + len(new), Way.CHANGES)

    # ── everything, arriving beside what is there ──

    def switch(self, server: StoreConnection, held: Sequence[Triple]) -> Published:
        """Sends the graphs that have not arrived yet under other names, and then gives all their own."""
        assert self.about is not None
        arrived = server.counts()
        places = {self._beside(name).value for name in self.all}
        left = _named(held, self.about) - set(self.names)
        left |= {NamedNode(one) for one in arrived if _ARRIVING in one and one not in places}
        sent, moves = 0, [f"DROP SILENT GRAPH {name}" for name in sorted(left, key=str)]
        for name in self.all:
            beside = self._beside(name)
            if arrived.get(beside.value) != self._size(name):
                sent += self._send(server, name, beside)
            moves += _move(beside, server.name_of(name))
        server.update(" ;\n".join(moves))
        return Published(sent, Way.SWITCHED)

    def _beside(self, name: Name) -> NamedNode:
        """Where a graph arrives: the about graph's neighbour for the default graph."""
        assert self.about is not None
        own = name if isinstance(name, NamedNode) else self.about
        kind = "" if isinstance(name, NamedNode) else f"{DEFAULT}/"
        return NamedNode(f"{own.value}{_ARRIVING}{kind}{self.version}")

    def difference(self, server: StoreConnection) -> Name | None:
        """A graph with other triples on the server: another number or, in the default one, other words."""
        held = server.counts()
        for name in self.all:
            place = server.name_of(name)
            if held.get(DEFAULT if place is None else place.value, 0) != self._size(name):
                return name
        return DefaultGraph() if server.checksum() != self._checksum() else None

    def _checksum(self) -> int:
        found = self._store.query(sparql("documents/checksum.rq"))
        assert isinstance(found, QuerySolutions)
        return checksum_in(found)

    # ── each graph for itself ──

    def replace_each(self, server: StoreConnection, held: Sequence[Triple]) -> Published:
        """Replaces one graph after the other; the default graph after what proves it.

        The description of the data goes before all as well as after: it names the graphs that an earlier
        publishing may have left there, even one that was broken off. Until the end it is that of no snapshot.
        """
        about, sent = self.about, 0
        stands_in = self.version is not None and server.can_stand_for(is_new=not held)
        left = self._announce(server, held, about) - set(self.names) if about is not None else set()
        last: list[Name] = [DefaultGraph()] if about is None else [DefaultGraph(), about]
        for name in (*(one for one in self.names if one != about), *last):
            if isinstance(name, DefaultGraph) and stands_in:
                sent += self._stand_in(server)
            else:
                sent += self._send(server, name, name)
        for gone in sorted(left, key=str):
            server.delete(gone)
        server.settle()
        return Published(sent, Way.REPLACED)

    def _stand_in(self, server: StoreConnection) -> int:
        """Sends the default graph beside the one that is read, whose name then stands for it at once."""
        beside = self._beside(DefaultGraph())
        if server.stands_for(beside):
            beside = NamedNode(f"{beside.value}/again")
        count = self._send(server, DefaultGraph(), beside)
        server.stand_for(beside)
        return count

    def _announce(self, server: StoreConnection, held: Sequence[Triple], about: NamedNode) -> set[NamedNode]:
        """The graphs that the server's description names; ours is added to it, of no snapshot yet."""
        both = (one for one in (*held, *self._triples(about)) if one.predicate != _VERSION)
        server.put(about, serialize(set(both), format=RdfFormat.N_TRIPLES) or b"")
        return _named(held, about)

    def _send(self, server: StoreConnection, name: Name, place: Name) -> int:
        """Makes the place hold the graph; the number of its triples."""
        count = self._load(server, name, place) if server.loads_in_bulk else self._post(server, name, place)
        self._progress(str(name), count)
        return count

    def _load(self, server: StoreConnection, name: Name, place: Name) -> int:
        """Empties the place and has the whole graph loaded: our engine writes it, the server's loader reads.

        Who reads that place meanwhile sees a part, as where pieces are posted.
        """
        server.put(place, b"")
        with TemporaryFile() as written:
            self._store.dump(written, RdfFormat.N_TRIPLES, from_graph=name)
            written.seek(0)
            server.load(place, iter(partial(written.read, PIECE), b""))
        return self._size(name)

    def _post(self, server: StoreConnection, name: Name, place: Name) -> int:
        """Puts the first piece, which empties what is there, and posts the others."""
        count = 0
        for at, (size, body) in enumerate(self._pieces(name)):
            send = server.put if at == 0 else server.post
            send(place, body)
            count += size
        return count

    def _pieces(self, name: Name) -> Iterator[tuple[int, bytes]]:
        """The graph in pieces of TRIPLES_PER_REQUEST, at least one, each with the number of its triples."""
        triples = iter(self._triples(name))
        first = True
        while (piece := list(islice(triples, TRIPLES_PER_REQUEST))) or first:
            first = False
            yield len(piece), serialize(piece, format=RdfFormat.N_TRIPLES) or b""

    def _triples(self, name: Name) -> Iterator[Triple]:
        return (quad.triple for quad in self._store.quads_for_pattern(None, None, None, name))

    def _size(self, name: Name) -> int:
        if not self._sizes:
            found = self._store.query(sparql("documents/graph-sizes.rq"))
            assert isinstance(found, QuerySolutions)
            self._sizes = sizes_in(found)
        return self._sizes.get(DEFAULT if isinstance(name, DefaultGraph) else name.value, 0)


def _move(beside: NamedNode, place: NamedNode | None) -> tuple[str, ...]:
    """What makes of a graph that has arrived the one of that name, or the default graph.

    Spelled out as SPARQL defines MOVE, which Jena 4.5 refuses, and refuses in silence where it is SILENT.
    """
    every = "?s ?p ?o"
    target = every if place is None else f"GRAPH {place} {{ {every} }}"
    return (
        f"CLEAR SILENT {DEFAULT if place is None else f'GRAPH {place}'}",
        f"INSERT {{ {target} }} WHERE {{ GRAPH {beside} {{ {every} }} }}",
        f"DROP SILENT GRAPH {beside}",
    )


def _version(about: Iterable[Triple]) -> str | None:
    """The snapshot that a description is of."""
    versions = (one.object for one in about if one.predicate == _VERSION)
    return min((one.value for one in versions if isinstance(one, Literal)), default=None)


def _told(quads: Iterable[Quad], server: StoreConnection) -> str:
    """The quads as an update has them."""
    lines = []
    for quad in quads:
        place = server.name_of(quad.graph_name)
        lines.append(f"{quad.triple} ." if place is None else f"GRAPH {place} {{ {quad.triple} }}")
    return "\n".join(lines)


def _named(about: Sequence[Triple], name: NamedNode) -> set[NamedNode]:
    """The graphs of ours that a description names."""
    base = name.value.removesuffix(ABOUT_GRAPH)
    named = (one.object for one in about if one.predicate == _NAME)
    return {one for one in named if isinstance(one, NamedNode) and one.value.startswith(base)}


def _missing(store: Store, other: Store) -> list[Quad]:
    """Quads of the one that are not in the other, at most one more than MOST_CHANGES."""
    return list(islice((quad for quad in store if quad not in other), MOST_CHANGES + 1))
