"""The office as its people use it: by clicks and by keys alone, from an empty folder to a corrected graph."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from graph.judgements import load_judgements
from graph.office.shelf import Shelf
from graph.snapshots.snapshot import DataFolder
from tests.browser.served import served
from tests.browser.test_pages import violations
from tests.reports import build_report, event
from web.settings import Limits, Settings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TOKEN = "a-token-of-the-tests"
CONTENT = "Подписано соглашение между МБОУ «Гимназия № 9» и ГУО «Гимназия № 2 г. Орши»"
READY = 90_000
"""Milliseconds that a draft may take on a busy machine."""
PAGES = (
    "/reports", "/draft", "/snapshots", "/journal", "/review", "/correct?about=report/first/entry/1",
    "/correct?about=report/first/entry/1&add=persons", "/brief", "/brief?country=BY", "/news", "/",
    "/id/report/first/entry/1",
)  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty data folder, with a path that needs quoting."""
    return tmp_path_factory.mktemp("office") / "данные отдела"


@pytest.fixture(scope="module")
def address(data: Path, site: str) -> Iterator[str]:
    """The address of a server of the empty folder; `site` has seen to Chromium and scripts."""
    with served(Settings(data=data, token=TOKEN, limits=Limits(requests_per_minute=None))) as address:
        yield address


@pytest.fixture(scope="module")
def visit(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser in which the link of the server was opened."""
    context = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 860}, bypass_csp=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(f"/sign-in?token={TOKEN}")
    expect(page.get_by_text("Вы вошли")).to_be_visible()
    page.close()
    yield context
    assert all(url.startswith((address, "data:", "blob:")) for url in asked), "a request left the machine"
    context.close()


def press_until(page: Page, key: str, wanted: str) -> None:
    """Goes on with a key until what has the focus says the words."""
    for _ in range(120):
        page.keyboard.press(key)
        if wanted in page.evaluate(
            "document.activeElement.textContent || document.activeElement.value || ''"
        ):
            return
    raise AssertionError(f"no way to “{wanted}” by keys")


def test_from_a_file_to_a_published_graph_by_keys(visit: BrowserContext, data: Path, tmp_path: Path) -> None:
    report = build_report(tmp_path / "first.docx", "Город Смоленск", event(1, content=CONTENT))
    page = visit.new_page()
    page.goto("/")
    expect(page.get_by_role("heading", name="Здесь пока пусто")).to_be_visible()
    # Chromium hands the chooser over only some time after this began: it begins before the keys.
    with page.expect_file_chooser() as chooser:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "files":
                break
        page.keyboard.press("Enter")
    chooser.value.set_files(str(report))
    expect(page.get_by_role("heading", name="Обновление графа")).to_be_visible()
    expect(page.get_by_role("button", name="Опубликовать")).to_be_visible(timeout=READY)
    expect(page.get_by_text("Новый отчёт")).to_be_visible()
    assert violations(page) == []
    press_until(page, "Tab", "Опубликовать")
    page.keyboard.press("Enter")
    expect(page.get_by_text("все уже видят новый граф")).to_be_visible()
    assert [one.name for one in Shelf(data).reports()] == ["first.docx"]
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Здесь пока пусто")
    page.close()


def test_one_corrects_where_one_reads_and_everybody_sees_it(visit: BrowserContext, data: Path) -> None:
    page = visit.new_page()
    page.goto("/id/report/first/entry/1")
    page.get_by_role("link", name="Неверно?").first.click()
    fact = page.locator("[id^=orgs-]", has_text="Гимназия № 2 г. Орши").first
    fact.get_by_text("Другое значение").click()
    fact.get_by_label("Название или имя").fill("Лицей № 2 г. Орши")
    fact.get_by_role("button", name="Записать").click()
    expect(page.get_by_text("Решено иначе")).to_be_visible()
    assert load_judgements(data / "judgements.jsonl")[0].correction is not None
    page.get_by_role("link", name="Построить граф заново").click()
    page.get_by_role("button", name="Построить граф заново").click()
    expect(page.get_by_role("button", name="Опубликовать")).to_be_visible(timeout=READY)
    expect(page.get_by_text("Лицей № 2 г. Орши").first).to_be_visible()
    page.get_by_role("button", name="Опубликовать").click()
    expect(page.get_by_text("все уже видят новый граф")).to_be_visible()
    stranger = visit.browser.new_page() if visit.browser is not None else page
    stranger.goto(f"{page.url.partition('/snapshots')[0]}/browse/organisation")
    expect(stranger.get_by_role("link", name="Лицей № 2 г. Орши")).to_be_visible()
    expect(stranger.get_by_text("Вы вошли")).to_have_count(0)
    stranger.close()
    # Back to the graph before, and forward again: a tab closed in the middle of a navigation may never close.
    for _ in range(2):
        with page.expect_navigation():
            page.get_by_role("button", name="Показывать этот").click()
    assert DataFolder(data).current_id() == DataFolder(data).snapshots()[0].id
    page.close()


def test_the_queue_is_answered_by_keys(visit: BrowserContext, data: Path) -> None:
    page = visit.new_page()
    page.goto("/review")
    before = len(load_judgements(data / "judgements.jsonl"))
    expect(page.locator("article.question")).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press("y")
    assert len(load_judgements(data / "judgements.jsonl")) == before + 1
    with page.expect_navigation():
        page.keyboard.press("z")
    assert len(load_judgements(data / "judgements.jsonl")) == before
    page.close()


@pytest.mark.parametrize("where", PAGES)
def test_pages_of_the_office_are_accessible_and_fit_a_phone(visit: BrowserContext, where: str) -> None:
    page = visit.new_page()
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.goto(where, wait_until="networkidle")
        assert violations(page) == [], theme
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_the_form_to_sign_in_is_accessible(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, bypass_csp=True)
    page = context.new_page()
    page.goto("/sign-in?next=/review")
    assert violations(page) == []
    context.close()
