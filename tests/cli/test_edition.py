"""The public edition: nobody who acts in the reports is in anything that leaves."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from cli.exporting import KNOWN
from graph.edition import STRUCK, Striking
from ontology.model import PersonRef
from queries.catalog import questions
from tests.cli.conftest import Run
from tests.reports import build_report, event
from tests.web.clients import browser_of
from web.api.operations import operations

NAMES = ("Жаворонков", "Сойкина", "Дроздович", "Зяблик")
"""The beginnings of the family names below, as every form of them begins."""
PAGES = ("/", "/events", "/agreements", "/browse/organisation", "/browse/person", "/network", "/sitemap.xml",
         "/void.ttl", "/events.csv", "/questions/people", "/questions/who-met-whom", "/questions/who-signed",
         "/search?q=Жаворонков", "/search?q=Зяблик", "/timeline", "/review",
         "/changes", "/changes.atom", "/stream")  # fmt: skip


FILES = ("dump.nq.gz", "dump.trig.gz", "dump.ttl.gz", "events.xlsx", "agreements.xlsx", "flow.xlsx",
         *(f"network.{one}" for one in ("gexf", "geojson", "svg", "html", "nodes.csv", "edges.csv")),
         )  # fmt: skip
COMMANDS = (("query", "people"), ("query", "who-signed"), ("query", "who-met-whom"),
            ("network",), ("brief", "--country", "BY"))  # fmt: skip
QUERIES = (
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }",
)
KEPT = (".json", ".jsonl", ".sqlite", ".sst", ".log", ".csv", ".xlsx")


@pytest.fixture
def told_of_people(tmp_path: Path) -> Path:
    return build_report(
        tmp_path / "2024-Q3.docx",
        "Город Смоленск",
        event(
            1,
            title="Встреча главы города Смоленска А.П. Жаворонкова с делегацией г. Орши",
            content="Подписано соглашение о сотрудничестве между Администрацией города Смоленска и Оршанским "
            "районным исполнительным комитетом. Документ подписали глава города Смоленска Жаворонков Андрей "
            "Петрович и председатель Оршанского райисполкома И.И. Дроздович.",
            participants="Глава города Смоленска А.П. Жаворонков, председатель Оршанского районного "
            "исполнительного комитета И.И. Дроздович, директор школы М.В. Сойкина. Всего 12 человек",
        ),
        event(2, title="Турнир памяти тренера", content="С Жаворонковым и Сойкиной говорил Пётр Зяблик",
              participants="Директор ГУО «Гимназия № 2 г. Орши» П.С. Зяблик"),
    )  # fmt: skip


@pytest.mark.slow
def test_nobody_is_in_anything_that_leaves(run: Run, told_of_people: Path, tmp_path: Path) -> None:
    run("build", told_of_people)
    whole = run("export", "--format", "nq").out
    assert any(name in whole for name in NAMES)  # else the test would show nothing
    outcome = run("build", told_of_people, "--without", "people")
    assert outcome.code == 0
    public = tmp_path / "data" / "public"
    for form in KNOWN:
        out = tmp_path / f"public.{form}"
        run("export", "--format", form, "--data", str(public), "--out", str(out))
        _is_clean(_text_of(out.read_bytes()), form)
    _is_clean(run("export", "--evidence", "--data", str(public)).out, "evidence")
    for command in COMMANDS:
        out = tmp_path / "written"
        told = run(*command, "--data", str(public), "--out", str(out))
        assert told.code == 0, (command, told.err)
        _is_clean(_text_of(out.read_bytes()), " ".join(command))
    with browser_of(public) as client:
        for path in [*PAGES, *_paths_of(client)]:
            shown = client.get(path).text
            _is_clean(_hits(shown) if "/search" in path else shown, path)
        _are_clean_for_programs(client)
    kept = [file for file in public.rglob("*") if file.is_file() and file.suffix in KEPT]
    assert kept
    for file in kept:
        _is_clean(file.read_bytes().decode("utf-8", "ignore"), file.name)


def _are_clean_for_programs(client: TestClient) -> None:
    """Every address that gives data, every thing's document, whoever is asked for by name."""
    snapshot = client.get("/ready").json()["snapshot"]
    told = [one for one in operations() if one.told.method == "get" and "KEY" not in one.example]
    examples = {one.example.replace("SNAPSHOT", snapshot) for one in told}
    questions_asked = {f"/questions/{name}.{form}" for name in questions() for form in ("csv", "xlsx")}
    things = {f"{path.replace('/id/', '/data/', 1)}.ttl" for path in _paths_of(client)}
    files = {f"/{name}" for name in FILES}
    for path in sorted(examples | questions_asked | things | files):
        answer = client.get(path, headers={"accept": "*/*"})
        assert answer.status_code in (200, 303), path
        _is_clean(_text_of(answer.content), path)
    for query in QUERIES:
        answer = client.get(
            "/sparql", params={"query": query}, headers={"accept": "application/n-triples, text/csv"}
        )
        assert answer.status_code == 200
        _is_clean(answer.text, query)
    for name in NAMES:
        for stem in (name, f"И.И. {name}"):
            assert client.get("/api/suggest", params={"q": stem}).json()["hits"] == []
            asked = json.dumps({"q": {"query": stem}})
            assert client.get("/reconcile", params={"queries": asked}).json()["q"]["result"] == []
            assert client.get("/reconcile/suggest/entity", params={"prefix": stem}).json()["result"] == []
            understood = client.get("/api/ask", params={"q": f"с кем встречался {stem}"}).json()
            assert not any(
                "person" in one["parameters"] for one in (understood or {"readings": []})["readings"]
            )


def _text_of(content: bytes) -> str:
    """What can be read in a file, in packed ones too."""
    if content.startswith(b"\x1f\x8b"):
        return _text_of(gzip.decompress(content))
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(_text_of(archive.read(name)) for name in archive.namelist())
    return content.decode("utf-8", "ignore")


def _paths_of(client: TestClient) -> list[str]:
    listed = client.get("/sitemap.xml").text.split("<loc>")[1:]
    return [one.partition("</loc>")[0].partition("testserver")[2] for one in listed]


def _hits(page: str) -> str:
    return page.partition('class="hits"')[2]


def _is_clean(text: str, where: str) -> None:
    found = [name for name in NAMES if name in text or name.lower() in text]
    assert not found, where


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("глава А.П. Жаворонков", "глава █.█. ██████████"),
        ("с Жаворонковым Андреем Петровичем", "с ████████████ ███████ ██████████"),
        ("жаворонков в лесу", "жаворонков в лесу"),
        ("Андреем назвали улицу", "Андреем назвали улицу"),
        ("г. Смоленск", "г. Смоленск"),
    ],
)
def test_names_are_struck_letter_by_letter(text: str, struck: str) -> None:
    strike = Striking([PersonRef("Андрей Петрович Жаворонков", None, "RU")])
    assert strike(text) == struck.replace("█", STRUCK)
    assert len(strike(text)) == len(text)
