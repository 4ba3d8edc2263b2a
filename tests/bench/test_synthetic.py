"""Synthetic rows are as long, and say as much, as rows of reports that people annotated."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Store

from bench.synthetic import build, reports
from bench.synthetic_rows import parts, rows
from graph.iris import DEFAULT_BASE
from graph.write.rdf import TYPE
from loaders.extract import extract_entry
from ontology.fields import FACT_FIELDS
from ontology.model import CellName, EntryFacts
from ontology.terms import POB
from queries.catalog import questions
from queries.engine.addresses import StoreEngine, prefixes_with

pytestmark = pytest.mark.slow

ROWS = 120
AS_MUCH = 0.25
REAL_TRIPLES = (600, 1000)
"""Triples an event, of graphs of annotated reports (770 now): evidence and both copies included."""


@cache
def read() -> tuple[EntryFacts, ...]:
    return tuple(extract_entry(entry) for entry in rows(ROWS, seed=3))


def shape() -> Mapping[str, float]:
    counts = Counter(chars=sum(len(text) for one in read() for text in one.entry.cells.values()))
    for field in FACT_FIELDS:
        counts[field.name] = sum(len(field.of(one)) for one in read())
    return {name: count / ROWS for name, count in counts.items()}


@pytest.mark.parametrize("name", parts()["shape"])
def test_rows_say_as_much_as_real_ones(name: str) -> None:
    real = parts()["shape"][name]
    few = 3 * (real / ROWS) ** 0.5  # what chance does to so few rows

    assert shape()[name] == pytest.approx(real, abs=real * AS_MUCH + few)


def test_no_row_is_a_copy_but_of_what_is_told_twice() -> None:
    titles = Counter(one.entry.cells[CellName.TITLE] for one in read())

    assert max(titles.values()) <= 3
    assert len(titles) > 0.85 * ROWS


def test_the_same_seed_gives_the_same_reports_and_another_another() -> None:
    assert list(reports(30, 1)) == list(reports(30, 1)) != list(reports(30, 2))


def test_a_report_is_of_one_quarter() -> None:
    several = list(reports(300))

    assert [len(one.entries) for one in several] == [125, 125, 50]
    assert len({one.period.code for one in several}) == 3


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    data = build(Path(tmp_path_factory.mktemp("synthetic")), 2 * ROWS)
    return Store.read_only(str(data.current().store_path))


def test_graphs_are_as_dense_as_real_ones(store: Store) -> None:
    events = len(list(store.quads_for_pattern(None, TYPE, NamedNode(POB.Event), DefaultGraph())))

    assert REAL_TRIPLES[0] < len(store) / events < REAL_TRIPLES[1]


def test_no_question_is_measured_on_nothing(store: Store) -> None:
    engine = StoreEngine(store, prefixes=prefixes_with(DEFAULT_BASE))

    assert [name for name, one in questions().items() if not engine.select(one.sparql).rows] == []
