"""The graph, the pages and stored questions give one number: docs/counting.md."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import NamedNode

from graph.iris import DEFAULT_BASE
from ontology.terms import POB
from queries.catalog import questions
from queries.engine import Engine
from queries.engine.addresses import open_engine
from queries.run import ask, native
from web.app import create_app
from web.settings import Limits, Settings

FIGURES = {"events": "EventCount", "agreements": "AgreementCount"}


@pytest.fixture(scope="module")
def pages(sample: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(data=sample, limits=Limits(requests_per_minute=None)))) as client:
        yield client


@pytest.fixture(scope="module")
def engine(sample: Path) -> Iterator[Engine]:
    with open_engine(sample) as opened:
        yield opened


@pytest.fixture(scope="module")
def index(sample: Path) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(sample / "current" / "explorer.sqlite")
    db.row_factory = sqlite3.Row
    yield db
    db.close()


def iri(term: object) -> str:
    assert isinstance(term, NamedNode)
    return term.value


def listed(pages: TestClient, address: str) -> int:
    """How many the list at the address says that it has."""
    text = pages.get(f"{address}&lang=en", headers={"accept": "text/html"}).text
    (lede,) = re.findall(r'class="[^"]*\blede\b[^"]*"[^>]*>(.*?)</', text, re.DOTALL)
    number = re.search(r"\d[\d\u00a0\u202f,]*", re.sub(r"<[^>]*>", "", lede))
    return int(re.sub(r"\D", "", number[0])) if number else 0


def figures(engine: Engine, prefix: str, name: str) -> dict[str, object]:
    """A figure that the graph holds of each place, by its path."""
    rows = engine.select(f"SELECT ?place ?n {{ ?place <{POB._NS}{prefix}{name}> ?n }}").rows
    return {iri(place).removeprefix(DEFAULT_BASE): native(n) for place, n in rows}


@pytest.mark.parametrize("kind", FIGURES)
def test_a_place_has_as_many_as_its_page_lists(kind: str, engine: Engine, index: sqlite3.Connection) -> None:
    within, home = (figures(engine, prefix, FIGURES[kind]) for prefix in ("within", "home"))
    shown = {
        row["path"]: (row["kind"], row[kind])
        for row in index.execute("SELECT * FROM thing WHERE kind IN ('place', 'country', 'municipality')")
    }
    of_home = {path for path, (what, _) in shown.items() if path in home or what == "municipality"}

    assert {path: n for path, n in home.items() if n} == {
        path: shown[path][1] for path in of_home if shown[path][1]
    }
    assert {path: n for path, n in within.items() if n and path not in of_home} == {
        path: n for path, (_, n) in shown.items() if n and path not in of_home
    }


def test_a_region_includes_what_lies_in_it(engine: Engine, pages: TestClient) -> None:
    regions = [path for path in figures(engine, "within", "EventCount") if path.endswith("-oblast")]
    abroad = [path for path in regions if not path.startswith("place/ru/")]

    assert abroad
    for path in abroad:
        assert figures(engine, "within", "EventCount")[path] == listed(pages, f"/events?partner={path}")


@pytest.mark.slow
def test_a_question_about_countries_gives_the_pages_numbers(sample: Path, pages: TestClient) -> None:
    with open_engine(sample) as engine:
        rows = ask(engine, "partner-countries").rows
    assert rows
    for country, _, _, events, _ in rows:
        path = iri(country).removeprefix(DEFAULT_BASE)
        assert native(events) == listed(pages, f"/events?partner={path}")


@pytest.mark.slow
def test_a_question_about_home_sides_gives_the_pages_numbers(sample: Path, pages: TestClient) -> None:
    with open_engine(sample) as engine:
        rows = ask(engine, "activity-by-municipality").rows
    assert rows
    for home, _, _, events, agreements in rows:
        path = iri(home).removeprefix(DEFAULT_BASE)
        assert native(events) == listed(pages, f"/events?home={path}")
        assert native(agreements) == listed(pages, f"/agreements?home={path}")


@pytest.mark.slow
def test_a_question_about_sectors_gives_the_pages_numbers(sample: Path, pages: TestClient) -> None:
    with open_engine(sample) as engine:
        rows = ask(engine, "sectors-by-country").rows
    assert rows
    for country, sector, _, events, agreements in rows:
        path, code = iri(country).removeprefix(DEFAULT_BASE), iri(sector).rpartition("/")[2]
        assert native(events) == listed(pages, f"/events?partner={path}&sector={code}")
        assert native(agreements) == listed(pages, f"/agreements?partner={path}&sector={code}")


def test_no_question_counts_contacts() -> None:
    unit = re.compile(r"(?i)контактов|\bcontacts\b|contactCount")
    texts = (
        (name, repr((one.sparql, one.title, one.question, one.columns, one.parameters)))
        for name, one in questions().items()
    )

    assert [name for name, text in texts if unit.search(text)] == []
