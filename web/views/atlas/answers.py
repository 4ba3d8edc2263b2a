"""The answer to a stored question as maps: its places as marks, its partnerships as arcs."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from queries.engine.serialise import Term
from queries.run import Answer, native
from web.index import lists
from web.index.filters import Condition
from web.views.atlas.still import LARGE, MOSTLY, Arc, MarkedPlace, StillMap, is_of_region, still_map
from web.views.view import View

SIDES = ("home", "partner")
MEASURE = "events"
MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class _AnswerRow:
    """What a row puts on a map: the paths of one place or of two sides, and how much it weighs."""

    ends: tuple[str, ...]
    weight: int


def maps_of_answer(db: sqlite3.Connection, view: View, answer: Answer, base: str) -> tuple[StillMap, ...]:
    """The region where much of the answer lies in it, the world where anything lies beyond."""
    rows = [*_rows(db, answer, base)]
    places = [*_places(db, view, rows)]
    arcs = [*_arcs(db, rows)]
    near = [one for one in places if is_of_region(one)]
    shown = [
        *(["region"] if near and len(near) >= len(places) * (1 - MOSTLY) else []),
        *(["world"] if len(near) < len(places) else []),
    ]
    return tuple(still_map(places, arcs, LARGE, one) for one in shown)


def _rows(db: sqlite3.Connection, answer: Answer, base: str) -> Iterator[_AnswerRow]:
    names = [column.name for column in answer.columns]
    is_of_sides = all(side in names for side in SIDES)
    columns = [names.index(side) for side in SIDES] if is_of_sides else [0]
    for row in answer.rows[:MOST_ROWS]:
        ends = tuple(_path(row[at], base) for at in columns)
        if all(ends):
            yield _AnswerRow(ends, _weight(row, names))


def _path(term: Term | None, base: str) -> str:
    """The path of a thing of ours; "" of anything else."""
    iri = term.value if isinstance(term, NamedNode) else ""
    return iri.removeprefix(base) if iri.startswith(base) else ""


def _weight(row: Sequence[Term | None], names: Sequence[str]) -> int:
    told = native(row[names.index(MEASURE)]) if MEASURE in names else 1
    return int(told) if isinstance(told, int) else 1


def _places(db: sqlite3.Connection, view: View, rows: Sequence[_AnswerRow]) -> Iterator[MarkedPlace]:
    weights = Counter[str]()
    for row in rows:
        weights.update(dict.fromkeys(row.ends, row.weight))
    homes = {row.ends[0] for row in rows if len(row.ends) > 1}
    for thing in lists.by_paths(db, sorted(weights)):
        if thing["lat"] is not None and thing["lon"] is not None:
            path = thing["path"]
            yield MarkedPlace(
                path, view.short_name(thing), thing["lat"], thing["lon"], path in homes,
                thing["kind"] == "country", weights[path], 0,
            )  # fmt: skip


def _arcs(db: sqlite3.Connection, rows: Sequence[_AnswerRow]) -> Iterator[Arc]:
    weights = {row.ends: row.weight for row in rows if len(row.ends) > 1}
    asked = Condition(
        "json_array(h.path, q.path) IN (SELECT value FROM json_each(?))",
        (json.dumps([json.dumps(ends, ensure_ascii=False, separators=(",", ":")) for ends in weights]),),
    )
    for row in lists.partnerships(db, asked) if weights else ():
        ends = (row["home_path"], row["partner_path"])
        yield Arc(*ends, row["strength"], weights[ends], row["agreements"], row["path"])
