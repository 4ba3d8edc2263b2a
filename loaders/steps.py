"""The steps of extraction, top to bottom: what each finds, from what, how, and by which rules.

A step is a function that reads the entry's text, and what earlier steps found, and answers facts with their
evidence, or findings; the first steps find mentions, which later ones use. A step's name is the field of
`EntryFacts`, whose declaration there is all that the contract, the kept facts and the review know of it. No
step changes what another one said.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from loaders import attendance, event_types, mode
from loaders.agreements import read_agreements
from loaders.agreements.words import vocabulary as agreement_words
from loaders.attendance import read_attendance
from loaders.countries import IN_BODY, read_countries, roles
from loaders.countries.groups import read_country_groups
from loaders.dates import read_dates
from loaders.event_types import read_event_type
from loaders.mode import read_mode
from loaders.organisations import find_organisations, read_organisations, read_venue_organisations
from loaders.origins import HOST_RULES, coming, read_origins
from loaders.own_words import with_own_bodies
from loaders.own_words.twins import with_own_twins
from loaders.people import acting, find_people, read_people
from loaders.places import find_places, read_venues, venues
from loaders.places.context import find_contexts
from loaders.sectors import read_sectors
from loaders.twinning import find_ties, read_intended_twinning, read_twinning, statements


@dataclass(frozen=True, slots=True)
class Step:
    """What is found, from the entry's text and the earlier steps of those names, by which function.

    `rules` names the rules that can decide, where the step keeps a list of them.
    """

    name: str
    read: Callable[..., Any]
    needs: tuple[str, ...] = ("text",)
    rules: Callable[[], Iterable[str]] = tuple


def _names(rules: Iterable[Callable[..., Any]]) -> list[str]:
    return [rule.__name__ for rule in rules]


STEPS: tuple[Step, ...] = (
    Step("places", find_places),
    Step("recognised", find_organisations, ("text", "places")),
    Step("organisations", with_own_bodies, ("text", "recognised")),
    Step("people", find_people, ("text", "places", "organisations")),
    Step("stated_ties", find_ties, ("text", "places", "organisations")),
    Step("ties", with_own_twins, ("text", "places", "stated_ties")),
    Step("dates", read_dates),
    Step("mode", read_mode, ("text", "places"), rules=lambda: _names(mode.RULES)),
    Step("participants", read_attendance, rules=lambda: _names(attendance.RULES)),
    Step("venues", read_venues, ("text", "places"), rules=lambda: _names(venues.RULES)),
    Step("venue_orgs", read_venue_organisations, ("text", "organisations")),
    Step("contexts", find_contexts, ("text", "places")),
    Step(
        "origins",
        read_origins,
        ("text", "places", "contexts"),
        rules=lambda: [*_names(coming.RULES), *HOST_RULES],
    ),
    Step(
        "countries",
        read_countries,
        ("text", "places", "organisations", "contexts"),
        rules=lambda: [IN_BODY, *_names(roles.RULES), roles.NOTHING_AGAINST],
    ),
    Step("country_groups", read_country_groups),
    Step("orgs", read_organisations, ("text", "organisations", "people")),
    Step(
        "persons", read_people, ("text", "people"), rules=lambda: [ground.rule for ground in acting.GROUNDS]
    ),
    Step(
        "agreements",
        read_agreements,
        ("text", "places", "organisations", "dates", "people"),
        rules=lambda: [rule.name for rule in (*agreement_words().statuses, *agreement_words().lives)],
    ),
    Step("twinning", read_twinning, ("ties",), rules=lambda: statements.NAMES),
    Step("twinning_intended", read_intended_twinning, ("ties",), rules=lambda: statements.NAMES),
    Step(
        "event_type",
        read_event_type,
        rules=lambda: [*_names(event_types.RULES), "no_kind_named"],
    ),
    Step("sectors", read_sectors, ("text", "places", "event_type", "organisations")),
)
