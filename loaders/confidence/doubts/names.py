"""Bodies and people: what speaks against them, their parts and their names."""

from functools import lru_cache
from typing import Any

from loaders.cell import plain
from loaders.confidence.doubts.row import RowRead, is_known, meets
from ontology.gazetteer import load as load_gazetteer
from ontology.home import load as load_home
from ontology.lexicon.organisations import heads
from ontology.model import Fact
from ontology.morphology import parses
from ontology.remembered import remembered

_LONG_NAME = 9  # words
_STEM = 5  # letters that a place and its adjective have in common
_GIVEN_AND_SURNAME = 2


def long_name(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The name is so long that it may be more than one, or go on into the sentence."""
    return len(fact.value.name.split()) >= _LONG_NAME


def place_in_name(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Its own name tells where it is, as «Смоленский областной центр» does."""
    place = fact.value.place
    return place is not None and plain(place)[:_STEM] in plain(fact.value.name)


def placed_in_area(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """It is no authority, and a district or region is all that tells where it is."""
    ref = fact.value
    return ref.place is not None and ref.kind != "authority" and _is_area(ref.place, ref.country)


@lru_cache(maxsize=10_000)
def _is_area(name: str, country: str | None) -> bool:
    place = load_gazetteer().find(name, country=country)
    return place is not None and place.kind in ("district", "region")


def by_adjective(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """It is no authority, and an adjective in its name, be it a town's or a region's, tells where it is."""
    ref = fact.value
    return ref.kind != "authority" and place_in_name(row, index, fact) and ref.place not in ref.name


def general_sort(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The first noun of its name is of a sort that tells no kind by itself: a centre, a club, a chamber."""
    return _is_of_general_sort(fact.value.name)


@remembered
def _is_of_general_sort(name: str) -> bool:
    told = (reading.normal_form for word in name.split() for reading in parses(word.strip("«»"))[:1])
    first = next((word for word in told if word in heads().heads), None)
    traits = heads().traits
    sorts = (traits.general, traits.general_sorts, traits.units, traits.stages)
    return first is not None and any(first in nouns for nouns in sorts)


def regional_house(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """It is no authority, and a region is all that tells where it is, be it in the seat of the region."""
    ref = fact.value
    place = load_gazetteer().find(ref.place, country=ref.country) if ref.place is not None else None
    return ref.kind != "authority" and place is not None and place.kind == "region"


def in_own_municipality(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """It is no authority, and the municipality that reports is all that tells where it is."""
    mine = row.facts.entry.municipality
    return mine is not None and fact.value.place == mine and fact.value.kind != "authority"


def untold_abroad(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """It is taken to be at home where nothing tells so, and the row is about a foreign country."""
    ref = fact.value
    is_placed = meets(row.spans(fact), row.places) or getattr(ref, "place", None) is not None
    return bool(row.facts.countries) and ref.country == load_home().country and not is_placed


def strange_in_quotes(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The dictionary lacks a word of what its name has in quotes."""
    quoted = fact.value.name.partition("«")[2]
    words = (word.strip("«»-–,.()") for word in quoted.split())
    return any(len(word) > 2 and word.isalpha() and not is_known(word) for word in words)


def unquoted(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Its name has no quotes, so that only its words tell where it ends."""
    return "«" not in fact.value.name


def oblique_name(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """No reading of the given name, or of the first word of the post, is in the nominative."""
    ref = fact.value
    told = [word for text in (ref.name, ref.post or "") for word in text.split()[:1] if "." not in word]
    return any(not _may_be_nominative(word) for word in told)


@remembered
def _may_be_nominative(word: str) -> bool:
    declined = [reading.tag.case for reading in parses(word) if reading.tag.case is not None]
    return not declined or "nomn" in declined


def country_untold(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The person is taken to be of the home country, and no place or body in their post tells so."""
    if fact.value.country != load_home().country:
        return False
    return not meets(row.spans(fact), row.places) and not meets(row.spans(fact), row.placed_bodies)


def no_kind(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Nothing tells what kind of body it is."""
    return bool(fact.value.kind == "other")


def no_place(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Nothing tells where the body is."""
    return fact.value.place is None


def several_countries(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The row is about more than one foreign country."""
    return len(row.facts.countries) > 1


def no_post(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Nothing tells what the person is."""
    return fact.value.post is None


def one_name(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The person is called by a single word."""
    return len(fact.value.name.split()) == 1


def no_patronymic(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The person has a given name and a surname, as people of any country have."""
    return len(fact.value.name.split()) == _GIVEN_AND_SURNAME and "." not in fact.value.name


def company(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The body is a company."""
    return bool(fact.value.kind == "company")


def strange_name(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The dictionary lacks a word of the person's name."""
    words = (word for word in fact.value.name.split() if "." not in word)
    return any(len(word) > 2 and not is_known(word) for word in words)


def people_of_several(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The people of the row are of several countries."""
    return len({one.value.country for one in row.facts.persons}) > 1
