"""Search over everything: words in any inflection, misspelt, in Latin letters, or in the wrong layout.

A typed word is tried in turn as it is, as the beginning of a word, as typed in the other keyboard layout, and
as a misspelling of the nearest words that the graph knows. Every word must be found.
"""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from graph.iris import slug
from ontology.gazetteer import load as load_gazetteer
from ontology.gazetteer.forms import adjective_stem
from web.lemmas import WORD, lemmas, words

LONGEST_QUERY = 200
MOST_WORDS = 8
RANKED = 400
NEAR_ENOUGH = 76
KIND_WEIGHT = {"municipality": 3.0, "country": 3.0, "place": 2.5, "organisation": 1.6, "person": 1.6,
               "agreement": 1.3, "event": 1.0, "report": 1.0, "entry": 0.5}  # fmt: skip

_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_LETTERS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_RUSSIAN = str.maketrans(_KEYS, _LETTERS)
_TO_LATIN = str.maketrans(_LETTERS, _KEYS)


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
    """The best hits, how many there are of each kind, and what was searched for instead of what was typed."""

    hits: tuple[Hit, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    instead: str | None = None

    @property
    def total(self) -> int:
        """How many things were found, of any kind."""
        return sum(count for _, count in self.kinds)


@dataclass(frozen=True, slots=True)
class Term:
    """What one typed word is searched as: FTS expression, lemmas, and the correction if any."""

    expression: str
    stems: tuple[str, ...]
    corrected: str | None = None


def find(db: sqlite3.Connection, text: str, *, kind: str | None = None, limit: int = 30) -> Found:
    """What the text finds, best first; nothing for a text without words or with a word that leads nowhere."""
    typed = typed_words(text)
    terms = [_term(db, word, is_last=i == len(typed) - 1) for i, word in enumerate(typed)]
    known = [term for term in terms if term is not None]
    if not known or len(known) < len(typed):
        return Found()
    expression = " AND ".join(term.expression for term in known)
    kinds = _kinds(db, expression)
    stems = tuple(stem for term in known for stem in term.stems)
    instead = None
    if any(term.corrected for term in known):
        instead = " ".join(term.corrected or word for term, word in zip(known, typed, strict=True))
    return Found(tuple(_hits(db, expression, stems, kind, limit)), kinds, instead)


def typed_words(text: str) -> list[str]:
    """The words to look for; a word wholly in Latin keys that spell Russian keeps its punctuation keys."""
    text = text[:LONGEST_QUERY].lower()
    if any(key in text for key in "[];',.`") and _is_latin(text):
        return [word for word in text.split() if word.strip("[];',.`")][:MOST_WORDS]
    return words(text)[:MOST_WORDS]


def _term(db: sqlite3.Connection, word: str, *, is_last: bool) -> Term | None:
    plain = "".join(WORD.findall(word))
    direct = _known_term(db, plain, is_last=is_last) if plain else None
    if direct is not None:
        return direct
    for other in _other_layout(word):
        swapped = _known_term(db, other, is_last=is_last)
        if swapped is not None:
            return Term(swapped.expression, swapped.stems, corrected=other)
    near = [] if len(plain) < 3 else _nearest(db, plain) or _neighbours(db, plain)
    if not near:
        return None
    return Term(_any_of(near), tuple(near), corrected=near[0])


def _known_term(db: sqlite3.Connection, word: str, *, is_last: bool) -> Term | None:
    """The word as one of the graph's words, or (the last one) as the beginning of some."""
    asked = dict.fromkeys((word, *lemmas(word), *_places_of_adjective(word)))
    forms = [form for form in asked if len(form) < 3 or _is_met(db, form)]
    if _is_latin(word) and len(word) > 2:
        forms += [term for term in _spelt(db, word) if term not in forms]
    if forms and not is_last:
        return Term(_any_of(forms), tuple(forms))
    begins = len(word) > 1 and _begins(db, word)
    if forms and begins:
        return Term(f"({_any_of(forms)} OR {_quoted(word)}*)", (*forms, word))
    if begins:
        return Term(f"{_quoted(word)}*", (word,))
    return Term(_any_of(forms), tuple(forms)) if forms else None


def _places_of_adjective(word: str) -> Iterator[str]:
    """Names of the places that an adjective is made from: «турецкий» asks for Турция too."""
    stem = adjective_stem(word)
    if stem is None:
        return
    gazetteer = load_gazetteer()
    for place in (*gazetteer.by_adjective(stem), *gazetteer.settlements_by_adjective(stem)):
        for name in place.names:
            spelt = words(name)
            if len(spelt) == 1:
                yield lemmas(spelt[0])[0]


def _nearest(db: sqlite3.Connection, word: str, *, most: int = 3) -> list[str]:
    """The graph's words most like a misspelt or transliterated one; best first."""
    latin = _is_latin(word)
    asked = slug(word) if latin else word
    pieces = {asked[i : i + 3] for i in range(len(asked) - 2)}
    candidates = db.execute(
        "SELECT word.term, word.latin FROM letters JOIN word ON word.rowid = letters.rowid"
        " WHERE letters MATCH ? ORDER BY bm25(letters) LIMIT 300",
        (" OR ".join(_quoted(piece) for piece in sorted(pieces)),),
    )
    scored = []
    for term, spelt in candidates:
        against = spelt if latin else term
        score = max(ratio(asked, against), 0.96 * ratio(asked, against[: len(asked)]))
        if score >= NEAR_ENOUGH:
            scored.append((-score, term))
    return [term for score, term in sorted(scored)[:most] if -score > -min(scored)[0] - 8]


def _neighbours(db: sqlite3.Connection, word: str, *, most: int = 3) -> list[str]:
    """Words like it that differ by a slip or two: for words too short to share trigrams when misspelt."""
    begin = db.execute(
        "SELECT term FROM word WHERE term >= ? AND term < ? AND abs(length(term) - ?) < 3",
        (word[0], word[0] + "\uffff", len(word)),
    )
    allowed = 1 if len(word) < 5 else 2
    scored = [(distance, term) for (term,) in begin if (distance := OSA.distance(word, term)) <= allowed]
    return [term for _, term in sorted(scored)[:most]]


def _spelt(db: sqlite3.Connection, word: str) -> list[str]:
    """The Russian words that are written so in Latin letters."""
    return [term for (term,) in db.execute("SELECT term FROM word WHERE latin = ? LIMIT 5", (slug(word),))]


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
    low = word.lower().replace("ё", "е")
    return any(low.startswith(stem) for stem in stems) or any(lemma in stems for lemma in lemmas(low))


def _is_met(db: sqlite3.Connection, term: str) -> bool:
    return db.execute("SELECT 1 FROM word WHERE term = ?", (term,)).fetchone() is not None


def _begins(db: sqlite3.Connection, word: str) -> bool:
    found = db.execute("SELECT 1 FROM word WHERE term >= ? AND term < ? LIMIT 1", (word, word + "\uffff"))
    return found.fetchone() is not None


def _other_layout(word: str) -> Iterator[str]:
    swapped = word.translate(_TO_RUSSIAN if _is_latin(word) else _TO_LATIN)
    yield from WORD.findall(swapped.replace("ё", "е"))[:1]


def _is_latin(word: str) -> bool:
    return word.isascii()


def _any_of(terms: Sequence[str]) -> str:
    return "(" + " OR ".join(_quoted(term) for term in terms) + ")"


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
