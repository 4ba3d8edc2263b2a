"""What was agreed without a document, and what was joined."""

from collections.abc import Iterator
from dataclasses import replace

from loaders.agreements.clauses import clause_about, points_after
from loaders.agreements.document import DocumentMention
from loaders.agreements.joints import joints
from loaders.agreements.said import Said
from loaders.agreements.skeleton import read_skeleton
from loaders.agreements.words import before, plain, vocabulary
from loaders.cell import Cell
from loaders.cell.expressions import Expression
from loaders.cell.text import inflect, squash
from ontology.morphology import parses

_AHEAD = 80  # characters before an accession that tell how far it has come


def unwritten(cell: Cell) -> list[DocumentMention]:
    """What the cell tells was arranged, joined or left without a document of its own."""
    text, words = plain(cell.text), vocabulary()
    found = [*arrangements(cell)] if words.arrangements.may_be_in(text) else []
    if words.accessions.may_be_in(text) or words.withdrawals.may_be_in(text):
        found += [*accessions(cell), *withdrawals(cell)]
    return found


def arrangements(cell: Cell) -> Iterator[DocumentMention]:
    """What was agreed without a document; of a list of things agreed, one for each."""
    for match in vocabulary().arrangements.finditer(plain(cell.text)):
        clause = clause_about(cell, match.start())
        subject = cell.text[match.end() : clause[1]]
        told = read_skeleton(cell, ()).between(match.end(), clause[1])
        if vocabulary().arranged_signature.search(told):
            continue
        points: list[tuple[int, int] | None] = [*points_after(cell, clause[1])]
        if _is_document_told(cell, clause[1]):
            continue
        for point in points or [None]:
            said = joints().no_more_said.before(subject) + (
                f" {_said_in(cell.text[slice(*point)])}" if point else ""
            )
            title = squash(f"{vocabulary().arrangement} {said}").replace(" ,", ",").rstrip(".,")
            yield _spoken(*match.span(), clause, "arrangement", "arrangement_reached", title, point)


def _is_document_told(cell: Cell, end: int) -> bool:
    """Whether a colon there begins what tells of a document: that is what was agreed."""
    text = plain(cell.text)
    return text[end : end + 1] == ":" and vocabulary().signature_told.match(text, end + 1) is not None


def _said_in(point: str) -> str:
    return point.strip(" \n-–—")


def accessions(cell: Cell) -> Iterator[DocumentMention]:
    """What was joined: an association, a charter, a project."""
    words = vocabulary()
    for document in _joined(cell, words.accessions, "accession"):
        ahead = before(plain(cell.text), document.start, _AHEAD, document.clause[0])
        if words.accession_talked.search(ahead) is not None:
            continue
        is_meant = words.accession_ahead.search(ahead) is not None
        yield replace(document, status=replace(document.status, value="planned")) if is_meant else document


def withdrawals(cell: Cell) -> Iterator[DocumentMention]:
    """What was left again."""
    for document in _joined(cell, vocabulary().withdrawals, "withdrawal"):
        status = replace(document.status, value="in_force")
        yield replace(document, status=status, life=replace(status, value="ended"))


def _joined(cell: Cell, pattern: Expression, rule: str) -> Iterator[DocumentMention]:
    skeleton = read_skeleton(cell, ())
    for match in pattern.finditer(skeleton.text):
        start, end = skeleton.original(*match.span())
        clause = clause_about(cell, start)
        title = _in_nominative(squash(cell.text[start : clause[1]]).rstrip(".,"))
        yield _spoken(start, end, clause, "accession", rule, title[:1].upper() + title[1:])


def _in_nominative(title: str) -> str:
    """«вступлении в союз» is «вступление в союз»; words that begin with no noun are as they are."""
    first, _, rest = title.partition(" ")
    return f"{inflect(first, 'nomn', 'sing')} {rest}" if parses(first)[0].tag.POS == "NOUN" else title


def _spoken(
    start: int,
    end: int,
    clause: tuple[int, int],
    kind: str,
    rule: str,
    title: str,
    point: tuple[int, int] | None = None,
) -> DocumentMention:
    return DocumentMention(
        start=start,
        title_end=end,
        clause=clause,
        since=clause[0],
        stop=clause[1],
        type=kind,
        status=Said("reached", rule, start, end),
        title=title,
        point=point,
    )
