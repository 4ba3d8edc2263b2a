"""Organisations of all rows: their mentions, which of them are one, and the entities that follow."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from graph.entities import Id, OrganisationEntity, Source, Sourced
from graph.judgements import Judgement, Kind
from graph.resolve.clusters import Pair, pair_of
from graph.resolve.features import MatchFeature, compared
from graph.resolve.identify import Issued, Member, Resolution, Rules, first_reported, identify
from graph.resolve.organisations.apart import incompatible
from graph.resolve.organisations.blocks import block_keys
from graph.resolve.organisations.body import SpeltBody, make_body
from graph.resolve.organisations.rules import compare
from graph.resolve.rows import FactId, Rank, ResolutionPlaces, Row, gather, most_told
from ontology.model import OrganisationRef
from ontology.names.organisations.name import take_apart
from ontology.names.words import Bases


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a row: whose it is, the body it denotes and what the row says of it.

    `fact` is the organisation's own, or the agreement's whose `party` it is.
    """

    fact: FactId
    body: SpeltBody
    ref: OrganisationRef
    source: Source
    rank: Rank
    party: int | None = None


@dataclass(frozen=True, slots=True)
class Organisations:
    """The resolved organisations, and which of them each fact and each party of an agreement denotes."""

    entities: tuple[OrganisationEntity, ...]
    of_fact: Mapping[FactId, Id]
    of_party: Mapping[tuple[FactId, int], Id]
    resolution: Resolution


def resolve_organisations(
    rows: Sequence[Row], setting: ResolutionPlaces, judgements: Iterable[Judgement], issued: Issued
) -> Organisations:
    """The organisations that the rows name, each once."""
    mentions = [one for row in rows for one in _mentions(row, setting)]
    of_body = _by_body(mentions)
    setting.name_countries(one.ref.country for one in mentions)
    members = {key: _member(many) for key, many in of_body.items()}
    naming = first_reported(members, issued)
    resolution = identify(members, _rules(setting), judgements, naming, _definitions(mentions))
    entities = _entities(resolution, of_body, setting)
    denoted = [(one, resolution.identity[one.body.key]) for one in mentions]
    return Organisations(
        entities=tuple(sorted(entities, key=lambda one: one.id)),
        of_fact={one.fact: key for one, key in denoted if one.party is None},
        of_party={(one.fact, one.party): key for one, key in denoted if one.party is not None},
        resolution=resolution,
    )


def _by_body(mentions: Iterable[Mention]) -> dict[Id, list[Mention]]:
    found: dict[Id, list[Mention]] = defaultdict(list)
    for one in mentions:
        found[one.body.key].append(one)
    return found


def _entities(
    resolution: Resolution, of_body: Mapping[Id, Sequence[Mention]], setting: ResolutionPlaces
) -> Iterator[OrganisationEntity]:
    for group in resolution.groups:
        mentions = [one for key in group for one in of_body[key]]
        yield _entity(resolution.identity[group[0]], mentions, setting)


def _member(mentions: Sequence[Mention]) -> Member[SpeltBody]:
    first = mentions[0]
    return Member(
        first.body,
        frozenset(one.ref.name for one in mentions),
        first.ref.name,
        first.source.entry,
        min(one.rank for one in mentions),
    )


def _rules(setting: ResolutionPlaces) -> Rules[SpeltBody]:
    geography = setting.geography
    return Rules(
        Kind.ORGANISATION,
        lambda body: block_keys(body, geography),
        lambda one, other: compare(one, other, geography),
        lambda one, other: incompatible(one, other, geography),
    )


# ── mentions ────────────────────────────────────────────────────────────────────────────────────


def _mentions(row: Row, setting: ResolutionPlaces) -> Iterator[Mention]:
    known: dict[Bases, OrganisationRef] = {}
    for key, fact in row.listed("orgs"):
        known.setdefault(take_apart(fact.value.name).core, fact.value)
        yield _mention(key, row, fact.value, row.source(fact), setting)
    for key, host in row.listed("venue_orgs"):
        yield _mention(key, row, _host(host.value, row, known), row.source(host), setting)
    named = {fact.value.name: fact.value for fact in row.facts.orgs}
    for key, fact in row.listed("agreements"):
        for index, name in enumerate(fact.value.parties):
            ref = named.get(name) or _party(name, row, known, setting)
            if ref is not None:
                yield replace(_mention(key, row, ref, row.source(fact), setting), party=index)


def _mention(
    key: FactId, row: Row, ref: OrganisationRef, source: Source, setting: ResolutionPlaces
) -> Mention:
    place = setting.find(ref.place, ref.country)
    return Mention(key, make_body(take_apart(ref.name), ref.country, place, row.home), ref, source, row.rank)


def _host(name: str, row: Row, known: Mapping[Bases, OrganisationRef]) -> OrganisationRef:
    """A body of the place cell is one that the row tells more of, else it is where the event was."""
    host = OrganisationRef(name, None, None, "other")
    same = known.get(take_apart(name).core)
    if same is not None:
        return replace(same, name=name)
    venues = {venue.value for venue in row.facts.venues}
    venue = venues.pop() if len(venues) == 1 else None
    country = venue.country or None if venue is not None else None
    return replace(host, country=country, place=venue.name if venue is not None else None)


def _party(
    name: str, row: Row, known: Mapping[Bases, OrganisationRef], setting: ResolutionPlaces
) -> OrganisationRef | None:
    """The organisation that a party is, as far as the row tells of it; None of a place."""
    if row.place(name) is not None or not _is_organisation(name, setting):
        return None
    party = OrganisationRef(name, None, None, "other")
    same = known.get(take_apart(name).core)
    return party if same is None else replace(same, name=name)


def _is_organisation(name: str, setting: ResolutionPlaces) -> bool:
    """Whether a party is an organisation rather than a place that the gazetteer or the home region knows."""
    return setting.geography.find(name, None) is None and setting.places.home.municipality(name) is None


def _defines(one: Mention, other: Mention) -> bool:
    """«Центр поддержки экспорта (далее – ЦПЭ)»: whether the row itself says that the other is it in short."""
    if one.ref.short is None or other.body.key == one.body.key:
        return False
    return other.body.name.core == take_apart(one.ref.short).core


DEFINITIONS: tuple[MatchFeature[Mention, []], ...] = (MatchFeature(("defined in the row",), 0.99, _defines),)
"""What one row may say of two names that stand in it."""


def _definitions(mentions: Iterable[Mention]) -> Iterator[Pair]:
    of_row: dict[Id, list[Mention]] = defaultdict(list)
    for one in mentions:
        of_row[one.fact[0]].append(one)
    for named in of_row.values():
        for one, other in permutations(named, 2):
            match = compared(DEFINITIONS, (), one, other)
            if match is not None:
                yield pair_of(one.body.key, other.body.key, match)


# ── entities ────────────────────────────────────────────────────────────────────────────────────


def _entity(key: Id, mentions: Sequence[Mention], setting: ResolutionPlaces) -> OrganisationEntity:
    spellings = gather(Sourced(one.ref.name, (one.source.as_named,)) for one in mentions)
    label = max(spellings, key=_fullness)
    stated = tuple(dict.fromkeys(one.source.as_named for one in mentions))
    countries = [(one.ref.country, one.source.of_part("country")) for one in mentions]
    return OrganisationEntity(
        id=key,
        label=label,
        kind=_kind(mentions) or Sourced("other", stated),
        country=most_told(Sourced(code, (source,)) for code, source in countries if code is not None),
        place=_place(mentions, setting),
        alt_labels=tuple(one for one in spellings if one is not label),
        stated_in=stated,
    )


def _kind(mentions: Iterable[Mention]) -> Sourced[str] | None:
    kinds = ((one.ref.kind, one.source.of_part("kind")) for one in mentions)
    return most_told(Sourced(kind, (source,)) for kind, source in kinds if kind != "other")


def _fullness(spelling: Sourced[str]) -> tuple[bool, int, int, str]:
    """A name spelt out goes before an abbreviation, then the spelling that most rows use, then the longer."""
    name = take_apart(spelling.value)
    return name.acronym is None, len(spelling.sources), len(name.core), spelling.value


def _place(mentions: Iterable[Mention], setting: ResolutionPlaces) -> Sourced[Id] | None:
    """The most exact of the places that are said; the one most often said among equals."""
    sources = ((one.body.place, one.source.of_part("place")) for one in mentions)
    places = gather(Sourced(place, (source,)) for place, source in sources if place is not None)
    return max(
        places, key=lambda one: (len(setting.geography.lineage(one.value)), len(one.sources)), default=None
    )
