"""The stable surface of `pobratim extract`: one JSON object per entry, and back again.

The fields are those of docs/extraction.md; `evidence` tells rule, cell and characters for each fact.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from loaders.cell.text import squash
from ontology.codec import to_json
from ontology.model import (
    AgreementRef,
    Attendance,
    CellName,
    DateRange,
    Entry,
    EntryFacts,
    Fact,
    NamedDocument,
    OrganisationRef,
    PersonRef,
    PlaceRef,
    Precision,
    Term,
)
from ontology.speech import ENGLISH, Speech

T = TypeVar("T")
Json = dict[str, Any]


def to_contract(facts: EntryFacts, speech: Speech = ENGLISH) -> Json:
    """The entry's facts as one JSON object of the extract contract, its findings told in that language."""
    entry = facts.entry
    return {
        "report": entry.report,
        "number": entry.number,
        "section": _squashed(entry.section),
        "subsection": _squashed(entry.subsection),
        "municipality": entry.municipality,
        "title": squash(entry.cells.get(CellName.TITLE, "")),
        "start": facts.dates.value.start.isoformat() if facts.dates is not None else None,
        "end": facts.dates.value.end.isoformat() if facts.dates is not None else None,
        "precision": facts.dates.value.precision.value if facts.dates is not None else None,
        "mode": _value(facts.mode),
        "event_type": _value(facts.event_type),
        "venues": [_place(fact.value) for fact in facts.venues],
        "venue_orgs": [fact.value for fact in facts.venue_orgs],
        "origins": [_place(fact.value) for fact in facts.origins],
        "countries": [fact.value for fact in facts.countries],
        "country_groups": [fact.value for fact in facts.country_groups],
        "orgs": [_organisation(fact.value) for fact in facts.orgs],
        "persons": [_person(fact.value) for fact in facts.persons],
        "participants": _attendance(facts.participants),
        "agreements": [_agreement(fact.value) for fact in facts.agreements],
        "twinning": _pairs(facts.twinning),
        "twinning_intended": _pairs(facts.twinning_intended),
        "sectors": [fact.value for fact in facts.sectors],
        "evidence": _all_evidence(facts),
        "findings": [
            {"code": f.code, "severity": f.severity.value, "message": f.message(speech)}
            for f in facts.findings
        ],
    }


def _squashed(text: str | None) -> str | None:
    return None if text is None else squash(text)


def _value(fact: Fact[str] | None) -> str | None:
    return None if fact is None else fact.value


def _place(place: PlaceRef) -> Json:
    return {"name": place.name, "kind": place.kind, "country": place.country}


def _organisation(org: OrganisationRef) -> Json:
    return {"name": org.name, "country": org.country, "place": org.place, "kind": org.kind}


def _person(person: PersonRef) -> Json:
    return {"name": person.name, "post": person.post, "country": person.country}


def _attendance(fact: Fact[Attendance] | None) -> Json | None:
    return None if fact is None else {"min": fact.value.min, "max": fact.value.max}


def _agreement(agreement: AgreementRef) -> Json:
    return {
        "type": agreement.type,
        "status": agreement.status,
        "title": agreement.title,
        "date": agreement.date.isoformat() if agreement.date is not None else None,
        "number": agreement.number,
        "parties": list(agreement.parties),
        "sectors": list(agreement.sectors),
        "life": agreement.life,
        "term": to_json(agreement.term),
        "about": to_json(agreement.about),
        "date_from": to_json(agreement.date_from),
        "date_to": to_json(agreement.date_to),
        "signers": list(agreement.signers),
    }


def _pairs(facts: Iterable[Fact[tuple[PlaceRef, PlaceRef]]]) -> list[list[str]]:
    return [[place.name for place in fact.value] for fact in facts]


def _all_evidence(facts: EntryFacts) -> list[Json]:
    singles: dict[str, Fact[Any] | None] = {
        "dates": facts.dates,
        "mode": facts.mode,
        "event_type": facts.event_type,
        "participants": facts.participants,
    }
    lists: dict[str, tuple[Fact[Any], ...]] = {
        "venues": facts.venues,
        "venue_orgs": facts.venue_orgs,
        "origins": facts.origins,
        "countries": facts.countries,
        "country_groups": facts.country_groups,
        "orgs": facts.orgs,
        "persons": facts.persons,
        "agreements": facts.agreements,
        "twinning": facts.twinning,
        "twinning_intended": facts.twinning_intended,
        "sectors": facts.sectors,
    }
    rows = [_evidence(name, None, fact) for name, fact in singles.items() if fact is not None]
    rows += [_evidence(name, i, fact) for name, many in lists.items() for i, fact in enumerate(many)]
    return [row for group in rows for row in group]


def _evidence(field: str, index: int | None, fact: Fact[Any]) -> Iterable[Json]:
    for evidence in fact.evidence:
        span = evidence.span
        yield {
            "field": field,
            "index": index,
            "part": evidence.part,
            "rule": evidence.rule,
            "confidence": fact.confidence,
            "cell": span.cell.value if span is not None else None,
            "start": span.start if span is not None else None,
            "end": span.end if span is not None else None,
        }


def from_contract(row: Mapping[str, Any], *, cells: Mapping[CellName, str] | None = None) -> EntryFacts:
    """The facts that a contract object states, with the rule `contract` and no spans.

    For rows that people annotated by hand; `cells` supplies the verbatim text where it is at hand.
    """
    entry = Entry(
        report=row["report"],
        number=row["number"],
        section=row["section"],
        subsection=row["subsection"],
        municipality=row["municipality"],
        cells=cells if cells is not None else {CellName.TITLE: row["title"]},
        table=1,
        row=row["number"],
    )
    places = {
        key: tuple(_stated(PlaceRef(**_only_place(p))) for p in row[key]) for key in ("venues", "origins")
    }
    by_name = {fact.value.name: fact.value for facts in places.values() for fact in facts}
    return EntryFacts(
        entry=entry,
        dates=_stated(_dates(row)) if row["start"] is not None else None,
        mode=_stated(row["mode"]),
        event_type=_stated(row["event_type"]),
        venues=places["venues"],
        venue_orgs=tuple(_stated(name) for name in row["venue_orgs"]),
        origins=places["origins"],
        countries=tuple(_stated(code) for code in row["countries"]),
        country_groups=tuple(_stated(name) for name in row["country_groups"]),
        orgs=tuple(
            _stated(OrganisationRef(o["name"], o["country"], o["place"], o["kind"])) for o in row["orgs"]
        ),
        persons=tuple(_stated(PersonRef(p["name"], p["post"], p["country"])) for p in row["persons"]),
        participants=_stated(Attendance(**row["participants"])) if row["participants"] is not None else None,
        agreements=tuple(_stated(_agreement_ref(a)) for a in row["agreements"]),
        twinning=_stated_pairs(row["twinning"], by_name),
        twinning_intended=_stated_pairs(row.get("twinning_intended", ()), by_name),
        sectors=tuple(_stated(code) for code in row["sectors"]),
    )


def _stated(value: T) -> Fact[T]:
    return Fact(value, ())


def _only_place(place: Mapping[str, Any]) -> Json:
    return {key: place[key] for key in ("name", "kind", "country")}


def _named_place(name: str, known: Mapping[str, PlaceRef]) -> PlaceRef:
    return known.get(name, PlaceRef(name, "other", ""))


def _stated_pairs(
    pairs: Iterable[Iterable[str]], known: Mapping[str, PlaceRef]
) -> tuple[Fact[tuple[PlaceRef, PlaceRef]], ...]:
    return tuple(_stated((_named_place(one, known), _named_place(other, known))) for one, other in pairs)


def _dates(row: Mapping[str, Any]) -> DateRange:
    return DateRange(
        date.fromisoformat(row["start"]), date.fromisoformat(row["end"]), Precision(row["precision"])
    )


def _agreement_ref(row: Mapping[str, Any]) -> AgreementRef:
    return AgreementRef(
        type=row["type"],
        status=row["status"],
        title=row["title"],
        date=_day(row["date"]),
        number=row["number"],
        parties=tuple(row["parties"]),
        sectors=tuple(row["sectors"]),
        life=row.get("life"),
        term=_term(row.get("term")),
        about=_about(row.get("about")),
        date_from=_day(row.get("date_from")),
        date_to=_day(row.get("date_to")),
        signers=tuple(row.get("signers") or ()),
    )


def _term(row: Mapping[str, Any] | None) -> Term | None:
    if row is None:
        return None
    return Term(row["text"], _day(row.get("until")), row.get("months"), bool(row.get("automatic")))


def _about(row: Mapping[str, Any] | None) -> NamedDocument | None:
    if row is None:
        return None
    return NamedDocument(row.get("title"), _day(row.get("date")), row.get("number"))


def _day(told: str | None) -> date | None:
    return None if told is None else date.fromisoformat(told)
