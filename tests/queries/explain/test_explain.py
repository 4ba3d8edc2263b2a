"""What `pobratim explain IRI` is told of each kind of thing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.build.run import ReportInput, build_snapshot
from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from ontology.errors import ParameterError
from ontology.model import ReportFacts, Scope
from queries.engine import Engine
from queries.engine.addresses import open_engine
from queries.explain import Account, explain_entity
from tests.graph.resolve.told import report, row

pytestmark = pytest.mark.slow

SHORT, FULL = "ОАО «ОСЗ» | Орша | BY", "ОАО «Оршанский станкостроительный завод» | Орша | BY"


def reports() -> list[ReportFacts]:
    """A fair that two reporters tell of with differing last days, and a partner under two spellings."""
    told = row(1, "Ярмарка «Лен»", "2024-05-10/2024-05-11", at=["Рудня RU"], orgs=[FULL], origins=["Орша BY"])
    again = row(
        1, "Участие в ярмарке «Лен»", "2024-05-10", at=["Рудня RU"], orgs=[SHORT], home="Вяземский район"
    )
    return [report("2024-Q2", told), report("2024-Q3", again, scope=Scope.MUNICIPAL)]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("explained")
    build_snapshot([ReportInput.of(reports()[1])], DataFolder(folder))
    build_snapshot([ReportInput.of(one) for one in reports()], DataFolder(folder))
    with open_engine(str(folder)) as opened:
        yield opened


def account(engine: Engine, path: str) -> Account:
    return explain_entity(engine, DEFAULT_BASE + path)


def test_a_spelling_is_told_with_why_it_is_the_same(engine: Engine) -> None:
    (merged,) = account(engine, "organisation/by/orsha/osz-joint-stock").merges
    assert (merged.score, merged.reasons) == (0.95, ("initial letters",))
    assert (merged.place.report, merged.place.number) == ("2024-Q2-municipal", 1)


def test_an_event_tells_who_says_otherwise_and_where_it_was_read(engine: Engine) -> None:
    (event,) = {one.iri for one in (account(engine, path) for path in events(engine))}
    told = explain_entity(engine, event)
    assert (told.kind, told.label) == ("событие", "Ярмарка «Лен»")
    ((said, place),) = told.otherwise
    assert (said, place.report) == (("конец", "2024-05-10"), "2024-Q3-municipal")
    label = next(one for one in told.readings if ("название", "Ярмарка «Лен»") in one.said)
    assert [(proof.cell, proof.quote) for proof in label.proofs] == [("title", "Ярмарка «Лен»")]


def events(engine: Engine) -> list[str]:
    rows = engine.select("SELECT ?e { ?e a <https://w3id.org/pobratim/ontology#Event> }")
    return [str(row["e"]).strip("<>").removeprefix(DEFAULT_BASE) for row in rows]


def test_a_partnership_tells_what_it_rests_on(engine: Engine) -> None:
    told = account(engine, "partnership/smolensk/by-orsha")
    assert told.is_derived
    (ground,) = told.grounds
    assert ground.label == "Ярмарка «Лен»"
    assert [place.reporter for place in ground.places] == ["город Смоленск", "Вяземский муниципальный округ"]


def test_a_municipality_tells_its_names_through_time(engine: Engine) -> None:
    known = account(engine, "municipality/smolensk/vyazemsky").known
    assert ("название во времени", "Вяземский район (… – 2024-12-31)") in known
    assert ("название во времени", "Вяземский муниципальный округ (2025-01-01 – …)") in known


def test_a_row_tells_what_was_read_from_it(engine: Engine) -> None:
    told = account(engine, "report/2024-Q2-municipal/entry/1")
    assert ("Ярмарка «Лен» – название", "Ярмарка «Лен»") in [
        said for one in told.readings for said in one.said
    ]


@pytest.mark.parametrize("iri", ["no iri", DEFAULT_BASE + "event/none"])
def test_what_is_not_there_is_refused(engine: Engine, iri: str) -> None:
    with pytest.raises(ParameterError):
        explain_entity(engine, iri)
