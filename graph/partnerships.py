"""Which home sides are partners of whom: derived from the resolved events and agreements."""

from collections import defaultdict

from graph.entities import EventEntity, Id, Partnership, Resolved
from graph.iris import partnership_id


def derive_partnerships(resolved: Resolved) -> tuple[Partnership, ...]:
    """One partnership per home side and foreign place that an event brings together."""
    places = {place.id: place for place in resolved.places}
    events: dict[tuple[Id, Id], list[EventEntity]] = defaultdict(list)
    for event in resolved.events:
        for home in event.home_sides:
            for origin in event.origins:
                if places[origin.value].country != "RU":
                    events[home.value, origin.value].append(event)
    return tuple(
        Partnership(
            id=partnership_id(home, partner),
            label=f"{places[home].label} – {places[partner].label}",
            home_side=home,
            partner=partner,
            partner_country=f"place/{places[partner].country.lower()}",
            strength="project" if len(shared) > 1 else "contact",
            based_on=tuple(event.id for event in shared),
            event_count=len(shared),
        )
        for (home, partner), shared in sorted(events.items())
    )
