"""What a brief is about: the events, agreements and partnerships of what was asked."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from starlette.datastructures import QueryParams

from ontology.errors import ParameterError
from ontology.speech import Speech
from ontology.speech.quotes import nested
from web.index import lists
from web.index.columns import HOME_COUNTRY, ColumnTable
from web.index.filters import Condition, Filters, active_filters, read_filters
from web.index.periods import code_of, reported
from web.index.selection import Selection
from web.site import Explorer

ASKED = ("home", "partner", "country", "sector", "organisation", "period", "since", "until")
"""What a brief may be asked about."""


@dataclass(frozen=True)
class BriefScope:
    """The part of the graph that a brief tells of; `organisation` narrows it to what it took part in."""

    explorer: Explorer
    filters: Filters
    speech: Speech
    organisation: lists.Record | None = None

    @cached_property
    def event_ids(self) -> list[int]:
        """Its events, the latest first."""
        return self._ids(self.explorer.columns.events)

    @cached_property
    def agreement_ids(self) -> list[int]:
        """Its agreements, the latest evidence first."""
        return self._ids(self.explorer.columns.agreements)

    @cached_property
    def agreements(self) -> list[lists.Record]:
        """Its agreements with all that is known of them, the latest evidence first."""
        return lists.agreement_rows(self.explorer.db, self.agreement_ids)

    def _ids(self, table: ColumnTable) -> list[int]:
        ids = [int(one) for one in Selection(self.explorer.db, table, self.filters).ids(limit=len(table))]
        if self.organisation is None:
            return ids
        linked = {
            row[0]
            for row in self.explorer.db.execute(
                f"SELECT {table.name} FROM {table.name}_link WHERE thing = ?", (self.organisation["id"],)
            )
        }
        return [one for one in ids if one in linked]

    @cached_property
    def partnerships(self) -> list[lists.Record]:
        """The partnerships that rest on its events and agreements, the firmest first."""
        db = self.explorer.db
        resting = Condition(
            "p.id IN (SELECT partnership FROM basis WHERE thing IN (SELECT value FROM json_each(?)))",
            (lists.as_json([*self.event_ids, *self.agreement_ids]),),
        )
        return lists.partnerships(db, self.filters.partnerships() & resting)

    @cached_property
    def home_country(self) -> str:
        """The code of the country that the home sides lie in."""
        row = self.explorer.db.execute(
            f"SELECT country FROM thing WHERE kind = 'country' AND id IN ({HOME_COUNTRY}) LIMIT 1"
        ).fetchone()
        return str(row[0]) if row is not None else ""

    def name(self, thing: Mapping[str, object] | lists.Record) -> str:
        """What the thing is called in the brief's language."""
        return nested(str((thing["en"] if self.speech.lang == "en" else None) or thing["ru"]))

    def short_name(self, thing: Mapping[str, object] | lists.Record) -> str:
        """The same where there is little room."""
        return nested(lists.short_name(thing, self.speech.lang))

    @property
    def period(self) -> str:
        """The period in words; nothing where all of it was asked for."""
        since, until = self.filters.since, self.filters.until
        code = code_of(since, until, reported(self.explorer.db))
        if code is not None:
            return self.speech.period(code)
        return self.speech.dates(since, until) if since or until else ""

    @property
    def subject(self) -> str:
        """What it is about, in words: «Десногорск», «Вязьма – Орша», «Образование и наука»."""
        named = [
            one.names[self.speech.lang == "en"]
            for one in active_filters(self.explorer.db, self.filters)
            if one.names is not None
        ]
        if self.organisation is not None:
            named.append(self.name(self.organisation))
        return " – ".join(named)


def scope_of(explorer: Explorer, params: QueryParams, speech: Speech) -> BriefScope:
    """The scope that an address asks for; raises ParameterError for what the graph does not know."""
    filters = read_filters(QueryParams([(k, v) for k, v in params.multi_items() if k in ASKED and v]))
    for one in active_filters(explorer.db, filters):
        if one.names is None:
            raise ParameterError("brief-unknown", name=one.value)
    told = params.get("organisation")
    path = _path(explorer, "organisation", told) if told else ""
    return BriefScope(explorer, filters, speech, lists.by_path(explorer.db, [path]).get(path))


def with_names(explorer: Explorer, given: Mapping[str, str | None]) -> QueryParams:
    """The parameters of an address for what a person calls by name; ParameterError for unknown names."""
    pairs = []
    for parameter, value in given.items():
        if value:
            found = value if parameter in ("period", "since", "until") else _path(explorer, parameter, value)
            pairs.append((parameter, found))
    return QueryParams(pairs)


_KINDS = {
    "home": "kind IN ('municipality', 'place')", "partner": "kind IN ('place', 'country')",
    "organisation": "kind = 'organisation'", "country": "kind = 'country'",
}  # fmt: skip


def _path(explorer: Explorer, parameter: str, value: str) -> str:
    db = explorer.db
    if parameter == "sector":
        row = db.execute(
            "SELECT code FROM concept WHERE scheme = 'sector' AND (code = ? OR ru = ? OR en = ?)",
            (value,) * 3,
        ).fetchone()
    else:
        row = db.execute(
            f"SELECT path FROM thing WHERE {_KINDS[parameter]}"
            " AND (path = ? OR ru = ? OR en = ? OR short = ? OR path = 'place/' || lower(?)"
            " OR id IN (SELECT thing FROM other_name WHERE name = ?)) ORDER BY events DESC LIMIT 1",
            (value,) * 6,
        ).fetchone()
    if row is None:
        raise ParameterError("brief-unknown", name=value)
    path = str(row[0])
    return path.removeprefix("place/").upper() if parameter == "country" else path
