"""What every engine promises: a query goes in, its answer comes out in a chosen medium, within limits."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Triple, parse, parse_query_results

from ontology.errors import StoreError
from queries.engine.serialise import JSON, NT, Medium, Term
from queries.engine.text import Bindings, bind


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """How much one query may take: seconds until it is killed, rows or triples until the answer is cut."""

    seconds: float = 30.0
    rows: int = 100_000


@dataclass(frozen=True, slots=True)
class Media:
    """How to write the answer, whichever of the three it turns out to be."""

    solutions: Medium = JSON
    boolean: Medium = JSON
    triples: Medium = NT


@dataclass(slots=True)
class Query:
    """A query with its dataset (both empty: the default graph and all named ones), media and limits.

    `base` is what its relative IRIs are relative to, by default that of entities. Whoever has it tells
    `waited`, how many of its seconds were spent before the engine got it, and `abandoned`, that nobody waits
    for the answer any more; the engine looks from its own thread.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    media: Media = field(default_factory=Media)
    limits: QueryLimits = field(default_factory=QueryLimits)
    base: str | None = None
    waited: float = 0.0
    abandoned: bool = False

    @property
    def seconds_left(self) -> float:
        """How many of its seconds the engine has for it."""
        return max(0.0, self.limits.seconds - self.waited)


@dataclass(slots=True)
class End:
    """How an answer ended: how many rows it has, and whether the limit cut some off."""

    rows: int = 0
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Answering:
    """An answer on its way: `kind` is solutions, boolean or triples.

    `end` holds once the chunks have all been taken. To close the chunks is to stop the query.
    """

    kind: str
    medium: Medium
    chunks: Generator[bytes, None, None]
    end: End

    @classmethod
    def whole(cls, kind: str, medium: Medium, document: bytes, end: End) -> "Answering":
        """An answer that is there already."""
        return cls(kind, medium, _in_one_piece(document), end)


def _in_one_piece(document: bytes) -> Generator[bytes, None, None]:
    yield document


Record = Mapping[str, Term | None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rows:
    """The solutions of a SELECT; `truncated` says that the row limit cut some off."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    truncated: bool = False

    def __iter__(self) -> Iterator[Record]:
        return (dict(zip(self.variables, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


class Engine(ABC):
    """Something that answers SPARQL queries; updates and unallowed SERVICE are refused by all of them."""

    _recalled: tuple[str, dict[str, Any]] | None = None

    @property
    @abstractmethod
    def snapshot(self) -> str:
        """A name for the data as they are now; it changes when they do."""

    @property
    def known_snapshot(self) -> str | None:
        """The same without waiting for anybody: None where it has to be asked for, or nothing serves."""
        try:
            return self.snapshot
        except StoreError:
            return None

    @abstractmethod
    def answer(self, query: Query) -> Answering:
        """The answer as a stream; raises QueryError or StoreError, before the first byte wherever it can."""

    @abstractmethod
    def close(self) -> None:
        """Ends what the engine keeps running."""

    def recall(self, name: str, read: Callable[[], T]) -> T:
        """What `read` gave when it was first asked for under that name in the live snapshot.

        A snapshot and what is known of it are one object, so that no thread sees the one without the other.
        """
        snapshot, recalled = self.snapshot, self._recalled
        if recalled is None or recalled[0] != snapshot:
            recalled = self._recalled = (snapshot, {})
        known: dict[str, T] = recalled[1]
        if name not in known:
            known[name] = read()
        return known[name]

    def select(self, text: str, bindings: Bindings | None = None, limits: QueryLimits | None = None) -> Rows:
        """The solutions of a SELECT, its data blocks holding the bindings (see `text.bind`)."""
        document, answering = self._read(text, bindings, limits)
        solutions = parse_query_results(document, format=QueryResultsFormat.JSON)
        if not isinstance(solutions, QuerySolutions):
            raise TypeError("not a SELECT query")
        variables = tuple(variable.value for variable in solutions.variables)
        return Rows(variables, tuple(tuple(row) for row in solutions), answering.end.truncated)

    def ask(self, text: str, bindings: Bindings | None = None, limits: QueryLimits | None = None) -> bool:
        """Whether an ASK query holds."""
        document, _ = self._read(text, bindings, limits)
        return bool(parse_query_results(document, format=QueryResultsFormat.JSON))

    def construct(
        self, text: str, bindings: Bindings | None = None, limits: QueryLimits | None = None
    ) -> tuple[Triple, ...]:
        """The triples of a CONSTRUCT or DESCRIBE."""
        document, _ = self._read(text, bindings, limits)
        return tuple(quad.triple for quad in parse(document, format=RdfFormat.N_TRIPLES))

    def _read(
        self, text: str, bindings: Bindings | None, limits: QueryLimits | None
    ) -> tuple[bytes, Answering]:
        answering = self.answer(Query(bind(text, bindings or {}), limits=limits or QueryLimits()))
        return b"".join(answering.chunks), answering

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()
