"""The search documents: what every thing is called and what rows say, as dictionary forms."""

import sqlite3
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from graph.iris import slug
from ontology.everyday import abbreviations, in_full, names_of_place, shortened, with_kinds_said_otherwise
from ontology.gazetteer import load as load_gazetteer
from ontology.gazetteer.forms import adjective_stem
from ontology.morphology import lemmas
from ontology.regions import chosen_region
from ontology.speech import Speech
from web.search.lemmas import lemmatise, words

ROMANISED = frozenset(("organisation", "person"))
"""Kinds whose English names are the Russian ones in Latin letters, which the search compares anyway."""


def index_words(db: sqlite3.Connection) -> None:
    """Every thing is found by its names in both languages, events and rows by their words and months.

    Aside stand everyday names: of places, of what bodies' names are short for, and what posts people hold.
    """
    _event_passages(db)
    other: dict[int, list[str]] = {}
    for thing, name in db.execute("SELECT thing, name FROM other_name"):
        other.setdefault(thing, []).append(name)
    began = dict(db.execute("SELECT id, substr(start, 1, 7) || '-01' FROM event WHERE start IS NOT NULL"))
    posts, places = _posts(db), _places_of_bodies(db)
    things = db.execute(
        "SELECT thing.id, kind, path, country, ru, en, short, text FROM thing"
        " LEFT JOIN passage ON passage.thing = thing.id WHERE kind <> 'partnership'"
    ).fetchall()
    for number, kind, path, country, ru, en, short, text in things:
        names: list[str] = [ru, short, *other.get(number, ())]
        if kind not in ROMANISED:
            names.append(en)
        if kind == "organisation":
            names += _short(ru)
            aside = (*_of_body(ru, country), *_names_of(places.get(number, "")))
        elif kind == "person":
            aside = tuple(posts.get(number, ()))
        else:
            aside = tuple(_names_of(path))
        columns = (filter(None, names), dict.fromkeys(aside), (text or "", _month(began.get(number))))
        name, others, told = (lemmatise(" ".join(column)) for column in columns)
        db.execute("INSERT INTO named (rowid, name, aside) VALUES (?, ?, ?)", (number, name, others))
        db.execute(
            "INSERT INTO document (rowid, name, aside, text) VALUES (?, ?, ?, ?)",
            (number, name, others, told),
        )
    _vocabulary(db)


def _names_of(path: str) -> Iterator[str]:
    """Everyday names of the place of that path; a municipality is also called by its town."""
    _, _, place_id = path.partition("/")
    for name in names_of_place(place_id):
        yield name
        yield from with_kinds_said_otherwise(name)
    yield from _towns().get(place_id, ())


@cache
def _towns() -> Mapping[str, tuple[str, ...]]:
    """The names of the town of each municipality of the region, by the municipality's identifier."""
    region, gazetteer = chosen_region(), load_gazetteer()
    towns = {city.slug: city.name for city in region.cities}
    towns |= {district.slug: district.centre for district in region.districts}
    found = {slug: gazetteer.find(town, country=region.country) for slug, town in towns.items()}
    return {
        f"{region.name}/{slug}": (towns[slug], *(names_of_place(town.id) if town is not None else ()))
        for slug, town in found.items()
    }


def _short(name: str) -> Iterator[str]:
    """How a body is called shortly: by letters of its words, or by the one word for some of them."""
    yield from abbreviations(name)
    own = {form for word in words(name) for form in lemmas(word)}
    for short, full in shortened().items():
        if own.issuperset(full):
            yield short


def _of_body(name: str, country: str | None) -> Iterator[str]:
    """The words that a body's name is short for, and the places that its words tell of."""
    names = names_of_place((country or "").lower())
    if any(f" {lemmatise(one)} " in f" {lemmatise(name)} " for one in names):
        yield from names
    gazetteer = load_gazetteer()
    for word in words(name):
        yield from in_full(word)
        stem = adjective_stem(word)
        if stem is not None:
            yield from (place.name for place in gazetteer.settlements_by_adjective(stem))


def _posts(db: sqlite3.Connection) -> dict[int, list[str]]:
    """The posts of each person, with the names of the bodies where they are held."""
    found: dict[int, list[str]] = {}
    for person, post, body in db.execute(
        "SELECT person, post, thing.ru FROM post LEFT JOIN thing ON thing.id = post.organisation"
    ):
        told = [text for text in (post, body) if text]
        in_words = (full for text in told for word in words(text) for full in in_full(word))
        found.setdefault(person, []).extend((*told, *in_words))
    return found


def _places_of_bodies(db: sqlite3.Connection) -> dict[int, str]:
    return dict(
        db.execute(
            "SELECT body.id, place.path FROM thing AS body JOIN thing AS place ON place.id = body.within"
            " WHERE body.kind = 'organisation'"
        )
    )


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
