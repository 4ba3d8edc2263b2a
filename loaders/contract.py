"""The stable surface of `pobratim extract`: one JSON object per entry, and back again.

The fields are those of `EntryFacts`, as docs/extraction.md tells them; `evidence` tells rule, cell and
characters for each fact, `confidence` how sure it and its parts are and what speaks against it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from loaders.cell.text import squash
from ontology.codec import from_json, to_json
from ontology.fields import FACT_FIELDS, FactField
from ontology.model import (
    CellName,
    DateRange,
    Entry,
    EntryFacts,
    Fact,
    OrganisationRef,
    PersonRef,
    PlaceRef,
    Precision,
)
from ontology.speech import ENGLISH, Speech
from ontology.speech.findings import finding_message

Json = dict[str, Any]

_TOLD_PARTS: Mapping[type, tuple[str, ...]] = {
    PlaceRef: ("name", "kind", "country"),
    OrganisationRef: ("name", "country", "place", "kind"),
    PersonRef: ("name", "post", "country"),
}
"""What is told of values that know more than a reader of one row needs; of others everything is."""


# ── to ──────────────────────────────────────────────────────────────────────────────────────────


def to_contract(facts: EntryFacts, speech: Speech = ENGLISH) -> Json:
    """The entry's facts as one JSON object of the extract contract, its findings told in that language."""
    told = _of_entry(facts.entry)
    for field in FACT_FIELDS:
        told |= _of_field(field, field.of(facts))
    told["evidence"] = [row for field in FACT_FIELDS for row in _evidence(field, field.of(facts))]
    told["confidence"] = [row for field in FACT_FIELDS for row in _confidence(field, field.of(facts))]
    told["findings"] = [
        {"code": f.code, "severity": f.severity.value, "message": finding_message(f, speech)}
        for f in facts.findings
    ]
    return told


def _of_entry(entry: Entry) -> Json:
    return {
        "report": entry.report,
        "number": entry.number,
        "section": _squashed(entry.section),
        "subsection": _squashed(entry.subsection),
        "municipality": entry.municipality,
        "title": squash(entry.cells.get(CellName.TITLE, "")),
    }


def _squashed(text: str | None) -> str | None:
    return None if text is None else squash(text)


def _of_field(field: FactField, facts: tuple[Fact[Any], ...]) -> Json:
    values = [contract_value(fact.value) for fact in facts]
    if field.value is DateRange:
        return dict(values[0] if values else dict.fromkeys(("start", "end", "precision")))
    return {field.name: values if field.many else next(iter(values), None)}


def contract_value(value: Any) -> Any:
    """A fact's value as the contract tells it; of a pair of places their names."""
    if isinstance(value, tuple):
        return [place.name for place in value]
    parts = _TOLD_PARTS.get(type(value))
    told = to_json(value)
    return told if parts is None else {part: told[part] for part in parts}


def _evidence(field: FactField, facts: tuple[Fact[Any], ...]) -> Iterable[Json]:
    for index, fact in enumerate(facts):
        for evidence in fact.evidence:
            span = evidence.span
            yield {
                "field": field.name,
                "index": index if field.many else None,
                "part": evidence.part,
                "rule": evidence.rule,
                "confidence": fact.sure_of(evidence.part),
                "cell": span.cell.value if span is not None else None,
                "start": span.start if span is not None else None,
                "end": span.end if span is not None else None,
            }


def _confidence(field: FactField, facts: tuple[Fact[Any], ...]) -> Iterable[Json]:
    for index, fact in enumerate(facts):
        yield {
            "field": field.name,
            "index": index if field.many else None,
            "confidence": fact.confidence,
            "parts": {one.part: one.confidence for one in fact.parts},
            "doubts": list(fact.doubts),
            "doubts_of_parts": {one.part: list(one.doubts) for one in fact.parts if one.doubts},
        }


# ── from ────────────────────────────────────────────────────────────────────────────────────────


def from_contract(row: Mapping[str, Any], *, cells: Mapping[CellName, str] | None = None) -> EntryFacts:
    """The facts that a contract object states, without evidence.

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
    places = {place["name"]: _value(PlaceRef, place) for place in (*row["venues"], *row["origins"])}
    stated = {
        field.name: field.held(Fact(value, ()) for value in _stated(field, row, places))
        for field in FACT_FIELDS
    }
    return EntryFacts(entry, **stated)


def _stated(field: FactField, row: Mapping[str, Any], places: Mapping[str, PlaceRef]) -> Iterable[Any]:
    """The values that the object states for a field."""
    if field.value is DateRange:
        return [] if row["start"] is None else [_dates(row)]
    told = row.get(field.name)
    listed = (told or ()) if field.many else () if told is None else (told,)
    if field.is_pair:
        return [tuple(_named_place(name, places) for name in pair) for pair in listed]
    return [_value(field.value, value) for value in listed]


def _value(kind: Any, told: Any) -> Any:
    """The value of that type; what an annotation leaves out is as if it said nothing."""
    if isinstance(told, Mapping):
        told = {part: value for part, value in told.items() if not part.endswith("_alt")}
    return from_json(kind, told)


def _named_place(name: str, known: Mapping[str, PlaceRef]) -> PlaceRef:
    return known.get(name, PlaceRef(name, "other", ""))


def _dates(row: Mapping[str, Any]) -> DateRange:
    start, end = (date.fromisoformat(row[day]) for day in ("start", "end"))
    return DateRange(start, end, Precision(row["precision"]))
