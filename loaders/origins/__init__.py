"""Whence: places that participants come from or represent."""

from collections.abc import Iterator, Sequence

from loaders.cell import EntryText
from loaders.mentions import PlaceMention, Reading
from loaders.origins.coming import comes_from
from loaders.origins.locators import locators
from loaders.origins.words import origin_words
from loaders.places.context import Context, Contexts, find_contexts
from loaders.places.facts import known, place_facts, unknown_places
from loaders.places.inhabitants import inhabitants
from loaders.places.words import place_words
from ontology.model import ROLE, CellName, Evidence, PlaceRef, Span


def read_origins(
    text: EntryText, places: tuple[PlaceMention, ...], contexts: Contexts | None = None
) -> Reading[PlaceRef]:
    """The most specific place of each mention, with what tells that somebody comes from there.

    `contexts` are those of the places, where they have been found.
    """
    contexts = contexts or find_contexts(text, places)
    roles: dict[Span, Evidence] = {}
    chosen: list[PlaceMention] = []
    for name in (CellName.TITLE, CellName.CONTENT, CellName.PARTICIPANTS):
        for mention, role in _origins_of_cell(contexts[name]):
            chosen.append(mention)
            roles[mention.span] = role
    host = _host_rule(text, places, named=bool(chosen))
    if host is not None:
        hosts = _hosts(contexts[CellName.PLACE])
        chosen += hosts
        roles |= {mention.span: Evidence(host, mention.span, ROLE) for mention in hosts}
    chosen = list(_without_people_of_told_regions(chosen))
    return Reading(place_facts(chosen, roles), unknown_places(chosen))


HOST_RULES = AT_DISTANCE, ALONE = ("host_at_distance", "host_alone")


def _host_rule(text: EntryText, places: Sequence[PlaceMention], *, named: bool) -> str | None:
    """Why those take part who host the event: it is held at a distance, or names nobody else."""
    if _is_remote(text):
        return AT_DISTANCE
    return None if named or _names_participants(places) else ALONE


def _without_people_of_told_regions(chosen: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """«Пензенцы» are of the region where the row tells of it, else of its seat."""
    told = {adjective for m in chosen if m.place.kind == "region" for adjective in _adjectives(m)}
    for mention in chosen:
        if mention.rule != inhabitants.__name__ or told.isdisjoint(_adjectives(mention)):
            yield mention


def _adjectives(mention: PlaceMention) -> tuple[str, ...]:
    place = known(mention)
    return place.adjectives if place is not None else ()


def _is_remote(text: EntryText) -> bool:
    """Whether the event was held at a distance."""
    afar = (*place_words().remote, *place_words().sites)
    at_distance = any(word.startswith(afar) for word in text[CellName.PLACE].plains)
    return at_distance or any(word.startswith(origin_words().bridges) for word in text[CellName.TITLE].plains)


def _origins_of_cell(context: Context) -> Iterator[tuple[PlaceMention, Evidence]]:
    """The places that somebody comes from, and what tells so."""
    located = locators(context.cell, context.mentions)
    for index, mention in enumerate(context.mentions):
        if mention.place.kind == "country" or index in located:
            continue
        coming = comes_from(context, index)
        if coming is not None:
            said = context.phrase(index, coming.word)
            yield mention, Evidence(coming.rule, Span(context.cell.name, *said), ROLE)


def _names_participants(places: Sequence[PlaceMention]) -> bool:
    return any(mention.span.cell is CellName.PARTICIPANTS for mention in places)


def _hosts(context: Context) -> list[PlaceMention]:
    located = locators(context.cell, context.mentions)
    return [m for i, m in enumerate(context.mentions) if m.form == "adjective" and i not in located]
