"""The resolved model: what the reports tell of, each thing once, ready to be written as triples.

Resolution makes these from facts; `graph/write/triples/` alone turns them into RDF terms.
Every identifier is a path under the entity base («event/2025/…», see `graph/iris.py`), so nothing here knows
the base. A value comes as `Sourced`: with each entry that says it, so that a triple is written into the graph
of every report that states it, and into no other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar

from graph.judgements import Judgement
from ontology.model import (
    Attendance,
    DateRange,
    EntryFacts,
    Evidence,
    Finding,
    PartConfidence,
    Report,
    Term,
)

T = TypeVar("T")

Id = str
"""A path under the entity base: «place/by/polotsk»."""


@dataclass(frozen=True, slots=True)
class Source:
    """One entry that states a value, why, how surely and what speaks against it; `parts` tell it apart."""

    entry: Id
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    parts: tuple[PartConfidence, ...] = ()
    doubts: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Of what tells most sources apart: resolution gathers them all the time."""
        return hash((self.entry, self.confidence, len(self.evidence)))

    def of_part(self, name: str) -> "Source":
        """The entry as what states that part of the value, by its own words where it has some."""
        part = next((one for one in self.parts if one.part == name), None)
        own = tuple(one for one in self.evidence if one.part == name)
        if part is None and not own and not self.parts:
            return self.as_named
        sure = part or PartConfidence(name, self.confidence, self.doubts)
        return Source(self.entry, own or self.as_named.evidence, sure.confidence, doubts=sure.doubts)

    @property
    def as_named(self) -> "Source":
        """The entry as what names the thing, without what tells only a part of its value."""
        naming = tuple(one for one in self.evidence if one.part is None)
        # Sources are most of what a resolution holds: none is made twice where it need not.
        return self if len(naming) in (0, len(self.evidence)) else replace(self, evidence=naming)


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """A value and the entries that state it, at least one."""

    value: T
    sources: tuple[Source, ...]


def value_of(sourced: Sourced[T] | None) -> T | None:
    """The value, where one is stated."""
    return sourced.value if sourced is not None else None


def values_of(many: Iterable[Sourced[T]]) -> list[T]:
    """The values in order."""
    return [one.value for one in many]


# ── places ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class NamePeriod:
    """A name that a place bore for a time; an open end is None."""

    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PlaceEntity:
    """A place; `kind` is that of PlaceRef, or municipality for one of the home region.

    `country` is an ISO 3166-1 alpha-2 code or, for a territory without one, the source's own name;
    `parents` are the places that directly contain it; a municipality's `centre` is a settlement.
    """

    id: Id
    kind: str
    label: str
    country: str
    label_en: str | None = None
    alt_labels: tuple[str, ...] = ()
    parents: tuple[Id, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: str | None = None
    short_label: str | None = None
    centre: Id | None = None
    names: tuple[NamePeriod, ...] = ()


# ── reports and entries ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ReportEntity:
    """A report under its identifier."""

    id: Id
    report: Report


@dataclass(frozen=True, slots=True)
class EntryEntity:
    """A row of a report, who reported it, the event it tells of, and what was found fault with."""

    id: Id
    report: Id
    reported_by: Id
    event: Id
    findings: tuple[Finding, ...] = ()


# ── what the entries tell of ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Another value than the event's own, as one entry states it.

    `about` is the name of EventEntity's field; `value` is written as the entry tells it.
    """

    id: Id
    about: str
    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class EventEntity:
    """An occasion, however many entries tell of it; `sectors` has the main one first.

    `home_sides` are municipalities or the home region; `locations`, `origins` and `countries` are places,
    `venues` organisations, `participants` organisations and people, `super_events` larger events.
    """

    id: Id
    label: Sourced[str]
    entries: tuple[Id, ...]
    alt_labels: tuple[Sourced[str], ...] = ()
    dates: Sourced[DateRange] | None = None
    mode: Sourced[str] | None = None
    event_type: Sourced[str] | None = None
    sectors: tuple[Sourced[str], ...] = ()
    home_sides: tuple[Sourced[Id], ...] = ()
    locations: tuple[Sourced[Id], ...] = ()
    venues: tuple[Sourced[Id], ...] = ()
    origins: tuple[Sourced[Id], ...] = ()
    countries: tuple[Sourced[Id], ...] = ()
    country_groups: tuple[Sourced[str], ...] = ()
    participants: tuple[Sourced[Id], ...] = ()
    attendance: Sourced[Attendance] | None = None
    super_events: tuple[Sourced[Id], ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationEntity:
    """An organisation; `country` is a code («RU-BY» for bodies of the Union State), `place` where it is.

    `stated_in` are all the entries that name it, under whatever spelling.
    """

    id: Id
    label: Sourced[str]
    kind: Sourced[str]
    country: Sourced[str] | None = None
    place: Sourced[Id] | None = None
    alt_labels: tuple[Sourced[str], ...] = ()
    stated_in: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """A post that somebody held when an event took place."""

    id: Id
    post: Sourced[str]
    event: Id
    organisation: Id | None = None


@dataclass(frozen=True, slots=True)
class PersonEntity:
    """A person and the posts in which they acted; `stated_in` are all the entries that name them."""

    id: Id
    label: Sourced[str]
    country: Sourced[str] | None = None
    alt_labels: tuple[Sourced[str], ...] = ()
    memberships: tuple[Membership, ...] = ()
    stated_in: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementStage:
    """One report of an agreement: the status it then had, which tells too what became of it after signing."""

    id: Id
    status: Sourced[str]
    event: Id
    on: date | None = None


@dataclass(frozen=True, slots=True)
class AgreementEntity:
    """A document or arrangement through time; `status` is the latest stage that was reported.

    `parties` are organisations, places, municipalities or countries; `partner_countries` are places;
    `signed_between` are the bounds where no day of signing is told; `concerns` are relations to other
    agreements; `last_evidence` is the last day of the latest event that mentions it.
    """

    id: Id
    label: Sourced[str]
    type: Sourced[str]
    status: Sourced[str]
    stages: tuple[AgreementStage, ...]
    parties: tuple[Sourced[Id], ...] = ()
    home_sides: tuple[Sourced[Id], ...] = ()
    partner_countries: tuple[Sourced[Id], ...] = ()
    signed_on: Sourced[date] | None = None
    signed_between: Sourced[tuple[date, date]] | None = None
    term: Sourced[Term] | None = None
    ended_on: Sourced[date] | None = None
    signers: tuple[Sourced[Id], ...] = ()
    concerns: tuple[Sourced[tuple[str, Id]], ...] = ()
    number: Sourced[str] | None = None
    sectors: tuple[Sourced[str], ...] = ()
    signed_at: Sourced[Id] | None = None
    mentioned_in: tuple[Sourced[Id], ...] = ()
    last_evidence: date | None = None
    alt_labels: tuple[Sourced[str], ...] = ()


@dataclass(frozen=True, slots=True)
class TwinningEntity:
    """Two places called twins; `events` are those whose entries say so."""

    id: Id
    between: Sourced[tuple[Id, Id]]
    events: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """Why a spelling or an entry was taken for an entity met before: a score between 0 and 1, and reasons."""

    entity: Id
    value: str
    entry: Id
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergeCandidate:
    """Two entities that may be one; left apart until somebody judges."""

    kind: str
    left: Id
    right: Id
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """All that a set of reports tells of; `places` are those named, without what contains them.

    `redirects` lead from a retired identifier to its survivor; `unmatched` tells of judgements that matched
    nothing; `facts` are what was read from each entry, of which a build lets go when it has told them.
    """

    reports: tuple[ReportEntity, ...]
    entries: tuple[EntryEntity, ...]
    events: tuple[EventEntity, ...]
    places: tuple[PlaceEntity, ...] = ()
    organisations: tuple[OrganisationEntity, ...] = ()
    persons: tuple[PersonEntity, ...] = ()
    agreements: tuple[AgreementEntity, ...] = ()
    twinnings: tuple[TwinningEntity, ...] = ()
    twinnings_meant: tuple[Sourced[tuple[Id, Id]], ...] = ()
    merges: tuple[Merge, ...] = ()
    candidates: tuple[MergeCandidate, ...] = ()
    redirects: tuple[tuple[Id, Id], ...] = ()
    unmatched: tuple[Judgement, ...] = ()
    facts: Mapping[Id, EntryFacts] = field(default_factory=dict)
