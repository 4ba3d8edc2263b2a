"""The public edition: nobody who acts in the reports is in anything that leaves."""

import gzip
import zipfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.edition import STRUCK, Striking
from ontology.model import PersonRef
from tests.cli.conftest import Run
from tests.reports import build_report, event
from web.app import create_app
from web.settings import Limits, Settings

NAMES = ("Жаворонков", "Сойкина", "Дроздович", "Зяблик")
"""The beginnings of the family names below, as every form of them begins."""
PAGES = ("/", "/events", "/agreements", "/browse/organisation", "/browse/person", "/network", "/sitemap.xml",
         "/void.ttl", "/events.csv", "/questions/people", "/questions/who-met-whom", "/questions/who-signed",
         "/search?q=Жаворонков", "/search?q=Зяблик", "/timeline", "/review",
         "/changes", "/changes.atom", "/stream")  # fmt: skip


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
    for form in (
        "nq",
        "ttl",
        "jsonld",
        "trig",
        "rdfxml",
        "owl",
        "ftm",
        "wikidata",
        "graphml",
        "gexf",
        "geojson",
    ):
        _is_clean(run("export", "--format", form, "--data", str(public)).out, form)
    _is_clean(run("export", "--evidence", "--data", str(public)).out, "evidence")
    for form in ("tables", "ro-crate"):
        run("export", "--format", form, "--data", str(public), "--out", str(tmp_path / form))
        with zipfile.ZipFile(tmp_path / form) as archive:
            for name in archive.namelist():
                content = archive.read(name)
                plain = gzip.decompress(content) if name.endswith(".gz") else content
                _is_clean(plain.decode(), f"{form} {name}")
    app = create_app(Settings(data=public, limits=Limits(requests_per_minute=None)))
    with TestClient(app, headers={"accept": "text/html"}) as client:
        pages = [*PAGES, *_paths_of(client)]
        for path in pages:
            shown = client.get(path).text
            _is_clean(_hits(shown) if "/search" in path else shown, path)
        _is_clean(gzip.decompress(client.get("/dump.nq.gz").content).decode(), "dump")
    kinds = (".json", ".jsonl", ".sqlite")
    kept = [file for file in public.rglob("*") if file.is_file() and file.suffix in kinds]
    for file in kept:
        _is_clean(file.read_bytes().decode("utf-8", "ignore"), file.name)


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
