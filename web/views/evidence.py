"""Proof: the words of a report's row that a fact rests on, marked in their surroundings."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from web.index.lists import Record, by_path
from web.index.rows import Row
from web.site import Explorer

AROUND = 110
CELLS = ("title", "place", "dates", "content", "participants", "section", "subsection")

Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class ShownProof:
    """One reason to hold an assertion, and what speaks against it.

    `pieces` are the words around, those with True were decided on.
    """

    entry: Record | None
    cell: str | None
    rule: str
    confidence: float
    pieces: tuple[Piece, ...]
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class EntryTexts:
    """The cells of entries, each entry asked for once."""

    explorer: Explorer
    _cells: dict[str, Row] = field(default_factory=dict)
    _named: dict[str, Record | None] = field(default_factory=dict)

    def of(self, entry: str) -> Row:
        """The entry's row of `entry.rq`; empty where there is none."""
        if entry not in self._cells:
            self._cells[entry] = next(self.explorer.ask("entry", entry=entry), {})
        return self._cells[entry]

    def named(self, entry: str) -> Record | None:
        """The entry as a thing to link to."""
        if entry not in self._named:
            path = entry.removeprefix(self.explorer.base)
            self._named[entry] = by_path(self.explorer.db, [path]).get(path)
        return self._named[entry]


def proofs_by_statement(explorer: Explorer, thing: str) -> dict[tuple[str, str], list[ShownProof]]:
    """The proofs of every assertion about the thing, by predicate and object."""
    texts = EntryTexts(explorer)
    found: dict[tuple[str, str], list[ShownProof]] = defaultdict(list)
    spans = spans_by_target(explorer.ask("evidence-words", thing=thing))
    doubts = doubts_by_decision(explorer, thing)
    for row in explorer.ask("evidence", thing=thing):
        proof = _proof(texts, row, spans.get(row["target"]), doubts.get(row["decision"], ()))
        already = found[row["predicate"], row["object"]]
        if proof not in already:
            already.append(proof)
    return found


def spans_by_target(rows: Iterable[Row]) -> dict[str, tuple[int, int]]:
    """The characters that each target of evidence points to."""
    return {row["target"]: (int(row["start"]), int(row["end"])) for row in rows}


def doubts_by_decision(explorer: Explorer, thing: str) -> dict[str, tuple[str, ...]]:
    """What speaks against what was read of the thing, or from the row, by decision."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in explorer.ask("doubts", thing=thing):
        found[row["decision"]].append(row["doubt"])
    return {decision: tuple(doubts) for decision, doubts in found.items()}


def _proof(texts: EntryTexts, row: Row, span: tuple[int, int] | None, doubts: tuple[str, ...]) -> ShownProof:
    cells = texts.of(row["entry"])
    cell = row.get("cell")
    text = cells.get(cell, "") if cell is not None else cells.get("title", "")
    return ShownProof(
        entry=texts.named(row["entry"]),
        cell=cell if cell in CELLS else None,
        rule=row["rule"],
        confidence=float(row["confidence"]),
        pieces=excerpt(text, *(span if span is not None and cell is not None else (0, 0))),
        doubts=doubts,
    )


def excerpt(text: str, start: int, end: int) -> tuple[Piece, ...]:
    """The span within its surroundings, cut at words."""
    first = 0 if start <= AROUND else text.find(" ", start - AROUND) + 1
    last = len(text) if len(text) - end <= AROUND else max(text.rfind(" ", end, end + AROUND), end)
    pieces = [
        (("… " if first else "") + text[first:start], False),
        (text[start:end], True),
        (text[end:last] + (" …" if last < len(text) else ""), False),
    ]
    return tuple(piece for piece in pieces if piece[0])
