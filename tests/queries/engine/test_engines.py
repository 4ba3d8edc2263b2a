"""The embedded engine: limits that bite, workers that come back, snapshots that switch, no network."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread, Timer

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.snapshots.store import is_held
from ontology.errors import PobratimError, StoreError
from queries.engine import Engine, Media, Query, QueryLimits
from queries.engine.addresses import open_engine
from queries.engine.errors import EngineBusyError, LimitExceededError, QueryError, QuerySyntaxError
from queries.engine.serialise import CSV, TSV, XML
from tests.queries.small import ID, small_engine, write_snapshot

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HOARDING = "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write_snapshot(folder, "one")
    return folder


@pytest.fixture(scope="module")
def engine(data: Path) -> Iterator[Engine]:
    with open_engine(data, workers=1, memory=400 << 20) as opened:
        yield opened


def test_select_gives_terms(engine: Engine) -> None:
    rows = engine.select("SELECT ?o { id:place/x rdfs:label ?o }".replace("id:place/x", f"<{ID}place/by>"))
    assert {row["o"] for row in rows} == {
        Literal("Беларусь", language="ru"),
        Literal("Belarus", language="en"),
    }


def test_ask_and_construct(engine: Engine) -> None:
    assert engine.ask("ASK { ?country a pob:Country }")
    assert not engine.ask("ASK { ?country a pob:Nothing }")
    assert (
        len(engine.construct("CONSTRUCT { ?c rdfs:label ?l } WHERE { ?c a pob:Country ; rdfs:label ?l }"))
        == 6
    )


def test_relative_iris_are_those_of_entities(engine: Engine) -> None:
    assert engine.ask("ASK { <place/by> a pob:Country }")
    assert engine.ask(f"BASE <{ID}place/> ASK {{ <by> a pob:Country }}")


def test_the_row_limit_is_told(engine: Engine) -> None:
    cut = engine.select("SELECT * { ?s ?p ?o }", limits=QueryLimits(rows=3))
    assert (len(cut), cut.truncated) == (3, True)
    whole = engine.select("SELECT * { ?s a pob:Country }", limits=QueryLimits(rows=3))
    assert (len(whole), whole.truncated) == (3, False)


def test_an_endless_query_is_stopped_and_the_worker_replaced(engine: Engine) -> None:
    with pytest.raises(LimitExceededError) as stopped:
        engine.select(ENDLESS, limits=QueryLimits(seconds=0.3))
    assert (stopped.value.limit, stopped.value.allowed) == ("time", "0.3 s")
    assert engine.ask("ASK {}")


def test_a_hoarding_query_is_stopped_and_the_worker_replaced(engine: Engine) -> None:
    with pytest.raises(LimitExceededError) as stopped:
        engine.select(HOARDING, limits=QueryLimits(seconds=60))
    assert stopped.value.limit == "memory"
    assert engine.ask("ASK {}")


@pytest.mark.parametrize(
    ("end", "told"),
    [(signal.SIGSEGV, "SIGSEGV"), (signal.SIGTERM, "SIGTERM"), (signal.SIGKILL, "memory")],
)
def test_what_a_worker_died_of_is_told(data: Path, end: signal.Signals, told: str) -> None:
    others = children()
    with open_engine(data, workers=1) as engine:
        assert engine.ask("ASK {}")
        (worker,) = children() - others
        deadly = Timer(0.2, os.kill, (worker, end))
        deadly.start()
        with pytest.raises(StoreError, match=told):
            engine.select(ENDLESS, limits=QueryLimits(seconds=30))
        deadly.join()
        assert engine.ask("ASK {}")


def children() -> set[int]:
    """The processes that this one has started and that still run."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(child) for task in tasks for child in task.read_text().split()}


def test_the_only_worker_being_taken_is_told(engine: Engine) -> None:
    held = engine.answer(Query("SELECT * { ?a ?b ?c . ?d ?e ?f }", limits=QueryLimits(rows=10**6)))
    with pytest.raises(EngineBusyError):
        engine.select("SELECT * {}", limits=QueryLimits(seconds=0.05))
    del held
    assert engine.ask("ASK {}")


def test_other_workers_answer_meanwhile(data: Path) -> None:
    with open_engine(data, workers=2) as engine:

        def occupy() -> None:
            with suppress(PobratimError):  # its worker is killed in the end
                engine.select(ENDLESS, limits=QueryLimits(seconds=60))

        busy = Thread(target=occupy)
        busy.start()
        assert engine.ask("ASK {}")
        assert busy.is_alive()
    busy.join()


def test_a_syntax_error_tells_line_and_column(engine: Engine) -> None:
    with pytest.raises(QuerySyntaxError) as wrong:
        engine.select("SELECT *\nWHERE { ?s ex:p ?o }")
    assert (wrong.value.line, wrong.value.column) == (2, 12)
    assert "prefix" in str(wrong.value)


def test_no_network_even_where_the_words_of_service_are_overlooked(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("queries.engine.embedded.refuse_side_effects", lambda *_: None)
    with pytest.raises(StoreError, match="Permission denied"):
        engine.select("SELECT * { SERVICE <http://127.0.0.1:8999/> { ?s ?p ?o } }")


def test_a_switched_snapshot_is_answered_from_at_once(tmp_path: Path) -> None:
    write_snapshot(tmp_path, "old")
    with open_engine(tmp_path, workers=1) as engine:
        assert engine.ask("ASK { ?s a pob:Country }")
        thing = Quad(NamedNode("http://a/"), NamedNode("http://p/"), Literal("новое"))
        write_snapshot(tmp_path, "new", (thing,))
        assert engine.snapshot == "new"
        assert [row["o"] for row in engine.select("SELECT ?o { ?s ?p ?o }")] == [Literal("новое")]


def test_an_empty_data_folder_says_what_to_do(tmp_path: Path) -> None:
    with open_engine(tmp_path) as engine, pytest.raises(StoreError, match="pobratim build"):
        engine.ask("ASK {}")


def test_datasets_are_what_the_protocol_names(engine: Engine) -> None:
    places, reports = f"{ID}graph/places", f"{ID}graph/report/2025-Q1"

    def count(text: str, default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> int:
        return (
            len(
                b"".join(engine.answer(Query(text, default, named, Media(solutions=TSV))).chunks).splitlines()
            )
            - 1
        )

    everywhere = "SELECT ?s { ?s a pob:Country }"
    somewhere = "SELECT ?g { GRAPH ?g { ?s a ?c } } GROUP BY ?g"
    assert count(everywhere, (places,)) == 3
    assert count(everywhere, (reports,)) == 0
    assert count(somewhere, (places,)) == 0
    assert count(somewhere, (), (places, reports)) == 2
    assert count(everywhere, (), (places,)) == 0


@pytest.mark.parametrize(
    ("medium", "written"),
    [
        (CSV, 'o\r\n"a ""b"", c"\r\n'),
        (TSV, '?o\n"a \\"b\\", c"@ru\n'),
        (XML, '<literal xml:lang="ru">a "b", c</literal>'),
    ],
)
def test_results_in_other_media(medium: object, written: str) -> None:
    media = Media(solutions=medium)  # type: ignore[arg-type]
    query = Query("SELECT ?o { BIND('a \"b\", c'@ru AS ?o) }", media=media)
    assert written in b"".join(small_engine().answer(query).chunks).decode()


def test_a_store_that_is_asked_is_held(tmp_path: Path) -> None:
    write_snapshot(tmp_path, "one")
    store = tmp_path / "snapshots" / "one" / "store"
    with open_engine(tmp_path, workers=1) as engine:
        assert engine.ask("ASK {}")
        assert is_held(store)
    assert not is_held(store)


def test_a_damaged_store_is_told_as_the_store_s_fault(tmp_path: Path) -> None:
    write_snapshot(tmp_path, "one")
    for file in (tmp_path / "snapshots" / "one" / "store").glob("MANIFEST-*"):
        file.write_bytes(b"damaged")
    with open_engine(tmp_path, workers=1) as engine, pytest.raises(StoreError):
        engine.ask("ASK {}")


def test_a_function_that_is_not_there_is_the_query_s_fault(engine: Engine) -> None:
    with pytest.raises(QueryError):
        engine.select("SELECT (<http://example.org/none>(1) AS ?x) {}")
