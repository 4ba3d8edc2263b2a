"""What was signed, planned or arranged, and between whom."""

import re
from dataclasses import dataclass

from loaders.agreements.arrangements import accessions, arrangements
from loaders.agreements.candidates import Scene, read_scene
from loaders.agreements.documents import UNCLEAR, Document, documents
from loaders.agreements.parties import CONFIDENCE, Parties, read_parties
from loaders.cell.text import CellText, EntryText
from loaders.mentions import OrganisationMention, PlaceMention, Reading, finding_about
from loaders.sectors import sectors_named
from ontology.model import AgreementRef, CellName, Evidence, Fact, Finding, Severity

READ_IN = (CellName.TITLE, CellName.CONTENT)
ONE_PARTY = 0.6  # confidence where the other party is not told
GUESSES = {"signers", "sides_of_event"}
SIGNERS = {"subjects", "pair_of_clause"}
POSSIBILITIES = {"possible", "intention_discussed"}


@dataclass(frozen=True, slots=True)
class Told:
    """A document with its parties, as one place of the entry tells of it."""

    cell: CellText
    document: Document
    parties: Parties


def read_agreements(
    text: EntryText,
    places: tuple[PlaceMention, ...],
    organisations: tuple[OrganisationMention, ...],
) -> Reading[AgreementRef]:
    """Each document or arrangement with type, status, parties, date, number and subject."""
    scene = read_scene(text, places, organisations)
    told = [
        Told(text[name], document, parties)
        for name in READ_IN
        for document in _in_cell(scene, text[name], _year(text))
        for parties in read_parties(scene, text[name], document)
    ]
    clear = [one for one in told if one.document.status != UNCLEAR and _is_particular(one)]
    clear = [one for one in clear if not _is_joined(one, clear)]
    unclear = [one for one in told if one.document.status == UNCLEAR and not _told_of(one, clear)]
    groups = _grouped(clear)
    nobodys = [group[0] for group in groups if not group[0].parties.names]
    lonely = [group[0] for group in groups if _is_lonely(group[0])]
    return Reading(
        tuple(_agreement(group) for group in groups),
        (
            *(_doubtful(text, one, "no_party") for one in nobodys),
            *(_doubtful(text, one, "one_party") for one in lonely),
            *(_doubtful(text, one, "no_outcome") for one in unclear),
        ),
    )


def _is_lonely(told: Told) -> bool:
    """Whether only one is named as party to what takes two; joining takes one."""
    return len(told.parties.names) == 1 and told.document.type != "accession"


def _told_of(one: Told, others: list[Told]) -> bool:
    """Whether another telling has the document's type and a party of it."""
    return any(
        one.document.type == other.document.type and set(one.parties.names) & set(other.parties.names)
        for other in others
    )


def _is_joined(one: Told, others: list[Told]) -> bool:
    """Whether it is what another telling says was joined: «Подписание хартии», «присоединился к хартии»."""
    noun = one.document.title.split()[0].lower()
    return (one.parties.rule in GUESSES or not one.parties.names) and any(
        other.document.type == "accession" != one.document.type and noun[:-1] in other.document.title.lower()
        for other in others
    )


def _year(text: EntryText) -> int | None:
    """The last year that the dates tell."""
    years = re.findall(r"\b20\d\d\b", text[CellName.DATES].text)
    return int(years[-1]) if years else None


def _is_particular(told: Told) -> bool:
    """Neither «действующих соглашений» nor «возможность заключения договоров».

    What is in force is named by its date, number, parties or subject; possible documents by their parties.
    """
    document = told.document
    named = told.parties.rule not in GUESSES and bool(told.parties.names)
    if document.rule in POSSIBILITIES and document.plural:
        return named
    if document.status != "in_force" or document.signed_on is not None or document.number is not None:
        return True
    return named or (document.plural is not True and " о" in document.title)


def _in_cell(scene: Scene, cell: CellText, year: int | None) -> list[Document]:
    found = [*documents(cell, year, scene.candidates[cell.name]), *arrangements(cell), *accessions(cell)]
    return sorted(found, key=lambda document: document.start)


# ── one agreement told twice ────────────────────────────────────────────────────────────────────


def _grouped(told: list[Told]) -> list[list[Told]]:
    """What is told of the same agreement together, the fullest telling first."""
    groups: list[list[int]] = []

    def fullness(i: int) -> tuple[float, int]:
        return CONFIDENCE[told[i].parties.rule], len(told[i].parties.names)

    for i in sorted(range(len(told)), key=fullness, reverse=True):
        group = next((g for g in groups if _same(told[g[0]], told[i])), None)
        if group is None:
            groups.append([i])
        else:
            group.append(i)
    return [[told[i] for i in group] for group in sorted(groups, key=lambda group: group[0])]


def _same(one: Told, other: Told) -> bool:
    """The same type and no other status, and parties of one among the other's, or unnamed."""
    a, b = one.document, other.document
    if a.type != b.type or (a.number and b.number and a.number != b.number):
        return False
    if a.status != b.status and {a.status, b.status} != {"signed", "planned"}:
        return False
    if a.point != b.point and one.cell is other.cell:
        return False
    guessed = bool(GUESSES & {one.parties.rule, other.parties.rule}) or not other.parties.names
    if one.cell is other.cell and a.clause == b.clause and a.status == b.status:
        return guessed and a.type == "arrangement"  # one clause names several documents
    shared = set(one.parties.names) & set(other.parties.names)
    if one.cell is not other.cell and (shared or SIGNERS & {one.parties.rule, other.parties.rule}):
        return True  # a title shortens names, and tells of towns whose heads sign
    return guessed or len(shared) == min(len(one.parties.names), len(other.parties.names)) or len(shared) > 1


# ── facts ───────────────────────────────────────────────────────────────────────────────────────


def _agreement(group: list[Told]) -> Fact[AgreementRef]:
    first = group[0]
    tellings = [told.document for told in group]
    status = "signed" if any(d.status == "signed" for d in tellings) else first.document.status
    titles = [d.title for d in tellings if d.status == status]
    title = next((title for title in titles if " " in title), titles[0])
    evidence = [
        Evidence(told.document.rule, told.cell.span(told.document.start, told.document.title_end))
        for told in group
    ]
    evidence += [Evidence(first.parties.rule, span) for span in first.parties.spans or (None,)]
    return Fact(
        AgreementRef(
            type=first.document.type,
            status=status,
            title=title,
            date=next((d.signed_on for d in tellings if d.signed_on is not None), None),
            number=next((d.number for d in tellings if d.number is not None), None),
            parties=first.parties.names,
            sectors=sectors_named(title),
        ),
        tuple(evidence),
        ONE_PARTY if _is_lonely(first) else CONFIDENCE[first.parties.rule],
    )


def _doubtful(text: EntryText, told: Told, doubt: str) -> Finding:
    return finding_about(
        text.entry,
        "doubtful_agreement",
        Severity.WARNING,
        {"title": told.document.title, "doubt": doubt},
        span=told.cell.span(told.document.start, told.document.title_end),
        rule=told.parties.rule,
    )
