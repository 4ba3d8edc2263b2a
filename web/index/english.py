"""What events and agreements are called on English pages: told from what was read, for titles are quoted."""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence

from ontology.names.latin import latin_name
from web.index.filling import IndexFilling

MOST_PLACES = 2
_QUOTED = re.compile(r"«([^«»]{2,60})»")
_EVENTS = """
    WITH named AS (
        SELECT l.event, l.role, json_group_array(x.en) AS names
        FROM event_link l JOIN thing x ON x.id = l.thing WHERE l.role IN ('location', 'country') GROUP BY 1, 2
    )
    SELECT t.id, t.ru, k.en, s.en, p.names, c.names
    FROM event e JOIN thing t ON t.id = e.id
    LEFT JOIN concept k ON k.scheme = 'event-type' AND k.code = e.type
    LEFT JOIN concept s ON s.scheme = 'sector' AND s.code = e.sector
    LEFT JOIN named p ON p.event = e.id AND p.role = 'location'
    LEFT JOIN named c ON c.event = e.id AND c.role = 'country'
"""
_AGREEMENTS = """
    WITH side AS (
        SELECT l.agreement, l.role, coalesce(x.short_en, x.en) AS name, row_number() OVER (
            PARTITION BY l.agreement, l.role ORDER BY x.kind = 'country', x.events DESC, x.path
        ) AS place
        FROM agreement_link l JOIN thing x ON x.id = l.thing WHERE l.role IN ('home', 'partner', 'country')
    )
    SELECT t.id, t.ru, k.en, coalesce(a.number, ''),
           (SELECT c.en FROM agreement_sector s JOIN concept c ON c.scheme = 'sector' AND c.code = s.sector
            WHERE s.agreement = t.id ORDER BY c.rank LIMIT 1),
           ours.name, coalesce(theirs.name, country.name)
    FROM agreement a JOIN thing t ON t.id = a.id
    LEFT JOIN concept k ON k.scheme = 'agreement-type' AND k.code = a.type
    LEFT JOIN side ours ON ours.agreement = a.id AND ours.role = 'home' AND ours.place = 1
    LEFT JOIN side theirs ON theirs.agreement = a.id AND theirs.role = 'partner' AND theirs.place = 1
    LEFT JOIN side country ON country.agreement = a.id AND country.role = 'country' AND country.place = 1
"""


def name_in_english(filling: IndexFilling) -> None:
    """An event has its kind, what it quotes or its sector, and its place for a name; a document its sides."""
    names = [*_of_events(filling.db), *_of_agreements(filling.db)]
    filling.db.executemany("UPDATE thing SET en = ? WHERE id = ?", names)


def _of_events(db: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    for number, title, kind, sector, places, countries in db.execute(_EVENTS):
        where = _told(places) or _told(countries)
        yield called(kind or "Event", title, sector, where[:MOST_PLACES]), number


def _of_agreements(db: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    for id, title, kind, number, sector, *sides in db.execute(_AGREEMENTS):
        what = " No. ".join(one for one in (kind or "Document", latin_name(number)) if one)
        between = " – ".join(dict.fromkeys(side for side in sides if side))
        yield called(what, title, sector, [between] if between else []), id


def called(kind: str, title: str, sector: str | None, where: Sequence[str]) -> str:
    """The kind, the name that the title quotes or the sector, and where or between whom."""
    about = quoted_name(title) or sector
    return ", ".join([f"{kind} – {about}" if about else kind, *where])


def quoted_name(title: str) -> str:
    """The proper name that a title quotes, in Latin letters between quotation marks; else nothing."""
    found = _QUOTED.search(title)
    return f"“{latin_name(found[1])}”" if found is not None else ""


def _told(packed: str | None) -> list[str]:
    return [one for one in json.loads(packed or "[]") if one]
