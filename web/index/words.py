"""The search documents: what every thing is called and what rows say, as dictionary forms."""

import sqlite3
from collections.abc import Iterator

from graph.iris import slug
from web.lemmas import lemmatise, words


def index_words(db: sqlite3.Connection) -> None:
    """Every thing can be found by its names in both languages, events and rows also by what cells say."""
    _event_passages(db)
    other: dict[int, list[str]] = {}
    for thing, name in db.execute("SELECT thing, name FROM other_name"):
        other.setdefault(thing, []).append(name)
    things = db.execute(
        "SELECT thing.id, kind, ru, en, short, text FROM thing LEFT JOIN passage ON passage.thing = thing.id"
        " WHERE kind <> 'partnership'"
    ).fetchall()
    for number, kind, ru, en, short, text in things:
        names = " ".join(filter(None, (ru, en, short, *other.get(number, ()), *initials(kind, ru))))
        db.execute(
            "INSERT INTO document (rowid, name, text) VALUES (?, ?, ?)",
            (number, lemmatise(names), lemmatise(text or "")),
        )
    _vocabulary(db)


def initials(kind: str, name: str) -> Iterator[str]:
    """How a body with a name of several words is shortened: «БГУ»; nothing of a name in quotes."""
    letters = [word[0] for word in words(name) if len(word) > 2]
    if kind == "organisation" and 3 <= len(letters) <= 6 and "«" not in name:
        yield "".join(letters)


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
