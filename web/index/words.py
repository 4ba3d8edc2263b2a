"""The search documents: what every thing is called and what rows say, as dictionary forms."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache

from graph.iris import slug
from ontology.everyday import (
    abbreviations,
    everyday,
    in_full,
    names_of_place,
    shortened,
    with_kinds_said_otherwise,
)
from ontology.gazetteer import load as load_gazetteer
from ontology.gazetteer.forms import adjective_stem
from ontology.morphology import lemmas
from ontology.plain import plain
from ontology.regions import chosen_region
from ontology.speech import Speech
from web.search.lemmas import WORD, lemmatise, words

NAMED_IN_RUSSIAN = frozenset(("organisation", "person", "event", "agreement"))
"""Kinds whose English names are the Russian ones in Latin letters, which the search compares anyway, or told
from what it has in other words."""


def index_words(db: sqlite3.Connection) -> None:
    """Every thing is found by its names in both languages, events and rows by their words and days.

    Aside stand everyday names: of places, of what bodies' names are short for, and what posts people hold.
    An agreement is found by its number, its days and the names of its sides too.
    """
    _event_passages(db)
    other = _listed(db.execute("SELECT thing, name FROM other_name"))
    told = _listed((*_times_of_events(db), *_told_of_agreements(db)))
    posts, places = _posts(db), _places_of_bodies(db)
    _home_posts(db)
    numbers = {
        one: (told,) for one, told in db.execute("SELECT id, number FROM agreement WHERE number <> ''")
    }
    passages: dict[str, str] = {}
    things = db.execute(
        "SELECT thing.id, kind, path, country, ru, en, short, text FROM thing"
        " LEFT JOIN passage ON passage.thing = thing.id WHERE kind <> 'partnership'"
    ).fetchall()
    for number, kind, path, country, ru, en, short, text in things:
        names: list[str] = [ru, short, *other.get(number, ())]
        if kind not in NAMED_IN_RUSSIAN:
            names.append(en)
        if kind == "organisation":
            names += _short(ru)
            aside = (*_of_body(ru, country), *_names_of(places.get(number, "")))
        elif kind == "person":
            aside = tuple(posts.get(number, ()))
        elif kind == "agreement":
            aside = tuple(numbers.get(number, ()))
        else:
            aside = tuple(_names_of(path))
        columns = (filter(None, names), dict.fromkeys(aside), told.get(number, ()))
        name, others, spoken = (lemmatise(" ".join(column)) for column in columns)
        spoken = f"{_said(text or '', passages)} {spoken}"
        db.execute("INSERT INTO named (rowid, name, aside) VALUES (?, ?, ?)", (number, name, others))
        db.execute(
            "INSERT INTO document (rowid, name, aside, text) VALUES (?, ?, ?, ?)",
            (number, name, others, spoken),
        )
    _vocabulary(db)


def _said(text: str, passages: dict[str, str]) -> str:
    """The text as dictionary forms: mostly an event says what the one row says that tells of it."""
    known = passages.pop(text, None)
    if known is None:
        known = passages[text] = lemmatise(text)
    return known


def _listed(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    """What is said of each thing, in order."""
    found: dict[int, list[str]] = {}
    for thing, one in pairs:
        found.setdefault(thing, []).append(one)
    return found


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
    for word in words(name):
        yield from in_full(word)
        yield from _settlements_told_of(word)


@lru_cache(maxsize=20_000)
def _settlements_told_of(word: str) -> tuple[str, ...]:
    """The names of the towns that an adjective is made from: «Дубровенский» tells of Дубровно."""
    gazetteer, stem = load_gazetteer(), adjective_stem(word)
    if stem is None:
        return ()
    listed = (one for one in gazetteer.by_adjective(stem) if one.kind not in _AREAS)
    return tuple(dict.fromkeys(one.name for one in (*listed, *gazetteer.settlements_by_adjective(stem))))


_AREAS = ("country", "region", "district")
"""Kinds of place whose own names the words of a post or body's name spell out."""


_TOWNS = ("city", "town")


def _posts(db: sqlite3.Connection) -> dict[int, list[str]]:
    """The posts of each person, with the names of the bodies and places where they are held."""
    found: dict[int, list[str]] = {}
    countries = [
        path.rpartition("/")[2] for (path,) in db.execute("SELECT path FROM thing WHERE kind = 'country'")
    ]
    for person, post, body in db.execute(
        "SELECT person, post, thing.ru FROM post LEFT JOIN thing ON thing.id = post.organisation"
    ):
        found.setdefault(person, []).extend(_told_of_post(post, body, tuple(countries)))
    return found


def _told_of_post(post: str | None, body: str | None, countries: tuple[str, ...]) -> Iterator[str]:
    """The post and the body, in full where they are short and short where in full, and their places."""
    told = list(filter(None, (post, body)))
    yield from told
    full = [one for text in told for word in words(text) for one in in_full(word)]
    yield from full
    yield from _kinds_of_places(" ".join((*told, *full)))
    yield from (name for text in told for name in _places_told(text, countries))
    yield from (short for name in filter(None, (_named_body(post), body)) for short in abbreviations(name))


def _kinds_of_places(text: str) -> Iterator[str]:
    """«район» of what is held in a «районный исполнительный комитет»: its chairman is the district's head."""
    told = lemmatise(text).split()
    yield from (place for of_place, place in everyday().of_places.items() if of_place in told)


def _named_body(post: str | None) -> str:
    """What a post is held in, as the post names it: from its capital letter on."""
    at = next((at for at, letter in enumerate(post or "") if at and letter.isupper()), None)
    return (post or "")[at:] if at is not None else ""


def _home_posts(db: sqlite3.Connection) -> None:
    """Which posts name the home region or what lies in it: of namesakes their holders are meant."""
    told = db.execute("SELECT DISTINCT post FROM post WHERE post IS NOT NULL").fetchall()
    home = ((post,) for (post,) in told if any(f" {name} " in f" {lemmatise(post)} " for name in _home()))
    db.executemany("INSERT INTO home_post VALUES (?)", home)


@cache
def _home() -> tuple[str, ...]:
    """The names of the home region, its towns and districts, as dictionary forms."""
    region = chosen_region()
    towns = (town for towns in _towns().values() for town in towns)
    adjectives = (district.adjective for district in region.districts)
    return tuple(dict.fromkeys(map(lemmatise, (*names_of_place(region.region), *towns, *adjectives))))


@lru_cache(maxsize=20_000)
def _places_told(text: str, countries: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the countries that the text names, and of the towns that its adjectives are made from."""
    spoken = f" {lemmatise(text)} "
    named = (names_of_place(code) for code in countries)
    told = (
        name for names in named if any(f" {lemmatise(one)} " in spoken for one in names) for name in names
    )
    told_words = tuple(words(text))
    towns = (name for word in told_words for name in _settlements_told_of(word))
    centres = (town for word in told_words for town in _centres().get(lemmatise(word), ()))
    return tuple(dict.fromkeys((*told, *towns, *centres, *_kind_told(text))))


def _kind_told(text: str) -> Iterator[str]:
    """«город» where a town is named, so that «мэр города Ниш» finds «мэр Ниша»."""
    gazetteer = load_gazetteer()
    named = [word for word in WORD.findall(text) if word[0].isupper()]
    names = {name for word in named for _, name in gazetteer.matches((plain(word),), 0)}
    if any(place.kind in _TOWNS for name in names for place in gazetteer.named(name)):
        yield everyday().town


@cache
def _centres() -> Mapping[str, tuple[str, ...]]:
    """The names of the town of each district of the region, by the adjective of its name."""
    region = chosen_region()
    return {
        lemmatise(district.adjective): _towns()[f"{region.name}/{district.slug}"]
        for district in region.districts
    }


def _places_of_bodies(db: sqlite3.Connection) -> dict[int, str]:
    return dict(
        db.execute(
            "SELECT body.id, place.path FROM thing AS body JOIN thing AS place ON place.id = body.within"
            " WHERE body.kind = 'organisation'"
        )
    )


LONGEST_EVENT = 31
"""So many days of an event are told one by one; a longer one is found by its first and last."""


def _times_of_events(db: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """The month in which each event began, and its days where they are known."""
    asked = "SELECT id, start, coalesce(end, start), precision FROM event WHERE start IS NOT NULL"
    for event, start, end, precision in db.execute(asked):
        yield event, _month(start[:7])
        if precision == "day":
            yield event, " ".join(_days(start[:10], end[:10]))


def _told_of_agreements(db: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """The day and month in which each agreement was signed, its last day, and its sides."""
    for agreement, signed, until in db.execute("SELECT id, signed_on, valid_until FROM agreement"):
        if signed:
            yield agreement, _month(signed[:7])
        yield from ((agreement, one) for one in (signed, until) if one)
    yield from db.execute(
        "SELECT agreement, ru FROM agreement_link JOIN thing ON thing.id = agreement_link.thing"
        " WHERE role IN ('home', 'country', 'party', 'partner')"
    )


@lru_cache(maxsize=1_000)
def _month(month: str) -> str:
    """«апрель 2025», so that what was then is found by it."""
    return Speech("ru").date(f"{month}-01", "month")


@lru_cache(maxsize=10_000)
def _days(start: str, end: str) -> tuple[str, ...]:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    days = (last - first).days
    told = range(days + 1) if 0 <= days < LONGEST_EVENT else (0, days)
    return tuple((first + timedelta(one)).isoformat() for one in told)


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
