"""The explorer's own queries (`queries/pages/*.rq`), answered as plain rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from pyoxigraph import Literal, NamedNode

from graph.snapshots.store import Store
from queries.engine.addresses import Engine, QueryLimits
from queries.engine.text import bind
from queries.texts import sparql

Row = Mapping[str, str]
"""A solution: IRIs and literals as their characters; a variable without a value is absent."""
Terms = str | Sequence[NamedNode | Literal]
"""What a data block holds: an IRI, or any terms."""

WHOLE = QueryLimits(seconds=3_600.0, rows=1_000_000_000)


class Ask(Protocol):
    """Answers one of the explorer's queries, each named data block holding the terms given for it."""

    def __call__(self, query: str, **terms: Terms) -> Iterator[Row]: ...


def ask_store(store: Store) -> Ask:
    """Asks an open store in this process, holding it open: point questions take well under a millisecond."""

    def ask(query: str, **terms: Terms) -> Iterator[Row]:
        solutions: Any = store.query(_bound(query, terms))
        return _rows([variable.value for variable in solutions.variables], solutions)

    return ask


def ask_engine(engine: Engine) -> Ask:
    """Asks through an engine: for data on another server."""

    def ask(query: str, **terms: Terms) -> Iterator[Row]:
        solutions = engine.select(_bound(query, terms), limits=WHOLE)
        return _rows(solutions.variables, solutions.rows)

    return ask


def _bound(name: str, terms: Mapping[str, Terms]) -> str:
    bound = {block: NamedNode(held) if isinstance(held, str) else held for block, held in terms.items()}
    return bind(sparql(f"pages/{name}.rq"), bound)


def _rows(variables: Iterable[str], solutions: Iterable[Iterable[Any]]) -> Iterator[Row]:
    names = tuple(variables)
    for solution in solutions:
        terms = zip(names, solution, strict=True)
        yield {name: str(getattr(term, "value", term)) for name, term in terms if term is not None}
