"""What was agreed without a document, and what was joined."""

from collections.abc import Iterator

from loaders.agreements.documents import Document
from loaders.agreements.words import clause_about, plain, points_after, vocabulary
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
            yield Document(
                start=match.start(),
                title_end=match.end(),
                clause=clause,
                since=clause[0],
                stop=clause[1],
                type="arrangement",
                status="reached",
                title=squash(f"Договоренность {said}").rstrip(".,"),
                rule="arrangement_reached",
                point=point,
            )


def _said_in(point: str) -> str:
    return point.strip(" \n-–—")


def accessions(cell: CellText) -> Iterator[Document]:
    """What was joined: an association, a charter."""
    for match in vocabulary().accessions.finditer(plain(cell.text)):
        clause = clause_about(cell.text, match.start())
        title = squash(cell.text[match.start() : clause[1]]).rstrip(".,")
        yield Document(
            start=match.start(),
            title_end=match.end(),
            clause=clause,
            since=clause[0],
            stop=clause[1],
            type="accession",
            status="reached",
            title=title[:1].upper() + title[1:],
            rule="accession",
        )
