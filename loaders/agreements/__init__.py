"""What was signed, planned or arranged, and between whom."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from loaders.agreements.arrangements import unwritten
from loaders.agreements.candidates import PartyScene, read_scene
from loaders.agreements.document import DocumentMention
from loaders.agreements.documents import documents
from loaders.agreements.facts import agreement_fact
from loaders.agreements.joints import joints
from loaders.agreements.parties import read_parties, with_shared
from loaders.agreements.signatories import Signatories
from loaders.agreements.signing import EventDays
from loaders.agreements.site import document_nouns
from loaders.agreements.tellings import ToldDocument, grouped
from loaders.cell import Cell, EntryText
from loaders.mentions import OrganisationMention, PersonMention, PlaceMention, Reading, finding_about
from ontology.model import AgreementRef, CellName, DateRange, Fact, Finding, Severity

READ_IN = (CellName.TITLE, CellName.CONTENT)
_ACCESSION = "accession"


def read_agreements(
    text: EntryText,
    places: tuple[PlaceMention, ...],
    organisations: tuple[OrganisationMention, ...],
    dates: Reading[DateRange],
    people: tuple[PersonMention, ...] = (),
) -> Reading[AgreementRef]:
    """Each document or arrangement with all that the entry says of it."""
    days = dates.only
    cells = [text[name] for name in READ_IN if _may_tell(text[name])]
    if not cells:
        return Reading()
    told = _tellings(cells, read_scene(text, places, organisations, people), days, people)
    clear = _clear(told)
    unclear = [one for one in told if one.is_unclear and not _told_of(one, clear)]
    groups = grouped(clear)
    doubts = (*_doubts_of_parties(groups), *((one, "no_outcome") for one in unclear))
    return Reading(
        tuple(agreement_fact(group, days) for group in groups),
        tuple(_doubtful(text, one, doubt) for one, doubt in doubts),
    )


def _clear(told: Sequence[ToldDocument]) -> list[ToldDocument]:
    """Those of which it is told what became of them, and that are no other document's name."""
    particular = [one for one in told if not one.is_unclear and _is_particular(one)]
    joined = {one.document.title.lower() for one in particular if one.document.type == _ACCESSION}
    return [one for one in particular if not _is_joined(one, joined)]


def _doubts_of_parties(groups: Sequence[list[ToldDocument]]) -> Iterator[tuple[ToldDocument, str]]:
    """The agreements of which nobody is named, then those of which one alone is."""
    yield from ((group[0], "no_party") for group in groups if not group[0].parties.names)
    yield from ((group[0], "one_party") for group in groups if group[0].is_lonely)


def _may_tell(cell: Cell) -> bool:
    """Whether the cell names a document, or tells what was reached without one."""
    return bool(document_nouns(cell) or unwritten(cell))


def _tellings(
    cells: Sequence[Cell], scene: PartyScene, dates: Fact[DateRange] | None, people: tuple[PersonMention, ...]
) -> list[ToldDocument]:
    """Each document as each place of the entry tells of it, with its parties there."""
    event = EventDays(dates.value.start, dates.value.end) if dates is not None else None
    told: list[ToldDocument] = []
    for cell in cells:
        signatories = Signatories(cell, people)
        read = [(one, read_parties(scene, cell, one)) for one in _in_cell(scene, cell, event)]
        told += [
            ToldDocument(cell, _with_signers(document, signatories), one)
            for document, parties in with_shared(cell, read)
            for one in parties
        ]
    return told


def _with_signers(document: DocumentMention, signatories: Signatories) -> DocumentMention:
    if document.status.value != "signed":
        return document
    return replace(document, signers=signatories.of((document.clause, *document.further)))


def _in_cell(scene: PartyScene, cell: Cell, event: EventDays | None) -> list[DocumentMention]:
    found = [*documents(cell, event, scene.candidates[cell.name]), *unwritten(cell)]
    return sorted(found, key=lambda document: document.start)


def _told_of(one: ToldDocument, others: list[ToldDocument]) -> bool:
    """Whether another telling has the document's type and a party of it."""
    return any(
        one.document.type == other.document.type and set(one.parties.names) & set(other.parties.names)
        for other in others
    )


def _is_joined(one: ToldDocument, joined: Collection[str]) -> bool:
    """Whether it is what another telling says was joined: «Подписание хартии», «присоединился к хартии»."""
    noun = one.document.title.split()[0].lower()
    may_be = one.is_guess and one.document.type != _ACCESSION
    return may_be and any(noun[:-1] in title for title in joined)


def _is_particular(told: ToldDocument) -> bool:
    """Neither «действующих соглашений» nor a document that only stands for others.

    What is in force is named by its date, number, parties or subject, or by what became of it.
    """
    document = told.document
    if document.status.value != "in_force" or document.time is not None or document.number is not None:
        return True
    if document.life is not None or document.term is not None or not told.is_guess:
        return True
    return document.plural is not True and joints().about.search(document.title) is not None


def _doubtful(text: EntryText, told: ToldDocument, doubt: str) -> Finding:
    return finding_about(
        text.entry,
        "doubtful_agreement",
        Severity.WARNING,
        {"title": told.document.title, "doubt": doubt},
        span=told.cell.span(told.document.start, told.document.title_end),
        rule=told.parties.rule,
    )
