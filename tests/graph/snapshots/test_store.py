"""Asking the embedded store."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, QuerySolutions

from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from graph.snapshots.store import EmbeddedStore, Store, open_store
from ontology.errors import StoreError

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
LABELLED = "SELECT ?s ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label }"


def count(rows: object) -> int:
    assert isinstance(rows, QuerySolutions)
    return int(next(rows)["n"].value)


def test_embedded_store_offers_what_a_store_must(small_store: EmbeddedStore) -> None:
    store: Store = small_store

    assert count(store.query(COUNT)) > 0


def test_substitutions_are_values(small_store: EmbeddedStore) -> None:
    label = Literal("Концерт «Летний вечер»", language="ru")
    rows = small_store.query(LABELLED, substitutions={"label": label})

    assert isinstance(rows, QuerySolutions)
    assert len(list(rows)) == 1


def test_default_graphs_replace_the_store_s_own(small_store: EmbeddedStore) -> None:
    one = f"{DEFAULT_BASE}graph/report/2024-Q4-municipal"

    assert 0 < count(small_store.query(COUNT, default_graphs=[one])) < count(small_store.query(COUNT))


def test_named_graphs_alone_leave_the_default_graph_empty(small_store: EmbeddedStore) -> None:
    one = f"{DEFAULT_BASE}graph/report/2024-Q4-municipal"
    named = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"

    assert count(small_store.query(COUNT, named_graphs=[one])) == 0
    assert count(small_store.query(named, named_graphs=[one])) == 1


def test_a_query_that_is_none(small_store: EmbeddedStore) -> None:
    with pytest.raises(SyntaxError):
        small_store.query("SELEKT")


def test_the_store_cannot_be_written(small_data: DataFolder) -> None:
    store = open_store(small_data.current().store_path)

    with pytest.raises(RuntimeError, match="read-write"):
        store.engine.update("INSERT DATA { <http://e/a> <http://e/b> <http://e/c> }")


def test_a_folder_without_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no store"):
        open_store(tmp_path)


def test_a_broken_store(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("MANIFEST-000001\n")

    with pytest.raises(StoreError, match="no store that can be read"):
        open_store(tmp_path)
