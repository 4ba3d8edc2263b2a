"""From facts to entities: one event an entry, one organisation a name and place."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from graph.entities import (
    AgreementEntity,
    AgreementStage,
    EntryEntity,
    EventEntity,
    Id,
    Membership,
    OrganisationEntity,
    PersonEntity,
    PlaceEntity,
    ReportEntity,
    Resolved,
    Source,
    Sourced,
    TwinningEntity,
)
from graph.iris import agreement_id, entry_id, event_id, organisation_id, person_id, report_id, twinning_id
from graph.places import HOME_COUNTRY, PlaceBook
from ontology.model import CellName, EntryFacts, Fact, OrganisationRef, PersonRef, ReportFacts, Scope

T = TypeVar("T")
V = TypeVar("V")


def resolve(reports: Sequence[ReportFacts], places: PlaceBook) -> Resolved:
    """The entities that the reports tell of."""
    return _Resolution(places).run(reports)


class _Resolution:
    def __init__(self, places: PlaceBook) -> None:
        self.places = places
        self.named: dict[Id, PlaceEntity] = {}
        self.organisations: dict[Id, list[tuple[OrganisationRef, Source]]] = defaultdict(list)
        self.persons: dict[Id, list[tuple[PersonRef, Source, Id]]] = defaultdict(list)
        self.agreements: dict[Id, AgreementEntity] = {}
        self.twinnings: dict[Id, TwinningEntity] = {}

    def run(self, reports: Sequence[ReportFacts]) -> Resolved:
        report_entities, entries, events = [], [], []
        for report_facts in reports:
            report = ReportEntity(report_id(report_facts.report.name), report_facts.report)
            report_entities.append(report)
            seen: dict[int, int] = defaultdict(int)
            for facts in report_facts.entries:
                seen[facts.entry.number] += 1
                number = entry_id(report.id, facts.entry.number, seen[facts.entry.number])
                entry, event = self.entry(report, number, facts)
                entries.append(entry)
                events.append(event)
        organisations = tuple(self.organisation(key) for key in sorted(self.organisations))
        return Resolved(
            reports=tuple(report_entities),
            entries=tuple(entries),
            events=tuple(events),
            places=tuple(self.named[key] for key in sorted(self.named)),
            organisations=organisations,
            persons=tuple(self.person(key) for key in sorted(self.persons)),
            agreements=tuple(self.agreements[key] for key in sorted(self.agreements)),
            twinnings=tuple(self.twinnings[key] for key in sorted(self.twinnings)),
        )

    def place(self, place: PlaceEntity) -> Id:
        self.named[place.id] = place
        return place.id

    def entry(self, report: ReportEntity, key: Id, facts: EntryFacts) -> tuple[EntryEntity, EventEntity]:
        label = " ".join(facts.entry.cells.get(CellName.TITLE, "").split()) or f"№ {facts.entry.number}"
        year = str(facts.dates.value.start.year) if facts.dates is not None else "undated"
        event = event_id(year, label, key)
        regional = report.report.scope is Scope.REGIONAL or facts.entry.municipality is None
        home = (
            self.place(self.places.home_region)
            if regional
            else self.place(self.places.municipality(str(facts.entry.municipality)))
        )
        source = Source(key)

        def sourced(fact: Fact[T] | None) -> Sourced[T] | None:
            return None if fact is None else Sourced(fact.value, (from_fact(fact),))

        def from_fact(fact: Fact[T]) -> Source:
            return Source(key, fact.evidence, fact.confidence)

        def places_of(refs: Iterable[Fact[T]], identify: object) -> tuple[Sourced[Id], ...]:
            return tuple(
                _merged((self.place(identify(fact.value)), from_fact(fact)) for fact in refs)  # type: ignore[operator]
            )

        orgs = tuple(_merged((self.mention(f.value, from_fact(f)), from_fact(f)) for f in facts.orgs))
        venue_refs = [(OrganisationRef(f.value, None, None, "other"), from_fact(f)) for f in facts.venue_orgs]
        persons = tuple(
            _merged((self.acting(f.value, from_fact(f), event), from_fact(f)) for f in facts.persons)
        )
        self.read_agreements(facts, key, event, home)
        self.read_twinnings(facts, key, event)
        entity = EventEntity(
            id=event,
            label=Sourced(label, (source,)),
            entries=(key,),
            dates=sourced(facts.dates),
            mode=sourced(facts.mode),
            event_type=sourced(facts.event_type),
            sectors=tuple(Sourced(f.value, (from_fact(f),)) for f in facts.sectors),
            home_sides=(Sourced(home, (source,)),),
            locations=places_of(facts.venues, self.places.identify),
            venues=tuple(_merged((self.mention(ref, s), s) for ref, s in venue_refs)),
            origins=places_of(facts.origins, self.places.identify),
            countries=places_of(facts.countries, self.places.country),
            country_groups=tuple(Sourced(f.value, (from_fact(f),)) for f in facts.country_groups),
            participants=orgs + persons,
            attendance=sourced(facts.participants),
        )
        return EntryEntity(key, report.id, facts, home, event), entity

    def mention(self, ref: OrganisationRef, source: Source) -> Id:
        key = organisation_id(ref.name, ref.country, ref.place)
        self.organisations[key].append((ref, source))
        return key

    def organisation(self, key: Id) -> OrganisationEntity:
        mentions = self.organisations[key]
        first, sources = mentions[0][0], tuple(source for _, source in mentions)
        place = self.places.find(first.place, first.country) if first.place is not None else None
        spellings = sorted({ref.name for ref, _ in mentions} - {first.name})
        return OrganisationEntity(
            id=key,
            label=Sourced(first.name, sources),
            kind=Sourced(first.kind, sources),
            country=Sourced(first.country, sources) if first.country is not None else None,
            place=Sourced(self.place(place), sources) if place is not None else None,
            alt_labels=tuple(Sourced(name, sources) for name in spellings),
        )

    def acting(self, ref: PersonRef, source: Source, event: Id) -> Id:
        key = person_id(ref.name, ref.country)
        self.persons[key].append((ref, source, event))
        return key

    def person(self, key: Id) -> PersonEntity:
        mentions = self.persons[key]
        first, sources = mentions[0][0], tuple(source for _, source, _ in mentions)
        posts = [(ref.post, source, event) for ref, source, event in mentions if ref.post is not None]
        return PersonEntity(
            id=key,
            label=Sourced(first.name, sources),
            country=Sourced(first.country, sources) if first.country is not None else None,
            memberships=tuple(
                Membership(f"{key}/post/{i}", Sourced(post, (source,)), event)
                for i, (post, source, event) in enumerate(posts, start=1)
            ),
        )

    def read_agreements(self, facts: EntryFacts, key: Id, event: Id, home: Id) -> None:
        names = {f.value.name: (f.value, Source(key, f.evidence, f.confidence)) for f in facts.orgs}
        for index, fact in enumerate(facts.agreements):
            source, ref = Source(key, fact.evidence, fact.confidence), fact.value
            dates = facts.dates.value if facts.dates is not None else None
            identity = agreement_id(str(dates.start.year) if dates else "undated", ref.title, key, str(index))
            known = [self.mention(*names[name]) for name in ref.parties if name in names]
            found = [self.places.find(name) for name in ref.parties if name not in names]
            parties = known + [self.place(place) for place in found if place is not None]
            day = ref.date or (dates.start if dates is not None and ref.status == "signed" else None)
            stage = AgreementStage(f"{identity}/stage/1", Sourced(ref.status, (source,)), event, day)
            self.agreements[identity] = AgreementEntity(
                id=identity,
                label=Sourced(ref.title, (source,)),
                type=Sourced(ref.type, (source,)),
                status=Sourced(ref.status, (source,)),
                stages=(stage,),
                parties=tuple(Sourced(one, (source,)) for one in dict.fromkeys(parties or [home])),
                home_sides=(Sourced(home, (source,)),),
                partner_countries=tuple(
                    Sourced(self.place(self.places.country(f.value)), (source,)) for f in facts.countries
                ),
                signed_on=Sourced(day, (source,)) if day is not None and ref.status == "signed" else None,
                number=Sourced(ref.number, (source,)) if ref.number is not None else None,
                sectors=tuple(Sourced(code, (source,)) for code in ref.sectors),
                signed_at=Sourced(event, (source,)) if ref.status == "signed" else None,
                mentioned_in=(Sourced(event, (source,)),),
                last_evidence=dates.end if dates is not None else None,
            )

    def read_twinnings(self, facts: EntryFacts, key: Id, event: Id) -> None:
        for fact in facts.twinning:
            one, other = (self.place(self.places.identify(place)) for place in fact.value)
            identity = twinning_id(one, other)
            between = Sourced((one, other), (Source(key, fact.evidence, fact.confidence),))
            self.twinnings[identity] = TwinningEntity(identity, between, (event,))


def _merged(pairs: Iterable[tuple[Id, Source]]) -> Iterable[Sourced[Id]]:
    sources: dict[Id, list[Source]] = defaultdict(list)
    for key, source in pairs:
        sources[key].append(source)
    return (Sourced(key, tuple(many)) for key, many in sources.items())


__all__ = ["HOME_COUNTRY", "resolve"]
