"""Identifiers of others: of places that we have, as the lists of ISO have them, each given once."""

import pycountry

from ontology.gazetteer import load
from ontology.gazetteer.identifiers import identifiers


def test_they_are_of_places_that_are_there_and_of_their_kind() -> None:
    for path in identifiers().countries:
        assert load().get(path).kind == "country"  # type: ignore[union-attr]
    for path in identifiers().regions:
        assert load().get(path).kind == "region", path  # type: ignore[union-attr]


def test_codes_are_those_of_iso() -> None:
    for path, country in identifiers().countries.items():
        assert getattr(pycountry.countries.get(alpha_2=path.upper()), "alpha_3", None) == country.iso
        assert country.wikidata[0] == "Q" and country.wikidata[1:].isdigit()
    for path, code in identifiers().regions.items():
        region = pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call]
        assert region.country_code == path[:2].upper(), path


def test_no_identifier_is_given_twice() -> None:
    codes = list(identifiers().regions.values())
    items = [one.wikidata for one in identifiers().countries.values()]
    assert len(set(codes)) == len(codes)
    assert len(set(items)) == len(items)
