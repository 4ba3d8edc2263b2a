"""A machine of an office has what it has: no POSIX-only module is needed to add, build, review and serve.

`no_posix/sitecustomize.py` makes every process of ours lack them. People use it in a real browser.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.judgements import Verdict, load_judgements
from graph.office.shelf import Shelf
from tests.reports import build_report, event
from tests.web.server import address_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
READY = 180_000
"""Milliseconds that a draft may take on a busy machine."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which every process of ours lacks what only POSIX has."""
    path = os.pathsep.join((str(Path(__file__).with_name("no_posix")), str(ROOT)))
    return {**os.environ, "PYTHONPATH": path, "POBRATIM_DATA": str(tmp_path / "Данные отдела")}


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty tab of a browser that has signed in nowhere."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    yield context.new_page()
    context.close()


def test_an_office_adds_builds_reviews_and_serves(
    tmp_path: Path, environment: dict[str, str], page: Page
) -> None:
    folder, data = tmp_path / "Отчёты за год", tmp_path / "Данные отдела"
    folder.mkdir()
    build_report(folder / "Отчёт за III квартал.docx", "Город Смоленск", event(1))

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "cli.main", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    run("add", str(folder))
    assert "1 report" in run("build")
    assert (data / "current").read_text("utf-8"), "no link: Windows lets only some users make them"
    run("review", "--export", str(tmp_path / "вопросы.xlsx"))
    command = [sys.executable, "-m", "cli.main", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            address = address_of(server)
            assert server.stderr is not None
            told = server.stderr.readline() + server.stderr.readline()
            assert "bounded in time and rows alone" in told
            link = re.search(r"/sign-in\?token=\S+", told)
            assert link is not None
            page.goto(f"{address}{link[0]}")
            add_and_publish(page, address, folder)
            assert {one.name for one in Shelf(data).reports()} == {
                "Отчёт за III квартал.docx",
                "Отчёт за IV квартал.docx",
            }
            decide(page, address, data)
            ask(page, address)
        finally:
            server.terminate()
            server.communicate(timeout=60)


def add_and_publish(page: Page, address: str, folder: Path) -> None:
    """The next report goes from a file to the graph that everybody sees."""
    another = folder / "Отчёт за IV квартал.docx"
    build_report(another, "Город Смоленск", event(1, title="Вечер соседей"), event(2, title="Турнир"))
    page.goto(f"{address}/reports")
    with page.expect_file_chooser() as chooser:
        page.locator("#files").click()
    chooser.value.set_files(str(another))
    expect(page.get_by_role("heading", name="Обновление графа")).to_be_visible(timeout=READY)
    expect(page.get_by_text("прервалась")).to_have_count(0)
    expect(page.get_by_role("button", name="Опубликовать")).to_be_visible(timeout=READY)
    expect(page.get_by_text("Вечер соседей").first).to_be_visible()
    page.get_by_role("button", name="Опубликовать").click()
    expect(page.get_by_text("все уже видят новый граф")).to_be_visible(timeout=READY)


def decide(page: Page, address: str, data: Path) -> None:
    """A fact is put right where one reads, a question of the queue is answered by a key."""
    page.goto(f"{address}/search?q=Вечер соседей")
    page.locator("main").get_by_role("link", name="Вечер соседей").first.click()
    page.get_by_role("link", name="Неверно?").first.click()
    page.locator("li.judged").first.get_by_role("button", name=re.compile("^Неверно")).click()
    expect(page.get_by_text("Решено: неверно")).to_be_visible()
    assert [one.verdict for one in load_judgements(data / "judgements.jsonl")] == [Verdict.REJECT]
    page.goto(f"{address}/review")
    if page.locator("article.question").count():
        with page.expect_navigation():
            page.keyboard.press("y")
        assert len(load_judgements(data / "judgements.jsonl")) == 2


def ask(page: Page, address: str) -> None:
    """A question and a query are answered by a process of their own, as everywhere."""
    page.goto(f"{address}/questions/activity-by-municipality")
    expect(page.locator("main table").first).to_contain_text("Смоленск")
    answer = page.request.get(f"{address}/sparql", params={"query": "ASK { ?s ?p ?o }"})
    assert answer.json() == {"head": {}, "boolean": True}
