"""Proof: the words of a report's row that a fact rests on, marked in their surroundings."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from pyoxigraph import NamedNode

from ontology.terms import SCHEMES
from web.index.lists import Record, by_path
from web.index.rows import Row
from web.site import Explorer

AROUND = 110
SHOWN_PROOFS = 6
"""So many proofs of a fact are shown before one asks for more."""
READ_EVIDENCE = 2_000
"""So much evidence of one thing is read at most, however many rows tell of it."""
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


@dataclass(frozen=True, slots=True)
class Proofs:
    """How many proofs a fact has, at least or in all, and those of them that are shown."""

    count: int = 0
    shown: tuple[ShownProof, ...] = ()
    is_all: bool = True


class _Ground(NamedTuple):
    """What tells one proof of a fact from another: the row, the words in it, and how it was decided."""

    entry: str
    cell: str | None
    target: str
    rule: str
    confidence: str


_Statement = tuple[str, str]
_Grounds = dict[_Statement, dict[_Ground, str]]
"""The grounds of each assertion, by predicate and object, each with its decision."""


def proofs_by_statement(
    explorer: Explorer, thing: str, statements: Iterable[_Statement] = (), most: int = SHOWN_PROOFS
) -> dict[_Statement, Proofs]:
    """The proofs of the thing's statements, by predicate and object; at most so many of each are shown.

    Of a thing with very much evidence not all is read; what is met nowhere in the part that was is asked for.
    """
    rows = explorer.ask("evidence", thing=thing)
    grounds = _grounds(islice(rows, READ_EVIDENCE))
    is_all = next(rows, None) is None
    if not is_all:
        for predicate, value in statements:
            if (predicate, value) not in grounds and value.startswith((explorer.base, SCHEMES)):
                of_one = explorer.ask("evidence", thing=thing, predicate=predicate, object=value)
                grounds |= _grounds(islice(of_one, most + 1))
    shown = {statement: tuple(islice(found.items(), most)) for statement, found in grounds.items()}
    show = _Shown(explorer, [one for found in shown.values() for one in found])
    return {
        statement: Proofs(len(grounds[statement]), tuple(show(*one) for one in found), is_all)
        for statement, found in shown.items()
    }


def _grounds(rows: Iterable[Row]) -> _Grounds:
    grounds: _Grounds = defaultdict(dict)
    for row in rows:
        ground = _Ground(row["entry"], row.get("cell"), row["target"], row["rule"], row["confidence"])
        grounds[row["predicate"], row["object"]].setdefault(ground, row["decision"])
    return grounds


class _Shown:
    """Shows grounds: the rows, words and doubts of all of them are asked for at once."""

    def __init__(self, explorer: Explorer, grounds: Sequence[tuple[_Ground, str]]) -> None:
        entries = _terms(one.entry for one, _ in grounds)
        paths = [entry.value.removeprefix(explorer.base) for entry in entries]
        named = by_path(explorer.db, paths)
        self._named = {entry.value: named.get(path) for entry, path in zip(entries, paths, strict=True)}
        self._cells = {row["entry"]: row for row in explorer.ask("entry", entry=entries)} if entries else {}
        targets = _terms(one.target for one, _ in grounds)
        self._spans = spans_by_target(explorer.ask("evidence-words", target=targets)) if targets else {}
        self._doubts = doubts_by_decision(explorer, (decision for _, decision in grounds))

    def __call__(self, ground: _Ground, decision: str) -> ShownProof:
        cells, cell = self._cells.get(ground.entry, {}), ground.cell
        span = self._spans.get(ground.target)
        return ShownProof(
            entry=self._named[ground.entry],
            cell=cell if cell in CELLS else None,
            rule=ground.rule,
            confidence=float(ground.confidence),
            pieces=excerpt(cells.get(cell or "title", ""), *(span if span and cell is not None else (0, 0))),
            doubts=self._doubts.get(decision, ()),
        )


def _terms(iris: Iterable[str]) -> list[NamedNode]:
    """Each of the IRIs once."""
    return [NamedNode(iri) for iri in dict.fromkeys(iris)]


def spans_by_target(rows: Iterable[Row]) -> dict[str, tuple[int, int]]:
    """The characters that each target of evidence points to."""
    return {row["target"]: (int(row["start"]), int(row["end"])) for row in rows}


def doubts_by_decision(explorer: Explorer, decisions: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What speaks against what was decided, by decision."""
    found: dict[str, list[str]] = defaultdict(list)
    asked = _terms(decisions)
    for row in explorer.ask("doubts", decision=asked) if asked else ():
        found[row["decision"]].append(row["doubt"])
    return {decision: tuple(doubts) for decision, doubts in found.items()}


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
