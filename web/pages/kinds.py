"""What the page of each kind of thing shows besides its facts."""

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from typing import Any

from ontology.regions import chosen_region
from ontology.terms import POB
from web.index import lists
from web.index.columns import country_code
from web.index.filling import code_of
from web.index.filters import DIRECT, Condition, Filters
from web.index.selection import Selection
from web.pages.around import sectors_of
from web.pages.reported import entry_values, row_of
from web.site import Explorer
from web.views.atlas.partners import map_of_partners
from web.views.charts import events_in_time
from web.views.ego import ego_of
from web.views.facts import value_of
from web.views.view import View

Values = dict[str, Any]
SHOWN_ROWS = 25
SHOWN_PARTNERS = 150
SHOWN_OF_PARTNERSHIP = 200


def _home(explorer: Explorer, view: View, thing: lists.Record) -> Values:
    """A municipality: its partners, events, agreements and sectors."""
    rows = lists.partnerships(explorer.db, Condition("p.home = ?", (thing["id"],)))
    return _side(explorer, view, thing, rows, side="partner")


def _place(explorer: Explorer, view: View, thing: lists.Record) -> Values:
    """A place or country: who partners with it. The home region is a home side itself."""
    as_home = lists.partnerships(explorer.db, Condition("p.home = ?", (thing["id"],)))
    if as_home:
        return _side(explorer, view, thing, as_home, side="partner")
    direct = view.request.query_params.get(DIRECT) == "1"
    rows = lists.partnerships(explorer.db, replace(filters_of(thing, "home"), direct=direct).partnerships())
    inside = explorer.db.execute(
        "SELECT * FROM thing WHERE within = ? AND kind <> 'organisation' AND events > 0"
        " ORDER BY events DESC, ru LIMIT 60",
        (thing["id"],),
    ).fetchall()
    shown = _side(explorer, view, thing, rows, side="home", direct=direct)
    return shown | {"inside": inside, "direct": direct, "can_be_direct": direct or bool(inside)}


def _side(
    explorer: Explorer,
    view: View,
    thing: lists.Record,
    rows: list[lists.Record],
    *,
    side: str,
    direct: bool = False,
) -> Values:
    filters = replace(filters_of(thing, side), direct=direct)
    asked = filters.as_params()
    events = Selection(explorer.db, explorer.columns.events, filters)
    agreements = Selection(explorer.db, explorer.columns.agreements, filters)

    def link(first: str, last: str) -> str:
        return view.url("/events", **asked, since=first, until=last)

    chart = events_in_time(events, view.speech, link)
    return {
        "events": lists.event_rows(explorer.db, events.ids(limit=SHOWN_ROWS)),
        "event_count": events.count,
        "agreements": lists.agreement_rows(explorer.db, agreements.ids(limit=SHOWN_ROWS)),
        "agreement_count": agreements.count,
        "partnerships": rows[:SHOWN_PARTNERS],
        "partner_count": len(rows),
        "side": side,
        "ego": ego_of(rows, side=side),
        "map": map_of_partners(explorer.db, view, rows[:SHOWN_PARTNERS]),
        "chart": chart if len(chart.bars) > 1 else None,
        "sectors": sectors_of(explorer.db, view, events, asked),
        "organisations": _organisations(explorer, thing),
        "filter": asked,
        "country_count": len({row["country_path"] for row in rows}),
        "home_count": len({row["home_path"] for row in rows}),
    }


def filters_of(thing: lists.Record, side: str) -> Filters:
    """The filters by which every list and picture shows what is of a home side, place or country."""
    if side == "partner":
        return Filters(home=(thing["path"],))
    # the home country is nobody's partner: what lies in it is asked for as of any place
    if thing["kind"] == "country" and thing["country"] != chosen_region().country:
        return Filters(country=(country_code(thing["path"]),))
    return Filters(partner=(thing["path"],))


def _activity(explorer: Explorer, thing: lists.Record) -> Values:
    return {
        "events": lists.events_of(explorer.db, thing["id"], limit=SHOWN_ROWS),
        "agreements": lists.agreements_of(explorer.db, thing["id"], limit=SHOWN_ROWS),
    }


def _organisations(explorer: Explorer, thing: lists.Record) -> list[lists.Record]:
    sql = "SELECT * FROM thing WHERE kind = 'organisation' AND within = ? ORDER BY events DESC, ru LIMIT 40"
    return explorer.db.execute(sql, (thing["id"],)).fetchall()


def _organisation(explorer: Explorer, view: View, thing: lists.Record) -> Values:
    """An organisation: the home sides a foreign one is a partner of, its people, events and agreements."""
    partners = explorer.db.execute(
        "SELECT h.path AS home_path, h.ru AS home_ru, h.en AS home_en, h.short AS home_short,"
        " h.short_en AS home_short_en,"
        " s.events, c.rank, s.strength, h.path AS path FROM partnership_organisation s"
        " JOIN partnership p ON p.id = s.partnership JOIN thing h ON h.id = p.home"
        " LEFT JOIN concept c ON c.scheme = 'strength' AND c.code = s.strength"
        " WHERE s.organisation = ? ORDER BY s.events DESC, h.ru",
        (thing["id"],),
    ).fetchall()
    people = explorer.db.execute(
        "SELECT DISTINCT t.*, post FROM post JOIN thing t ON t.id = person"
        " WHERE organisation = ? ORDER BY t.ru",
        (thing["id"],),
    ).fetchall()
    return _activity(explorer, thing) | {"ego": ego_of(partners, side="home"), "people": people}


def _person(explorer: Explorer, view: View, thing: lists.Record) -> Values:
    """A person: posts held, and where it was said."""
    posts = explorer.db.execute(
        "SELECT post, e.path AS event_path, e.ru AS event_ru, e.en AS event_en,"
        " o.path AS organisation_path, o.ru AS organisation_ru, o.en AS organisation_en FROM post"
        " LEFT JOIN thing e ON e.id = post.event LEFT JOIN thing o ON o.id = post.organisation"
        " WHERE person = ? ORDER BY post, organisation_path, event_path",
        (thing["id"],),
    ).fetchall()
    held = groupby(posts, lambda row: (row["post"], row["organisation_path"]))
    return _activity(explorer, thing) | {"posts": [list(told) for _, told in held]}


def _event(explorer: Explorer, view: View, thing: lists.Record) -> Values:
    """An event: the rows that tell of it, contradictions, agreements, smaller events within."""
    db = explorer.db
    entries = db.execute(
        "SELECT t.* FROM entry JOIN thing t ON t.id = entry.id WHERE event = ? ORDER BY t.path",
        (thing["id"],),
    ).fetchall()
    parts = Condition(
        "e.id IN (SELECT event FROM event_link WHERE thing = ? AND role = 'part_of')", (thing["id"],)
    )
    return {
        "when": db.execute("SELECT * FROM event WHERE id = ?", (thing["id"],)).fetchone(),
        "rows": [row_of(explorer, entry) for entry in entries],
        "contradictions": _contradictions(explorer, thing),
        "agreements": lists.agreements_of(db, thing["id"]),
        "parts": lists.events(db, parts),
    }


def _contradictions(explorer: Explorer, thing: lists.Record) -> list[Values]:
    """What rows tell of it otherwise: the property, the value, and each row that has it."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in explorer.ask("contradictions", thing=explorer.iri(thing["path"])):
        found.setdefault((row["about"], row["value"]), []).append(row["entry"].removeprefix(explorer.base))
    known = lists.by_path(explorer.db, sorted({path for paths in found.values() for path in paths}))
    return [
        {
            "about": code_of(about),
            "value": value_of(explorer, str(POB.value), value),
            "rows": [known[path] for path in sorted(set(paths)) if path in known],
        }
        for (about, value), paths in sorted(found.items())
    ]


def _agreement(explorer: Explorer, view: View, thing: lists.Record) -> Values:
    """An agreement: its stages as they were reported, and the events that mention it."""
    stages = explorer.db.execute(
        "SELECT s.status, s.date, c.ru, c.en, e.path AS entry_path, e.ru AS entry_ru,"
        " e.en AS entry_en, v.path AS event_path, v.ru AS event_ru, v.en AS event_en FROM stage s"
        " LEFT JOIN thing e ON e.id = s.entry"
        " LEFT JOIN thing v ON v.id = s.event"
        " LEFT JOIN concept c ON c.scheme = 'status' AND c.code = s.status"
        " WHERE agreement = ? ORDER BY s.date",
        (thing["id"],),
    ).fetchall()
    mentioned = Condition(
        "e.id IN (SELECT thing FROM agreement_link"
        " WHERE agreement = ? AND role IN ('mentioned_in', 'signed_at'))",
        (thing["id"],),
    )
    return {
        "agreement": lists.agreements(explorer.db, Condition("a.id = ?", (thing["id"],)))[0],
        "stages": stages,
        "events": lists.events(explorer.db, mentioned),
    }


def _report(explorer: Explorer, view: View, thing: lists.Record) -> Values:
    """A report: its rows by section."""
    db = explorer.db
    rows = db.execute(
        "SELECT n.number, n.section, n.findings, t.path, v.ru, v.en, v.path AS event_path, e.start, e.end,"
        " e.precision, r.path AS reporter_path, r.ru AS reporter_ru, r.en AS reporter_en"
        " FROM entry n JOIN thing t ON t.id = n.id"
        " JOIN thing v ON v.id = n.event JOIN event e ON e.id = n.event"
        " LEFT JOIN thing r ON r.id = n.reporter WHERE n.report = ? ORDER BY n.number LIMIT 2000",
        (thing["id"],),
    ).fetchall()
    return {
        "report": db.execute("SELECT * FROM report WHERE id = ?", (thing["id"],)).fetchone(),
        "rows": rows,
        "report_sections": [
            (name, list(members)) for name, members in groupby(rows, lambda row: row["section"])
        ],
    }


def _partnership(explorer: Explorer, view: View, thing: lists.Record) -> Values:
    """A partnership: the events and agreements it rests on, by year and by sector."""
    db = explorer.db
    one = lists.partnerships(db, Condition("p.id = ?", (thing["id"],)))[0]
    filters = Filters(home=(one["home_path"],), partner=(one["partner_path"],), direct=True)
    asked = filters.as_params()
    events = Selection(db, explorer.columns.events, filters)
    agreements = Selection(db, explorer.columns.agreements, filters)

    def link(first: str, last: str) -> str:
        return view.url("/events", **asked, since=first, until=last)

    return {
        "partnership": one,
        "levels": _levels(explorer, one),
        "filter": asked,
        "events": lists.event_rows(db, events.ids(limit=SHOWN_OF_PARTNERSHIP)),
        "agreements": lists.agreement_rows(db, agreements.ids(limit=SHOWN_OF_PARTNERSHIP)),
        "chart": events_in_time(events, view.speech, link),
        "sectors": db.execute(
            "SELECT sector, ru, en, events, agreements FROM partnership_sector"
            " JOIN concept ON scheme = 'sector' AND code = sector"
            " WHERE partnership = ? ORDER BY events DESC, ru",
            (thing["id"],),
        ).fetchall(),
    }


_AROUND = """
    SELECT t.* FROM inside i JOIN thing t ON t.id = i.outer
    WHERE i.place = ? AND i.outer <> i.place ORDER BY t.kind = 'country', length(t.path) DESC
"""
_INSIDE = "p.home = ? AND p.partner <> ? AND p.partner IN (SELECT place FROM inside WHERE outer = ?)"


def _levels(explorer: Explorer, one: lists.Record) -> Values:
    """The same home side with what contains the partner, with the whole of it, and with what lies in it."""
    db = explorer.db
    ends = lists.by_path(db, [one["home_path"], one["partner_path"]])
    partner = ends[one["partner_path"]]["id"]
    inner = Condition(_INSIDE, (ends[one["home_path"]]["id"], partner, partner))
    below = lists.partnerships(db, inner, order="p.events DESC, t.ru")
    wider = [*([ends[one["partner_path"]]] if below else []), *db.execute(_AROUND, (partner,))]
    return {"above": [_level(explorer, one["home_path"], place) for place in wider], "below": below}


def _level(explorer: Explorer, home: str, place: lists.Record) -> Values:
    asked = Filters(home=(home,), partner=(place["path"],))
    tables = {"events": explorer.columns.events, "agreements": explorer.columns.agreements}
    counts = {name: Selection(explorer.db, table, asked).count for name, table in tables.items()}
    return {"place": place, "asked": asked.as_params(), **counts}


ABOUT: dict[str, Callable[[Explorer, View, lists.Record], Values]] = {
    "municipality": _home,
    "place": _place,
    "country": _place,
    "organisation": _organisation,
    "person": _person,
    "event": _event,
    "entry": entry_values,
    "agreement": _agreement,
    "report": _report,
    "partnership": _partnership,
}
