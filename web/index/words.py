"""The search documents: what every thing is called and what rows say, as dictionary forms."""

import sqlite3
from collections.abc import Iterator
from functools import lru_cache

from graph.iris import slug
from ontology.everyday import abbreviations
from ontology.speech import Speech
from web.search.lemmas import lemmatise


def index_words(db: sqlite3.Connection) -> None:
    """Every thing is found by its names in both languages, events and rows by their words and months."""
    _event_passages(db)
    other: dict[int, list[str]] = {}
    for thing, name in db.execute("SELECT thing, name FROM other_name"):
        other.setdefault(thing, []).append(name)
    began = dict(db.execute("SELECT id, substr(start, 1, 7) || '-01' FROM event WHERE start IS NOT NULL"))
    things = db.execute(
        "SELECT thing.id, kind, ru, en, short, text FROM thing LEFT JOIN passage ON passage.thing = thing.id"
        " WHERE kind <> 'partnership'"
    ).fetchall()
    for number, kind, ru, en, short, text in things:
        names = " ".join(filter(None, (ru, en, short, *other.get(number, ()), *_short(kind, ru))))
        db.execute(
            "INSERT INTO document (rowid, name, text) VALUES (?, ?, ?)",
            (number, lemmatise(names), lemmatise(f"{text or ''} {_month(began.get(number))}")),
        )
    _vocabulary(db)


def _short(kind: str, name: str) -> Iterator[str]:
    return abbreviations(name) if kind == "organisation" else iter(())


@lru_cache(maxsize=1_000)
def _month(first_day: str | None) -> str:
    """«апрель 2025», so that what began then is found by it."""
    return Speech("ru").date(first_day, "month") if first_day is not None else ""


def _event_passages(db: sqlite3.Connection) -> None:
    db.execute(
        "INSERT OR IGNORE INTO passage SELECT event, group_concat(text, ' · ') FROM entry"
        " JOIN passage ON passage.thing = entry.id GROUP BY event"
    )


def _vocabulary(db: sqlite3.Connection) -> None:
    """Every word of the documents with its Latin spelling, so that a misspelt one finds its neighbours."""
    db.execute("CREATE VIRTUAL TABLE temp.met USING fts5vocab(main, document, row)")
    terms = [term for (term,) in db.execute("SELECT term FROM temp.met") if len(term) > 2]
    db.executemany("INSERT OR IGNORE INTO word VALUES (?, ?)", ((term, slug(term)) for term in terms))
    db.execute("INSERT INTO letters (letters) VALUES ('rebuild')")
    db.execute("DROP TABLE temp.met")
