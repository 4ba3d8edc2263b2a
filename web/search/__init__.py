"""Search over everything: every typed word must be found in some form; the best hits first."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ontology import morphology
from ontology.plain import plain
from web.search.lemmas import WORD, words
from web.search.terms import SearchTerm, term_of, typed_words

RANKED = 150
LOOKED_AT = 1_000
"""So many of what matches are ranked and counted: those named so first, then those that speak of it."""
KIND_WEIGHT = {"municipality": 3.0, "country": 3.0, "place": 2.5, "organisation": 1.6, "person": 1.6,
               "agreement": 1.3, "event": 1.0, "report": 1.0, "entry": 0.5}  # fmt: skip


NAME_WEIGHT = 8.0
SPOKEN_OF = -2.0
"""How well that fits which is not called so, but speaks of it."""


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

    @property
    def is_more(self) -> bool:
        """Whether there is more than was counted."""
        return self.total >= LOOKED_AT


def find(
    db: sqlite3.Connection, text: str, *, kind: str | None = None, limit: int = 30, partly: bool = False
) -> Found:
    """What the text finds, best first; nothing for a text without words.

    Nothing either where a word leads nowhere, unless what the other words find will do `partly`.
    """
    typed = typed_words(text)
    terms = [term_of(db, word, is_last=i == len(typed) - 1) for i, word in enumerate(typed)]
    known, missing = _known_and_missing(typed, terms)
    if not known or (missing and not partly):
        return Found()
    kinds = _kinds(db, _all_of(known))
    if not kinds and partly and len(known) > 1:
        known, left_out = _without_one(db, typed, terms)
        missing = tuple(word for word in typed if word in {*missing, left_out})
        kinds = _kinds(db, _all_of(known))
    expression = _all_of(known)
    stems = tuple(stem for term in known for stem in term.stems)
    instead = _corrected(known, [word for word in typed if word not in missing])
    return Found(tuple(_hits(db, expression, stems, kind, limit)), kinds, instead, missing)


def _known_and_missing(
    typed: Sequence[str], terms: Sequence[SearchTerm | None]
) -> tuple[list[SearchTerm], tuple[str, ...]]:
    known = [term for term in terms if term is not None]
    return known, tuple(word for word, term in zip(typed, terms, strict=True) if term is None)


def _corrected(known: Sequence[SearchTerm], read: Sequence[str]) -> str | None:
    """The words as they were searched, where one was no word that is met."""
    if not any(term.corrected for term in known):
        return None
    return " ".join(term.corrected or word for term, word in zip(known, read, strict=True))


def _all_of(terms: Sequence[SearchTerm]) -> str:
    return " AND ".join(term.expression for term in terms)


def _without_one(
    db: sqlite3.Connection, typed: Sequence[str], terms: Sequence[SearchTerm | None]
) -> tuple[list[SearchTerm], str]:
    """The terms without one, and its word, where nothing has all: of those that find anything.

    Rather one without which something is called so; of these the one that is met most, as it tells least.
    """
    tried = []
    for at, term in enumerate(terms):
        rest = [other for i, other in enumerate(terms) if other is not None and i != at]
        if term is not None and rest:
            expression = _all_of(rest)
            found, called = (_is_found(db, table, expression) for table in ("document", "named"))
            met = sum(count for _, count in _kinds(db, term.expression))
            tried.append(((found, called, met, -at), rest, typed[at]))
    _, known, left_out = max(tried, key=lambda one: one[0])
    return known, left_out


def _is_found(db: sqlite3.Connection, table: str, expression: str) -> bool:
    """Whether some document of the search table matches."""
    found = db.execute(f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1", (expression,))
    return found.fetchone() is not None


def _hits(
    db: sqlite3.Connection, expression: str, stems: Sequence[str], kind: str | None, limit: int
) -> Iterator[Hit]:
    """What is called so by how well it fits; what only speaks of it after that, the busiest first."""
    scores = dict(_asked_of(db, "named", ", bm25(named, 12.0, 4.0)", expression, kind))
    rows = _things(db, sorted(scores, key=lambda number: (scores[number], number))[:RANKED], RANKED)
    if len(rows) < RANKED:
        spoken = (number for (number,) in _asked_of(db, "document", "", expression, kind))
        rows += _things(db, [one for one in spoken if one not in scores], RANKED - len(rows))
    ranked = sorted(rows, key=lambda row: (_rank(row, scores.get(row[0], SPOKEN_OF), stems), row[1]))
    for number, path, found, ru, en, detail, country, events in ranked[:limit]:
        text = db.execute("SELECT text FROM passage WHERE thing = ?", (number,)).fetchone()
        snippet = snippet_of(text[0], stems) if text is not None else ()
        yield Hit(number, path, found, ru, en, detail, country, events, snippet)


def _asked_of(
    db: sqlite3.Connection, table: str, score: str, expression: str, kind: str | None
) -> list[tuple[Any, ...]]:
    """The first numbers of the search table's documents that match, of the kind if one is named."""
    joined, only = (
        ("", "") if kind is None else (f" JOIN thing ON thing.id = {table}.rowid", " AND kind = :kind")
    )
    sql = (
        f"SELECT {table}.rowid{score} FROM {table}{joined} WHERE {table} MATCH :asked{only} LIMIT {LOOKED_AT}"
    )
    return [tuple(row) for row in db.execute(sql, {"asked": expression, "kind": kind})]


def _things(db: sqlite3.Connection, numbers: Sequence[int], most: int) -> list[Any]:
    """So many of the things as they are shown, the busiest first."""
    return db.execute(
        "SELECT id, path, kind, ru, en, detail, country, events FROM thing"
        f" WHERE id IN ({', '.join(map(str, numbers))}) ORDER BY events DESC, id LIMIT {most}"
    ).fetchall()


def _rank(row: Sequence[Any], fit: float, stems: Sequence[str]) -> float:
    """The less the better: by how well it fits, its kind, its events, how much of its name was typed."""
    kind, name, events = row[2], row[3], row[7]
    asked, told = words(name), tuple(stems)
    typed = sum(_is_asked(word, told) for word in asked) / len(asked) if asked else 0.0
    return float(fit * KIND_WEIGHT.get(kind, 1.0) - min(events, 50) / 25 - NAME_WEIGHT * typed)


def _kinds(db: sqlite3.Connection, expression: str) -> tuple[tuple[str, int], ...]:
    rows = db.execute(
        "SELECT kind, count(*) FROM (SELECT rowid AS number FROM document WHERE document MATCH ?"
        f" LIMIT {LOOKED_AT}) JOIN thing ON thing.id = number GROUP BY kind ORDER BY 2 DESC",
        (expression,),
    )
    return tuple(rows.fetchall())


def snippet_of(text: str, stems: Sequence[str], *, width: int = 160) -> tuple[tuple[str, bool], ...]:
    """The surroundings of the first word that was asked for, in pieces; nothing where the text has none."""
    stems = tuple(stems)
    asked = next((match.start() for match in WORD.finditer(text) if _is_asked(match[0], stems)), None)
    if asked is None:
        return ()
    first = max(0, asked - width // 3)
    last = min(len(text), first + width)
    first = text.rfind(" ", 0, first) + 1 if first else 0
    *inside, (rest, _) = _marked(text, first, last, stems)
    ending = rest + (" …" if last < len(text) else "")
    pieces = [("… " if first else "", False), *inside, (ending, False)]
    return tuple((piece.replace("\n", " "), asked) for piece, asked in pieces if piece)


def _marked(text: str, first: int, last: int, stems: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """The characters from `first` to `last` in pieces, each with whether it is a word that was asked for."""
    at = first
    for match in WORD.finditer(text, first, last):
        if _is_asked(match[0], stems):
            yield text[at : match.start()], False
            yield match[0], True
            at = match.end()
    yield text[at:last], False


@lru_cache(maxsize=20_000)
def _is_asked(word: str, stems: tuple[str, ...]) -> bool:
    low = plain(word)
    return low.startswith(stems) or any(lemma in stems for lemma in morphology.lemmas(low))
