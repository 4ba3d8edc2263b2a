"""The filter form and the chips above a page, from the filters in its address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from fastapi import Request
from rapidfuzz import fuzz
from starlette.datastructures import QueryParams

from ontology.errors import ParameterError
from ontology.gazetteer import load as load_gazetteer
from ontology.vocabulary import SCHEME_OF
from web.index import lists
from web.index.facets import facets
from web.index.filters import ActiveFilter, Filters, active_filters, read_filters
from web.index.periods import code_of, reported
from web.index.selection import Selection
from web.site import Explorer
from web.views.view import View

ATTENDANCES = (100, 500, 1_000, 5_000)
"""What is offered as the least number of people at an event."""
SUGGESTED, LIKELY = 4, 60
"""So many values are suggested for an unknown one, so alike to it (of 100) at least."""


class NoFilterValueError(ParameterError):
    """The graph has no such value of a filter."""


@dataclass(frozen=True, slots=True)
class FilterOption:
    """One value that a filter may take."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value that may have been meant, and the address of the page with it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A filter in force, and the address of the page without it.

    A value that the graph does not know is told as such, with those that may have been meant.
    """

    label: str
    without: str
    is_unknown: bool = False
    suggestions: tuple[Suggestion, ...] = ()


def choices(
    explorer: Explorer, view: View, filters: Filters, names: Sequence[str]
) -> dict[str, list[FilterOption]]:
    """What each of the named filters offers, in the order a reader would look for it."""
    return {name: _choices(explorer, view, filters, name) for name in names}


def _choices(explorer: Explorer, view: View, filters: Filters, name: str) -> list[FilterOption]:
    if name == "period":
        return periods(explorer, view, filters)
    chosen = getattr(filters, name)
    if name in SCHEME_OF:
        rows = [(row["code"], view.name(row)) for row in lists.concepts(explorer.db, SCHEME_OF[name])]
    elif name == "home":
        found = explorer.db.execute(
            "SELECT path, ru, en, short FROM thing"
            " WHERE kind = 'municipality' OR id IN (SELECT home FROM partnership) ORDER BY ru"
        )
        rows = [(row["path"], view.name(row)) for row in found]
    elif name == "partner":
        rows = _partner_places(explorer, view)
    else:
        found = explorer.db.execute(
            "SELECT path, ru, en FROM thing WHERE id IN (SELECT country FROM partnership) ORDER BY ru"
        )
        rows = [(row["path"].removeprefix("place/").upper(), view.name(row)) for row in found]
    return [
        FilterOption(value, label, value in chosen) for value, label in sorted(rows, key=lambda one: one[1])
    ]


def _partner_places(explorer: Explorer, view: View) -> list[tuple[str, str]]:
    """The places that anybody partners with, each with its country."""
    found = explorer.db.execute(
        "SELECT DISTINCT t.path, t.ru, t.en, c.ru AS country_ru, c.en AS country_en FROM partnership p"
        " JOIN thing t ON t.id = p.partner JOIN thing c ON c.id = p.country WHERE t.id <> c.id"
    )
    return [
        (row["path"], f"{view.name(row)} ({view.name({'ru': row['country_ru'], 'en': row['country_en']})})")
        for row in found
    ]


def periods(explorer: Explorer, view: View, filters: Filters) -> list[FilterOption]:
    """The periods that reports cover, the latest first."""
    told = _told_periods(explorer, view)
    chosen = code_of(filters.since, filters.until, list(told))
    return [FilterOption(code, words, code == chosen) for code, words in told.items()]


def _told_periods(explorer: Explorer, view: View) -> dict[str, str]:
    """The same in words, by their codes."""

    def made() -> dict[str, str]:
        return {code: view.speech.period(code) for code in reported(explorer.db)}

    return explorer.once(("periods", view.speech.lang), made)


def chips(explorer: Explorer, view: View, filters: Filters) -> list[FilterChip]:
    """Every filter in force as something to take away."""
    direct = (
        [FilterChip(view.speech.say("filter.direct"), view.same(direct=None, page=None))]
        if filters.direct
        else []
    )
    return [
        *_period_chips(explorer, view, filters),
        *direct,
        *_attendance_chips(view, filters),
        *_signed_chips(view, filters),
        *(_chip(explorer, view, filters, active) for active in active_filters(explorer.db, filters)),
    ]


def _attendance_chips(view: View, filters: Filters) -> list[FilterChip]:
    """The least attendance in force."""
    if filters.attendance is None:
        return []
    return [FilterChip(_attendance(view, filters.attendance), view.same(attendance=None, page=None))]


def _signed_chips(view: View, filters: Filters) -> list[FilterChip]:
    """That agreements were signed, where it is asked for."""
    return (
        [FilterChip(view.speech.say("filter.signed"), view.same(signed=None, page=None))]
        if filters.signed
        else []
    )


def _attendance(view: View, least: int) -> str:
    return view.speech.say("filter.attendance.least", n=view.speech.number(least))


def _chip(explorer: Explorer, view: View, filters: Filters, active: ActiveFilter) -> FilterChip:
    name, ru_and_en = active.parameter, active.names or (active.value, active.value)
    rest = [other for other in view.request.query_params.getlist(name) if other != active.value]
    label = f"{view.speech.say(f'filter.{name}')}: {ru_and_en[view.lang == 'en']}"
    without = view.same(**{name: rest, "page": None})
    if active.names is not None:
        return FilterChip(label, without)
    suggestions = (
        Suggestion(one.label, view.same(**{name: [*rest, one.value], "page": None}))
        for one in _likely(active.value, _meant(explorer, view, filters, name))
    )
    return FilterChip(label, without, is_unknown=True, suggestions=tuple(suggestions))


def known_filters(explorer: Explorer, view: View, params: QueryParams) -> Filters:
    """The filters in an address, every value known; ParameterError tells of one that is not.

    For files and data, which have no place beside them to tell it. A country that the graph has nothing of is
    known too: there is nothing to list.
    """
    filters = read_filters(params)
    for active in active_filters(explorer.db, filters):
        if active.names is None and not _is_country(active):
            refuse_value(explorer, view, active.parameter, active.value)
    return filters


def _is_country(active: ActiveFilter) -> bool:
    """Whether the value is the code of a country, be it in the graph or not."""
    if active.parameter != "country":
        return False
    country = load_gazetteer().country(active.value)
    return country is not None and country.country == active.value


def refuse_value(explorer: Explorer, view: View, name: str, value: str) -> NoReturn:
    """Raises NoFilterValueError, which tells the values of the filter that may have been meant."""
    likely = _likely(value, _meant(explorer, view, Filters(), name))
    raise NoFilterValueError(
        "no-filter-value",
        filter=view.speech.say(f"filter.{name}"),
        value=value,
        likely=", ".join(f"{one.label} ({one.value})" for one in likely),
    )


def _meant(explorer: Explorer, view: View, filters: Filters, name: str) -> list[FilterOption]:
    """All that a value of the filter may have meant; a partner is any place abroad."""
    if name != "partner":
        return _choices(explorer, view, filters, name)
    places = explorer.db.execute(
        "SELECT path, ru, en FROM thing WHERE kind IN ('place', 'country') ORDER BY events DESC, ru"
    )
    return [FilterOption(row["path"], view.name(row), row["path"] in filters.partner) for row in places]


def _likely(typed: str, known: Sequence[FilterOption]) -> list[FilterOption]:
    """The choices whose code or name is most like what was typed; the nearest two where none is."""
    wanted = typed.rpartition("/")[2].casefold()

    def likeness(choice: FilterOption) -> float:
        names = (choice.value.rpartition("/")[2], choice.label)
        return max(fuzz.WRatio(wanted, name.casefold()) for name in names)

    ranked = sorted(((likeness(one), one) for one in known), key=lambda pair: -pair[0])
    like = [one for score, one in ranked[:SUGGESTED] if score >= LIKELY]
    return like or [one for _, one in ranked[:2]]


def _period_chips(explorer: Explorer, view: View, filters: Filters) -> list[FilterChip]:
    """A period that reports cover is one chip; other days are one each."""
    say = view.speech.say
    code = code_of(filters.since, filters.until, list(_told_periods(explorer, view)))
    if code is not None:
        without = view.same(period=None, since=None, until=None, page=None)
        return [FilterChip(f"{say('filter.period')}: {view.speech.period(code)}", without)]
    days = {"since": filters.since, "until": filters.until}
    return [
        FilterChip(
            f"{say(f'filter.{name}')}: {view.speech.date(day)}",
            view.same(**{name: None, "page": None} | _kept_days(view, days, name)),
        )
        for name, day in days.items()
        if day
    ]


def _kept_days(view: View, days: dict[str, str | None], gone: str) -> dict[str, str | None]:
    """A named period falls apart into days when one of its ends is taken away."""
    if "period" not in view.request.query_params:
        return {}
    return {"period": None} | {name: day for name, day in days.items() if name != gone}


def shown_facets(
    explorer: Explorer, view: View, selection: Selection, filters: Filters
) -> list[dict[str, Any]]:
    """The facets of a list with links that add or take away a value."""
    shown = [_period_facet(explorer, view, filters), *_level_facets(view, filters)]
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
    return [*shown, *_signed_facets(view, selection, filters), *_attendance_facets(view, selection, filters)]


def _signed_facets(view: View, selection: Selection, filters: Filters) -> list[dict[str, Any]]:
    """Of agreements: how many were signed, whatever became of them since."""
    if selection.table.name != "agreement":
        return []
    count = selection.signed
    if not (count or filters.signed):
        return []
    value = {
        "label": view.speech.say("filter.signed"),
        "count": count,
        "chosen": filters.signed,
        "href": view.same(signed=None if filters.signed else "1", page=None),
    }
    return [{"title": view.speech.say("filter.signed.title"), "hint": "signed", "values": [value]}]


def _attendance_facets(view: View, selection: Selection, filters: Filters) -> list[dict[str, Any]]:
    """Of events: how many were told to have so many people at least."""
    if selection.table.name != "event":
        return []
    chosen = filters.attendance
    sizes = sorted({*ATTENDANCES, *([chosen] if chosen else [])})
    values = [
        {
            "label": view.speech.say("filter.attendance.from", n=view.speech.number(size)),
            "count": count,
            "chosen": size == chosen,
            "href": view.same(attendance=None if size == chosen else size, page=None),
        }
        for size, count in zip(sizes, selection.at_least(sizes), strict=True)
        if count or size == chosen
    ]
    return [{"title": view.speech.say("filter.attendance"), "values": values}] if values else []


def _period_facet(explorer: Explorer, view: View, filters: Filters) -> dict[str, Any]:
    values = [
        {
            "label": one.label,
            "count": None,
            "chosen": one.chosen,
            "href": view.same(period=None if one.chosen else one.value, since=None, until=None, page=None),
        }
        for one in periods(explorer, view, filters)
    ]
    return {"title": view.speech.say("filter.period"), "hint": "period", "values": values}


def _level_facets(view: View, filters: Filters) -> list[dict[str, Any]]:
    """Where a partner is chosen: whether what lies in it counts too."""
    if not filters.partner and not filters.country and not filters.direct:
        return []
    href = view.same(direct=None if filters.direct else "1", page=None)
    label = view.speech.say("filter.direct")
    only = {"label": label, "count": None, "chosen": filters.direct, "href": href}
    return [{"title": view.speech.say("filter.partner"), "values": [only]}]


def page_number(request: Request) -> int:
    """The page of a list that the address asks for; the first where it is no number."""
    asked = request.query_params.get("page", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 1
