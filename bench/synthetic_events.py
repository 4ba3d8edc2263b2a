"""What a synthetic event is, drawn by chance, and the statements about it and what comes of it."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bench.synthetic_lines import (
    LABEL,
    TYPE,
    Statements,
    Writer,
    as_concept,
    as_date,
    as_decimal,
    as_number,
    entry_path,
    event_path,
    period,
    report_path,
    term,
)
from graph.derive.tallies import CountedEntry, CountedEvent
from graph.entities import Id, PlaceEntity
from graph.iris import country_id
from ontology.model import Attendance

EVENTS_PER_AGREEMENT = 25
EVENTS_TOLD_TWICE = 20
TOLD_OTHERWISE = 3
"""Of the rows that tell of an event again, one in so many gives another last day."""
SHARE_WITH_FINDING = 0.15
SHARE_WITHOUT_PLACE = 0.03
RULES = ("organisation_place", "country_name", "delegation_of", "venue_town", "weekday_alone")
FINDINGS = ("date-unclear", "place-unknown", "country-unknown")


AFTERWARDS = {1: "ended", 2: "prolonged"}
"""What became of a signed agreement, by what is left of its event's number by seven."""
PARTICIPANTS = "Участники – "
"""What the participants' cell of every event begins with."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A synthetic event as chance made it; `tellers` are the home sides whose rows tell of it."""

    number: int
    day: date
    last_day: date
    home: PlaceEntity
    partner: PlaceEntity
    location: Id | None
    sectors: Sequence[str]
    event_type: str
    mode: str
    organisation: Id
    person: Id
    people: int | None
    tellers: Sequence[PlaceEntity]
    findings: Sequence[str | None]
    rule: str
    confidence: float

    @property
    def id(self) -> Id:
        return event_path(self.day, self.number)

    @property
    def country(self) -> Id:
        return country_id(self.partner.country)

    @property
    def has_agreement(self) -> bool:
        return self.number % EVENTS_PER_AGREEMENT == 0

    @property
    def is_signing(self) -> bool:
        return self.has_agreement and self.number % 3 != 0

    @property
    def agreement(self) -> Id:
        return f"agreement/{self.day.year}/soglashenie-{self.number}"

    def counted(self) -> CountedEvent:
        """What tallies count of it."""
        return CountedEvent(
            id=self.id,
            sides=[self.home.id],
            countries=[self.country],
            event_type=self.event_type,
            mode=self.mode,
            start=self.day,
            locations=[self.location] if self.location is not None else [],
            origins=[self.partner.id],
            organisations=[self.organisation],
            attendance=None if self.people is None else Attendance(self.people, self.people + 10),
            told=[
                CountedEntry(teller.id, report_path(self.day), period(self.day), int(finding is not None))
                for teller, finding in zip(self.tellers, self.findings, strict=True)
            ],
        )


def findings_of(rows: int, chance: random.Random) -> list[str | None]:
    """The finding of each row, where it has one."""
    return [chance.choice(FINDINGS) if chance.random() < SHARE_WITH_FINDING else None for _ in range(rows)]


def event_lines(event: Drawn, write: Writer) -> Iterator[str]:
    """Everything that reports say because of the event."""
    yield from write.about(event.id, _event(event, write), report_path(event.day))
    for occurrence, teller in enumerate(event.tellers):
        yield from _entry_lines(event, teller, occurrence, write)
    yield from _contradiction_lines(event, write)
    yield from _evidence_lines(event, write)
    if event.has_agreement:
        yield from _agreement_lines(event, write)
        yield from _post_lines(event, write)


def _event(event: Drawn, write: Writer) -> Statements:
    yield TYPE, term("pob:Event")
    yield TYPE, term("schema:Event")
    yield LABEL, f'"Встреча {event.number}: {event.home.label} – {event.partner.label}"@ru'
    yield term("schema:startDate"), as_date(event.day)
    yield term("schema:endDate"), as_date(event.last_day)
    yield term("pob:mode"), as_concept("mode", event.mode)
    yield term("pob:eventType"), as_concept("event-type", event.event_type)
    yield term("pob:mainSector"), as_concept("sector", event.sectors[0])
    for sector in event.sectors:
        yield term("pob:sector"), as_concept("sector", sector)
    yield term("pob:homeSide"), write.iri(event.home.id)
    if event.location is not None:
        yield term("schema:location"), write.iri(event.location)
    yield term("pob:origin"), write.iri(event.partner.id)
    yield term("pob:country"), write.iri(event.country)
    yield term("pob:participant"), write.iri(event.organisation)
    yield term("pob:participant"), write.iri(event.person)
    if event.people is not None:
        yield term("pob:participantsMin"), as_number(event.people)
        yield term("pob:participantsMax"), as_number(event.people + 10)


def _entry_lines(event: Drawn, teller: PlaceEntity, occurrence: int, write: Writer) -> Iterator[str]:
    report, entry = report_path(event.day), entry_path(event.day, event.number, occurrence)
    code = event.findings[occurrence]
    statements = [
        (TYPE, term("pob:Entry")),
        (term("pob:inReport"), write.iri(report)),
        (term("pob:number"), as_number(event.number)),
        (term("pob:reportedBy"), write.iri(teller.id)),
        (term("pob:describes"), write.iri(event.id)),
        (term("pob:participantsText"), f'"{_participants(event)}"'),
        (term("pob:findingCount"), as_number(int(code is not None))),
    ]
    if code is not None:
        statements.append((term("pob:finding"), write.iri(f"{entry}/finding/1")))
        yield from write.about(f"{entry}/finding/1", _finding(code), report)
    yield from write.about(entry, statements, report)


def _participants(event: Drawn) -> str:
    return f"{PARTICIPANTS}делегация: {event.partner.label}"


def _finding(code: str) -> Statements:
    yield TYPE, term("pob:Finding")
    yield term("pob:code"), f'"{code}"'
    yield term("pob:severity"), '"warning"'
    yield term("pob:message"), '"Это место строки не понято."@ru'
    yield term("pob:message"), '"This part of the row was not understood."@en'


def _contradiction_lines(event: Drawn, write: Writer) -> Iterator[str]:
    """Some of those who tell of an event again give it another last day."""
    if len(event.tellers) < 2 or event.number // EVENTS_TOLD_TWICE % TOLD_OTHERWISE:
        return
    report, path = report_path(event.day), f"{event.id}/contradiction/1"
    yield from write.about(event.id, [(term("pob:contradiction"), write.iri(path))], report)
    statements = [
        (TYPE, term("pob:Contradiction")),
        (term("pob:about"), term("schema:endDate")),
        (term("pob:value"), f'"{event.last_day + timedelta(days=1)}"'),
        (term("pob:statedIn"), write.iri(entry_path(event.day, event.number, 1))),
    ]
    yield from write.about(path, statements, report)


def _evidence_lines(event: Drawn, write: Writer) -> Iterator[str]:
    """Why the origin of its participants is held: one of the dozens of annotations that a real event has."""
    report, entry = report_path(event.day), entry_path(event.day, event.number)
    start, end = len(PARTICIPANTS), len(_participants(event))
    words = f"{entry}/words/participants/{start}-{end}"
    decision = f"decision/{event.rule}/{event.confidence}"
    held = [
        (term("rdf:subject"), write.iri(event.id)),
        (term("rdf:predicate"), term("pob:origin")),
        (term("rdf:object"), write.iri(event.partner.id)),
        (term("pob:decidedBy"), write.iri(decision)),
        (term("oa:hasTarget"), write.iri(words)),
    ]
    decided = [
        (term("pob:rule"), f'"{event.rule}"'),
        (term("pob:confidence"), as_decimal(event.confidence)),
    ]
    target = [
        (term("oa:hasSource"), write.iri(entry)),
        (term("pob:cell"), '"participants"'),
        (term("pob:start"), as_number(start)),
        (term("pob:end"), as_number(end)),
    ]
    yield from write.evidence(f"{entry}/evidence/1", held, report)
    yield from write.evidence(decision, decided, report)
    yield from write.evidence(words, target, report)


def _agreement_lines(event: Drawn, write: Writer) -> Iterator[str]:
    report = report_path(event.day)
    first = "signed" if event.is_signing else "planned"
    later = AFTERWARDS.get(event.number % 7) if event.is_signing else None
    statuses = [first, later] if later is not None else [first]
    stages = [f"{event.agreement}/stage/{i}" for i, _ in enumerate(statuses, start=1)]
    statements = [
        (TYPE, term("pob:Agreement")),
        (LABEL, f'"Соглашение о сотрудничестве № {event.number}"@ru'),
        (term("pob:agreementType"), as_concept("agreement-type", "agreement")),
        (term("pob:status"), as_concept("status", statuses[-1])),
        (term("pob:party"), write.iri(event.home.id)),
        (term("pob:party"), write.iri(event.organisation)),
        (term("pob:homeSide"), write.iri(event.home.id)),
        (term("pob:partnerCountry"), write.iri(event.country)),
        (term("pob:mentionedIn"), write.iri(event.id)),
        (term("pob:lastEvidence"), as_date(event.day)),
        *((term("pob:sector"), as_concept("sector", code)) for code in event.sectors),
        *((term("pob:stage"), write.iri(stage)) for stage in stages),
        *(_life(event) if event.is_signing else ()),
    ]
    if event.is_signing:
        statements.append((term("pob:signedOn"), as_date(event.day)))
        statements.append((term("pob:signedAt"), write.iri(event.id)))
    yield from write.about(event.agreement, statements, report)
    for stage, status in zip(stages, statuses, strict=True):
        yield from write.about(stage, _stage(event, status, write), report)


def _life(event: Drawn) -> Statements:
    """Of seven three have a term, one was ended, one prolonged."""
    match event.number % 7:
        case 0 | 2 | 4:
            yield term("pob:term"), '"сроком на три года"'
            yield term("pob:validUntil"), as_date(event.day + timedelta(days=3 * 365))
        case 1:
            yield term("pob:endedOn"), as_date(event.last_day)


def _stage(event: Drawn, status: str, write: Writer) -> Statements:
    yield TYPE, term("pob:AgreementStage")
    yield term("pob:status"), as_concept("status", status)
    yield term("pob:onDate"), as_date(event.day)
    yield term("pob:statedIn"), write.iri(entry_path(event.day, event.number))
    yield term("pob:atEvent"), write.iri(event.id)


def _post_lines(event: Drawn, write: Writer) -> Iterator[str]:
    """Who was at a signing, and in which post."""
    statements = [
        (TYPE, term("org:Membership")),
        (term("org:member"), write.iri(event.person)),
        (term("pob:post"), '"председатель комитета"@ru'),
        (term("pob:saidAt"), write.iri(event.id)),
    ]
    yield from write.about(f"{event.person}/post/{event.number}", statements, report_path(event.day))
