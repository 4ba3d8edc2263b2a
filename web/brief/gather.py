"""What a brief says: its sections in order, each line with the numbers of the rows that it rests on."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ontology.speech import Speech
from web.brief.model import Brief, BriefGround, BriefLine, BriefSection, fitted
from web.brief.scope import BriefScope
from web.index import lists
from web.index.filling import code_of
from web.index.filters import Filters
from web.index.selection import Selection
from web.views.evidence import proofs_by_statement

SHOWN = 7
LONGEST_WORDS, LONGEST_NAME = 130, 130
DUE_WITHIN = timedelta(days=180)
PROMISED = ("planned", "reached")
"""Statuses of agreements that somebody promised and nobody has signed yet."""
WHITE_COUNTRIES, WHITE_NAMES = 6, 14


@dataclass(slots=True)
class _Writer:
    """Gathers a brief: the scope, and the rows cited so far, each under one number."""

    scope: BriefScope
    _cited: dict[tuple[str, str], int] = field(default_factory=dict)
    grounds: list[BriefGround] = field(default_factory=list)

    def cite(self, entry: lists.Record | None, words: str) -> tuple[int, ...]:
        """The number of a row and its words, given the first time they are cited."""
        if entry is None or not words:
            return ()
        key = (str(entry["path"]), words)
        if key not in self._cited:
            self._cited[key] = len(self.grounds) + 1
            self.grounds.append(BriefGround(len(self.grounds) + 1, self.scope.name(entry), key[0], words))
        return (self._cited[key],)

    def cite_event(self, event: int) -> tuple[int, ...]:
        """The number of the first row that tells of the event, by its title."""
        db = self.scope.explorer.db
        sql = "SELECT t.* FROM entry JOIN thing t ON t.id = entry.id WHERE event = ? ORDER BY t.path LIMIT 1"
        entry = db.execute(sql, (event,)).fetchone()
        if entry is None:
            return ()
        cells = next(self.scope.explorer.ask("entry", entry=self.scope.explorer.iri(entry["path"])), {})
        return self.cite(entry, shortened(cells.get("title", ""), LONGEST_WORDS))

    def cite_agreement(self, path: str) -> tuple[int, ...]:
        """The number of the row whose words say what state the agreement is in."""
        explorer = self.scope.explorer
        proofs = proofs_by_statement(explorer, explorer.iri(path))
        by_property = {code_of(predicate): found for (predicate, _), found in proofs.items()}
        for name in ("status", "agreementType", "label"):
            for proof in by_property[name].shown if name in by_property else ():
                cited = self.cite(
                    proof.entry, shortened("".join(piece for piece, _ in proof.pieces), LONGEST_WORDS)
                )
                if cited:
                    return cited
        return ()


def shortened(words: str, most: int) -> str:
    """The words on one line, cut after a word where they are longer."""
    told = " ".join(words.split())
    return told if len(told) <= most else f"{told[:most].rpartition(' ')[0]}…"


# ── the sections ────────────────────────────────────────────────────────────────────────────────


def _summary(writer: _Writer) -> Iterator[BriefLine]:
    """How much there is, and since when."""
    scope = writer.scope
    speech, db = scope.speech, scope.explorer.db
    say = speech.say
    for key, count in (
        ("brief.events", len(scope.event_ids)),
        ("brief.agreements", len(scope.agreement_ids)),
        ("brief.partnerships", len(scope.partnerships)),
    ):
        yield BriefLine(say(key), speech.number(count))
    ids = (lists.as_json(scope.event_ids),)
    first, last = db.execute(
        "SELECT min(start), max(start) FROM event WHERE id IN (SELECT value FROM json_each(?))", ids
    ).fetchone()
    if first is not None:
        for key, day in (("brief.first", first), ("brief.last", last)):
            event = db.execute(
                "SELECT id FROM event WHERE start = ? AND id IN (SELECT value FROM json_each(?)) LIMIT 1",
                (day, *ids),
            ).fetchone()
            yield BriefLine(say(key), speech.date(day), grounds=writer.cite_event(event[0]))


def _partners(scope: BriefScope) -> Sequence[lists.Record]:
    """Who partners with whom; of a period alone the new ones are told, and the lists have the rest."""
    return scope.partnerships if scope.subject or not scope.period else ()


def _new_partners(scope: BriefScope) -> Sequence[lists.Record]:
    """Partnerships whose first contact lies in the period."""
    since, until = scope.filters.since, scope.filters.until
    if since is None and until is None:
        return ()
    rows = (row for row in scope.partnerships if row["first"])
    return [row for row in rows if (since or "") <= row["first"] <= (until or "9")]


def _twins(scope: BriefScope) -> Sequence[lists.Record]:
    """Which of the partnerships are of twins."""
    return [row for row in scope.partnerships if row["twinned"]]


def _partnership(writer: _Writer, row: lists.Record) -> BriefLine:
    """A partnership: how firm, how much, since when."""
    scope = writer.scope
    speech = scope.speech
    home = scope.short_name({f"{one}": row[f"home_{one}"] for one in ("ru", "en", "short", "short_en")})
    partner = scope.name({"ru": row["partner_ru"], "en": row["partner_en"]})
    if row["partner_path"] == row["country_path"]:
        partner = speech.say("place.unlocated", country=partner)
    strength = scope.name({"ru": row["strength_ru"], "en": row["strength_en"]})
    parts = [strength.lower(), speech.count("count.events", row["events"])]
    if row["agreements"]:
        parts.append(speech.count("count.agreements", row["agreements"]))
    if row["last"]:
        parts.append(speech.dates(row["first"], row["last"]))
    event = scope.explorer.db.execute(
        "SELECT e.id FROM basis b JOIN event e ON e.id = b.thing JOIN thing p ON p.id = b.partnership"
        " WHERE p.path = ? ORDER BY e.start DESC LIMIT 1",
        (row["path"],),
    ).fetchone()
    grounds = writer.cite_event(event[0]) if event is not None else ()
    return BriefLine(f"{home} – {partner}", ", ".join(parts), row["path"], grounds)


def _agreements(scope: BriefScope) -> Sequence[lists.Record]:
    """What was agreed."""
    return [row for row in scope.agreements if row["status"] not in PROMISED]


def _promised(scope: BriefScope) -> Sequence[lists.Record]:
    """What was promised and is not yet signed, and what runs out soon."""
    until = scope.filters.until or date.today().isoformat()
    soon = (date.fromisoformat(until) + DUE_WITHIN).isoformat()
    return [
        row for row in scope.agreements
        if row["status"] in PROMISED or (row["valid_until"] is not None and row["valid_until"] <= soon)
    ]  # fmt: skip


def _signed(speech: Speech, row: lists.Record) -> str:
    """The day of the signature, or the bounds of it; nothing where none is known."""
    if row["signed_on"]:
        return speech.date(row["signed_on"])
    return speech.between(row["signed_from"], row["signed_to"]) if row["signed_from"] else ""


def _agreement(writer: _Writer, row: lists.Record) -> BriefLine:
    """An agreement with its state, term and parties."""
    speech, scope = writer.scope.speech, writer.scope
    parts = [scope.name({"ru": row["status_ru"] or "", "en": row["status_en"]}).lower()]
    if row["number"]:
        parts.append(f"№ {row['number']}")
    parts.append(_signed(speech, row))
    if row["valid_until"]:
        parts.append(speech.say("brief.until", when=speech.date(row["valid_until"])))
    parties = [scope.name(one) for one in lists.unpack(row["parties"]) or lists.unpack(row["homes"])]
    parts += [", ".join(parties)] if parties else []
    told = "; ".join(part for part in parts if part)
    name = shortened(scope.name(row), LONGEST_NAME)
    return BriefLine(name, told, row["path"], writer.cite_agreement(row["path"]))


def _event(writer: _Writer, number: int) -> BriefLine:
    """An event: when it was, who took part."""
    scope = writer.scope
    (row,) = lists.event_rows(scope.explorer.db, [number])
    when = scope.speech.dates(row["start"], row["end"], row["precision"] or "day")
    countries = [scope.name(one) for one in lists.unpack(row["countries"])]
    told = "; ".join(part for part in (when, ", ".join(countries)) if part)
    return BriefLine(shortened(scope.name(row), LONGEST_NAME), told, row["path"], writer.cite_event(number))


def _people(scope: BriefScope) -> Sequence[lists.Record]:
    """Whom one met: those who act for other countries."""
    found: list[lists.Record] = scope.explorer.db.execute(
        "SELECT t.*, max(post) AS post, max(event) AS event, count(DISTINCT event) AS met FROM post"
        " JOIN thing t ON t.id = person WHERE event IN (SELECT value FROM json_each(?))"
        " AND t.country IS NOT NULL AND t.country <> ? GROUP BY t.id ORDER BY met DESC, t.ru",
        (lists.as_json(scope.event_ids), scope.home_country),
    ).fetchall()
    return found


def _person(writer: _Writer, row: lists.Record) -> BriefLine:
    """Somebody with their post."""
    return BriefLine(writer.scope.name(row), row["post"] or "", row["path"], writer.cite_event(row["event"]))


def _white_spots(writer: _Writer) -> Iterator[BriefLine]:
    """Where there is nothing yet: sectors, the countries that others work with, sides without a contact."""
    filters = writer.scope.filters
    if not filters.sector:
        yield from _silent_sectors(writer.scope)
    if not filters.home:
        yield from _absent_homes(writer.scope)
    elif not (filters.partner or filters.country):
        yield from _absent_countries(writer.scope)


def _silent_sectors(scope: BriefScope) -> Iterator[BriefLine]:
    db = scope.explorer.db
    counts = Selection(db, scope.explorer.columns.events, scope.filters).counts("sector")
    silent = [scope.name(row) for row in lists.concepts(db, "sector") if row["code"] not in counts]
    if silent and counts:
        yield BriefLine(scope.speech.say("brief.white.sectors"), ", ".join(silent))


def _absent_countries(scope: BriefScope) -> Iterator[BriefLine]:
    db, events = scope.explorer.db, scope.explorer.columns.events
    countries = Selection(db, events, Filters()).counts("country")
    own = Selection(db, events, Filters(home=scope.filters.home)).counts("country")
    most = sorted(countries, key=lambda code: -countries[code])[:WHITE_COUNTRIES]
    paths = [f"place/{code.lower()}" for code in most if code not in own]
    named = lists.by_path(db, paths)
    absent = [scope.name(named[path]) for path in paths if path in named]
    if absent:
        yield BriefLine(scope.speech.say("brief.white.countries"), ", ".join(absent))


def _absent_homes(scope: BriefScope) -> Iterator[BriefLine]:
    homes = {row["home_path"] for row in scope.partnerships}
    rows = scope.explorer.db.execute("SELECT * FROM thing WHERE kind = 'municipality' ORDER BY ru").fetchall()
    absent = [scope.short_name(row) for row in rows if row["path"] not in homes]
    left = len(absent) - WHITE_NAMES
    more = [scope.speech.say("filter.more", n=left)] if left > 0 else []
    if absent:
        yield BriefLine(scope.speech.say("brief.white.homes"), ", ".join([*absent[:WHITE_NAMES], *more]))


@dataclass(frozen=True, slots=True)
class Listed:
    """A section that lists: what it could tell of, the line for each, how many at most."""

    found: Callable[[BriefScope], Sequence[Any]]
    line: Callable[[_Writer, Any], BriefLine]
    most: int = SHOWN

    def section(self, key: str, writer: _Writer) -> BriefSection:
        """The first lines, and how many there are beside."""
        found = self.found(writer.scope)
        # One line more would cite rows that no line shown rests on.
        lines = tuple(self.line(writer, one) for one in found[: self.most])
        return BriefSection(key, lines, len(found) - len(lines))


Told = Callable[[_Writer], Iterable[BriefLine]]
SECTIONS: Mapping[str, Told | Listed] = {
    "summary": _summary,
    "new": Listed(_new_partners, _partnership),
    "partners": Listed(_partners, _partnership),
    "twins": Listed(_twins, _partnership),
    "agreements": Listed(_agreements, _agreement),
    "promised": Listed(_promised, _agreement),
    "events": Listed(lambda scope: scope.event_ids, _event),
    "people": Listed(_people, _person),
    "white": _white_spots,
}
"""Each section, in the order of the brief."""


def brief_of(scope: BriefScope, today: date) -> Brief:
    """The brief on that part of the graph, of two pages at most."""
    writer = _Writer(scope)
    sections = tuple(
        one.section(key, writer) if isinstance(one, Listed) else BriefSection(key, tuple(one(writer)))
        for key, one in SECTIONS.items()
    )
    is_meeting = scope.filters.home and (scope.filters.partner or scope.filters.country)
    key = "brief.title.meeting" if is_meeting else "brief.title"
    subject = scope.subject
    title = scope.speech.say(key, subject=subject) if subject else scope.speech.say("brief.title.region")
    told = tuple(one for one in sections if one.lines)
    return fitted(Brief(title, scope.period, today, scope.explorer.built, told, tuple(writer.grounds)))
