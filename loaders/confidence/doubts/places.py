"""Places and countries: what speaks against them."""

from typing import Any

from loaders.cell import plain
from loaders.confidence.doubts.row import RowRead, meets
from ontology.gazetteer import load as load_gazetteer
from ontology.home import load as load_home
from ontology.model import Fact

_STEM = 5  # letters that the names of a town and its district have in common


def unlisted_place(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The gazetteer has no such place."""
    return fact.value.gazetteer_id is None


def namesakes(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Several places have that name."""
    return fact.value.gazetteer_id is not None and len(load_gazetteer().named(fact.value.name)) > 1


def by_its_form(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Only the form of a name told that it is a place."""
    return fact.rule().endswith("_by_form")


def told_once(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Only one place in the row tells it."""
    return len(fact.naming) == 1


def at_home(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """It is in the home country, where most of what a row names is."""
    return bool(fact.value.country == load_home().country)


def country_told_once(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """It is abroad, and nothing else in the row tells of that country."""
    country = fact.value.country
    if country == load_home().country:
        return False
    facts = row.facts
    told = [one.value.country for one in (*facts.venues, *facts.origins)]
    told += [one.value.country for one in facts.orgs if one.value.country is not None]
    return told.count(country) < 2 and all(
        len(one.naming) < 2 for one in facts.countries if one.value == country
    )


def in_body_name(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """It is told in the name of a body."""
    return meets(row.spans(fact), row.bodies)


def home_town(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """It is a town at home, in a row that no municipality reports."""
    is_town = fact.value.kind in ("city", "town") and fact.value.country == load_home().country
    return is_town and row.facts.entry.municipality is None


def far_away(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """It is neither at home nor in a neighbouring country."""
    country = fact.value if isinstance(fact.value, str) else fact.value.country
    return country is not None and country not in load_home().near_countries


def same_stem(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Another place of the row is called nearly so, as a town and its district are."""
    stem = plain(fact.value.name)[:_STEM]
    others = (one for one in (*row.facts.origins, *row.facts.venues) if one is not fact)
    return any(plain(one.value.name)[:_STEM] == stem for one in others)
