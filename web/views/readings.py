"""What was read from a row, thing by thing, in the order in which a page of the thing tells it."""

import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from web.views.facts import shown_properties

CELLS = ("title", "place", "dates", "content", "participants")
"""The cells of a row as a report orders them."""
KINDS = ("event", "agreement", "organisation", "person", "municipality", "place", "country")
"""The things of a row in the order in which they are told; the row itself comes last."""
LEADING = ("label", "altLabel", "post")
"""Properties that only a row tells, before all others."""
BESIDE = {"mainSector": "sector", "datePrecision": "endDate"}
"""Properties that only a row tells, each after another one."""
SAID_BY_ANOTHER = {"countryCode": "inCountry"}
"""Properties that say in a code what another one says by name."""
ONE_DAY = {"startDate": "endDate"}
ITS_EVENT = ("signedAt", "mentionedIn")
"""Properties by which an agreement leads back to the event that the row tells of."""

Values = dict[str, Any]
Facts = dict[str, dict[str, Values]]


def in_reading_order(reading: Values) -> tuple[int, int]:
    """Where the words of a reading stand in its row."""
    cell = reading["cell"]
    return (CELLS.index(cell) if cell in CELLS else len(CELLS), reading["start"])


def grouped(readings: Iterable[Values], event: str) -> list[Values]:
    """What was read, thing by thing, the row's event first; each value of a property once.

    A name that heads its group is not told in it again; `numbers` are the readings of that name.
    """
    groups: dict[str, Facts] = {}
    things: dict[str, Any] = {}
    for one in sorted(readings, key=in_reading_order):
        about = one["about"]
        path = str(about["path"]) if about is not None else ""
        things[path] = about
        told = groups.setdefault(path, {}).setdefault(one["property"], {})
        first = told.setdefault(_told(one["value"].content), one)
        if first is not one:
            first["numbers"] += one["numbers"]
    order = sorted(groups, key=lambda path: (path != event, _rank(things[path])))
    return [_group(things[path], groups[path], event) for path in order]


def _group(about: Any, facts: Facts, event: str) -> Values:
    heading = facts.get("label", {}).pop(str(about["ru"]), None) if about is not None else None
    kind = str(about["kind"]) if about is not None else ""
    shown = {name: list(values.values()) for name, values in _without_repeats(facts, event).items()}
    names = sorted(shown, key=lambda name: _place(kind, name))
    return {
        "about": about,
        "numbers": heading["numbers"] if heading is not None else [],
        "facts": [(name, shown[name]) for name in names if shown[name]],
    }


def _without_repeats(facts: Facts, event: str) -> Facts:
    """The facts without those that say again what another one, or the page itself, says."""
    told = dict(facts)
    for name, by in SAID_BY_ANOTHER.items():
        if by in told:
            told.pop(name, None)
    for name in ITS_EVENT:
        if set(told.get(name, ())) == {event}:
            del told[name]
    for start, end in ONE_DAY.items():
        if start in told and told[start].keys() == told.get(end, {}).keys():
            told["day"] = {key: _both(one, told[end][key]) for key, one in told[start].items()}
            del told[start], told[end]
    if set(told.get("datePrecision", ())) == {"day"}:
        del told["datePrecision"]
    return told


def _both(one: Values, other: Values) -> Values:
    return {**one, "numbers": one["numbers"] + other["numbers"]}


def _rank(about: Any) -> int:
    kind = str(about["kind"]) if about is not None else ""
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _place(kind: str, name: str) -> tuple[int, int, str]:
    """Where a property stands among those of a thing of that kind."""
    if name in LEADING:
        return (0, LEADING.index(name), name)
    order = _orders().get(kind, [])
    beside = "startDate" if name == "day" else BESIDE.get(name, name)
    return (1, order.index(beside), name) if beside in order else (2, 0, name)


@lru_cache(maxsize=1)
def _orders() -> Mapping[str, list[str]]:
    return {kind: [name.partition(":")[2] for name in names] for kind, names in shown_properties().items()}


def _told(content: Any) -> str:
    """What tells one value from another: the path of a thing, the code of a concept, a text itself."""
    if not isinstance(content, sqlite3.Row):
        return str(content)
    names = set(content.keys())
    return str(content["path"] if "path" in names else content["code"])
