"""One agreement out of its mentions: its latest status and stages, when it was signed, how long it holds."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from graph.entities import AgreementEntity, AgreementStage, Id, Source, Sourced
from graph.resolve.agreements.mentions import Mentioned
from graph.resolve.rows import ResolutionPlaces, gather, most_told

T = TypeVar("T")
ENDED = frozenset({"ended", "expired"})


def agreement_entity(
    key: Id,
    mentions: Sequence[Mentioned],
    setting: ResolutionPlaces,
    country_of: Mapping[Id, str],
    concerns: Iterable[Sourced[tuple[str, Id]]],
) -> AgreementEntity:
    """The agreement with all that its mentions say, each part with the words that say it."""
    told = sorted(mentions, key=lambda one: one.rank)
    label, others = _titles(told)
    signed_on = _signed_on(told)
    return AgreementEntity(
        id=key,
        label=label,
        type=Sourced(told[0].ref.type, _sources(told, "title")),
        status=_status(told),
        stages=tuple(_stages(key, told)),
        parties=_all(told, "parties", lambda one: one.parties),
        home_sides=_all(told, "parties", lambda one: one.home_sides),
        partner_countries=gather(_countries(told, setting, country_of)),
        signed_on=signed_on,
        signed_between=_signed_between(told) if signed_on is None else None,
        term=_latest(told, "term", lambda one: one.ref.term),
        ended_on=_latest(told, "life_time", _ended_on),
        concerns=gather(concerns),
        signers=_all(told, "signers", lambda one: one.signers),
        number=most_told(_each(told, "number", lambda one: one.ref.number)),
        sectors=_all(told, "title", lambda one: one.ref.sectors),
        signed_at=most_told(_each(told, "status", _signed_at)),
        mentioned_in=_all(told, "title", lambda one: (one.event,)),
        last_evidence=max((one.until for one in told if one.until is not None), default=None),
        alt_labels=others,
    )


def _titles(told: Sequence[Mentioned]) -> tuple[Sourced[str], tuple[Sourced[str], ...]]:
    """What it was called last, for a draft is one until it is signed, and what else it was called."""
    titles = _all(told, "title", lambda one: (one.ref.title,))
    label = next(one for one in titles if one.value == told[-1].ref.title)
    return label, tuple(one for one in titles if one is not label)


def _all(
    told: Iterable[Mentioned], part: str, of: Callable[[Mentioned], Iterable[T]]
) -> tuple[Sourced[T], ...]:
    """Each value that mentions tell, once."""
    return gather(Sourced(value, (one.source(part),)) for one in told for value in of(one))


def _sources(told: Iterable[Mentioned], part: str) -> tuple[Source, ...]:
    return tuple(one.source(part) for one in told)


def _ended_on(one: Mentioned) -> date | None:
    return one.ref.life_date if one.status in ENDED else None


def _signed_at(one: Mentioned) -> Id | None:
    return one.event if one.ref.status == "signed" else None


def _each(told: Iterable[Mentioned], part: str, of: Callable[[Mentioned], T | None]) -> Iterator[Sourced[T]]:
    for one in told:
        value = of(one)
        if value is not None:
            yield Sourced(value, (one.source(part),))


def _latest(told: Sequence[Mentioned], part: str, of: Callable[[Mentioned], T | None]) -> Sourced[T] | None:
    """What the latest mention that tells it says."""
    return next(_each(reversed(told), part, of), None)


def _signed_on(told: Sequence[Mentioned]) -> Sourced[date] | None:
    """The day that most rows tell: rather a day of the document's own than that of the event."""
    own = list(_each(told, "date", lambda one: one.ref.date))
    return most_told(own or _each(told, "date", lambda one: one.signed_on))


def _signed_between(told: Sequence[Mentioned]) -> Sourced[tuple[date, date]] | None:
    """The narrowest bounds that are told."""
    bounds = _each(told, "date", lambda one: one.signed)
    return min(bounds, key=lambda one: one.value[1] - one.value[0], default=None)


def _status(told: Sequence[Mentioned]) -> Sourced[str]:
    latest = told[-1].status
    part = "life" if told[-1].ref.life is not None else "status"
    return Sourced(latest, tuple(one.source(part) for one in told if one.status == latest))


def _stages(key: Id, told: Sequence[Mentioned]) -> Iterator[AgreementStage]:
    """One stage per status and event, in order of time."""
    stages: dict[tuple[str, Id], list[Mentioned]] = defaultdict(list)
    for one in told:
        stages[one.status, one.event].append(one)
    for number, ((status, event), many) in enumerate(stages.items(), start=1):
        part = "life" if many[0].ref.life is not None else "status"
        sources = tuple(dict.fromkeys(one.source(part) for one in many))
        on = next((one.told_on for one in many if one.told_on is not None), None)
        yield AgreementStage(f"{key}/stage/{number}", Sourced(status, sources), event, on)


def _countries(
    told: Iterable[Mentioned], setting: ResolutionPlaces, country_of: Mapping[Id, str]
) -> Iterator[Sourced[Id]]:
    """The foreign countries of the parties; where no party tells one, those of the row."""
    for one in told:
        codes = {code for party in one.parties for code in _codes(party, setting, country_of)}
        foreign = codes - {setting.places.home.country} or {fact.value for fact in one.row.facts.countries}
        for code in sorted(foreign):
            yield Sourced(setting.country(code), (one.source("parties"),))


def _codes(party: Id, setting: ResolutionPlaces, country_of: Mapping[Id, str]) -> Sequence[str]:
    """The country codes of a party: two for a body of two states."""
    place = setting.places.get(party)
    code = place.country if place is not None else country_of.get(party, "")
    return [code] if code and not code.isascii() else [one for one in code.split("-") if one]
