"""Agreements and twins: what speaks against them."""

from typing import Any

from loaders.confidence.doubts.row import RowRead
from ontology.model import Fact

_MANY_PLACES = 4


def party_untold(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Fewer than two parties are told."""
    return len(fact.value.parties) < 2


def many_parties(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """More than two parties are told."""
    return len(fact.value.parties) > 2


def unnamed_party(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """A party is called by a common noun."""
    return any(name[:1].islower() for name in fact.value.parties)


def stray_party(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """A party is none of the bodies and places that were read from the row."""
    mine = row.facts.entry.municipality
    return any(name not in row.party_countries and name != mine for name in fact.value.parties)


def mixed_parties(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Some parties are bodies, others places."""
    return len({name in row.body_names for name in fact.value.parties}) > 1


def places_only(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """All its parties are places."""
    parties = fact.value.parties
    return bool(parties) and not any(name in row.body_names for name in parties)


def one_country(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """All its parties are of one country."""
    parties = fact.value.parties
    return len(parties) > 1 and len({row.party_countries.get(name) for name in parties}) == 1


def bare_title(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Nothing but its type is told of what it is about."""
    return " " not in fact.value.title


def unread_names(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The content has names that nothing was read from."""
    return row.has_unread_names


def several_documents(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The row tells of more than one document."""
    return len(row.facts.agreements) > 1


def several_pairs(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """The row tells of more than one pair of twins."""
    return len(row.facts.twinning) + len(row.facts.twinning_intended) > 1


def many_places(row: RowRead, index: int, fact: Fact[Any]) -> bool:
    """Those who took part come from many places."""
    return len(row.facts.origins) > _MANY_PLACES
