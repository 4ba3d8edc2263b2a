"""The ground that decides is the one shown: of people who act, and of parties of agreements."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.agreements.candidates import read_scene
from loaders.agreements.documents import documents
from loaders.agreements.parties import GROUNDS as OF_PARTIES
from loaders.agreements.parties import NOBODY, read_parties
from loaders.cell import EntryText, read_entry
from loaders.documents.open import open_document
from loaders.mentions import OrganisationMention, PlaceMention
from loaders.organisations import find_organisations
from loaders.people import find_people, read_people
from loaders.people.acting import GROUNDS as OF_PEOPLE
from loaders.people.acting import Answer
from loaders.places import find_places
from loaders.report import read_report
from ontology.model import CellName

SHARED = Path(__file__).parents[3] / "shared" / "reports"
REPORTS = ("2025-Q2-municipal", "2025-Q2-regional")

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="no annotated reports beside the checkout")

Read = tuple[EntryText, tuple[PlaceMention, ...], tuple[OrganisationMention, ...]]


def read_rows(report: str) -> Iterator[Read]:
    for entry in read_report(open_document(SHARED / f"{report}.docx")).entries:
        text = read_entry(entry)
        places = find_places(text)
        yield text, places, find_organisations(text, places)


@pytest.mark.slow
@pytest.mark.parametrize("report", REPORTS)
def test_every_person_acts_on_a_ground_that_says_so(report: str) -> None:
    acting = {ground.rule for ground in OF_PEOPLE if ground.answer is Answer.ACTS}
    for text, places, bodies in read_rows(report):
        facts = read_people(text, find_people(text, places, bodies)).facts
        assert {evidence.rule for fact in facts for evidence in fact.evidence} <= acting


@pytest.mark.slow
@pytest.mark.parametrize("report", REPORTS)
def test_parties_are_those_of_the_first_ground_that_finds_any(report: str) -> None:
    for text, places, bodies in read_rows(report):
        scene = read_scene(text, places, bodies)
        for name in (CellName.TITLE, CellName.CONTENT):
            cell = text[name]
            for document in documents(cell, None, scene.candidates[name]):
                finding = [one.rule for one in OF_PARTIES if one.finds(scene, cell, document)]
                shown = {parties.rule for parties in read_parties(scene, cell, document)}
                assert shown == {finding[0] if finding else NOBODY.rule}
