"""The agreement that several tellings make together; each property has the evidence of its own words."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import TypeVar

from loaders.agreements.clauses import clause_after
from loaders.agreements.document import DocumentMention
from loaders.agreements.said import Said
from loaders.agreements.tellings import ToldDocument
from loaders.agreements.times import Time
from loaders.agreements.words import plain, vocabulary
from loaders.cell import Cell
from loaders.sectors import sectors_named
from ontology.model import AgreementRef, DateRange, Evidence, Fact

T = TypeVar("T")
_PARTS = ("signers", "number", "life", "life_time", "term", "about")


def agreement_fact(group: list[ToldDocument], dates: Fact[DateRange] | None) -> Fact[AgreementRef]:
    """The agreement of a group of tellings, the fullest first."""
    first = group[0]
    status = next((told for told in group if told.document.status.value == "signed"), first)
    code = status.document.status.value
    named = _best_named([told for told in group if told.document.status.value == code])
    agreement = AgreementRef(
        type=first.document.type,
        status=code,
        title=named.document.title,
        date=None,
        number=_value(group, lambda document: document.number),
        parties=first.parties.names,
        sectors=_sectors(named),
        life=_value(group, lambda document: document.life),
        term=_value(group, lambda document: document.term),
        about=_value(group, lambda document: document.about),
        life_date=_day_of_life(group),
        signers=_value(group, lambda document: document.signers) or (),
    )
    agreement, proof = _with_date(agreement, group, dates)
    return Fact(agreement, (*_evidence(group, status, named), *proof))


def _best_named(tellings: list[ToldDocument]) -> ToldDocument:
    return next((told for told in tellings if " " in told.document.title), tellings[0])


def _sectors(named: ToldDocument) -> tuple[str, ...]:
    """The fields that the title names, else those that the sentences about the document do."""
    document = named.document
    further = " ".join(_with_list(named.cell, clause) for clause in document.further)
    return (
        sectors_named(document.title)
        or sectors_named(_covered(named))
        or sectors_named(further)
        or sectors_named(_what_sides_do(named))
    )


def _covered(named: ToldDocument) -> str:
    """«договор между A и B, охватывающий культуру»: what the rest of its clause says that it is about."""
    text, document = named.cell.text, named.document
    found = vocabulary().covers.search(plain(text), document.title_end, document.stop)
    return text[found.start() : document.stop] if found is not None else ""


def _with_list(cell: Cell, clause: tuple[int, int]) -> str:
    """The words of a clause, and those that a colon after them begins where they announce fields."""
    text, end = plain(cell.text), clause[1]
    begins = text[end : end + 1] == ":" and vocabulary().names_fields.search(text, clause[0], end) is not None
    return cell.text[clause[0] : clause_after(cell, end)[1] if begins else end]


def _what_sides_do(named: ToldDocument) -> str:
    """«…: стороны займутся культурой и спортом»: the words after the document that say so."""
    cell, end = named.cell, named.document.clause[1]
    clause = clause_after(cell, end) if end < len(cell.text) - 1 else (end, end)
    words = cell.text[slice(*clause)]
    return words if vocabulary().sides_do.match(plain(words)) is not None else ""


def _said(
    group: list[ToldDocument], of: Callable[[DocumentMention], Said[T] | None]
) -> tuple[ToldDocument, Said[T]] | None:
    """What the first telling that tells it says."""
    for told in group:
        said = of(told.document)
        if said is not None:
            return told, said
    return None


def _value(group: list[ToldDocument], of: Callable[[DocumentMention], Said[T] | None]) -> T | None:
    found = _said(group, of)
    return found[1].value if found is not None else None


def _day_of_life(group: list[ToldDocument]) -> date | None:
    time = _value(group, lambda document: document.life_time)
    return time.day if time is not None else None


def _evidence(group: list[ToldDocument], status: ToldDocument, named: ToldDocument) -> Iterator[Evidence]:
    """The words of each property; those of the status first, whose rule is the fact's."""
    for told in (status, *(other for other in group if other is not status)):
        yield _proof(told, told.document.status, "status")
    document = named.document
    yield Evidence(document.status.rule, named.cell.span(document.start, document.title_end), "title")
    for span in group[0].parties.spans or (None,):
        yield Evidence(group[0].parties.rule, span, "parties")
    for part in _PARTS:
        found: tuple[ToldDocument, Said[object]] | None = _said(group, attrgetter(part))
        if found is not None:
            yield _proof(*found, part)


def _proof(told: ToldDocument, said: Said[T], part: str) -> Evidence:
    return Evidence(said.rule, told.cell.span(said.start, said.end), part)


def _with_date(
    agreement: AgreementRef, group: list[ToldDocument], dates: Fact[DateRange] | None
) -> tuple[AgreementRef, tuple[Evidence, ...]]:
    """The agreement with the day or the bounds of its signing: those told of it, else the event's."""
    event = dates.value if dates is not None else None
    found = _said(sorted(group, key=_tells_no_day), lambda document: document.time)
    time = found[1].value if found is not None else None
    if (
        agreement.status == "signed"
        and dates is not None
        and event is not None
        and not _is_within(time, event)
    ):
        return _dated(agreement, Time(event.start, event.end, 0, 0)), _days_of_event(dates)
    if found is None or time is None:
        return agreement, ()
    proof = _proof(*found, "date")
    reckoned = () if _holds_figure(found[0], proof) else _days_of_event(dates)
    return _dated(agreement, time), (proof, *reckoned)


def _days_of_event(dates: Fact[DateRange] | None) -> tuple[Evidence, ...]:
    found = dates.evidence if dates is not None else ()
    return tuple(Evidence("days_of_event", one.span, "date") for one in found)


def _holds_figure(told: ToldDocument, proof: Evidence) -> bool:
    """Whether the words tell a date themselves, and do not reckon it: «в первый день», «назавтра»."""
    span = proof.span
    is_counted = told.document.time is not None and told.document.time.rule == "counted_day"
    return (
        span is not None
        and not is_counted
        and any(sign.isdigit() for sign in told.cell.text[span.start : span.end])
    )


def _tells_no_day(told: ToldDocument) -> bool:
    time = told.document.time
    return time is None or time.value.day is None


def _is_within(time: Time | None, event: DateRange) -> bool:
    """Whether a time is told that is no longer than the event itself."""
    return time is not None and event.start <= time.first and time.last <= event.end


def _dated(agreement: AgreementRef, time: Time) -> AgreementRef:
    if time.day is not None:
        return replace(agreement, date=time.day)
    return replace(agreement, date_from=time.first, date_to=time.last)
