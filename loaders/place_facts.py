"""From mentions of places to facts about them."""

from collections.abc import Sequence

from loaders.rules import PlaceMention
from ontology.gazetteer import Place, load
from ontology.model import Evidence, Fact, Finding, PlaceRef, Severity


def known(mention: PlaceMention) -> Place | None:
    """The place of the gazetteer that was recognised."""
    return load().get(mention.place.gazetteer_id) if mention.place.gazetteer_id is not None else None


def place_facts(mentions: Sequence[PlaceMention]) -> tuple[Fact[PlaceRef], ...]:
    """Each place once, with all its mentions."""
    by_place: dict[tuple[str, str], list[PlaceMention]] = {}
    for mention in mentions:
        by_place.setdefault((mention.place.name, mention.place.country), []).append(mention)
    return tuple(
        Fact(
            same[0].place,
            tuple(Evidence(mention.rule, mention.span) for mention in same),
            max(mention.confidence for mention in same),
        )
        for same in by_place.values()
    )


def unknown_places(mentions: Sequence[PlaceMention]) -> tuple[Finding, ...]:
    """A finding for each place that is one by its form alone."""
    return tuple(
        Finding(
            code="unknown_place",
            severity=Severity.INFO,
            message=f"«{mention.place.name}» is not in the gazetteer.",
            remedy="Add it to ontology/gazetteer/places.yml.",
            span=mention.span,
            rule=mention.rule,
        )
        for mention in mentions
        if mention.place.gazetteer_id is None
    )
