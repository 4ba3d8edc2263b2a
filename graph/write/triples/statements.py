"""Sourced values to assertions: every triple keeps the entries that state its value."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pyoxigraph import NamedNode, Triple

from graph.entities import Id, Source, Sourced
from graph.write.rdf import ALT_LABEL, LABEL, TYPE, Assertion, Names, Object, russian, term

T = TypeVar("T")


class Statements:
    """Makes assertions about one entity from sourced values."""

    def __init__(self, path: Id, names: Names) -> None:
        self.names = names
        self.subject: NamedNode = names(path)

    def plain(self, predicate: str, value: Object | None, sources: tuple[Source, ...]) -> Iterator[Assertion]:
        """The assertion, unless there is no value."""
        if value is not None:
            yield Assertion(Triple(self.subject, term(predicate), value), sources)

    def types(self, sources: tuple[Source, ...], *classes: str) -> Iterator[Assertion]:
        """What the entity is, held by the entries that tell of it rather than for a fact of theirs."""
        for one in classes:
            yield Assertion(Triple(self.subject, TYPE, term(one)), unproved(sources))

    def value(
        self, predicate: str, sourced: Sourced[T] | None, write: Callable[[T], Object | None]
    ) -> Iterator[Assertion]:
        """The assertion of a value that may be absent."""
        if sourced is not None:
            yield from self.plain(predicate, write(sourced.value), sourced.sources)

    def values(
        self, predicate: str, many: Iterable[Sourced[T]], write: Callable[[T], Object | None]
    ) -> Iterator[Assertion]:
        """One assertion per value."""
        for sourced in many:
            yield from self.value(predicate, sourced, write)

    def links(self, predicate: str, many: Iterable[Sourced[Id]]) -> Iterator[Assertion]:
        """One assertion per entity that is linked to."""
        yield from self.values(predicate, many, self.names)

    def labels(self, label: Sourced[str], others: Iterable[Sourced[str]] = ()) -> Iterator[Assertion]:
        """The name and the other names, in Russian."""
        yield from self.value(LABEL.value, label, russian)
        yield from self.values(ALT_LABEL.value, others, russian)


def unproved(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The entries of the sources, each once, without the words they are held for."""
    return tuple(Source(entry) for entry in dict.fromkeys(source.entry for source in sources))
