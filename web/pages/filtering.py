"""The filter form and the chips above a page, from the filters in its address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from web import lists
from web.facets import facets
from web.filters import SCHEMES, Filters, active_filters
from web.selection import Selection
from web.site import Explorer
from web.view import View


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a filter may take."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address of the page without it."""

    label: str
    without: str


def choices(
    explorer: Explorer, view: View, filters: Filters, names: Sequence[str]
) -> dict[str, list[Choice]]:
    """What each of the named filters offers, in the order a reader would look for it."""
    return {name: _choices(explorer, view, filters, name) for name in names}


def _choices(explorer: Explorer, view: View, filters: Filters, name: str) -> list[Choice]:
    chosen = getattr(filters, name)
    if name in SCHEMES:
        rows = [(row["code"], view.name(row)) for row in lists.concepts(explorer.db, SCHEMES[name])]
    elif name == "home":
        found = explorer.db.execute(
            "SELECT path, ru, en, short FROM thing WHERE id IN (SELECT home FROM partnership) ORDER BY ru"
        )
        rows = [(row["path"], view.name(row)) for row in found]
    else:
        found = explorer.db.execute(
            "SELECT path, ru, en FROM thing WHERE id IN (SELECT country FROM partnership) ORDER BY ru"
        )
        rows = [(row["path"].removeprefix("place/").upper(), view.name(row)) for row in found]
    return [Choice(value, label, value in chosen) for value, label in sorted(rows, key=lambda one: one[1])]


def chips(explorer: Explorer, view: View, filters: Filters) -> list[Chip]:
    """Every filter in force as something to take away."""
    made = []
    for name, value, ru, en in active_filters(explorer.db, filters):
        shown = view.speech.date(value) if name in ("since", "until") else (en if view.lang == "en" else ru)
        rest = [other for other in view.request.query_params.getlist(name) if other != value]
        label = f"{view.speech.say(f'filter.{name}')}: {shown}"
        made.append(
            Chip(label, view.same(**{name: rest if name not in ("since", "until") else None, "page": None}))
        )
    return made


def shown_facets(
    explorer: Explorer, view: View, selection: Selection, filters: Filters
) -> list[dict[str, Any]]:
    """The facets of a list with links that add or take away a value."""
    shown = []
    for facet in facets(explorer.db, selection, filters):
        chosen = list(getattr(filters, facet.name))
        values = []
        for value in facet.values:
            rest = [one for one in chosen if one != value.value]
            values.append(
                {
                    "label": value.en if view.lang == "en" else value.ru,
                    "count": value.count,
                    "chosen": value.chosen,
                    "href": view.same(
                        **{facet.name: rest if value.chosen else [*chosen, value.value], "page": None}
                    ),
                }
            )
        values.sort(key=lambda one: not one["chosen"])
        shown.append({"title": view.speech.say(f"filter.{facet.name}"), "values": values})
    return shown


def page_number(request: Request) -> int:
    """The page of a list that the address asks for; the first where it is no number."""
    asked = request.query_params.get("page", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 1
