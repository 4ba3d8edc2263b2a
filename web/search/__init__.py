"""Search over everything: every typed word must be found in some form; the best hits first."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ontology import morphology
from ontology.plain import plain
from web.search.lemmas import WORD
from web.search.terms import term_of, typed_words

RANKED = 400
KIND_WEIGHT = {"municipality": 3.0, "country": 3.0, "place": 2.5, "organisation": 1.6, "person": 1.6,
               "agreement": 1.3, "event": 1.0, "report": 1.0, "entry": 0.5}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found; `snippet` is cut into pieces, of which those with True were asked for."""

    number: int
    path: str
    kind: str
    ru: str
    en: str | None
    detail: str | None
    country: str | None
    events: int
    snippet: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The best hits, how many there are of each kind, and what was searched for instead of what was typed.

    `missing` are typed words that lead nowhere and were left out.
    """

    hits: tuple[Hit, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    instead: str | None = None
    missing: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many things were found, of any kind."""
        return sum(count for _, count in self.kinds)


def find(
    db: sqlite3.Connection, text: str, *, kind: str | None = None, limit: int = 30, partly: bool = False
) -> Found:
    """What the text finds, best first; nothing for a text without words.

    Nothing either where a word leads nowhere, unless what the other words find will do `partly`.
    """
    typed = typed_words(text)
    terms = [term_of(db, word, is_last=i == len(typed) - 1) for i, word in enumerate(typed)]
    known = [term for term in terms if term is not None]
    missing = tuple(word for word, term in zip(typed, terms, strict=True) if term is None)
    if not known or (missing and not partly):
        return Found()
    expression = " AND ".join(term.expression for term in known)
    kinds = _kinds(db, expression)
    stems = tuple(stem for term in known for stem in term.stems)
    instead = None
    if any(term.corrected for term in known):
        read = (word for word in typed if word not in missing)
        instead = " ".join(term.corrected or word for term, word in zip(known, read, strict=True))
    return Found(tuple(_hits(db, expression, stems, kind, limit)), kinds, instead, missing)


def _hits(
    db: sqlite3.Connection, expression: str, stems: Sequence[str], kind: str | None, limit: int
) -> Iterator[Hit]:
    only = " AND kind = :kind" if kind is not None else ""
    rows = db.execute(
        "SELECT thing.id, path, kind, ru, en, detail, country, events, bm25(document, 12.0, 1.0) AS score"
        " FROM document JOIN thing ON thing.id = document.rowid"
        f" WHERE document MATCH :expression{only} ORDER BY score LIMIT {RANKED}",
        {"expression": expression, "kind": kind},
    ).fetchall()
    ranked = sorted(
        rows, key=lambda row: (row[8] * KIND_WEIGHT.get(row[2], 1.0) - min(row[7], 50) / 25, row[1])
    )
    for number, path, found, ru, en, detail, country, events, _ in ranked[:limit]:
        text = db.execute("SELECT text FROM passage WHERE thing = ?", (number,)).fetchone()
        snippet = snippet_of(text[0], stems) if text is not None else ()
        yield Hit(number, path, found, ru, en, detail, country, events, snippet)


def _kinds(db: sqlite3.Connection, expression: str) -> tuple[tuple[str, int], ...]:
    rows = db.execute(
        "SELECT kind, count(*) FROM document JOIN thing ON thing.id = document.rowid"
        " WHERE document MATCH ? GROUP BY kind ORDER BY 2 DESC",
        (expression,),
    )
    return tuple(rows.fetchall())


def snippet_of(text: str, stems: Sequence[str], *, width: int = 160) -> tuple[tuple[str, bool], ...]:
    """The surroundings of the first word that was asked for, in pieces; nothing where the text has none."""
    marks = [match.span() for match in WORD.finditer(text) if _is_asked(match[0], stems)]
    if not marks:
        return ()
    first = max(0, marks[0][0] - width // 3)
    last = min(len(text), first + width)
    first = text.rfind(" ", 0, first) + 1 if first else 0
    pieces: list[tuple[str, bool]] = [("… " if first else "", False)]
    at = first
    for start, end in marks:
        if start < at or end > last:
            continue
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:last] + (" …" if last < len(text) else ""), False))
    return tuple((" ".join(piece.split("\n")), asked) for piece, asked in pieces if piece)


def _is_asked(word: str, stems: Sequence[str]) -> bool:
    low = plain(word)
    return any(low.startswith(stem) for stem in stems) or any(
        lemma in stems for lemma in morphology.lemmas(low)
    )
