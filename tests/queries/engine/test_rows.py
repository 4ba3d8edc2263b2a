"""Rows of the engine's own JSON: counted exactly and cut where one ends, whatever the values hold."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, QuerySolutions, Store

from queries.engine import rows
from queries.engine.rows import JsonRows, write_json

VALUES = st.one_of(
    st.none(),
    st.sampled_from([',{"', ",{}", '"},{"a":', "\\", '\\"', "[{", "]}}", '"bindings":[{']),
    st.text(),
)


def _written(values: list[str | None], limit: int) -> tuple[bytes, JsonRows]:
    told = " ".join("(UNDEF)" if value is None else f"({Literal(value)})" for value in values)
    solutions = Store().query(f"SELECT ?a {{ VALUES (?a) {{ {told} }} }}")
    assert isinstance(solutions, QuerySolutions)
    pieces: list[bytes] = []
    document = write_json(solutions, limit, pieces.append)
    return b"".join(pieces), document


@pytest.mark.slow
@given(st.lists(VALUES.filter(lambda one: one is None or "\x00" not in one), max_size=12), st.integers(1, 8))
def test_the_first_rows_come_whole_and_are_counted(values: list[str | None], limit: int) -> None:
    written, document = _written(values, limit)
    read = json.loads(written)["results"]["bindings"]
    expected = [{} if value is None else {"a": {"type": "literal", "value": value}} for value in values]
    assert read == expected[:limit]
    assert document.count == min(limit, len(values))
    assert document.truncated == (len(values) > limit)


@pytest.mark.parametrize("limit", [1, 2, 999, 1_000, 1_001])
def test_pieces_end_between_rows(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    monkeypatch.setattr(rows, "PIECE", 500)
    values: list[str | None] = [f'{number},{{"' if number % 3 else None for number in range(1_000)]
    written, document = _written(values, limit)
    assert len(json.loads(written)["results"]["bindings"]) == document.count == min(limit, 1_000)
    assert document.truncated == (limit < 1_000)


def test_a_blank_node_and_several_variables_are_one_row() -> None:
    solutions = Store().query("SELECT * { VALUES (?a ?b) { (1 2) (UNDEF 3) } BIND(BNODE() AS ?c) }")
    assert isinstance(solutions, QuerySolutions)
    pieces: list[bytes] = []
    document = write_json(solutions, 5, pieces.append)
    assert document.count == len(json.loads(b"".join(pieces))["results"]["bindings"]) == 2
