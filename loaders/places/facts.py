"""From mentions of places to facts about them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from loaders.mentions import PlaceMention
from ontology.gazetteer import Place, load
from ontology.model import Evidence, Fact, Finding, PlaceRef, Severity, Span

Roles = Mapping[Span, Evidence]
"""What tells the role of a place in the event, by the words that name the place."""


def known(mention: PlaceMention) -> Place | None:
    """The place of the gazetteer that was recognised."""
    return load().get(mention.place.gazetteer_id) if mention.place.gazetteer_id is not None else None


def city_of(mention: PlaceMention) -> Place | None:
    """The place of the gazetteer that one without an entry of its own lies in: the city of a district."""
    return load().get(mention.place.within) if mention.place.within is not None else None


def place_facts(
    mentions: Sequence[PlaceMention], roles: Roles = MappingProxyType({})
) -> tuple[Fact[PlaceRef], ...]:
    """Each place once, with all its mentions, under the name that the row uses most, the later of equals."""
    by_place: dict[str | tuple[str, str], list[PlaceMention]] = {}
    for mention in mentions:
        place = mention.place
        by_place.setdefault(place.gazetteer_id or (place.name, place.country), []).append(mention)
    return tuple(
        Fact(
            _usual([mention.place for mention in same]),
            tuple(evidence for mention in same for evidence in _evidence(mention, roles)),
        )
        for same in by_place.values()
    )


def _evidence(mention: PlaceMention, roles: Roles) -> Iterator[Evidence]:
    yield Evidence(mention.rule, mention.span)
    if mention.span in roles:
        yield roles[mention.span]


def _usual(places: Sequence[PlaceRef]) -> PlaceRef:
    named = Counter(place.name for place in places)
    return max(reversed(places), key=lambda place: (named[place.name], place.within is not None))


def unknown_places(mentions: Sequence[PlaceMention]) -> tuple[Finding, ...]:
    """A finding for each place that is one by its form alone."""
    return tuple(
        Finding(
            code="unknown_place",
            severity=Severity.INFO,
            values={"place": mention.place.name},
            span=mention.span,
            rule=mention.rule,
        )
        for mention in mentions
        if mention.place.gazetteer_id is None
    )
