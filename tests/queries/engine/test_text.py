"""Binding and refusing: no value becomes syntax, no query changes data or leaves the machine."""

from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from queries.engine.errors import QueryRefusedError
from queries.engine.text import (
    bind,
    data_blocks,
    declare_prefixes,
    form,
    is_lasting,
    refuse_side_effects,
    tokens,
)
from tests.queries.small import small_engine

ENGINE = small_engine()
ECHO = "SELECT ?value WHERE { VALUES ?value { UNDEF } }"


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        "'''",
        '" } } # ',
        '" } SERVICE <http://127.0.0.1/> { ?s ?p ?o } #',
        "\\",
        "\\u0022 }",
        'x"@ru . } UNION { ?s ?p ?o } { VALUES ?value { "',
        "line\nbreak\r\ttab",
        "\u202e обратный",
        "UNDEF",
        "<http://example.org/>",
        "?value",
        "",
    ],
)
def test_a_hostile_text_comes_back_as_it_went_in(hostile: str) -> None:
    assert [row["value"] for row in ENGINE.select(ECHO, {"value": Literal(hostile)})] == [Literal(hostile)]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    assert [row["value"] for row in ENGINE.select(ECHO, {"value": Literal(text)})] == [Literal(text)]


@pytest.mark.parametrize(
    "hostile", ["http://a/> } #", "http://a b", "http://a/{x}", 'http://a/"', "javascript"]
)
def test_what_is_no_iri_cannot_be_bound_as_one(hostile: str) -> None:
    with pytest.raises(ValueError):
        bind(ECHO, {"value": NamedNode(hostile)})


def test_several_values_fill_one_block() -> None:
    bound = bind(ECHO, {"value": [Literal("a"), Literal("b")]})
    assert [row["value"] for row in ENGINE.select(bound)] == [Literal("a"), Literal("b")]


def test_an_open_parameter_loses_its_block() -> None:
    assert "VALUES" not in bind(ECHO, {"value": None})


def test_blocks_in_comments_and_strings_are_not_parameters() -> None:
    query = """# VALUES ?a { UNDEF }
    SELECT * { VALUES ?b { UNDEF } FILTER("VALUES ?c { UNDEF }" != ?b) }"""
    assert [block.name for block in data_blocks(query)] == ["b"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { SERVICE ex:one { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '#' SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "CLEAR ALL",
        "DROP SILENT DEFAULT",
    ],
)
def test_side_effects_are_refused(query: str) -> None:
    with pytest.raises(QueryRefusedError):
        refuse_side_effects(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s <http://example.org/SERVICE> 'SERVICE <x> {}' } # SERVICE",
        "SELECT ?service { ?service ex:service 1 }",
        "ASK { ?s ?p 'INSERT DATA' }",
        "SELECT (COUNT(*) AS ?load) { ?s ?p ?o }",
    ],
)
def test_the_same_words_elsewhere_are_no_side_effects(query: str) -> None:
    refuse_side_effects(query)


def test_a_service_allowed_by_name_passes() -> None:
    refuse_side_effects("SELECT * { SERVICE <http://a.example/> {} }", frozenset({"http://a.example/"}))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("PREFIX a: <a:> # SELECT\nASK { }", "ASK"),
        ("construct where { ?s ?p ?o }", "CONSTRUCT"),
        ("BASE <http://select/> DESCRIBE <a>", "DESCRIBE"),
    ],
)
def test_form(query: str, expected: str) -> None:
    assert form(query) == expected


def test_only_used_and_undeclared_prefixes_are_declared() -> None:
    told = declare_prefixes("PREFIX a: <a:> SELECT * { a:x b:y 'c:z' }", {"a": "A:", "b": "B:", "c": "C:"})
    assert told == "PREFIX b: <B:> PREFIX a: <a:> SELECT * { a:x b:y 'c:z' }"


UNITS = (
    "a.",
    "a-.",
    "й.",
    '"\\',
    "'\\''",
    '"""',
    "'",
    "<a",
    "?",
    "_:",
    "a:%4",
    "@",
    "1e",
    "\\u",
    "# ",
    "a.b:",
    "true.",
)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_no_repetition_takes_long(unit: str) -> None:
    """Before, each character was looked at from each of those before it: minutes for as much as this."""
    query = unit * (64_000 // len(unit))
    since = monotonic()
    found = tuple(tokens(query))
    assert monotonic() - since < 10
    assert found or unit == "# "


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("a.b c", ["a", ".", "b", "c"]),
        ("a.b:c d", ["a.b:c", "d"]),
        ("true.SERVICE <a:b>", ["true", ".", "SERVICE", "<a:b>"]),
        ("x-y.5:z", ["x-y.5:z"]),
        ("a.5.e", ["a", ".5", ".", "e"]),
        ('"a\\"b" c', ['"a\\"b"', "c"]),
        ('"""a"b""c\n""" d', ['"""a"b""c\n"""', "d"]),
        ('""""', ['""""']),
        ("'no end\nnext", ["'no end", "next"]),
        ("'' ''' '''", ["''", "''' '''"]),
    ],
)
def test_tokens(query: str, expected: list[str]) -> None:
    assert [token.text for token in tokens(query)] == expected


@given(st.text(alphabet="ab.:_?$'\"\\<> \n#5-e@%}"))
def test_tokens_leave_nothing_out(query: str) -> None:
    at = 0
    for token in tokens(query):
        assert query[token.start : token.end] == token.text
        between = query[at : token.start]
        assert not between.strip() or between.lstrip().startswith("#")
        at = token.end


@pytest.mark.parametrize(
    ("query", "lasting"),
    [
        ("SELECT * { ?s ?p ?o }", True),
        ("SELECT (NOW() AS ?now) {}", False),
        ("SELECT (now  () AS ?now) {}", False),
        ("SELECT (NOW#\n() AS ?now) {}", False),
        ("SELECT (STRUUID() AS ?x) {}", False),
        ("SELECT * { ?s ?p 'NOW()' }", True),
        ("SELECT * { ?now ?rand ?uuid }", True),
        ("SELECT (\\u004EOW() AS ?now) {}", False),
    ],
)
def test_an_answer_that_time_changes_is_not_lasting(query: str, lasting: bool) -> None:
    assert is_lasting(query) is lasting


def test_a_bound_limit_is_that_of_each_part_that_has_the_same_one() -> None:
    query = "SELECT * { { SELECT ?a { ?a ?b ?c } LIMIT 9 } { SELECT ?c { ?c ?d ?e } LIMIT 7 } } LIMIT 9"
    expected = "SELECT * { { SELECT ?a { ?a ?b ?c } LIMIT 3 } { SELECT ?c { ?c ?d ?e } LIMIT 7 } } LIMIT 3"
    assert bind(query, {"limit": Literal(3)}) == expected
    without = "SELECT * { { SELECT ?a { ?a ?b ?c }  } { SELECT ?c { ?c ?d ?e } LIMIT 7 } } "
    assert bind(query, {"limit": None}) == without
