"""A part of a value that may be wrong by itself is stated with a confidence of its own."""

from dataclasses import replace

from ontology.model import Evidence, Fact, OrganisationRef, PartConfidence, PersonRef
from tests.graph.resolve.told import report, resolved, row

SURE = (PartConfidence("country", 0.7), PartConfidence("place", 0.6), PartConfidence("post", 0.5))


def test_the_country_and_place_of_a_body_and_a_post_are_as_sure_as_their_own_figures() -> None:
    body = Fact(OrganisationRef("Клуб «Сатурн»", "BY", "Орша", "culture"), (Evidence("rule"),), 0.9, SURE)
    person = Fact(PersonRef("А.И. Зоркая", "директор", "BY"), (Evidence("rule"),), 0.9, SURE)
    told = replace(row(1, "Ярмарка"), orgs=(body,), persons=(person,))
    found = resolved(report("2024-Q2", told))
    (club,) = found.organisations
    assert club.country is not None
    assert club.place is not None
    assert [club.label.sources[0].confidence, club.country.sources[0].confidence] == [0.9, 0.7]
    assert club.place.sources[0].confidence == 0.6
    (zorkaya,) = found.persons
    assert zorkaya.country is not None
    assert zorkaya.country.sources[0].confidence == 0.7
    assert [one.post.sources[0].confidence for one in zorkaya.memberships] == [0.5]
