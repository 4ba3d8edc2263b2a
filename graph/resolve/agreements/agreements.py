"""Agreements through time: which mentions are of one document, and the stages it was reported in."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from graph.entities import AgreementEntity, AgreementStage, Id, Source, Sourced
from graph.iris import agreement_id
from graph.judgements import Judgement, Kind
from graph.resolve.clusters import Match, both_differ
from graph.resolve.events.rules import NEAR
from graph.resolve.identify import Member, Resolution, Rules, first_reported, identify
from graph.resolve.organisations.bodies import Organisations
from graph.resolve.rows import Rank, Row, Setting, gather, most_told
from graph.resolve.vocabulary import not_telling
from ontology.model import AgreementRef
from ontology.names.words import bases

STATUS_RANK = {"planned": 0, "reached": 1, "signed": 2, "in_force": 3}
"""The order in which stages of one day follow each other."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An agreement as one row tells of it; `on` is its own date, else when it was signed."""

    key: Id
    ref: AgreementRef
    parties: tuple[Id, ...]
    row: Row
    event: Id
    on: date | None
    until: date | None
    source: Source

    @property
    def rank(self) -> tuple[date, int, Rank]:
        """Its place in time among the mentions of one agreement."""
        told = self.until or self.row.report.report.period.start
        return told, STATUS_RANK.get(self.ref.status, 0), self.row.rank


@dataclass(frozen=True, slots=True)
class Agreements:
    """The resolved agreements, and how they came to be."""

    entities: tuple[AgreementEntity, ...]
    resolution: Resolution


def resolve_agreements(
    rows: Sequence[Row],
    setting: Setting,
    organisations: Organisations,
    event_of: Mapping[Id, Id],
    judgements: Iterable[Judgement],
    issued: frozenset[Id],
) -> Agreements:
    """The agreements that the rows tell of, each once with its stages in order of time."""
    of_key: dict[Id, list[Mentioned]] = defaultdict(list)
    for row in rows:
        for one in _mentions(row, setting, organisations, event_of[row.id]):
            of_key[one.key].append(one)
    members = {key: _member(many) for key, many in of_key.items()}
    rules = Rules(Kind.AGREEMENT, _block_keys, compare, incompatible)
    resolution = identify(members, rules, judgements, first_reported(members, issued))
    country_of = {one.id: one.country.value for one in organisations.entities if one.country is not None}
    entities = [
        _entity(
            resolution.identity[group[0]], [one for key in group for one in of_key[key]], setting, country_of
        )
        for group in resolution.groups
    ]
    return Agreements(tuple(sorted(entities, key=lambda one: one.id)), resolution)


def _member(mentions: Sequence[Mentioned]) -> Member[Mentioned]:
    first = min(mentions, key=lambda one: one.rank)
    titles = frozenset(one.ref.title for one in mentions)
    return Member(first, titles, first.ref.title, first.row.id, first.row.rank)


# ── mentions ────────────────────────────────────────────────────────────────────────────────────


def _mentions(row: Row, setting: Setting, organisations: Organisations, event: Id) -> Iterator[Mentioned]:
    dates = row.facts.dates.value if row.facts.dates is not None else None
    for fact_id, fact in row.listed("agreements"):
        ref = fact.value
        bodies = (organisations.of_party.get((fact_id, index)) for index in range(len(ref.parties)))
        told = (body or _place(name, setting) for name, body in zip(ref.parties, bodies, strict=True))
        parties = tuple(dict.fromkeys(told)) or (row.home,)
        on = ref.date or (dates.start if dates is not None and ref.status == "signed" else None)
        year = str((on or (dates.start if dates is not None else row.report.report.period.start)).year)
        where = () if len(parties) > 1 else (event,)
        dated = ref.date or (on if ref.status == "signed" else None)
        key = agreement_id(
            year, ref.title, ref.type, *sorted(parties), ref.number or "", str(dated or ""), *where
        )
        yield Mentioned(
            key, ref, parties, row, event, on, dates.end if dates is not None else None, row.source(fact)
        )


def _place(name: str, setting: Setting) -> Id:
    municipality = setting.places.home.municipality(name)
    if municipality is not None:
        return setting.name(setting.places.municipality(name))
    place = setting.find(name, None)
    assert place is not None, "a party is an organisation of the row, a municipality or a known place"
    return setting.home_side(place)


# ── which are one ───────────────────────────────────────────────────────────────────────────────


def incompatible(one: Mentioned, other: Mentioned) -> bool:
    """Whether two mentions cannot be of one agreement, whatever their titles."""
    a, b = one.ref, other.ref
    both_signed = a.status == b.status == "signed" and one.event != other.event
    return (
        a.type != b.type
        or both_differ(a.number, b.number)
        or both_differ(a.date, b.date)
        or (both_signed and _days_apart(one, other) > NEAR)
        or _planned_after(one, other)
        or _planned_after(other, one)
    )


def _days_apart(one: Mentioned, other: Mentioned) -> int:
    return abs((one.on - other.on).days) if one.on is not None and other.on is not None else 0


def _planned_after(plan: Mentioned, other: Mentioned) -> bool:
    """Whether one is planned when the other is signed already: that is the next one."""
    if plan.ref.status != "planned" or other.ref.status not in ("signed", "in_force"):
        return False
    return plan.until is not None and other.on is not None and plan.until > other.on


def compare(one: Mentioned, other: Mentioned) -> Match | None:
    """How sure it is that two mentions are of one agreement; None where nothing speaks for it."""
    if one.row.id == other.row.id or incompatible(one, other):
        return None
    a, b = one.ref, other.ref
    if a.number is not None and a.number == b.number and a.date is not None and a.date == b.date:
        return Match(0.99, ("same number and date",))
    if len(one.parties) < 2 or len(other.parties) < 2:
        return None
    if set(one.parties) == set(other.parties):
        if a.date is not None and a.date == b.date:
            return Match(0.97, ("same parties", "same date"))
        match = _by_subject(Match(0.95, ("same parties",)), a, b)
        signed_twice = a.status == b.status == "signed" and _days_apart(one, other) > 0
        return match.at_most(0.8, f"{_days_apart(one, other)} days apart") if signed_twice else match
    if len(set(one.parties) & set(other.parties)) >= 2:
        return _by_subject(Match(0.8, ("two parties are the same",)), a, b).at_most(0.8, "others are not")
    return None


def _by_subject(match: Match, a: AgreementRef, b: AgreementRef) -> Match:
    left, right = (set(bases(ref.title)) - not_telling() for ref in (a, b))
    if left <= right or right <= left:
        return Match(match.score, (*match.reasons, "same subject"))
    return match.at_most(0.75, "another subject")


def _block_keys(one: Mentioned) -> Iterator[tuple[Hashable, bool]]:
    if one.ref.number is not None:
        yield ("number", one.ref.number, one.ref.date), True
    for left, right in combinations(sorted(one.parties), 2):
        yield ("parties", one.ref.type, left, right), True


# ── entities ────────────────────────────────────────────────────────────────────────────────────


def _entity(
    key: Id, mentions: Sequence[Mentioned], setting: Setting, country_of: Mapping[Id, str]
) -> AgreementEntity:
    told = sorted(mentions, key=lambda one: one.rank)
    titles = gather(Sourced(one.ref.title, (one.source,)) for one in told)
    label = _label(titles, told)
    signed = [one for one in told if one.ref.status == "signed"]
    dated = [one for one in told if one.ref.date is not None and one.ref.status in ("signed", "in_force")]
    days = [one.until for one in told if one.until is not None]
    return AgreementEntity(
        id=key,
        label=label,
        type=Sourced(told[0].ref.type, tuple(one.source for one in told)),
        status=_status(told),
        stages=tuple(_stages(key, told)),
        parties=gather(Sourced(party, (one.source,)) for one in told for party in one.parties),
        home_sides=gather(Sourced(home, (one.source,)) for one in told for home in _home_sides(one)),
        partner_countries=gather(_countries(told, setting, country_of)),
        signed_on=most_told(
            Sourced(one.on, (one.source,)) for one in (dated or signed) if one.on is not None
        ),
        number=most_told(
            Sourced(one.ref.number, (one.source,)) for one in told if one.ref.number is not None
        ),
        sectors=gather(Sourced(code, (one.source,)) for one in told for code in one.ref.sectors),
        signed_at=most_told(Sourced(one.event, (one.source,)) for one in signed),
        mentioned_in=gather(Sourced(one.event, (one.source,)) for one in told),
        last_evidence=max(days, default=None),
        alt_labels=tuple(one for one in titles if one is not label),
    )


def _label(titles: Sequence[Sourced[str]], told: Sequence[Mentioned]) -> Sourced[str]:
    """The title of the latest stage: a draft is called a draft only until it is signed."""
    return next(one for one in titles if one.value == told[-1].ref.title)


def _status(told: Sequence[Mentioned]) -> Sourced[str]:
    latest = told[-1].ref.status
    return Sourced(latest, tuple(one.source for one in told if one.ref.status == latest))


def _stages(key: Id, told: Sequence[Mentioned]) -> Iterator[AgreementStage]:
    """One stage per status and event, in order of time."""
    stages: dict[tuple[str, Id], list[Mentioned]] = defaultdict(list)
    for one in told:
        stages[one.ref.status, one.event].append(one)
    for number, ((status, event), many) in enumerate(stages.items(), start=1):
        sources = tuple(dict.fromkeys(one.source for one in many))
        on = next((one.on or one.until for one in many if one.on or one.until), None)
        yield AgreementStage(f"{key}/stage/{number}", Sourced(status, sources), event, on)


def _home_sides(one: Mentioned) -> Sequence[Id]:
    """The home municipalities among the parties; whoever reports it where there is none."""
    return [party for party in one.parties if party.startswith("municipality/")] or [one.row.home]


def _countries(
    told: Iterable[Mentioned], setting: Setting, country_of: Mapping[Id, str]
) -> Iterator[Sourced[Id]]:
    """The foreign countries of the parties; where no party tells one, those of the row."""
    for one in told:
        codes = {code for party in one.parties for code in _codes(party, setting, country_of)}
        foreign = codes - {setting.places.home.country} or {fact.value for fact in one.row.facts.countries}
        for code in sorted(foreign):
            yield Sourced(setting.country(code), (one.source,))


def _codes(party: Id, setting: Setting, country_of: Mapping[Id, str]) -> Sequence[str]:
    """The country codes of a party: two for a body of two states."""
    place = setting.places.get(party)
    code = place.country if place is not None else country_of.get(party, "")
    return [code] if code and not code.isascii() else [one for one in code.split("-") if one]
