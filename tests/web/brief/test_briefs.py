"""Briefs say nothing that the graph does not: each is read again, and every name and number looked up."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from fastapi.testclient import TestClient

from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from ontology.speech import Speech
from web.brief.model import FEWEST, Brief, BriefGround, BriefSection, fitted
from web.brief.model import BriefLine as BriefLine
from web.brief.scope import scope_of, with_names
from web.brief.word import own_template
from web.site import Explorer, local_explorer

ASKED = {
    "municipality": "home=municipality/ru/smolensk-oblast/smolensk",
    "place": "partner=place/by/orsha",
    "country": "country=BY",
    "meeting": "home=municipality/ru/smolensk-oblast/smolensk&country=BY",
    "sector": "sector=culture",
    "organisation": "",
    "quarter": "period=2024-Q3",
    "region": "period=2024",
}


@pytest.fixture(scope="module")
def explorer(data: Path) -> Explorer:
    """What the served snapshot holds."""
    return local_explorer(DataFolder(data), DEFAULT_BASE)


@pytest.fixture(scope="module")
def home(explorer: Explorer) -> str:
    """The path of a home side."""
    row = explorer.db.execute(
        "SELECT t.path FROM partnership p JOIN thing t ON t.id = p.home LIMIT 1"
    ).fetchone()
    return str(row[0])


def asked_for(kind: str, home: str, explorer: Explorer) -> str:
    place = explorer.db.execute(
        "SELECT path FROM thing WHERE ru = 'Орша' OR ru = 'город Орша' OR path LIKE '%/orsha'"
    ).fetchone()[0]
    body = explorer.db.execute(
        "SELECT path FROM thing WHERE kind = 'organisation' ORDER BY events DESC, path LIMIT 1"
    ).fetchone()[0]
    known = {
        "organisation": f"organisation={body}",
        "municipality": f"home={home}",
        "meeting": f"home={home}&country=BY",
        "place": f"partner={place}",
    }
    return known.get(kind, ASKED[kind])


def paragraphs(body: bytes) -> list[tuple[str, str]]:
    """Each paragraph's style and text."""
    return [(one.style.name, one.text) for one in Document(BytesIO(body)).paragraphs if one.style is not None]


def lines(body: bytes) -> Iterator[tuple[str, str, list[int]]]:
    """The name, the rest and the grounds of each line."""
    for one in Document(BytesIO(body)).paragraphs:
        if one.style is not None and one.style.name == "List Bullet":
            name = "".join(run.text for run in one.runs if run.bold)
            told = "".join(run.text for run in one.runs if not run.bold and not run.font.superscript)
            cited = [
                int(number)
                for run in one.runs
                if run.font.superscript
                for number in re.findall(r"\d+", run.text)
            ]
            yield name, told.removeprefix(": "), cited


@pytest.mark.parametrize("kind", list(ASKED))
def test_every_name_and_number_of_a_brief_is_in_the_graph(
    client: TestClient, explorer: Explorer, home: str, kind: str
) -> None:
    query = asked_for(kind, home, explorer)
    answer = client.get(f"/brief.docx?{query}")
    assert answer.status_code == 200
    names = {row[0] for row in explorer.db.execute("SELECT ru FROM thing")}
    names |= {row[0] for row in explorer.db.execute("SELECT short FROM thing WHERE short IS NOT NULL")}
    speech = Speech("ru")
    own = {speech.say(f"brief.{key}") for key in (
        "events", "agreements", "partnerships", "first", "last", "white.sectors", "white.countries",
        "white.homes",
    )}  # fmt: skip
    grounds = dict(grounds_of(answer.content))
    found = list(lines(answer.content))
    assert found
    for name, _, cited in found:
        assert is_known(name, names | own), name
        assert set(cited) <= set(grounds)
        if name not in own:
            assert cited, f"{name} rests on nothing"
    rows = {row[0]: row[1] for row in explorer.db.execute("SELECT ru, path FROM thing WHERE kind = 'entry'")}
    assert sorted(grounds) == list(range(1, len(grounds) + 1))
    assert {one for _, _, cited in found for one in cited} == set(grounds)
    for row, words in grounds.values():
        cells = next(explorer.ask("entry", entry=explorer.iri(rows[row])), {})
        plain = " ".join(" ".join(cells.values()).split())
        assert words.strip("… ") in plain
    scope = scope_of(explorer, client.build_request("GET", f"/brief?{query}").url.params, speech)  # type: ignore[arg-type]
    told = {name: text for name, text, _ in found}
    assert told["Событий"] == str(counted(explorer, scope.event_ids, "event"))
    assert told["Соглашений"] == str(counted(explorer, scope.agreement_ids, "agreement"))
    days = {row[0] for row in explorer.db.execute("SELECT start FROM event")}
    assert told["Последнее событие"] in {speech.date(day) for day in days}


Told = tuple[str, str]
"""The name and the rest of a line."""


def told_by_section(body: bytes) -> dict[str, list[Told]]:
    """The lines under each heading."""
    found: dict[str, list[Told]] = {}
    heading = ""
    for one in Document(BytesIO(body)).paragraphs:
        style = one.style.name if one.style is not None else ""
        if style == "Heading 2":
            heading = one.text
        elif style == "List Bullet":
            name = "".join(run.text for run in one.runs if run.bold)
            rest = "".join(run.text for run in one.runs if not run.bold and not run.font.superscript)
            found.setdefault(heading, []).append((name, rest.removeprefix(": ")))
    return found


def words_of_partnership(explorer: Explorer, speech: Speech, line: Told) -> set[str]:
    """What a line on the partnership of these two sides may say: its strength, counts and days."""
    home, _, partner = line[0].removesuffix(" (без указания места)").partition(" – ")
    rows = explorer.db.execute(
        "SELECT p.*, s.ru AS firm FROM partnership p"
        " JOIN thing h ON h.id = p.home JOIN thing q ON q.id = p.partner"
        " JOIN concept s ON s.scheme = 'strength' AND s.code = p.strength"
        " WHERE ? IN (h.ru, h.short) AND q.ru = ?",
        (home, partner),
    ).fetchall()
    assert rows, line[0]
    return {
        ", ".join(
            [
                row["firm"].lower(),
                speech.count("count.events", row["events"]),
                *([speech.count("count.agreements", row["agreements"])] if row["agreements"] else []),
                *([speech.dates(row["first"], row["last"])] if row["last"] else []),
            ]
        )
        for row in rows
    }


def words_of_agreement(explorer: Explorer, speech: Speech, line: Told) -> set[str]:
    """The parts that a line on a document of this name may have."""
    rows = explorer.db.execute(
        "SELECT a.*, s.ru AS state FROM agreement a JOIN thing t ON t.id = a.id"
        " LEFT JOIN concept s ON s.scheme = 'status' AND s.code = a.status WHERE t.ru LIKE ?",
        (line[0].removesuffix("…").replace("_", "__") + "%",),
    ).fetchall()
    assert rows, line[0]
    days = {speech.date(row[name]) for row in rows for name in ("signed_on", "valid_until") if row[name]}
    return (
        {row["state"].lower() for row in rows}
        | {f"№\u00a0{row['number']}" for row in rows if row["number"]}
        | {f"№ {row['number']}" for row in rows if row["number"]}
        | days
        | {speech.say("brief.until", when=day) for day in days}
        | {speech.between(row["signed_from"], row["signed_to"]) for row in rows if row["signed_from"]}
    )


def words_of_event(explorer: Explorer, speech: Speech, line: Told) -> set[str]:
    """The days that an event of this name may have."""
    rows = explorer.db.execute(
        "SELECT e.* FROM event e JOIN thing t ON t.id = e.id WHERE t.ru LIKE ?",
        (line[0].removesuffix("…") + "%",),
    ).fetchall()
    assert rows, line[0]
    return {speech.dates(row["start"], row["end"], row["precision"] or "day") for row in rows if row["start"]}


@pytest.mark.parametrize("kind", list(ASKED))
def test_what_a_brief_tells_of_each_thing_is_in_the_graph(
    client: TestClient, explorer: Explorer, home: str, kind: str
) -> None:
    speech = Speech("ru")
    sections = told_by_section(client.get(f"/brief.docx?{asked_for(kind, home, explorer)}").content)
    names = {row[0] for row in explorer.db.execute("SELECT ru FROM thing UNION SELECT short FROM thing")}
    names |= {row[0] for row in explorer.db.execute("SELECT ru FROM concept")}
    sides = names | {row[0] for row in explorer.db.execute("SELECT name FROM other_name")}

    def lines_of(*keys: str) -> list[Told]:
        return [line for key in keys for line in sections.get(speech.say(f"brief.section.{key}"), [])]

    for line in lines_of("new", "partners", "twins"):
        assert line[1] in words_of_partnership(explorer, speech, line)
    for line in lines_of("agreements", "promised"):
        *known, parties = line[1].split("; ")
        assert set(known) <= words_of_agreement(explorer, speech, line), line
        assert set(parties.split(", ")) <= sides | words_of_agreement(explorer, speech, line), line
    for line in lines_of("events"):
        when, _, countries = line[1].partition("; ")
        assert when in words_of_event(explorer, speech, line), line
        assert not countries or set(countries.split(", ")) <= names, line
    for name, post in lines_of("people"):
        held = "SELECT 1 FROM post JOIN thing t ON t.id = person WHERE t.ru = ? AND post = ?"
        assert not post or explorer.db.execute(held, (name, post)).fetchone(), (name, post)
    for _, told in lines_of("white"):
        assert all(one in names or re.fullmatch(r"Ещё\s\d+", one) for one in told.split(", ")), told


def is_known(name: str, names: set[str]) -> bool:
    """Whether a name is one of the graph, cut where it is long, or joins two of them."""
    if name.endswith("…"):
        return any(one.startswith(name.removesuffix("…")) for one in names)
    parts = name.removesuffix(" (без указания места)").split(" – ")
    return name in names or all(part in names for part in parts)


def counted(explorer: Explorer, ids: list[int], table: str) -> int:
    """How many of the ids are rows of that table."""
    index = explorer.index
    with closing(sqlite3.connect(index)) as db:
        held = {row[0] for row in db.execute(f"SELECT id FROM {table}")}
    assert set(ids) <= held
    return len(set(ids))


def grounds_of(body: bytes) -> Iterator[tuple[int, tuple[str, str]]]:
    for style, text in paragraphs(body):
        found = re.fullmatch(r"\[(\d+)\] (.+?): (.*)", text) if style == "Caption" else None
        if found is not None:
            yield int(found[1]), (found[2], found[3])


def test_the_page_says_what_the_document_says(client: TestClient, home: str) -> None:
    page = client.get(f"/brief?home={home}")
    assert page.status_code == 200
    for name, _, _ in lines(client.get(f"/brief.docx?home={home}").content):
        assert name.split("<")[0][:20] in page.text
    assert "Составить" in client.get("/brief").text


def test_an_office_s_own_template_is_used(client: TestClient, data: Path, home: str) -> None:
    own = data / "brief.docx"
    try:
        document = Document(BytesIO(own_template()))
        document.styles["Title"].font.name = "Comic Sans MS"
        document.save(str(own))
        made = Document(BytesIO(client.get(f"/brief.docx?home={home}").content))
        assert made.styles["Title"].font.name == "Comic Sans MS"
        assert made.paragraphs[0].text.startswith("Справка")
    finally:
        own.unlink()


def test_what_the_graph_does_not_know_is_told(client: TestClient) -> None:
    assert client.get("/brief?home=nowhere").status_code == 400
    assert client.get("/brief.docx?organisation=nobody").status_code == 400


def test_names_lead_to_paths(explorer: Explorer) -> None:
    asked = with_names(
        explorer, {"country": "Беларусь", "sector": "Культура", "period": "2024-Q3", "home": None}
    )
    assert dict(asked.items()) == {"country": "BY", "sector": "culture", "period": "2024-Q3"}


def test_a_brief_of_a_busy_side_has_room_on_two_pages() -> None:
    rows = [BriefLine(f"Соглашение о сотрудничестве {n}" * 3, "подписано", None, (n,)) for n in range(1, 90)]
    grounds = tuple(BriefGround(n, f"Отчёт, № {n}", f"row/{n}", "слова " * 20) for n in range(1, 90))
    sections = (BriefSection("agreements", tuple(rows[:60])), BriefSection("events", tuple(rows[60:])))
    brief = fitted(Brief("Справка", "", date(2025, 1, 1), "2025-01-01", sections, grounds))
    shown = [line for section in brief.sections for line in section.lines]
    assert FEWEST * 2 <= len(shown) < 45
    assert [section.left for section in brief.sections] == [
        60 - len(brief.sections[0].lines),
        29 - len(brief.sections[1].lines),
    ]
    assert [line.grounds for line in shown] == [(n,) for n in range(1, len(shown) + 1)]
    assert len(brief.grounds) == len(shown)
