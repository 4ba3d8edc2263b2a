"""What the reports do not date is left out by a period alone."""

import pytest
from pyoxigraph import RdfFormat, Store

from queries.engine.addresses import StoreEngine, prefixes_with
from queries.run import ask
from tests.queries.small import ID, small_engine, small_quads

UNDATED = f"""
@prefix pob: <https://w3id.org/pobratim/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix id: <{ID}> .
<{ID}agreement/undated/sister> a pob:Agreement ; rdfs:label "Соглашение без даты"@ru ;
    pob:agreementType <https://w3id.org/pobratim/ontology/agreement-type/agreement> ;
    pob:status <https://w3id.org/pobratim/ontology/status/signed> ;
    pob:homeSide <{ID}municipality/smolensk/vyazemsky> ; pob:partnerCountry <{ID}place/by> ;
    pob:stage <{ID}agreement/undated/sister/stage/1> .
<{ID}agreement/undated/sister/stage/1> pob:status <https://w3id.org/pobratim/ontology/status/signed> ;
    pob:statedIn <{ID}report/2025-Q2/entry/1> .
<{ID}event/undated/meeting> a pob:Event ; rdfs:label "Встреча без даты"@ru ;
    pob:homeSide <{ID}municipality/smolensk/vyazemsky> ; pob:country <{ID}place/by> .
<{ID}tally/incomplete-event/all/all/undated-meeting> a pob:Tally ;
    pob:tallyIncompleteEvent <{ID}event/undated/meeting> ; pob:missing schema:startDate .
"""

UNTOLD = f"""
<{ID}agreement/undated/sister> pob:signedAt <{ID}event/undated/meeting> .
"""


@pytest.fixture(scope="module")
def engine() -> StoreEngine:
    store = Store()
    store.extend(small_quads())
    store.load(UNDATED.encode(), format=RdfFormat.TURTLE)
    return StoreEngine(store, prefixes=prefixes_with(ID))


@pytest.mark.parametrize(
    ("name", "label"),
    [("signed-agreements", "Соглашение без даты"), ("events", "Встреча без даты")],
)
def test_the_undated_is_listed_where_no_period_is_asked_for(
    engine: StoreEngine, name: str, label: str
) -> None:
    assert label in {row[0] for row in _shown(engine, name, since="")}
    assert label not in {row[0] for row in _shown(engine, name, since="2000-01-01")}


@pytest.mark.parametrize("name", ["agreement-stages", "agreements-by-sector", "silent-agreements"])
def test_an_undated_agreement_is_not_lost(engine: StoreEngine, name: str) -> None:
    assert ask(engine, name).rows != ask(small_engine(), name).rows


def test_what_nobody_dates_stands_behind_what_has_been_silent_for_long(engine: StoreEngine) -> None:
    answer = ask(engine, "silent-agreements")
    assert [answer.shown(row[0]) for row in answer.rows] == ["Меморандум о торговле", "Соглашение без даты"]


def test_an_agreement_whose_signer_is_not_told_stands_behind_those_with_one() -> None:
    store = Store()
    store.extend(small_quads())
    store.load((UNDATED + UNTOLD).encode(), format=RdfFormat.TURTLE)
    answer = ask(StoreEngine(store, prefixes=prefixes_with(ID)), "who-signed")
    shown = [[answer.shown(term) for term in row[:3]] for row in answer.rows]
    assert [(row[0], row[2]) for row in shown] == [
        ("Соглашение о дружбе", "А.А. Петрова"), ("Соглашение без даты", None),
    ]  # fmt: skip


def _shown(engine: StoreEngine, name: str, since: str) -> list[list[object]]:
    answer = ask(engine, name, since=since)
    return [[answer.shown(term) for term in row] for row in answer.rows]
