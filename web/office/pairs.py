"""What tells two things of like names apart: place, country, posts, days, parties."""

from collections.abc import Iterator

from graph.values import words_of
from ontology.vocabulary import SCHEME_OF
from web.index import lists
from web.site import Explorer
from web.views.view import View

MOST = 3
"""So many posts, places or parties are told."""

_LINKED = {
    "event": "SELECT x.* FROM event_link l JOIN thing x ON x.id = l.thing WHERE l.event = ? AND l.role = ?",
    "agreement": "SELECT x.* FROM agreement_link l JOIN thing x ON x.id = l.thing"
    " WHERE l.agreement = ? AND l.role = ?",
}


def told_apart(explorer: Explorer, path: str, view: View) -> str:
    """What the graph tells of the thing beside its name, in one line."""
    thing = lists.by_path(explorer.db, [path]).get(path)
    return " · ".join(filter(None, _told(explorer, thing, view))) if thing is not None else ""


def _told(explorer: Explorer, thing: lists.Record, view: View) -> Iterator[str]:
    match thing["kind"]:
        case "person":
            yield from _posts(explorer, thing)
        case "organisation":
            yield _word(SCHEME_OF["organisation_kind"], thing["detail"], view)
            yield _place(explorer, thing, view)
        case "event":
            yield from _of_event(explorer, thing, view)
        case "agreement":
            yield from _of_agreement(explorer, thing, view)
    yield _word("country", thing["country"], view)


def _posts(explorer: Explorer, person: lists.Record) -> Iterator[str]:
    sql = "SELECT DISTINCT post FROM post WHERE person = ? AND post IS NOT NULL ORDER BY post LIMIT ?"
    yield from (row["post"] for row in explorer.db.execute(sql, (person["id"], MOST)))


def _place(explorer: Explorer, body: lists.Record, view: View) -> str:
    found = explorer.db.execute("SELECT * FROM thing WHERE id = ?", (body["within"],)).fetchone()
    return view.name(found) if found is not None and found["kind"] != "country" else ""


def _of_event(explorer: Explorer, event: lists.Record, view: View) -> Iterator[str]:
    held = explorer.db.execute("SELECT * FROM event WHERE id = ?", (event["id"],)).fetchone()
    if held is not None and held["start"]:
        yield view.speech.dates(held["start"], held["end"] or held["start"], held["precision"] or "day")
    yield _linked(explorer, event, "location", view)


def _of_agreement(explorer: Explorer, agreement: lists.Record, view: View) -> Iterator[str]:
    held = explorer.db.execute("SELECT * FROM agreement WHERE id = ?", (agreement["id"],)).fetchone()
    if held is not None:
        yield _word(SCHEME_OF["agreement_type"], held["type"], view)
        yield _word(SCHEME_OF["status"], held["status"], view)
        yield view.speech.date(held["signed_on"]) if held["signed_on"] else ""
    yield _linked(explorer, agreement, "party", view)


def _linked(explorer: Explorer, thing: lists.Record, role: str, view: View) -> str:
    rows = explorer.db.execute(f"{_LINKED[thing['kind']]} LIMIT ?", (thing["id"], role, MOST))
    return "; ".join(view.name(row) for row in rows)


def _word(codes: str, code: str | None, view: View) -> str:
    return words_of(codes).get(code, {}).get(view.lang, code) if code else ""
