"""The worked questions of the documentation answer on the sample, and each says what its answer means."""

import re
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store

from graph.snapshots.snapshot import DataFolder
from tests.queries.test_documentation import DOCS

pytestmark = pytest.mark.slow

TEXT = (DOCS / "worked-questions.md").read_text(encoding="utf-8")
WORKED = re.findall(r"\*\*(\d+)\. (.+?)\*\*\n\n```sparql\n(.*?)```\n\n(.+?)\n", TEXT, re.DOTALL)


@pytest.fixture(scope="module")
def store(sample: Path) -> Store:
    return DataFolder(sample).current().open().engine


def test_there_are_twenty_and_each_is_explained() -> None:
    assert [int(number) for number, *_ in WORKED] == list(range(1, 21))
    assert TEXT.count("```sparql") == len(WORKED) + 1  # and how things are written
    assert all(len(meaning) > 80 and not meaning.startswith("**") for *_, meaning in WORKED)


@pytest.mark.parametrize("query", [pytest.param(query, id=number) for number, _, query, _ in WORKED])
def test_a_worked_question_has_an_answer(store: Store, query: str) -> None:
    found = store.query(query)  # as any engine takes it: no prefix is known beforehand
    assert isinstance(found, QuerySolutions)
    assert next(iter(found), None) is not None, "no row in the sample"
