"""What was agreed without a document, and what was joined."""

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.agreements.clauses import clause_about, points_after
from loaders.agreements.documents import Document
from loaders.agreements.said import Said
from loaders.agreements.words import plain, vocabulary
from loaders.cell.text import CellText, squash


def arrangements(cell: CellText) -> Iterator[Document]:
    """What was agreed without a document; of a list of things agreed, one for each."""
    text = plain(cell.text)
    for match in vocabulary().arrangements.finditer(text):
        clause = clause_about(cell.text, match.start())
        subject = cell.text[match.end() : clause[1]]
        if vocabulary().arranged_signature.search(plain(subject)):
            continue
        points: list[tuple[int, int] | None] = [*points_after(cell.text, clause[1])]
        for point in points or [None]:
            said = subject.split(" между ")[0] + (f" {_said_in(cell.text[slice(*point)])}" if point else "")
            title = squash(f"Договоренность {said}").rstrip(".,")
            yield _spoken(match, clause, "arrangement", "arrangement_reached", title, point)


def _said_in(point: str) -> str:
    return point.strip(" \n-–—")


def accessions(cell: CellText) -> Iterator[Document]:
    """What was joined: an association, a charter, a project."""
    for match in vocabulary().accessions.finditer(plain(cell.text)):
        clause = clause_about(cell.text, match.start())
        yield _spoken(match, clause, "accession", "accession", _titled(cell, match.start(), clause[1]))


def withdrawals(cell: CellText) -> Iterator[Document]:
    """What was left again."""
    for match in vocabulary().withdrawals.finditer(plain(cell.text)):
        clause = clause_about(cell.text, match.start())
        document = _spoken(match, clause, "accession", "withdrawal", _titled(cell, match.start(), clause[1]))
        status = replace(document.status, value="in_force")
        yield replace(document, status=status, life=replace(status, value="ended"))


def _titled(cell: CellText, start: int, end: int) -> str:
    title = squash(cell.text[start:end]).rstrip(".,")
    return title[:1].upper() + title[1:]


def _spoken(
    match: re.Match[str],
    clause: tuple[int, int],
    kind: str,
    rule: str,
    title: str,
    point: tuple[int, int] | None = None,
) -> Document:
    return Document(
        start=match.start(),
        title_end=match.end(),
        clause=clause,
        since=clause[0],
        stop=clause[1],
        type=kind,
        status=Said("reached", rule, *match.span()),
        title=title,
        point=point,
    )
