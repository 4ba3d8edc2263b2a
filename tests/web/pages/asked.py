"""Stored questions beside the pages about the same thing: `asked.yml` says where each number stands."""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from graph.iris import DEFAULT_BASE
from ontology.yaml_files import read_yaml
from queries.catalog import Parameter, Question
from queries.engine import Engine
from queries.run import Answer, ask, native
from tests.web.pages.crawl import Crawl

FILTER_OF = {
    "municipality": "home", "place": "partner", "partner": "partner", "country": "country",
    "sector": "sector", "field": "sector", "event_type": "type", "type": "agreement_type",
    "since": "since", "until": "until", "strength": "strength",
    "organisation": "partner", "person": "partner", "from": "since", "to": "until",
}  # fmt: skip
"""By which filter of the pages a parameter of a question asks for the same."""
SOME_ROWS = 3
"""About so many rows of an answer are followed, from its first to its last."""

Given = Mapping[str, str]
Row = Mapping[str, str]


@dataclass(frozen=True)
class Beside:
    """Where a question's numbers stand on pages.

    `cells`: the number of a column is that of the list at an address made of the row; `links`: a column
    of the table there leads to so many different things; `said`: the page of a thing says so many beside
    that beginning of a word; `whole`: so many different things (`*`: rows) are
    answered as the list at the address has; `zero`: there is nothing at the address; `reason`: why there is
    no such page.
    `open`: parameters that mean something else there; `needs`: one without which pages have no such list.
    """

    cells: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    whole: Mapping[str, str] = field(default_factory=dict)
    zero: Sequence[str] = ()
    open: Sequence[str] = ()
    needs: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Difference:
    """A number of an answer that the page about the same thing does not have."""

    given: str
    what: str
    answered: int
    address: str
    listed: int | None


def read_beside() -> dict[str, Beside]:
    """The places of every question's numbers, as the file beside this one says."""
    told: dict[str, dict[str, Any]] = read_yaml(Path(__file__).with_suffix(".yml"))
    return {name: Beside(**one) for name, one in told.items()}


_KNOWN = "ORDER BY agreements DESC, events DESC LIMIT"
_ABROAD = "FROM thing WHERE kind = 'place' AND country <> 'RU' AND path"
_MOST = "ORDER BY count(*) DESC LIMIT"
TRIED = {
    "municipality": f"SELECT path FROM thing WHERE kind = 'municipality' {_KNOWN} 2",
    "partner": f"SELECT * FROM (SELECT path {_ABROAD} LIKE '%-oblast' {_KNOWN} 1)"
    f" UNION ALL SELECT * FROM (SELECT path {_ABROAD} NOT LIKE '%-oblast' {_KNOWN} 1)",
    "country": f"SELECT path FROM thing WHERE kind = 'country' AND country <> 'RU' {_KNOWN} 2",
    "organisation": f"SELECT path FROM thing WHERE kind = 'organisation' {_KNOWN} 2",
    "person": f"SELECT path FROM thing WHERE kind = 'person' {_KNOWN} 2",
    "sector": f"SELECT sector FROM event_sector GROUP BY sector {_MOST} 2",
    "event_type": f"SELECT type FROM event WHERE type IS NOT NULL GROUP BY type {_MOST} 1",
    "agreement_type": f"SELECT type FROM agreement GROUP BY type {_MOST} 1",
    "status": f"SELECT status FROM agreement GROUP BY status {_MOST} 2",
    "strength": f"SELECT strength FROM partnership GROUP BY strength {_MOST} 2",
    # within something that lasts, where what began before is told from what was there
    "date": "SELECT date(start, '+1 day') AS next FROM event WHERE end > next ORDER BY start LIMIT 1",
    "integer": "SELECT substr(max(start), 1, 4) FROM event",
}
"""What questions are asked with: by the type of a parameter, the values that most is known of."""


class Tried:
    """The values that questions are asked with, as an index has them."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index

    def values(self, parameter: Parameter) -> list[str]:
        """The values that a parameter is tried with; places and bodies by their IRI."""
        rows = self._index.execute(TRIED[parameter.type]).fetchall()
        return [DEFAULT_BASE + value if "/" in value else value for (value,) in rows if value]


@dataclass
class Comparison:
    """A graph's answers and the pages of the same graph; `compared` is how many numbers were, so far."""

    engine: Engine
    crawl: Crawl
    tried: Tried
    compared: int = 0

    def differences(self, question: Question, beside: Beside) -> Iterator[Difference]:
        """All that differs, asked openly, with each value of each parameter, and with some at once."""
        named = [one for one in question.parameters if one.name in FILTER_OF and one.name not in beside.open]
        values = {one.name: self.tried.values(one) for one in named}
        first = {name: found[0] for name, found in values.items() if found}
        settings: list[Given] = [{}, *({name: one} for name, found in values.items() for one in found)]
        if {"municipality", "place"} <= first.keys():
            settings.append({name: first[name] for name in ("municipality", "place")})
        for given in (one for one in settings if not beside.needs or beside.needs in one):
            yield from self._differ(question, beside, given)

    def _differ(self, question: Question, beside: Beside, given: Given) -> Iterator[Difference]:
        opened = {one.name: "" for one in question.parameters if one.default is not None}
        parameters: dict[str, Any] = {**opened, **given}
        rows = _rows(question, ask(self.engine, question.name, **parameters))
        asked = [(FILTER_OF[name], _as_filter(name, value)) for name, value in given.items()]
        for what, answered, address in _stated(beside, rows):
            if given and address.startswith("/id/"):
                continue  # the page of a thing has no filters
            whole = _with(address, asked)
            self.compared += 1
            listed = self._there(beside, what, whole)
            if listed != answered:
                yield Difference(str(given), what, answered, whole, listed)

    def _there(self, beside: Beside, what: str, address: str) -> int | None:
        """How many there are of it at the address."""
        if what in beside.said:
            return self.crawl.says(*address.split(" "))
        return self._links(address) if what in beside.links else self.crawl.listed(address)

    def _links(self, address: str) -> int | None:
        """To how many different partners the first cells of a kind lead in the table of a section.

        Where the table leaves some out, those are counted that stand in the network it leads to.
        """
        path, _, place = address.partition("#")
        section, _, cell = place.partition(" ")
        page = self.crawl.page(path)
        if page is None:
            return None
        for more in page.xpath(f".//*[@id='{section}']/p/a[contains(@href, '#table')]/@href"):
            drawn = self.crawl.page(_with(_plain(more), [("level", "place")]))
            assert drawn is not None, more
            marks = ".//a[contains(@class, 'node') and not(contains(@class, 'home'))]/@data-path"
            return len({*drawn.xpath(marks)})
        return len({*page.xpath(f".//*[@id='{section}']//tbody/tr/{cell}[1]/a[1]/@href")})


def _plain(link: str) -> str:
    """Where a link leads, without the language and the place on the page."""
    return re.sub(r"[?&]lang=\w+", "", link).partition("#")[0]


def _stated(beside: Beside, rows: list[Row]) -> Iterator[tuple[str, int, str]]:
    """What an answer states: a column, its number, the address where pages have the same."""
    for what, pattern in beside.whole.items():
        column, _, part = what.partition(" ")
        chosen = [row for row in rows if not part or row["part"] == part]
        things = {row[column] for row in chosen if row[column]} if column != "*" else chosen
        yield what, len(things), pattern
    for row in _some(rows):
        for what, pattern in (*beside.cells.items(), *beside.links.items(), *beside.said.items()):
            if (address := _filled(pattern, row)) is not None and row[what]:
                yield what, int(row[what]), address
        for pattern in beside.zero:
            if (address := _filled(pattern, row)) is not None:
                yield "none", 0, address


def _rows(question: Question, answer: Answer) -> list[Row]:
    names = [one.name for one in question.columns]
    return [{name: _told(cell) for name, cell in zip(names, row, strict=True)} for row in answer.rows]


def _some(rows: list[Row]) -> Sequence[Row]:
    return rows[:: max((len(rows) - 1) // (SOME_ROWS - 1), 1)]


def _told(cell: object) -> str:
    """A cell as an address has it: the path of a thing, the code of a concept, a value as text."""
    if cell is None:
        return ""
    if isinstance(cell, NamedNode):
        iri = cell.value
        return iri.removeprefix(DEFAULT_BASE) if iri.startswith(DEFAULT_BASE) else re.split("[/#]", iri)[-1]
    return str(native(cell)) if isinstance(cell, Literal) else str(cell)


def _filled(pattern: str, row: Row) -> str | None:
    """The address made of the row; None where the row lacks a part of it."""
    names = re.findall(r"\{(\w+)", pattern)
    if not all(row[name] for name in names):
        return None
    address = re.sub(r"\{(\w+):code\}", lambda found: _code(row[found[1]]), pattern)
    return re.sub(r"\{(\w+)\}", lambda found: quote(row[found[1]].zfill(2), safe="/:"), address)


def _code(country: str) -> str:
    return country.removeprefix("place/").upper()


def _with(address: str, asked: Sequence[tuple[str, str]]) -> str:
    """The address with the filters that it does not name itself; the page of a thing has none."""
    path, mark, anchor = address.partition("#")
    is_placed = "partner=" in path  # what the row tells of lies in the place that was asked for
    more = [
        f"{name}={quote(value, safe='/:')}"
        for name, value in asked
        if f"{name}=" not in path and not (is_placed and name == "country")
    ]
    if path.startswith("/id/") or not more:
        return address
    return path + ("&" if "?" in path else "?") + "&".join(more) + mark + anchor


def _as_filter(parameter: str, value: str) -> str:
    path = value.removeprefix(DEFAULT_BASE)
    return _code(path) if parameter == "country" else path
