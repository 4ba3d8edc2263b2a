"""Agreements as single rows tell of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph.entities import Id, OrganisationEntity, PlaceEntity, Source, value_of
from graph.iris import agreement_id
from graph.resolve.organisations.run import Organisations
from graph.resolve.rows import FactId, Rank, ResolutionPlaces, Row
from ontology.model import AgreementRef, DateRange, Fact

STATUS_RANK = {
    status: rank
    for rank, status in enumerate(
        ("planned", "reached", "signed", "in_force", "prolonged", "resumed", "suspended", "expired", "ended")
    )
}
"""The order in which stages of one day follow each other."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An agreement as one row tells of it.

    `status` is what became of it after signing, where that is told. `sides` are the parties, a place's own
    authority as that place, and who reports it where no party is at home; `home_sides` whose it is at home.
    `signed` are the first and the last day on which it may have been signed.
    """

    key: Id
    ref: AgreementRef
    fact: Fact[AgreementRef]
    parties: tuple[Id, ...]
    signers: tuple[Id, ...]
    sides: frozenset[Id]
    home_sides: tuple[Id, ...]
    row: Row
    event: Id
    signed: tuple[date, date] | None
    until: date | None

    @property
    def status(self) -> str:
        """The code of the status that the row reports."""
        return self.ref.life or self.ref.status

    @property
    def signed_on(self) -> date | None:
        """The day of signing, where a single one is told."""
        return self.signed[0] if self.signed is not None and self.signed[0] == self.signed[1] else None

    @property
    def told_on(self) -> date | None:
        """The day of the stage: that of the signing or the end where it is told, else the event's last."""
        own = self.ref.life_date if self.ref.life is not None else self._signed_here
        return own or self.until

    @property
    def _signed_here(self) -> date | None:
        return self.signed_on if self.ref.status == "signed" else None

    @property
    def rank(self) -> tuple[date, int, Rank]:
        """Its place in time among the mentions of one agreement."""
        told = self.until or self.row.report.report.period.start
        return told, STATUS_RANK.get(self.status, 0), self.row.rank

    def source(self, part: str) -> Source:
        """The row as what states one part of the agreement."""
        return self.row.source(self.fact, part)


def mentions(
    row: Row,
    setting: ResolutionPlaces,
    organisations: Organisations,
    person_of: Mapping[FactId, Id],
    bodies: Mapping[Id, OrganisationEntity],
    event: Id,
) -> Iterator[Mentioned]:
    """The agreements that the row tells of."""
    dates = row.facts.dates.value if row.facts.dates is not None else None
    for fact_id, fact in row.listed("agreements"):
        ref = fact.value
        known = (organisations.of_party.get((fact_id, index)) for index in range(len(ref.parties)))
        named = (body or _place(name, row, setting) for name, body in zip(ref.parties, known, strict=True))
        parties = tuple(dict.fromkeys(named)) or (row.home,)
        signed = _signed(ref, dates)
        yield Mentioned(
            _key(row, ref, parties, signed, event),
            ref,
            fact,
            parties,
            _signers(row, ref, person_of),
            _sides(parties, row, setting, bodies),
            _home_sides(parties, row, setting, bodies),
            row,
            event,
            signed,
            dates.end if dates is not None else None,
        )


def _key(
    row: Row, ref: AgreementRef, parties: tuple[Id, ...], signed: tuple[date, date] | None, event: Id
) -> Id:
    dates = row.facts.dates.value if row.facts.dates is not None else None
    told = signed[0] if signed is not None else None
    year = str((told or (dates.start if dates is not None else row.report.report.period.start)).year)
    dated = ref.date or (told if ref.status == "signed" else None)
    where = () if len(parties) > 1 else (event,)
    return agreement_id(
        year, ref.title, ref.type, *sorted(parties), ref.number or "", str(dated or ""), *where
    )


def _signed(ref: AgreementRef, dates: DateRange | None) -> tuple[date, date] | None:
    """The bounds of the signing: those told, else the event's where it was signed there."""
    if ref.date is not None:
        return ref.date, ref.date
    if ref.date_from is not None and ref.date_to is not None:
        return ref.date_from, ref.date_to
    return (dates.start, dates.end) if dates is not None and ref.status == "signed" else None


def _place(name: str, row: Row, setting: ResolutionPlaces) -> Id:
    """The place of that name: a municipality, else the one that the row tells of, else the best known."""
    municipality = setting.places.home.municipality(name)
    if municipality is not None:
        return setting.name(setting.places.municipality(name))
    told = row.place(name)
    if told is not None:
        return setting.home_side(setting.identify(told))
    place = setting.find(name, None)
    assert place is not None, "a party is an organisation of the row, a municipality or a known place"
    return setting.home_side(place)


def _signers(row: Row, ref: AgreementRef, person_of: Mapping[FactId, Id]) -> tuple[Id, ...]:
    """The people of the row who are named as those who signed."""
    named = (key for key, fact in row.listed("persons") if fact.value.name in ref.signers)
    return tuple(dict.fromkeys(person_of[key] for key in named if key in person_of))


def _side(party: Id, bodies: Mapping[Id, OrganisationEntity]) -> Id:
    """The place whose authority the party is, or the party itself."""
    body = bodies.get(party)
    own = body is not None and body.kind.value == "authority" and body.place is not None
    return body.place.value if own and body is not None and body.place is not None else party


def _home_sides(
    parties: tuple[Id, ...], row: Row, setting: ResolutionPlaces, bodies: Mapping[Id, OrganisationEntity]
) -> tuple[Id, ...]:
    """The home municipalities that are party themselves or by their authority.

    Where there are none it is of who reports it, and nobody's where all parties in the home country are the
    state or lie in another region.
    """
    sides = dict.fromkeys(setting.home_side(_side(party, bodies)) for party in parties)
    municipalities = tuple(side for side in sides if side.startswith("municipality/"))
    ours = [_is_ours(party, setting, bodies) for party in parties]
    is_elsewhere = False in ours and True not in ours
    return municipalities or (() if is_elsewhere else (row.home,))


def _is_ours(party: Id, setting: ResolutionPlaces, bodies: Mapping[Id, OrganisationEntity]) -> bool | None:
    """Whether a party in the home country is of the home region, as far as is known; None of one abroad."""
    if not _is_at_home(party, setting, bodies):
        return None
    body = bodies.get(party)
    where = setting.places.get(party) if body is None else _place_of(body, setting)
    if where is None:
        return body is None or body.kind.value != "authority" or body.country is None
    lineage = setting.geography.lineage(where.id)
    return setting.places.home_region.id in lineage or not _is_known_elsewhere(where, lineage, setting)


def _place_of(body: OrganisationEntity, setting: ResolutionPlaces) -> PlaceEntity | None:
    return setting.places.get(body.place.value) if body.place is not None else None


def _is_known_elsewhere(place: PlaceEntity, lineage: frozenset[Id], setting: ResolutionPlaces) -> bool:
    """Whether a place of the home country, not in the home region, can be nowhere in it: a settlement that no
    gazetteer has may be, but all its districts are known."""
    around = (setting.places.get(one) for one in lineage)
    regions = [one for one in around if one is not None and one.kind == "region"]
    return bool(regions) or place.kind in ("country", "district")


def _sides(
    parties: tuple[Id, ...], row: Row, setting: ResolutionPlaces, bodies: Mapping[Id, OrganisationEntity]
) -> frozenset[Id]:
    told = frozenset(_side(party, bodies) for party in parties)
    is_at_home = any(_is_at_home(party, setting, bodies) for party in parties)
    return told if is_at_home else told | {row.home}


def _is_at_home(party: Id, setting: ResolutionPlaces, bodies: Mapping[Id, OrganisationEntity]) -> bool:
    """Whether a party, or the body that it is, lies in the home country or nobody knows where."""
    place, body = setting.places.get(party), bodies.get(party)
    country = place.country if place is not None else value_of(body.country) if body is not None else None
    return country in (None, setting.places.home.country)
