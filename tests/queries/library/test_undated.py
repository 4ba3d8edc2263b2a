"""What the reports do not date is left out by a period alone."""

from typing import Any

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
    everything: dict[str, Any] = {"quarters": ""} if name == "silent-agreements" else {}
    with_it = ask(engine, name, **everything)
    without = ask(small_engine(), name, **everything)
    assert with_it.rows != without.rows


def _shown(engine: StoreEngine, name: str, since: str) -> list[list[object]]:
    answer = ask(engine, name, since=since)
    return [[answer.shown(term) for term in row] for row in answer.rows]
