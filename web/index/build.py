"""From a snapshot to the explorer's index: the steps, top to bottom.

Each step asks one query of `queries/pages` and fills one or two tables. The file is written beside its
place and renamed, so that a reader sees the whole index or none.
"""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import hashlib
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from ontology.vocabulary import concepts
from web.index.positions import place_nodes
from web.index.words import index_words
from web.rows import Ask, Row

Values = tuple[Any, ...]

PLACE_KINDS = {"Municipality": "municipality", "Country": "country"}
INDEXES = "-- Indexes are made when the tables are full."
DETAILS = {"Region": "region", "District": "district", "Settlement": "settlement"}


def is_current(path: Path) -> bool:
    """Whether an index is there, made with the tables that pages ask now."""
    if not path.exists():
        return False
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        row = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    return row is not None and row[0] == _version()


def _version() -> str:
    return hashlib.sha256(_schema().encode()).hexdigest()[:16]


def _schema() -> str:
    return (files("web.index") / "schema.sql").read_text(encoding="utf-8")


def build_index(ask: Ask, base: str, path: Path, *, previous: Path | None = None) -> Path:
    """The index of the data that `ask` answers for, written to `path`.

    `previous` is the index of the snapshot before: nodes it has drawn keep their positions.
    """
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(draft) as db:
        db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        tables, indexes = _schema().split(INDEXES)
        db.executescript(tables)
        db.execute("INSERT INTO meta VALUES ('schema', ?)", (_version(),))
        filling = Filling(ask, base, db)
        for step in STEPS:
            step(filling)
        db.executescript(indexes)
        count_activity(db)
        place_nodes(db, previous)
        index_words(db)
        db.executescript("ANALYZE;")
    db.close()
    draft.replace(path)
    return path


class Filling:
    """An index being filled: the snapshot, the database, and the number of every thing met so far."""

    def __init__(self, ask: Ask, base: str, db: sqlite3.Connection) -> None:
        self.ask = ask
        self.base = base
        self.db = db
        self.numbers: dict[str, int] = {}
        self.names: dict[str, dict[str, str]] = {}

    def number(self, iri: str | None) -> int | None:
        """The thing's number; None for one that no step has added."""
        return self.numbers.get(iri) if iri is not None else None

    def add(self, kind: str, things: Iterable[Row], key: str, describe: Callable[[Row], Values]) -> None:
        """One `thing` per distinct IRI; `describe` gives detail, country, within, short, lat and lon."""
        found: list[Values] = []
        for row in things:
            iri = row[key]
            if iri in self.numbers or not iri.startswith(self.base):
                continue
            self.numbers[iri] = len(self.numbers) + 1
            names = self.names.get(iri, {})
            path = iri.removeprefix(self.base)
            ru = names.get("ru") or names.get("") or names.get("en") or path
            found.append((self.numbers[iri], path, kind, ru, names.get("en"), *describe(row)))
        self.db.executemany(
            "INSERT INTO thing (id, path, kind, ru, en, detail, country, within, short, lat, lon)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            found,
        )

    def fill(self, table: str, values: Iterable[Values]) -> None:
        """Rows of a table, in the order of its columns; repeated keys are kept once."""
        rows = iter(values)
        first = next(rows, None)
        if first is None:
            return
        marks = ", ".join("?" * len(first))
        self.db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", chain([first], rows))


def add_names(filling: Filling) -> None:
    """Every label is at hand before the first thing is added."""
    for row in filling.ask("labels"):
        filling.names.setdefault(row["thing"], {})[row.get("lang", "")] = row["label"]


def add_concepts(filling: Filling) -> None:
    """Sectors, types, statuses and kinds with their names and definitions."""
    filling.fill(
        "concept",
        (
            (
                one.scheme,
                one.code,
                one.labels["ru"],
                one.labels["en"],
                one.definitions.get("ru"),
                one.definitions.get("en"),
                one.rank,
            )
            for one in concepts().values()
        ),
    )


def add_places(filling: Filling) -> None:
    """Municipalities, countries and other places, then what contains them."""
    # A place has its general class and a special one: the special one says what kind of thing it is.
    found = sorted(filling.ask("places"), key=lambda row: code_of(row["class"]) == "Place")
    for row in found:
        name = code_of(row["class"])
        filling.add(
            PLACE_KINDS.get(name, "place"),
            [row],
            "place",
            lambda r, name=name: (  # type: ignore[misc]
                r.get("kind") or DETAILS.get(name), r.get("code"), None, r.get("short"),
                r.get("lat"), r.get("long"),
            ),
        )  # fmt: skip
    filling.db.executemany(
        "UPDATE thing SET within = ? WHERE id = ?",
        (
            (filling.number(row["within"]), filling.number(row["place"]))
            for row in sorted(found, key=lambda row: -row.get("within", "").count("/"), reverse=True)
            if filling.number(row.get("within")) is not None
        ),
    )


def add_organisations(filling: Filling) -> None:
    """Organisations with kind, country and place."""

    def describe(row: Row) -> Values:
        place = filling.number(row.get("place"))
        return code_or_none(row.get("kind")), row.get("code"), place, None, None, None

    filling.add("organisation", filling.ask("organisations"), "organisation", describe)


def add_people(filling: Filling) -> None:
    """People with the country they act for."""

    def describe(row: Row) -> Values:
        country = row.get("country", "").rpartition("/")[2].upper()
        return None, country or None, None, None, None, None

    filling.add("person", filling.ask("people"), "person", describe)


def add_reports(filling: Filling) -> None:
    """Reports with period and source."""
    reports = list(filling.ask("reports"))
    filling.add("report", reports, "report", lambda row: (row["scope"], *nothing(5)))
    filling.fill(
        "report",
        (
            (
                filling.number(row["report"]), row.get("title"), row["period"], row["scope"], row["start"],
                row["end"], row.get("source"), row.get("sha256"),
            )
            for row in reports
        ),
    )  # fmt: skip


def add_events(filling: Filling) -> None:
    """Events with dates and attributes, and what they link to."""
    events = list(filling.ask("events"))
    filling.add("event", events, "event", lambda row: (code_or_none(row.get("type")), *nothing(5)))
    filling.fill(
        "event",
        (
            (
                filling.number(row["event"]), row.get("start"), row.get("end"), row.get("precision"),
                code_or_none(row.get("mode")), code_or_none(row.get("type")), code_or_none(row.get("sector")),
                row.get("min"), row.get("max"), 0,
            )
            for row in events
        ),
    )  # fmt: skip
    add_links(filling, "event")


def add_agreements(filling: Filling) -> None:
    """Agreements with their links and stages."""
    agreements = list(filling.ask("agreements"))
    filling.add(
        "agreement", agreements, "agreement", lambda row: (code_or_none(row.get("type")), *nothing(5))
    )
    filling.fill(
        "agreement",
        (
            (
                filling.number(row["agreement"]), code_or_none(row.get("type")),
                code_or_none(row.get("status")),
                row.get("signed"), row.get("number"), row.get("evidence"),
            )
            for row in agreements
        ),
    )  # fmt: skip
    add_links(filling, "agreement")


def add_links(filling: Filling, kind: str) -> None:
    """What events or agreements link to: sectors by code, everything else by number."""
    links: list[Values] = []
    sectors: list[Values] = []
    for row in filling.ask(f"{kind}-links"):
        one = filling.number(row[kind])
        if row["role"] == "sector":
            sectors.append((one, code_of(row["thing"])))
        elif (other := filling.number(row["thing"])) is not None:
            links.append((one, row["role"], other))
    # In the order of their keys, so that each is written behind the one before.
    filling.fill(f"{kind}_link", sorted(links))
    filling.fill(f"{kind}_sector", sorted(sectors))


def add_entries(filling: Filling) -> None:
    """Reported rows, and how many of them tell of each event."""
    entries = list(filling.ask("entries"))
    filling.add("entry", entries, "entry", lambda row: nothing(6))
    filling.fill(
        "entry",
        (
            (
                filling.number(row["entry"]), filling.number(row["report"]), row["number"],
                row.get("section"),
                filling.number(row.get("reporter")), filling.number(row["event"]), row.get("findings", 0),
            )
            for row in entries
        ),
    )  # fmt: skip
    cells = ("title", "place", "content", "participants")
    filling.fill(
        "passage",
        (
            (filling.number(row["entry"]), " · ".join(row[cell] for cell in cells if row.get(cell)))
            for row in entries
        ),
    )


def add_stages(filling: Filling) -> None:
    """The stages of agreements, each with the row that tells of it."""
    filling.fill(
        "stage",
        (
            (
                filling.number(row["agreement"]), code_of(row["status"]), row.get("date"),
                filling.number(row.get("entry")), filling.number(row.get("event")),
            )
            for row in filling.ask("stages")
        ),
    )  # fmt: skip


def add_posts(filling: Filling) -> None:
    """Posts that people held."""
    filling.fill(
        "post",
        (
            (
                filling.number(row["person"]), row.get("post"), filling.number(row.get("organisation")),
                filling.number(row.get("event")),
            )
            for row in filling.ask("posts")
        ),
    )  # fmt: skip


def add_twinnings(filling: Filling) -> None:
    """Pairs of places called twins."""
    pairs = ((filling.number(row["place"]), filling.number(row["twin"])) for row in filling.ask("twinnings"))
    filling.fill("twinning", (pair for pair in pairs if None not in pair))


def add_partnerships(filling: Filling) -> None:
    """Partnerships with their counts, what they rest on and their sectors."""
    partnerships = list(filling.ask("partnerships"))
    filling.add("partnership", partnerships, "partnership", lambda row: nothing(6))
    number = filling.number
    filling.fill(
        "partnership",
        (
            (
                number(row["partnership"]), number(row["home"]), number(row["partner"]),
                number(row["country"]),
                code_of(row["strength"]), row.get("twinned") == "true", row["events"], row["agreements"],
                row.get("signed", 0), row.get("first"), row.get("last"),
            )
            for row in partnerships
        ),
    )  # fmt: skip
    basis = ((number(row["partnership"]), number(row["basis"])) for row in filling.ask("partnership-basis"))
    filling.fill("basis", (pair for pair in basis if None not in pair))
    filling.fill(
        "partnership_sector",
        (
            (number(row["partnership"]), code_of(row["sector"]), row["events"], row["agreements"])
            for row in filling.ask("partnership-sectors")
        ),
    )


def add_agreement_partners(filling: Filling) -> None:
    """Agreements belong also to the partners whose partnerships rest on them, though not named as parties."""
    filling.db.execute(
        "INSERT OR IGNORE INTO agreement_link SELECT a.id, 'partner', p.partner FROM basis b"
        " JOIN agreement a ON a.id = b.thing JOIN partnership p ON p.id = b.partnership"
    )


def add_other_names(filling: Filling) -> None:
    """Other and former names of things."""
    for query in ("other-names", "former-names"):
        filling.fill(
            "other_name",
            (
                (filling.number(row["thing"]), row["name"], row.get("since"), row.get("until"))
                for row in filling.ask(query)
                if filling.number(row["thing"]) is not None
            ),
        )


def count_activity(db: sqlite3.Connection) -> None:
    """How many distinct events and agreements touch each thing; a country counts through its role."""
    db.executescript(
        """
        UPDATE event SET entries = (SELECT count(*) FROM entry WHERE event = event.id);
        UPDATE thing SET
          events = (SELECT count(DISTINCT event) FROM event_link WHERE thing = thing.id),
          agreements = (SELECT count(DISTINCT agreement) FROM agreement_link
                        WHERE thing = thing.id AND role IN ('home', 'party', 'country', 'partner'))
        WHERE kind IN ('municipality', 'place', 'country', 'organisation', 'person');
        UPDATE thing SET events = p.events, agreements = p.agreements
        FROM partnership p WHERE p.id = thing.id;
        CREATE TEMP TABLE touched AS SELECT DISTINCT l.thing, l.event FROM event_link l
          JOIN thing t ON t.id = l.thing WHERE t.kind IN ('municipality', 'place', 'country');
        INSERT INTO thing_month SELECT l.thing, substr(e.start, 1, 7), count(*) FROM touched l
          JOIN event e ON e.id = l.event WHERE e.start IS NOT NULL GROUP BY 1, 2;
        INSERT INTO home_month SELECT l.thing, substr(e.start, 1, 7), count(*) FROM event_link l
          JOIN event e ON e.id = l.event WHERE l.role = 'home' AND e.start IS NOT NULL GROUP BY 1, 2;
        INSERT INTO thing_sector SELECT l.thing, s.sector, count(*) FROM touched l
          JOIN event_sector s ON s.event = l.event GROUP BY 1, 2;
        DROP TABLE touched;
        """
    )


STEPS: tuple[Callable[[Filling], None], ...] = (
    add_names,
    add_concepts,
    add_places,
    add_organisations,
    add_people,
    add_reports,
    add_events,
    add_agreements,
    add_entries,
    add_stages,
    add_posts,
    add_twinnings,
    add_partnerships,
    add_agreement_partners,
    add_other_names,
)


def code_of(iri: str) -> str:
    """The last segment of an IRI."""
    return iri.replace("#", "/").rpartition("/")[2]


def code_or_none(iri: str | None) -> str | None:
    """The last segment of an IRI, None of None."""
    return None if iri is None else code_of(iri)


def nothing(columns: int) -> Values:
    """Empty values for so many columns."""
    return (None,) * columns
