"""Each stored question answers what the page about the same thing has; where there is none, it says why."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from queries.catalog import questions
from queries.engine.addresses import open_engine
from tests.web.clients import browser_of
from tests.web.pages.asked import Comparison, Tried, read_beside
from tests.web.pages.crawl import Crawl

BESIDE = read_beside()


@pytest.fixture(scope="module")
def comparison(sample: Path) -> Iterator[Comparison]:
    """The answers and the pages of the sample reports."""
    with (
        browser_of(sample) as client,
        open_engine(sample) as engine,
        closing(sqlite3.connect(sample / "current" / "explorer.sqlite")) as index,
    ):
        yield Comparison(engine, Crawl(client, "ru"), Tried(index))


def test_every_question_is_told_of() -> None:
    assert BESIDE.keys() == questions().keys()


def test_what_has_no_page_says_why_and_what_has_one_says_where() -> None:
    for name, one in BESIDE.items():
        assert bool(one.reason) != bool(one.cells or one.whole or one.links or one.said or one.zero), name


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, one in BESIDE.items() if not one.reason])
def test_an_answer_has_the_numbers_of_the_pages(comparison: Comparison, name: str) -> None:
    assert [*comparison.differences(questions()[name], BESIDE[name])] == []
    assert comparison.compared > 0


def test_a_difference_is_found(comparison: Comparison) -> None:
    (country, beside) = questions()["partner-countries"], BESIDE["partner-countries"]
    wrong = type(beside)(cells={"events": beside.cells["signed"]})
    assert [*comparison.differences(country, wrong)]
