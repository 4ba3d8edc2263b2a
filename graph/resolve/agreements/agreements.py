"""Agreements through time: which mentions are of one document, and the stages it was reported in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.entities import AgreementEntity, Id, OrganisationEntity, Sourced
from graph.judgements import Judgement, Kind
from graph.resolve.agreements.entity import agreement_entity
from graph.resolve.agreements.mentions import Mentioned, mentions
from graph.resolve.agreements.rules import block_keys, compare, incompatible
from graph.resolve.identify import Issued, Member, Resolution, Rules, first_reported, identify
from graph.resolve.organisations.run import Organisations
from graph.resolve.rows import FactId, ResolutionPlaces, Row
from ontology.names.words import bases


@dataclass(frozen=True, slots=True)
class Agreements:
    """The resolved agreements, and how they came to be."""

    entities: tuple[AgreementEntity, ...]
    resolution: Resolution


def resolve_agreements(
    rows: Sequence[Row],
    setting: ResolutionPlaces,
    organisations: Organisations,
    person_of: Mapping[FactId, Id],
    event_of: Mapping[Id, Id],
    judgements: Iterable[Judgement],
    issued: Issued,
) -> Agreements:
    """The agreements that the rows tell of, each once with its stages in order of time."""
    bodies = {one.id: one for one in organisations.entities}
    told = [
        one
        for row in rows
        for one in mentions(row, setting, organisations, person_of, bodies, event_of[row.id])
    ]
    of_key: dict[Id, list[Mentioned]] = defaultdict(list)
    for one in told:
        of_key[one.key].append(one)
    members = {key: _member(many) for key, many in of_key.items()}
    rules = Rules(Kind.AGREEMENT, block_keys, compare, incompatible)
    resolution = identify(members, rules, judgements, first_reported(members, issued))
    entities = _entities(told, resolution, setting, bodies)
    return Agreements(tuple(sorted(entities, key=lambda one: one.id)), resolution)


def _entities(
    told: Sequence[Mentioned],
    resolution: Resolution,
    setting: ResolutionPlaces,
    bodies: Mapping[Id, OrganisationEntity],
) -> Iterator[AgreementEntity]:
    country_of = {key: body.country.value for key, body in bodies.items() if body.country is not None}
    concerns = _concerns(told, resolution.identity)
    of_agreement: dict[Id, list[Mentioned]] = defaultdict(list)
    for one in told:
        of_agreement[resolution.identity[one.key]].append(one)
    for own, mentioned in of_agreement.items():
        yield agreement_entity(own, mentioned, setting, country_of, concerns[own])


def _member(many: Sequence[Mentioned]) -> Member[Mentioned]:
    first = min(many, key=lambda one: one.rank)
    titles = frozenset(one.ref.title for one in many)
    return Member(first, titles, first.ref.title, first.row.id, first.row.rank)


# ── what one agreement is to another ────────────────────────────────────────────────────────────


def _concerns(
    told: Sequence[Mentioned], identity: Mapping[Id, Id]
) -> Mapping[Id, list[Sourced[tuple[str, Id]]]]:
    """For each agreement the relations to others that its rows tell."""
    of_row: dict[Id, list[Mentioned]] = defaultdict(list)
    for one in told:
        of_row[one.row.id].append(one)
    found: dict[Id, list[Sourced[tuple[str, Id]]]] = defaultdict(list)
    for one in told:
        for other in _meant(one, of_row[one.row.id]):
            if identity[other.key] != identity[one.key] and one.ref.about is not None:
                link = (one.ref.about.relation or "supplements", identity[other.key])
                found[identity[one.key]].append(Sourced(link, (one.source("about"),)))
    return found


def _meant(one: Mentioned, row: Sequence[Mentioned]) -> Iterator[Mentioned]:
    """The document of the row that another one of it says it is about."""
    about = one.ref.about
    if about is None or about.title is None:
        return
    for other in row:
        same_day = about.date is None or other.ref.date == about.date
        same_number = about.number is None or other.ref.number == about.number
        if other is not one and same_day and same_number and bases(other.ref.title) == bases(about.title):
            yield other
            return
