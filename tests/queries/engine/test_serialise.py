"""Terms of SPARQL 1.2 in every format of results."""

from csv import reader

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    Triple,
    parse_query_results,
)

from queries.engine.serialise import CSV, JSON, TSV, XML, Medium, write_solutions

QUERY = r"""
SELECT (<<( <a:s> <a:p> <<( <a:s> <a:p> "q\"\tt"@en )>> )>> AS ?t) (STRLANGDIR("x", "ar", "rtl") AS ?d) {}
"""


@pytest.mark.parametrize(
    ("medium", "format"),
    [(JSON, QueryResultsFormat.JSON), (XML, QueryResultsFormat.XML), (TSV, QueryResultsFormat.TSV)],
)
def test_triple_terms_and_directions_come_back_as_they_went(
    medium: Medium, format: QueryResultsFormat
) -> None:
    solutions = Store().query(QUERY)
    assert isinstance(solutions, QuerySolutions)
    rows = [tuple(row) for row in solutions]
    written = b"".join(write_solutions(medium, ["t", "d"], rows))
    read = parse_query_results(written, format)
    assert isinstance(read, QuerySolutions)
    assert [tuple(row) for row in read] == rows


def test_a_triple_term_in_csv_is_one_field() -> None:
    term = Triple(NamedNode("a:s"), NamedNode("a:p"), Literal('say "so", then'))
    written = b"".join(write_solutions(CSV, ["t"], [(term,)])).decode()
    assert next(reader([written.splitlines()[1]])) == ['<<( <a:s> <a:p> "say \\"so\\", then" )>>']
