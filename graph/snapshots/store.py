"""Asking a graph: the embedded store of a snapshot, and what another store must offer to stand in for it."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol
from weakref import finalize

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
    Variable,
)

from ontology.errors import StoreError
from ontology.locks import hold

MARKER = "CURRENT"
"""The file that every store has."""


Answer = QuerySolutions | QueryBoolean | QueryTriples
Term = NamedNode | BlankNode | Literal | Triple


class Store(Protocol):
    """A graph that answers SPARQL; the default graph is the merge of all but the evidence."""

    def query(
        self,
        query: str,
        *,
        substitutions: Mapping[str, Term] | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """The answer to a query; `substitutions` give variables their values.

        Where graphs are named they are the dataset instead of the store's own. Raises SyntaxError for a
        query that is none, StoreError where the store does not answer.
        """
        ...


class EmbeddedStore:
    """The store of a snapshot on this machine, opened read-only.

    While it is open its folder is held: the engine opens files late, so a store in use must not be deleted.
    """

    def __init__(self, folder: Path) -> None:
        try:
            held = os.open(folder / MARKER, os.O_RDONLY)
            finalize(self, os.close, held)
            hold(held, shared=True, wait=True)
            self.engine = pyoxigraph.Store.read_only(str(folder))
        except (OSError, RuntimeError) as error:  # the engine tells of corruption by a RuntimeError
            raise StoreError("store-unreadable", folder=folder, reason=error) from error

    def query(
        self,
        query: str,
        *,
        substitutions: Mapping[str, Term] | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """The answer to a query, as `Store.query` says."""
        values = {Variable(name): value for name, value in (substitutions or {}).items()}
        try:
            return self.engine.query(
                query,
                default_graph=_default(default_graphs, named_graphs),
                named_graphs=_named(default_graphs, named_graphs),
                substitutions=values or None,
            )
        except (OSError, RuntimeError) as error:
            raise StoreError("store-silent", reason=error) from error


def is_held(folder: Path) -> bool:
    """Whether somebody has the store in that folder open."""
    if not (folder / MARKER).is_file():
        return False
    with (folder / MARKER).open("rb") as file:
        return not hold(file)


def _default(
    default: Sequence[str], named: Sequence[str]
) -> list[NamedNode | BlankNode | DefaultGraph] | None:
    return [NamedNode(iri) for iri in default] if default or named else None


def _named(default: Sequence[str], named: Sequence[str]) -> list[NamedNode | BlankNode] | None:
    return [NamedNode(iri) for iri in named] if default or named else None


def open_store(folder: Path) -> EmbeddedStore:
    """The store in that folder, read-only; raises StoreError where there is none."""
    if not (folder / MARKER).is_file():
        raise StoreError("no-store", folder=folder)
    return EmbeddedStore(folder)
