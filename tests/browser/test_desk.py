"""The SPARQL desk and the forms of questions, as a browser shows them."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from queries.catalog import questions
from tests.browser.served import served
from tests.browser.test_pages import COLOURS, violations
from web.settings import Limits, Settings

pytestmark = pytest.mark.browser

OF_THE_EDITOR = (
    "aria-required-children: ['.tabsList']",
    "empty-table-header: ",
    "scrollable-region-focusable: ['.CodeMirror-scroll']",
)
"""What the editor does wrong: its list of tabs holds a button, its tables number rows under an empty head.

Its text scrolls with the cursor, which axe cannot see.
"""

HALF_A_SCREEN = 400


@pytest.fixture
def desk(chromium: Browser, site: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=site, viewport={"width": 1360, "height": 900}, bypass_csp=True)
    page = context.new_page()
    yield page
    context.close()


def _ask_example(page: Page, name: str) -> None:
    page.goto("/sparql", wait_until="networkidle")
    page.select_option("#desk-example", name)
    page.locator(".yasqe_queryButton").click()


def test_an_example_runs_and_shows_rows_with_labels(desk: Page, site: str) -> None:
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    _ask_example(desk, "partners")
    expect(desk.locator(".yasr_results tbody tr")).not_to_have_count(0)
    expect(desk.locator(".yasr_results a", has_text="Полоцк").first).to_have_attribute(
        "href", "/id/place/by/polotsk"
    )
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []


def test_completion_finds_a_term_by_its_label_and_asks_no_other_server(desk: Page, site: str) -> None:
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.goto("/sparql", wait_until="networkidle")
    desk.locator(".CodeMirror").evaluate("""
        (box) => {
          box.CodeMirror.setValue("SELECT * WHERE { ?s pob:соглаш }");
          box.CodeMirror.focus();
          box.CodeMirror.setCursor({ line: 0, ch: 30 });
        }
    """)
    desk.keyboard.press("Control+Space")
    expect(desk.locator(".CodeMirror-hint", has_text="pob:agreementCount").first).to_be_visible()
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []


def test_the_editor_speaks_the_language_of_the_page(desk: Page) -> None:
    _ask_example(desk, "partners")
    expect(desk.locator(".select_table")).to_have_text("Таблица")
    expect(desk.locator(".yasqe_queryButton")).to_have_attribute("title", "Выполнить запрос")


@pytest.fixture
def guarded_desk(chromium: Browser, site: str) -> Iterator[Page]:
    """The desk as readers have it: the page's own policy on scripts and styles holds."""
    context = chromium.new_context(base_url=site, viewport={"width": 900, "height": 900})
    page = context.new_page()
    yield page
    context.close()


def test_the_table_stands_under_its_controls_within_the_page(guarded_desk: Page) -> None:
    _ask_example(guarded_desk, "partners")
    expect(guarded_desk.locator(".yasr_results tbody tr")).not_to_have_count(0)
    table = guarded_desk.locator(".yasr_results table").bounding_box()
    controls = guarded_desk.locator(".yasr_header").bounding_box()
    assert table is not None
    assert controls is not None
    assert 0 <= table["y"] - (controls["y"] + controls["height"]) < 60
    width = guarded_desk.evaluate("document.documentElement.scrollWidth")
    assert width <= guarded_desk.evaluate("document.documentElement.clientWidth")


def test_shared_links_open_the_query(guarded_desk: Page) -> None:
    query = "SELECT ?country { ?country a pob:Country } LIMIT 2"
    guarded_desk.goto("/sparql", wait_until="networkidle")
    guarded_desk.locator(".CodeMirror").evaluate("(box, text) => box.CodeMirror.setValue(text)", query)
    guarded_desk.locator(".yasqe_share").click()
    field = guarded_desk.locator(".yasqe_sharePopup input").first
    long = field.input_value()
    guarded_desk.locator(".yasqe_sharePopup button.shorten").click()
    expect(field).not_to_have_value(long)
    for link in (long, field.input_value()):
        guarded_desk.goto("about:blank")
        guarded_desk.goto(link, wait_until="networkidle")
        shown = guarded_desk.locator(".CodeMirror").evaluate("(box) => box.CodeMirror.getValue()")
        assert shown.endswith(query)
        expect(guarded_desk.locator(".yasr_results tbody tr")).to_have_count(2)


def test_numbers_and_dates_stand_without_their_type(guarded_desk: Page) -> None:
    _ask_example(guarded_desk, "partners")
    expect(guarded_desk.locator(".yasr_results tbody tr")).not_to_have_count(0)
    cells = guarded_desk.locator(".yasr_results .nonIri").all_inner_texts()
    assert any(cell.isdigit() for cell in cells)
    assert [cell for cell in cells if "^^" in cell] == []


def test_what_is_said_beside_an_answer_is_in_the_language_of_the_page(guarded_desk: Page) -> None:
    guarded_desk.goto("/sparql?lang=ru", wait_until="networkidle")
    guarded_desk.locator(".CodeMirror").evaluate("(box) => box.CodeMirror.setValue('ASK {}')")
    guarded_desk.locator(".yasqe_queryButton").click()
    expect(guarded_desk.locator(".yasr_response_chip")).to_contain_text("Ответ за")
    guarded_desk.route("**/sparql", lambda route: route.fulfill(status=502, body="сервер ушёл"))
    guarded_desk.locator(".yasqe_queryButton").click()
    expect(guarded_desk.locator(".yasr_results")).to_contain_text("сервер ушёл")
    expect(guarded_desk.locator(".yasr_results")).not_to_contain_text("Try query")


def test_an_answer_beyond_the_limit_is_said_to_be_so_and_its_first_rows_are_marked(
    chromium: Browser, site: str, cut_site: str
) -> None:
    context = chromium.new_context(base_url=cut_site, viewport={"width": 900, "height": 900})
    page = context.new_page()
    page.goto("/sparql?lang=ru&query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D", wait_until="networkidle")
    note = page.locator("#desk-part")
    expect(note).to_contain_text("partial=1")
    note.get_by_role("button", name="Показать первые строки").click()
    expect(note).to_contain_text("не весь ответ: показаны его первые 40 строк")
    expect(page.locator(".yasr_results tbody tr")).to_have_count(40)
    page.locator(".CodeMirror").evaluate(
        "(box) => box.CodeMirror.setValue('SELECT * {?s a pob:Event} LIMIT 1')"
    )
    page.locator(".yasqe_queryButton").click()
    expect(page.locator(".yasr_results tbody tr")).to_have_count(1)
    expect(note).to_be_empty()
    context.close()


@pytest.fixture
def cut_site(data_folder: Path) -> Iterator[str]:
    """The same explorer with a small row limit."""
    with served(
        Settings(data=data_folder, limits=Limits(requests_per_minute=None, query_rows=40))
    ) as address:
        yield address


def test_the_desk_is_accessible_but_for_what_the_editor_does(desk: Page) -> None:
    _ask_example(desk, "partners")
    expect(desk.locator(".yasr_results tbody tr")).not_to_have_count(0)
    for scheme in ("light", "dark"):
        desk.emulate_media(color_scheme=scheme)
        assert [one for one in violations(desk) if not one.startswith(OF_THE_EDITOR)] == []
    assert violations(desk, COLOURS) == []


@pytest.mark.parametrize("address", ["/questions/signed-agreements", "/questions/partners-of-municipality"])
def test_questions_are_accessible_and_nothing_sticks_out(desk: Page, address: str) -> None:
    desk.goto(address, wait_until="networkidle")
    assert violations(desk) == []
    desk.locator(".conditions > summary").click()
    form = desk.locator("form.filters").bounding_box()
    last = desk.locator("form.filters .actions .button").last.bounding_box()
    assert form is not None
    assert last is not None
    assert last["x"] + last["width"] <= form["x"] + form["width"]


def test_the_first_screen_of_a_question_is_its_answer(desk: Page) -> None:
    """One question of each view: all are pages of one template. Where there is none, the form stands open."""
    desk.set_viewport_size({"width": 1280, "height": 720})
    answered = []
    for name in {question.view: name for name, question in questions().items()}.values():
        desk.goto(f"/questions/{name}?since=")
        told = desk.locator("#answer, main .empty").first
        box = told.bounding_box()
        assert box is not None
        if told.get_attribute("id") == "answer":
            answered.append(name)
            assert box["y"] < HALF_A_SCREEN, name
    assert answered


def test_names_complete_as_one_types_in_any_form(desk: Page) -> None:
    desk.goto("/questions/partnership-history")
    desk.locator(".conditions > summary").click()
    desk.locator("#field-partner").press_sequentially("полоцк", delay=20)
    expect(desk.locator("#field-partner-list option").first).to_have_attribute("value", "Полоцк")
    desk.locator("#field-partner").fill("Полоцк")
    desk.get_by_role("button", name="Показать ответ").click()
    expect(desk.locator("tbody tr").first).to_contain_text("Беларусь")


def test_months_of_a_dated_answer_stand_as_far_apart_as_months_are(desk: Page) -> None:
    desk.goto("/questions/signed-agreements", wait_until="networkidle")
    places = [float(one.get_attribute("x") or 0) for one in desk.locator("svg text.muted-text").all()]
    assert len(places) >= 2
    # The sample's agreements lie within two months, and so short a time is drawn as 60 days on 900 points.
    assert all(28 <= round((after - one) * 60 / 900) <= 31 for one, after in pairwise(places))


@pytest.mark.parametrize(("lang", "told"), [("ru", "строка 1"), ("en", "line 1")])
def test_what_is_wrong_with_a_query_is_told_in_the_language_of_the_page(
    desk: Page, lang: str, told: str
) -> None:
    desk.goto(f"/sparql?lang={lang}", wait_until="networkidle")
    desk.locator(".CodeMirror").evaluate(
        "(box) => box.CodeMirror.setValue('SELECT * WHERE { ?s no:such ?o }')"
    )
    desk.locator(".yasqe_queryButton").click()
    expect(desk.locator(".yasr")).to_contain_text(told)
    expect(desk.locator(".yasr")).not_to_contain_text("problem")
    expect(desk.locator(".yasr")).not_to_contain_text('"detail"')


def test_a_query_is_built_without_sparql_and_taken_back(desk: Page, site: str) -> None:
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.goto("/sparql", wait_until="networkidle")
    desk.locator("#builder summary").click()
    builder = desk.locator("#builder")
    builder.get_by_role("button", name="Добавить условие").click()
    builder.get_by_label("Условие", exact=True).first.select_option(label="Зарубежная страна")
    builder.get_by_label("Зарубежная страна").select_option(label="это")
    builder.get_by_label("Название").fill("Беларусь")
    builder.get_by_role("button", name="Добавить условие").click()
    row = builder.locator(".builder-where > li").nth(1)
    row.get_by_label("Условие", exact=True).first.select_option(label="Участник")
    row.get_by_label("Участник").select_option(label="то, у которого (Организация)")
    builder.get_by_role("button", name="В редактор и выполнить").click()
    expect(desk.locator(".yasr_results tbody tr")).not_to_have_count(0)
    expect(desk.locator(".yasr_results a", has_text="Полоцкая городская библиотека").first).to_be_visible()
    query = desk.locator(".CodeMirror").evaluate("(box) => box.CodeMirror.getValue()")
    assert "?event pob:country <https://w3id.org/pobratim/id/place/by> ." in query
    desk.evaluate("localStorage.clear()")
    desk.goto(f"/sparql?query={quote(query)}", wait_until="networkidle")
    expect(builder.locator(".builder-where > li")).to_have_count(4)  # with the buttons that add
    expect(builder.get_by_label("Название")).to_have_value("Беларусь")
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []


def test_a_name_that_nothing_has_is_said_and_not_asked_for(desk: Page) -> None:
    desk.goto("/sparql", wait_until="networkidle")
    desk.locator("#builder summary").click()
    builder = desk.locator("#builder")
    builder.get_by_role("button", name="Добавить условие").click()
    builder.get_by_label("Условие", exact=True).first.select_option(label="Зарубежная страна")
    builder.get_by_label("Зарубежная страна").select_option(label="это")
    builder.get_by_label("Название").fill("щщщщ")
    builder.get_by_role("button", name="В редактор и выполнить").click()
    expect(builder.get_by_role("status")).to_contain_text("«щщщщ»")


def test_a_query_is_built_in_english_too(desk: Page) -> None:
    desk.goto("/sparql?lang=en", wait_until="networkidle")
    desk.locator("#builder summary").click()
    builder = desk.locator("#builder")
    builder.get_by_role("button", name="Add a condition").click()
    row = builder.locator(".builder-where > li").first
    row.get_by_label("Condition", exact=True).first.select_option(label="Foreign country")
    row.get_by_label("Foreign country").select_option(label="is")
    row.get_by_label("Name").fill("Belarus")
    builder.get_by_role("button", name="To the editor and run").click()
    expect(desk.locator(".yasr_results tbody tr")).not_to_have_count(0)
    query = desk.locator(".CodeMirror").evaluate("(box) => box.CodeMirror.getValue()")
    assert "?event pob:country <https://w3id.org/pobratim/id/place/by> ." in query
    desk.evaluate("localStorage.clear()")
    desk.goto(f"/sparql?lang=en&query={quote(query)}", wait_until="networkidle")
    expect(builder.get_by_label("Name")).to_have_value("Belarus")
