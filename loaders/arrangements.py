"""What was agreed without a document, and what was joined."""

import re
from collections.abc import Iterator

from loaders.agreement_documents import Document
from loaders.agreement_words import clause_about, plain, vocabulary
from loaders.language import CellText, squash

_POINT_END = re.compile(r";\s*|\.(?=\s+[А-ЯЁ]|\s*$)")


def arrangements(cell: CellText) -> Iterator[Document]:
    """What was agreed without a document; of a list of things agreed, one for each."""
    text = plain(cell.text)
    for match in vocabulary().arrangements.finditer(text):
        clause = clause_about(cell.text, match.start())
        subject = cell.text[match.end() : clause[1]]
        if vocabulary().arranged_signature.search(plain(subject)):
            continue
        for point in _points(cell.text, clause[1]) or [None]:
            said = subject.split(" между ")[0] + (f" {cell.text[slice(*point)]}" if point is not None else "")
            yield Document(
                start=match.start(),
                title_end=match.end(),
                clause=clause,
                stop=clause[1],
                type="arrangement",
                status="reached",
                title=squash(f"Договоренность {said}").rstrip(".,"),
                rule="arrangement_reached",
                point=point,
            )


def _points(text: str, end: int) -> list[tuple[int, int]]:
    """The points of a list that a colon at `end` begins."""
    if text[end : end + 1] != ":":
        return []
    points, start = [], end + 1
    for match in _POINT_END.finditer(text, end + 1):
        points.append((start, match.start()))
        start = match.end()
        if not match.group().startswith(";"):
            break
    else:
        points.append((start, len(text)))
    return [(a, b) for a, b in points if text[a:b].strip(" \n-–—")]


def accessions(cell: CellText) -> Iterator[Document]:
    """What was joined: an association, a charter."""
    for match in vocabulary().accessions.finditer(plain(cell.text)):
        clause = clause_about(cell.text, match.start())
        title = squash(cell.text[match.start() : clause[1]]).rstrip(".,")
        yield Document(
            start=match.start(),
            title_end=match.end(),
            clause=clause,
            stop=clause[1],
            type="accession",
            status="reached",
            title=title[:1].upper() + title[1:],
            rule="accession",
        )
