"""The marks of the network's pictures: what lies in what, and where each stands."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from graph.network.box import Box
from graph.network.layout import TALL, WIDE, lay_out
from ontology.names.organisations.short import short_name

ROOT, SIDES = "", "home"
"""What all lies in, and the group of the home sides."""
REST, UNLOCATED, BODIES, COUNTRIES = "rest", "unlocated", "bodies", "countries"
"""Beginnings of identifiers: what is folded in a group, what names no place in it, bodies of a kind."""
SHAPES: Mapping[str, Box] = {"wide": WIDE, "tall": TALL}


@dataclass(frozen=True, slots=True)
class WordMark:
    """A mark before it is placed; `weight` is how much it is met with."""

    id: str
    outer: str
    kind: str
    thing: int | None
    weight: int
    code: str | None = None
    short: str | None = None


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many marks of a group stand on their own before the rest is folded into one."""

    countries: int
    sides: int
    others: int = 24


CROWDS = {"place": Crowd(countries=26, sides=20), "organisation": Crowd(countries=12, sides=14)}


def place_marks(db: sqlite3.Connection, previous: Path | None) -> None:
    """Every picture has its marks and their boxes; those of the snapshot before stay where they were."""
    for picture, marks in (("place", _place_marks(db)), ("organisation", _organisation_marks(db))):
        found = _folded(_joined([*_sides(db), *marks]), CROWDS[picture])
        children = _children(found)
        db.executemany(
            "INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (picture, one.id, one.outer, rank, one.kind, one.thing, one.code, one.short)
                for names in children.values()
                for rank, one in enumerate(names)
            ),
        )
        names = {outer: [one.id for one in ones] for outer, ones in children.items()}
        for shape, frame in SHAPES.items():
            before = _boxes_before(previous, picture, shape)
            boxes = lay_out(names, ROOT, SIDES, frame, before)
            db.executemany(
                "INSERT INTO box VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((picture, shape, id, box.x, box.y, box.width, box.height) for id, box in boxes.items()),
            )


def _boxes_before(previous: Path | None, picture: str, shape: str) -> dict[str, Box]:
    if previous is None:
        return {}
    with closing(sqlite3.connect(f"file:{previous}?mode=ro", uri=True)) as db:
        sql = "SELECT id, x, y, width, height FROM box WHERE picture = ? AND shape = ?"
        return {id: Box(*sides) for id, *sides in db.execute(sql, (picture, shape))}


# ── what there is ──

_HOMES = """
    SELECT t.path, t.id, sum(p.events) + 2 * sum(p.agreements)
    FROM partnership p JOIN thing t ON t.id = p.home GROUP BY t.id
"""
_PARTNERS = """
    SELECT p.partner, sum(p.events) + 2 * sum(p.agreements) FROM partnership p GROUP BY p.partner
"""
_PLACES = """
    SELECT t.id, t.path, t.kind, t.detail, c.id AS country, t.within
    FROM thing t LEFT JOIN thing c ON c.kind = 'country' AND c.country = t.country
    WHERE t.kind IN ('place', 'country')
"""
_ORGANISATIONS = """
    SELECT o.path, o.id, o.ru, w.ru AS place, o.detail, c.path AS country, c.id AS land,
           sum(l.events) + 2 * sum(l.agreements) AS weight
    FROM organisation_link l JOIN thing o ON o.path = l.target
    LEFT JOIN thing w ON w.id = o.within
    JOIN thing c ON c.kind = 'country' AND c.country = o.country
    GROUP BY o.id
"""


def _sides(db: sqlite3.Connection) -> Iterator[WordMark]:
    yield WordMark(SIDES, ROOT, "sides", None, 1 << 40)
    for path, thing, weight in db.execute(_HOMES):
        yield WordMark(path, SIDES, "home", thing, weight)


@dataclass(frozen=True, slots=True)
class _Place:
    path: str
    detail: str
    outer: int | None


def _place_marks(db: sqlite3.Connection) -> list[WordMark]:
    """Partners and all that contains them; a partner that contains others stands in itself too."""
    places = {thing: _place(*said) for thing, *said in db.execute(_PLACES)}
    weights: dict[int, int] = defaultdict(int)
    partners = dict(db.execute(_PARTNERS))
    for partner, weight in partners.items():
        for place in _around(places, partner):
            weights[place] += weight
    outers = {places[place].outer for place in weights}
    marks = []
    for place, weight in weights.items():
        one = places[place]
        outer = places[one.outer].path if one.outer is not None else ROOT
        marks.append(WordMark(one.path, outer, _KINDS.get(one.detail, "settlement"), place, weight))
    for place in sorted(partners.keys() & outers):
        path = places[place].path
        marks.append(WordMark(f"{UNLOCATED}:{path}", path, UNLOCATED, place, partners[place]))
    return marks


def _place(path: str, kind: str, detail: str | None, country: int | None, within: int | None) -> _Place:
    if kind == "country":
        return _Place(path, "country", None)
    return _Place(path, detail or "settlement", within or country)


_KINDS = {kind: kind for kind in ("country", "region", "district")}


def _around(places: Mapping[int, _Place], place: int | None) -> Iterator[int]:
    """The place and what contains it, from inside outwards."""
    met: set[int] = set()
    while place is not None and place in places and place not in met:
        met.add(place)
        yield place
        place = places[place].outer


def _organisation_marks(db: sqlite3.Connection) -> list[WordMark]:
    """Bodies in their countries, those of one kind together; bodies met once are the last to be shown."""
    marks: dict[str, WordMark] = {}
    for path, thing, ru, place, kind, country, land, weight in db.execute(_ORGANISATIONS):
        group = f"{BODIES}:{country}:{kind or 'other'}"
        _met(marks, WordMark(country, ROOT, "country", land, weight))
        _met(marks, WordMark(group, country, BODIES, None, weight, kind or "other"))
        _met(marks, WordMark(path, group, "organisation", thing, weight, kind, short_name(ru, place)))
    return list(marks.values())


def _met(marks: dict[str, WordMark], mark: WordMark) -> None:
    known = marks.get(mark.id)
    marks[mark.id] = mark if known is None else replace(known, weight=known.weight + mark.weight)


# ── what is folded ──

OPENED_FOR_ONE = ("country", "sides")
"""Kinds of groups that stay though only one thing lies in them."""


def _joined(marks: Iterable[WordMark]) -> list[WordMark]:
    """The marks without groups of one thing: it stands where its group would."""
    found = {one.id: one for one in marks}
    sizes = Counter(one.outer for one in found.values())
    for mark in [*found.values()]:
        outer = mark.outer
        while outer in found and sizes[outer] == 1 and found[outer].kind not in OPENED_FOR_ONE:
            outer = found.pop(outer).outer
        if mark.id in found:
            found[mark.id] = replace(mark, outer=outer)
    return list(found.values())


LEAST_FOLDED, MET_ONCE = 2, 1
"""Folding one thing saves nothing; a body that was met in one event alone is the first to be folded."""


def _folded(marks: Iterable[WordMark], crowd: Crowd) -> list[WordMark]:
    """The marks, those that are too many in a group together in one that can be opened."""
    kept: list[WordMark] = []
    for outer, ones in _children(marks).items():
        most = {ROOT: 1 + crowd.countries, SIDES: crowd.sides}.get(outer, crowd.others)
        shown = {one.id for one in ones[:most] if _stands_alone(one)}
        rest = [one for one in ones if one.id not in shown]
        is_folded = len(rest) >= LEAST_FOLDED
        kept.extend((one for one in ones if one.id in shown) if is_folded else ones)
        kept.extend(_rest(outer, rest) if is_folded else ())
    return kept


def _stands_alone(one: WordMark) -> bool:
    return one.kind != "organisation" or one.weight > MET_ONCE


def _rest(outer: str, rest: list[WordMark]) -> Iterator[WordMark]:
    """The mark that folds the rest of a group, and what is folded in it."""
    group = f"{REST}:{outer or COUNTRIES}"
    yield WordMark(group, outer, REST, None, sum(one.weight for one in rest))
    yield from (replace(one, outer=group) for one in rest)


def _children(marks: Iterable[WordMark]) -> dict[str, list[WordMark]]:
    """What lies in each group, the heaviest first, what is folded last."""
    found: dict[str, list[WordMark]] = defaultdict(list)
    for one in marks:
        found[one.outer].append(one)
    for ones in found.values():
        ones.sort(key=lambda one: (one.kind == REST, -one.weight, one.id))
    return dict(found)
