"""The same library against real servers: each question gives the rows that the embedded engine gives."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, Store

from ontology.errors import StoreError
from queries.catalog import questions
from queries.engine import Engine, Media, Query, QueryLimits
from queries.engine.addresses import open_engine
from queries.engine.errors import LimitExceededError, QueryError, QueryRefusedError
from queries.engine.publish import GraphStore, publish
from queries.engine.serialise import JSON_LD
from queries.run import ask
from tests.engines.servers import FUSEKI, OXIGRAPH, VIRTUOSO, fuseki_server, oxigraph_server, virtuoso_server
from tests.queries.small import ID, small_engine, small_quads

EMBEDDED = small_engine()
MERGED = f"{ID}graph/merged"

pytestmark = pytest.mark.engine


def small_store() -> Store:
    store = Store()
    store.extend(small_quads())
    return store


SERVERS = ["oxigraph", "virtuoso", *(["fuseki"] if FUSEKI else [])]
"""No package of Debian has Fuseki: it is asked where somebody unpacked it and it is in the path."""


@pytest.fixture(scope="module", params=SERVERS)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp(request.param)
    if request.param == "oxigraph":
        if not OXIGRAPH.exists():
            pytest.skip("oxigraph is not installed")
        with oxigraph_server(folder) as base:
            publish(small_store(), GraphStore(f"{base}/store"))
            with open_engine(f"{base}/query") as opened:
                yield opened
        return
    if request.param == "fuseki":
        with fuseki_server(folder) as base:
            publish(small_store(), GraphStore(f"{base}/data"))
            with open_engine(f"{base}/query") as opened:
                yield opened
        return
    if VIRTUOSO is None:
        pytest.skip("Virtuoso is not installed")
    with virtuoso_server(folder) as base:
        address = f"{base}/sparql-graph-crud-auth"
        publish(small_store(), GraphStore(address, MERGED, "dba", "dba"))
        with open_engine(f"{base}/sparql?default-graph-uri={MERGED}") as opened:
            yield opened


def comparable(rows: tuple[tuple[object, ...], ...]) -> Counter[tuple[str, ...]]:
    """Rows in any order, numbers by value: servers differ in how they write 0.70 or 2."""
    return Counter(tuple(_plain(term) for term in row) for row in rows)


def _plain(term: object) -> str:
    if isinstance(term, Literal) and term.datatype.value.rpartition("#")[2] in (
        "integer",
        "decimal",
        "int",
        "double",
    ):
        return f"{float(term.value):g}"
    if isinstance(term, Literal) and term.datatype.value.endswith("#boolean"):
        return "true" if term.value in ("true", "1") else "false"  # one truth is written in two ways
    return term.value if isinstance(term, Literal) else str(term)


@pytest.mark.parametrize("name", questions())
def test_a_question_has_the_same_rows_everywhere(engine: Engine, name: str) -> None:
    assert comparable(ask(engine, name).rows) == comparable(ask(EMBEDDED, name).rows)


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("partners", {"municipality": "vyazemsky", "country": "BY", "strength": "contact"}),
        ("partners", {"level": "settlement"}),
        ("most-active-partners", {"level": "settlement"}),
        ("twin-towns", {"level": "settlement"}),
        ("signed-agreements", {"level": "settlement"}),
        ("sector-partners", {"level": "settlement"}),
        ("new-partners", {"level": "settlement"}),
        ("partners-without-agreement", {"level": "settlement"}),
        ("lapsed-partners", {"level": "settlement"}),
        ("events-by-year", {"country": "BY", "from": "2024"}),
        ("events-by-sector", {"place": "mstislavl", "since": "2025-01-01"}),
        ("people", {"organisation": "mstislavl-school"}),
        ("signed-agreements", {"since": "2025-01-01", "until": "2025-12-31", "sector": "culture"}),
        ("signed-agreements", {"municipality": "monastyrshchinsky", "country": "BY", "valid": "true"}),
        ("partner-dossier", {"place": "mstislavl"}),
        ("partner-dossier", {"place": "shklov", "municipality": "vyazemsky"}),
        ("compare-partners", {"place": "shklov", "other": "valjevo"}),
        ("new-partners", {"place": "mstislavl"}),
        ("sector-partners", {"place": "mstislavl"}),
        ("activity-by-municipality", {"country": "BY", "least_partners": "2"}),
        ("activity-by-municipality", {"from": "2025", "most_agreements": "2"}),
        ("most-active-partners", {"most_signed": "0"}),
        ("partner-countries", {"least_homes": "2", "most_events": "5"}),
        ("agreements-by-sector", {"most_documents": "1"}),
        ("sectors-by-country", {"place": "mstislavl"}),
        ("events", {"mode": "online", "since": "2025-06-01"}),
        ("events", {"person": "petrova-a-a"}),
        ("agreements-of-organisation", {"place": "mstislavl", "country": "BY"}),
        ("partner-countries", {"limit": "1"}),
        ("events", {"office": "директор", "since": ""}),
        ("online-and-in-person", {"country": "RS"}),
        ("doubtful-facts", {"below": "0.9"}),
        ("white-spots", {"municipality": "monastyrshchinsky"}),
    ],
)
def test_with_parameters_too(engine: Engine, name: str, parameters: dict[str, Any]) -> None:
    theirs = comparable(ask(engine, name, **parameters).rows)
    assert theirs == comparable(ask(EMBEDDED, name, **parameters).rows)
    assert theirs


def test_ask_construct_and_row_limit(engine: Engine) -> None:
    assert engine.ask("ASK { ?s a pob:Country }")
    assert not engine.ask("ASK { ?s a pob:Nothing }")
    assert len(engine.construct("CONSTRUCT { ?s a pob:Country } WHERE { ?s a pob:Country }")) == 3
    cut = engine.select("SELECT ?s { ?s a pob:Country }", limits=QueryLimits(rows=2))
    assert (len(cut), cut.truncated) == (2, True)


def test_the_snapshot_is_what_the_data_say(engine: Engine) -> None:
    assert engine.snapshot == "small-1"


def test_bad_and_forbidden_queries_are_told(engine: Engine) -> None:
    with pytest.raises(QueryError):
        engine.select("SELECT * { ?s ?p }")
    with pytest.raises(QueryRefusedError):
        engine.select("INSERT DATA { <a:a> <a:b> <a:c> }")


def test_what_a_format_cannot_say_is_no_fault_of_the_server(
    engine: Engine, request: pytest.FixtureRequest
) -> None:
    if "oxigraph" not in request.node.callspec.id:
        pytest.skip("it has no triple terms, or has them only in late versions")
    query = Query("CONSTRUCT { <a:s> <a:p> <<( <a:a> <a:b> 1 )>> } WHERE {}", media=Media(triples=JSON_LD))
    with pytest.raises(QueryError, match="JSON-LD"):
        b"".join(engine.answer(query).chunks)


def test_a_slow_server_hits_the_time_limit(engine: Engine) -> None:
    crossed = """SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i .
        FILTER(STRLEN(CONCAT(STR(?c), STR(?f), STR(?i))) > 3) }"""
    with pytest.raises(LimitExceededError):
        engine.select(crossed, limits=QueryLimits(seconds=0.5))


def test_a_server_that_is_not_there_is_told() -> None:
    with (
        open_engine("http://127.0.0.1:9/sparql") as engine,
        pytest.raises(StoreError, match="POBRATIM_ENDPOINT"),
    ):
        engine.ask("ASK {}")
