"""Words that may name a place: an ordered list of rules, the first that answers at a token wins.

A candidate keeps every place it may be; which one it is, the row decides (`resolution`). Each rule stands
beside what the first word of its places is like: no rule is asked at a word that begins none of them.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

from loaders.places.adjectives import (
    called_town,
    compound,
    country_adjective,
    is_body_adjective,
    is_compound,
    is_foreign_adjective,
    is_seat,
    is_strange,
    organisation_adjective,
    seat,
)
from loaders.places.areas import adjective_area, is_area_adjective
from loaders.places.candidate import SETTLEMENT_KINDS, Candidate
from loaders.places.countries import country, region
from loaders.places.in_lists import joined_settlement, listed_settlement
from loaders.places.inhabitants import inhabitants, may_be_inhabitants
from loaders.places.led_areas import area_after_name, leads_area, listed_area, named_area
from loaders.places.markers import may_mark
from loaders.places.place_cell import PlaceCell, compared
from loaders.places.settlements import marked_settlement
from loaders.places.strange import listed_village, strange_twin
from loaders.places.unmarked import bare_settlement
from ontology.gazetteer import Gazetteer, load
from ontology.remembered import remembered

Rule = Callable[[PlaceCell, int], Candidate | None]
Begins = Callable[[str, str], bool]
"""Whether a word, as written and as compared, can be the first of what a rule finds."""


def _begins_name_of(*kinds: str) -> Begins:
    return lambda word, plain: word[0].isupper() and load().begins_name(plain, kinds)


RULES: tuple[tuple[Begins, Rule], ...] = (
    (_begins_name_of("country"), country),
    (_begins_name_of("region"), region),
    (is_area_adjective, adjective_area),
    (lambda _, plain: may_mark(plain), marked_settlement),
    (leads_area, named_area),
    (is_strange, area_after_name),
    (is_strange, listed_area),
    (is_body_adjective, organisation_adjective),
    (is_foreign_adjective, country_adjective),
    (_begins_name_of(*SETTLEMENT_KINDS), bare_settlement),
    (_begins_name_of(*SETTLEMENT_KINDS), joined_settlement),
    (is_seat, seat),
    (is_compound, compound),
    (is_strange, called_town),
    (_begins_name_of(*SETTLEMENT_KINDS), listed_settlement),
    (is_strange, strange_twin),
    (is_strange, listed_village),
    (may_be_inhabitants, inhabitants),
)


def candidates(cell: PlaceCell) -> Iterator[Candidate]:
    """Every candidate of the cell, in order, none overlapping another."""
    end, blocked = 0, cell.blocked
    for index, rules in enumerate(map(_rules_of(load()), cell.words)):
        if not rules or index < end or index in blocked:
            continue
        for rule in rules:
            found = rule(cell, index)
            if found is not None:
                yield found
                cell.found.append(found)
                end = found.last
                break


@lru_cache(maxsize=8)
def _rules_of(gazetteer: Gazetteer) -> Callable[[str], tuple[Rule, ...]]:
    """For a word the rules whose places it can begin, in order."""

    @remembered
    def rules_at(word: str) -> tuple[Rule, ...]:
        if not word[0].isalpha():
            return ()
        plain = compared(word, gazetteer)
        return tuple(rule for begins, rule in RULES if begins(word, plain))

    return rules_at
