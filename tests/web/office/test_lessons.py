"""What a decision teaches, offered beside it: accepted, refused, and checked by what is built later."""

import sys
from html import unescape
from pathlib import Path
from re import findall, search

import pytest
from fastapi.testclient import TestClient

from graph.build.run import ReportInput, build_snapshot
from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from loaders.batch import read_batch
from ontology.own_words import CHECKS_NAME, FILE_NAME, REFUSED_NAME
from tests.reports import build_report, event
from tests.web.office.clients import office_client, post, sign_in, signed_in, with_people
from web.settings import Limits, Settings
from web.site import index_snapshot

ROW = "report/q3/entry/1"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of rows that one word of the lexicon would read otherwise."""
    data = with_people(tmp_path_factory.mktemp("lessons") / "data")
    told = "Участники из г. Орши"
    titles = ("Турнир трёх городов", "Турнир соседей", "Турнир надежд", "Концерт хора")
    rows = (event(number, title=title, content=told) for number, title in enumerate(titles, start=1))
    build_report(data.parent / "q3.docx", "Город Смоленск", *rows)
    folder = DataFolder(data)
    batch = read_batch([data.parent / "q3.docx"], folder.cache)
    build_snapshot(
        [ReportInput(one.key, one.facts, one.file) for one in batch.read],
        folder,
        prepare=lambda snapshot: index_snapshot(folder, snapshot, DEFAULT_BASE),
    )
    return data


@pytest.fixture
def data(built: Path) -> Path:
    """The graph before anybody decided."""
    for name in ("judgements.jsonl", FILE_NAME, CHECKS_NAME, REFUSED_NAME):
        (built / name).unlink(missing_ok=True)
    return built


def correct_sport(client: TestClient, verdict: str = "correct") -> str:
    """The address that a decision on the first row's sector leads to."""
    page = client.get(f"/correct?about={ROW}").text
    for one in page.split('<li class="judged')[1:]:
        hidden = {name: unescape(value) for name, value in findall(r'name="([a-z]+)" value="([^"]*)"', one)}
        if hidden.get("field") == "sectors" and hidden["value"] == "sport":
            names = ("csrf", "about", "report", "title", "field", "value", "seen")
            form = {**{name: hidden[name] for name in names}, "verdict": verdict, "part.value": "youth"}
            answer = client.post("/correct/fact", data=form)
            assert answer.status_code == 303, answer.text
            return answer.headers["location"]
    raise AssertionError("no such fact")


def offered(client: TestClient, page: str) -> tuple[str, str]:
    """The address of what the page offers, and that."""
    found = search(r'data-part="([^"]+)"', page)
    assert found is not None
    address = unescape(found[1])
    return address, client.get(address).text


@pytest.mark.slow
def test_after_a_decision_the_entry_that_mends_all_like_it_is_offered(data: Path) -> None:
    client = signed_in(data, "Пётр")
    page = client.get(correct_sport(client)).text
    address, part = offered(client, page)
    assert "<html" not in part
    assert "изменит 3 строки" in part
    assert "«турнир» – Молодёжная политика" in part
    # the word speaks for the other field alone now; that a competition is sport, its kind of event still says
    assert "<del>Спорт</del> → <ins>Спорт; Молодёжная политика</ins>" in part
    line = unescape(findall(r'name="line" value="([^"]*)"', part)[0])
    accepted = post(client, "/lessons/answer", line=line, answer="accept")
    assert accepted.status_code == 303
    assert "турнир" in (data / FILE_NAME).read_text("utf-8")
    assert (data / CHECKS_NAME).read_text("utf-8").count("\n") >= 3
    assert "исправляет только свою строку" in client.get(address).text
    assert "принял запись словаря" in client.get("/journal").text


@pytest.mark.slow
def test_a_refused_entry_is_not_offered_again(data: Path) -> None:
    client = signed_in(data, "Пётр")
    _, part = offered(client, client.get(correct_sport(client)).text)
    line = unescape(findall(r'name="line" value="([^"]*)"', part)[0])
    post(client, "/lessons/answer", line=line, answer="refuse")
    assert not (data / FILE_NAME).exists()
    assert line in (data / REFUSED_NAME).read_text("utf-8")
    assert line not in unescape(client.get("/lessons").text)


@pytest.mark.slow
def test_nobody_is_offered_anything_before_a_decision_or_without_a_role(data: Path) -> None:
    client = signed_in(data, "Пётр")
    assert "data-part" not in client.get(f"/correct?about={ROW}").text
    assert signed_in(data, "Вера").get("/lessons").status_code == 403
    assert office_client(data).get("/lessons").status_code == 303
    assert post(client, "/lessons/answer", line="x", answer="perhaps").status_code == 400


@pytest.mark.slow
def test_a_process_that_fails_is_told_of_in_words(data: Path) -> None:
    from web.app import create_app

    settings = Settings(
        data=data,
        limits=Limits(requests_per_minute=None),
        learner=(sys.executable, "-c", "raise SystemExit(3)"),
    )
    client = TestClient(create_app(settings), headers={"accept": "text/html"}, follow_redirects=False)
    sign_in(client, "Пётр")
    assert client.get("/lessons").status_code == 200, "nothing was decided, no process is asked"
    correct_sport(client, verdict="accept")
    assert client.get("/lessons").status_code == 200, "what was said is right teaches nothing"
    correct_sport(client)
    answer = client.get("/lessons")
    assert answer.status_code >= 500
    assert "Не удалось узнать, чему учит решение" in answer.text
