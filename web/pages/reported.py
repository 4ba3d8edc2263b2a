"""A reported row: verbatim, its words marked, with what was read from it and what was not understood."""

from collections.abc import Collection, Mapping
from typing import Any

from ontology.terms import SCHEMES
from web.index import lists
from web.index.filling import code_of
from web.index.rows import Row
from web.site import Explorer
from web.views.evidence import doubts_by_decision, spans_by_target
from web.views.facts import value_of
from web.views.marks import KINDS, MarkedPiece, kind_of, kinds_in, marked_by_kind
from web.views.marks import NumberedReading as Marked
from web.views.readings import CELLS, grouped, in_reading_order
from web.views.view import View

Values = dict[str, Any]


def row_of(explorer: Explorer, entry: lists.Record, kinds: Collection[str] = KINDS) -> Values:
    """A reported row: its cells with every word marked that something of these kinds was read from."""
    iri = explorer.iri(entry["path"])
    cells = next(explorer.ask("entry", entry=iri), {})
    readings = _readings(explorer, iri)
    told = [(name, _marked_cell(explorer, cells, name, readings, kinds)) for name in CELLS if cells.get(name)]
    return {
        "thing": entry,
        "row": {**UNPLACED, **cells},
        "readings": readings,
        "cells": told,
        "kinds": kinds_in(told),
    }


UNPLACED: Row = {"section": "", "table": "", "row": ""}


SAID_TWICE = ("eventAttendanceMode",)
"""Properties that say in another vocabulary what a property of ours says."""

NumberedReading = tuple[Row, tuple[int, int] | None]


def _readings(explorer: Explorer, entry: str) -> list[NumberedReading]:
    """What was read from a row, each with the characters it was read from."""
    spans = spans_by_target(explorer.ask("entry-words", entry=entry))
    return [(row, spans.get(row["target"])) for row in explorer.ask("entry-evidence", entry=entry)]


def _marked_cell(
    explorer: Explorer, cells: Row, name: str, readings: list[NumberedReading], kinds: Collection[str]
) -> tuple[MarkedPiece, ...]:
    spans = [
        Marked(number, _kind(explorer, row), *span)
        for number, (row, span) in enumerate(readings)
        if span is not None and row.get("cell") == name
    ]
    return marked_by_kind(cells[name], spans, kinds)


def _kind(explorer: Explorer, row: Row) -> str:
    """What the words of a reading are marked as."""
    told, base = row["object"], explorer.base
    target = told.removeprefix(base) if told.startswith(base) else ""
    scheme = told.removeprefix(SCHEMES).partition("/")[0] if told.startswith(SCHEMES) else ""
    return kind_of(row["subject"].removeprefix(base), code_of(row["predicate"]), target, scheme)


def entry_values(explorer: Explorer, view: View, thing: lists.Record) -> Values:
    """A reported row: verbatim, with what was read from it and what was not understood."""
    iri = explorer.iri(thing["path"])
    row = row_of(explorer, thing)
    doubts = doubts_by_decision(explorer, (reading["decision"] for reading, _ in row["readings"]))
    readings = [
        {**_reading(explorer, reading, row["row"], doubts), "numbers": [number]}
        for number, reading in enumerate(row["readings"])
        if code_of(reading[0]["predicate"]) not in SAID_TWICE
    ]
    linked = [
        row["row"].get(name, "").removeprefix(explorer.base) for name in ("event", "report", "reporter")
    ]
    known = lists.by_path(explorer.db, linked)
    found = explorer.db.execute(
        "SELECT t.path, e.number FROM entry e JOIN thing t ON t.id = e.id, entry me"
        " WHERE me.id = ? AND e.report = me.report AND abs(e.number - me.number) = 1 ORDER BY e.number DESC",
        (thing["id"],),
    ).fetchall()
    beside = {one["number"]: one for one in found}
    number = int(row["row"].get("number", 0))
    return {
        "row": row,
        "readings": sorted(readings, key=in_reading_order),
        "groups": grouped(readings, linked[0]),
        "event": known.get(linked[0]),
        "report": known.get(linked[1]),
        "reporter": known.get(linked[2]),
        "before": beside.get(number - 1),
        "after": beside.get(number + 1),
        "findings": [one for one in explorer.ask("findings", entry=iri) if one["lang"] == view.lang],
    }


PARTS = ("stage", "post", "contradiction")
"""What leads from a thing to a part of it that has no page: a stage of an agreement, a post of a person,
what is told of an event otherwise."""


def thing_of(path: str) -> str:
    """The thing whose page tells of that subject: itself, or what it is a part of."""
    whole, _, part = path.rpartition("/")
    before, _, name = whole.rpartition("/")
    return before if part and name in PARTS else path


def _reading(
    explorer: Explorer, read: NumberedReading, cells: Row, doubts: Mapping[str, tuple[str, ...]]
) -> Values:
    """One assertion read from a row; named things come as things, the rest as text."""
    reading, span = read
    about = thing_of(reading["subject"].removeprefix(explorer.base))
    start, end = span or (0, 0)
    cell = reading.get("cell")
    return {
        "about": lists.by_path(explorer.db, [about]).get(about),
        "property": code_of(reading["predicate"]),
        "value": value_of(explorer, reading["predicate"], reading["object"]),
        "cell": cell,
        "start": start,
        "words": cells.get(cell, "")[start:end] if cell is not None else "",
        "rule": reading["rule"],
        "confidence": float(reading["confidence"]),
        "doubts": doubts.get(reading["decision"], ()),
    }
