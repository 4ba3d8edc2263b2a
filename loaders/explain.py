"""A row with its reasons: what was read where, by which rule, how surely."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from loaders.contract import contract_value
from ontology.certainty import uncertain_parts
from ontology.fields import FACT_FIELDS
from ontology.marking import Piece, cut
from ontology.model import FIVE_CELLS, CellName, DateRange, EntryFacts, Finding, PartConfidence, Span


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact and one piece of its evidence; `number` counts from 1 over the row.

    `confidence` is that of what the words tell, and `doubts` speak against it; `parts` are the parts of the
    value that are less sure than the value, told once for a fact.
    """

    number: int
    field: str
    value: str
    rule: str
    confidence: float
    cell: CellName | None
    start: int
    end: int
    doubts: tuple[str, ...] = ()
    parts: tuple[PartConfidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedCell:
    """A cell's text in pieces; each piece's marks are numbers of reasons."""

    name: CellName
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A row's cells with marks, the reasons they point to, and the row's findings."""

    report: str
    number: int
    cells: tuple[ExplainedCell, ...]
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...]


def explain(facts: EntryFacts) -> Explanation:
    """The entry's cells with every fact marked on the words it was read from."""
    entry = facts.entry
    reasons = tuple(_reasons(facts))
    texts = {CellName.SECTION: entry.section, CellName.SUBSECTION: entry.subsection, **entry.cells}
    shown = [name for name in CellName if name in FIVE_CELLS or any(r.cell is name for r in reasons)]
    cells = tuple(_explained(name, texts.get(name) or "", reasons) for name in shown)
    return Explanation(entry.report, entry.number, cells, reasons, facts.findings)


def _where(span: Span | None) -> tuple[CellName | None, int, int]:
    """The cell and the characters of it; none of what rests on no words."""
    return (span.cell, span.start, span.end) if span is not None else (None, 0, 0)


def _reasons(facts: EntryFacts) -> Iterator[Reason]:
    held = ((field, fact) for field in FACT_FIELDS for fact in field.of(facts))
    grounds = (
        (field, fact, evidence, uncertain_parts(fact) if place == 0 else ())
        for field, fact in held
        for place, evidence in enumerate(fact.evidence)
    )
    for number, (field, fact, evidence, parts) in enumerate(grounds, start=1):
        cell, start, end = _where(evidence.span)
        part = fact.part(evidence.part)
        yield Reason(
            number=number,
            field=field.name,
            value=_value(fact.value),
            rule=evidence.rule,
            confidence=fact.sure_of(evidence.part),
            cell=cell,
            start=start,
            end=end,
            doubts=part.doubts if part is not None else fact.doubts,
            parts=parts,
        )


def _value(value: Any) -> str:
    if isinstance(value, DateRange):
        return f"{value.start} – {value.end}"
    return _words(contract_value(value))


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(_words(part) for part in value.values() if part not in (None, [], ""))
    if isinstance(value, list):
        return " – ".join(_words(part) for part in value)
    return str(value)


def _explained(name: CellName, text: str, reasons: tuple[Reason, ...]) -> ExplainedCell:
    here = [reason for reason in reasons if reason.cell is name]
    pieces = cut(text, [(reason.start, reason.end) for reason in here])
    numbered = (Piece(piece.text, tuple(here[i].number for i in piece.marks)) for piece in pieces)
    return ExplainedCell(name, tuple(numbered))
