"""What would take the engine down is told as the query's fault, and what is merely long is answered."""

from collections.abc import Iterator

import pytest

from queries.engine import Engine, QueryLimits
from queries.engine.addresses import open_engine
from queries.engine.errors import LimitExceededError, QueryError
from tests.queries.small import write_snapshot


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("data")
    write_snapshot(folder, "one")
    with open_engine(folder, workers=1) as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(" + "(" * 50_000 + "1" + ")" * 50_000 + ") }",
        "ASK " + "{" * 50_000 + "}" * 50_000,
        "ASK { FILTER(" + "IF(1,1," * 20_000 + "1" + ")" * 20_000 + ") }",
        "ASK { FILTER(" + "!" * 100_000 + "1) }",
        "ASK { FILTER(" + " || ".join(["1"] * 30_000) + ") }",
        "ASK { FILTER(" + "+".join(["1"] * 60_000) + ") }",
        "ASK { " + "OPTIONAL {?a ?b 1} " * 11_000 + "}",
        "ASK { " + " UNION ".join(["{?a ?b 1}"] * 12_000) + " }",
        "ASK { ?a " + "/".join(["<a:a>"] * 30_000) + " ?b }",
        "ASK { " + "[ <a:a> " * 20_000 + "1" + "]" * 20_000 + " }",
        "ASK " + "{ SELECT * " * 15_000 + "{}" + "}" * 15_000,
    ],
)
def test_a_tangle_is_refused(engine: Engine, query: str) -> None:
    with pytest.raises(QueryError, match="tangled"):
        engine.ask(query)


@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(" + "(" * 400 + "1" + ")" * 400 + ") }",
        "ASK { FILTER(" + "IF(1,1," * 400 + "1" + ")" * 400 + ") }",
        "ASK { FILTER(" + "!" * 5_000 + "1) }",
        "ASK { FILTER(" + "+".join(["1"] * 5_000) + ") }",
        "ASK { BIND(1 AS ?x) FILTER(?x IN (" + ",".join(map(str, range(30_000))) + ")) }",
        "ASK { VALUES (?x ?y) { " + "(1 2) " * 20_000 + "} }",
        "ASK { VALUES ?x { " + "'a+b' " * 20_000 + "} }",
    ],
)
def test_what_is_long_is_answered(engine: Engine, query: str) -> None:
    try:
        assert engine.ask(query, limits=QueryLimits(seconds=10)) in (True, False)
    except LimitExceededError as slow:
        assert slow.limit == "time"
    assert engine.ask("ASK {}")
