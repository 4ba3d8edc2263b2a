"""Answers that are made with a snapshot: the same as those of the engine, and read instead of asked for."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ontology.speech import LANGUAGES
from queries.catalog import questions
from queries.defaults import make_default_answers
from queries.engine import Media, Query, QueryLimits
from queries.engine.addresses import EmbeddedEngine, prefixes_with
from queries.engine.event_loop import LoopEngine
from queries.engine.ready import FOLDER
from queries.engine.serialise import CSV
from queries.run import ask
from tests.queries.small import ID, small_engine, write_snapshot

TEXT = ask(small_engine(), "partner-countries").sparql


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write_snapshot(folder, "one")
    snapshot = folder / "snapshots" / "one"
    assert make_default_answers(snapshot, snapshot / "store", ID) > len(questions())
    return folder


def engine_on(data: Path) -> EmbeddedEngine:
    """An engine whose workers cannot start: it has nothing but what was made."""
    snapshot = data / "snapshots" / "one"
    engine = EmbeddedEngine(lambda: ("one", snapshot / "store"), prefixes=prefixes_with(ID), workers=1)

    def refuse() -> None:
        raise AssertionError("the engine was asked")

    engine._pool._start = refuse  # type: ignore[assignment]
    engine.start_worker = refuse  # type: ignore[method-assign, assignment]
    return engine


def test_every_question_is_answered_without_the_engine(data: Path) -> None:
    asked = small_engine()
    with engine_on(data) as engine:
        for name in questions():
            for lang in LANGUAGES:
                made, now = ask(engine, name, lang=lang), ask(asked, name, lang=lang)
                assert (made.rows, made.labels, made.truncated) == (now.rows, now.labels, now.truncated), name


@pytest.mark.parametrize(
    "query",
    [
        Query(TEXT + " "),
        Query(TEXT, default_graphs=("http://example.org/graph",)),
        Query(TEXT, media=Media(solutions=CSV)),
        Query(TEXT, limits=QueryLimits(rows=0)),
    ],
)
def test_another_query_is_asked(data: Path, query: Query) -> None:
    with engine_on(data) as engine, pytest.raises(AssertionError, match="was asked"):
        engine.answer(query)


def test_an_answer_that_cannot_be_read_is_asked_for(tmp_path: Path) -> None:
    write_snapshot(tmp_path, "one")
    snapshot = tmp_path / "snapshots" / "one"
    make_default_answers(snapshot, snapshot / "store", ID)
    for file in (snapshot / FOLDER).iterdir():
        file.write_bytes(file.read_bytes()[1:9])
    with engine_on(tmp_path) as engine, pytest.raises(AssertionError, match="was asked"):
        engine.answer(Query(TEXT))


def test_the_endpoint_reads_it_too(data: Path) -> None:
    pieces: list[bytes] = []

    async def write(piece: bytes) -> None:
        pieces.append(piece)

    engine = engine_on(data)
    with engine, ThreadPoolExecutor(1) as thread:  # a browser of another test may run a loop in this one
        asked = thread.submit(lambda: asyncio.run(LoopEngine(engine, 1).answer(Query(TEXT), write)))
        _, end = asked.result()
    assert b"".join(pieces) == b"".join(small_engine().answer(Query(TEXT)).chunks)
    assert end.rows > 0
