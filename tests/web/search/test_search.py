"""Typed words and what they find."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.reports import FORMULA, SCRIPT
from web.search.snippets import snippet_of
from web.search.typed import typed_words


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Полоцк", "Полоцк"),
        ("полоцка", "Полоцк"),
        ("ПОЛОЦКЕ", "Полоцк"),
        ("поло", "Полоцк"),
        ("полцк", "Полоцк"),
        ("полоук", "Полоцк"),
        ("polotsk", "Полоцк"),
        ("polock", "Полоцк"),
        ("gjkjwr", "Полоцк"),
        ("вязма", "Вязьма"),
        ("библиотека полоцкая", "Полоцкая городская библиотека"),
        ("ярмарке ремесел", "Ярмарка ремёсел"),
        ("белорусские", "Беларусь"),
        ("оршанских", "Орша"),
        ("белорусы", "Беларусь"),
        ("белорусов", "Беларусь"),
        ("Белоруссия", "Беларусь"),
        ("РБ", "Беларусь"),
        ("Belarus", "Беларусь"),
        (",tkfhecm", "Беларусь"),
        ("полоцкий", "Полоцк"),
        ("Полоцькъ", "Полоцк"),
        ("ПОЛОЦК!", "Полоцк"),
        ("Smolensk", "город Смоленск"),
        ("смаленск", "город Смоленск"),
        ("вяземский", "Вяземский муниципальный округ"),
        ("вяземского округа", "Вяземский муниципальный округ"),
        ("вяземски окр", "Вяземский муниципальный округ"),
        ("фистиваль книги", "Фестиваль книги"),
        ("фестивале", "Фестиваль книги"),
        ("nehybh", "Осенний турнир"),
        ("турниры", "Осенний турнир"),
        ("октябрь 2024", "Осенний турнир"),
        ("в августе 2024", "Летняя школа гончаров"),
        ("ремёсла", "Ярмарка ремёсел"),
        ("ремесла", "Ярмарка ремёсел"),
        ("гончары", "Летняя школа гончаров"),
        ("gonchar", "Летняя школа гончаров"),
        ("хор криница", "Хор «Криница»"),
        ("криницы", "Хор «Криница»"),
        ("krinica", "Хор «Криница»"),
        ("ПГБ", "Полоцкая городская библиотека"),
        ("библиотека Полоцка", "Полоцкая городская библиотека"),
        ("Polatsk", "Полоцк"),
        ("Синеокая", "Беларусь"),
        ("Вяземский р-н", "Вяземский муниципальный округ"),
        ("вязьма", "Вяземский муниципальный округ"),
        ("городской библиотеки", "Полоцкая городская библиотека"),
        ("иваненко", "И.И. Иваненко"),
        ("иванека", "И.И. Иваненко"),
        ("соглашение дружбе", "=1+1 Соглашение о дружбе библиотек"),
    ],
)
def test_words_are_found_however_they_are_typed(client: TestClient, typed: str, first: str) -> None:
    hits = client.get("/api/suggest", params={"q": typed}).json()["hits"]
    assert first in [hit["name"] for hit in hits[:3]]


@pytest.mark.parametrize("typed", ["", "?!", "щщщщщщ", "полоцк щщщщщщ", '"', "NEAR(", "a" * 500])
def test_nothing_is_found_where_nothing_fits(client: TestClient, typed: str) -> None:
    assert client.get("/api/suggest", params={"q": typed}).json()["hits"] == []


@pytest.mark.parametrize("typed", ["узбекистан", "елка", "апельсин", "сеялка", "мид", "Горький", "протокол"])
def test_no_word_is_taken_for_one_quite_unlike_it(client: TestClient, typed: str) -> None:
    assert client.get("/api/suggest", params={"q": typed}).json()["hits"] == []


def test_the_page_shows_what_the_other_words_find_and_says_so(client: TestClient) -> None:
    page = client.get("/search", params={"q": "полоцк щщщщщщ"}).text
    assert "/id/place/by/polotsk" in page
    assert "Без слов, которых в графе нет: щщщщщщ." in page


def test_a_correction_is_told(client: TestClient) -> None:
    assert "Показано по запросу «полоцк»" in client.get("/search", params={"q": "gjkjwr"}).text


def test_results_can_be_narrowed_to_a_kind(client: TestClient) -> None:
    page = client.get("/search", params={"q": "полоцк", "kind": "organisation"}).text
    assert "Полоцкая городская библиотека" in page


def test_words_of_rows_are_found_and_marked(client: TestClient) -> None:
    page = client.get("/search", params={"q": "приехали"}).text
    assert "<mark>приехали</mark>" in page


def test_suggestions_are_in_the_language_of_the_page(client: TestClient) -> None:
    hit = client.get("/api/suggest", params={"q": "орша", "lang": "en"}).json()["hits"][0]
    assert hit["name"] == "Orsha"
    assert hit["href"].endswith("?lang=en")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Дружба-2024", ["дружба", "2024"]),
        ("cjukfitybt", ["cjukfitybt"]),
        ("ёлка", ["елка"]),
        ("d ,tkfhecm", ["d", ",tkfhecm"]),
    ],
)
def test_typed_words_are_read(typed: str, read: list[str]) -> None:
    assert typed_words(typed) == read


MASTERS = f"Встреча {SCRIPT} мастеров"
SCHOOL, ITS_ROW = "Летняя школа гончаров", "Отчёт муниципалитетов за III квартал 2024 года, №\xa03"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("20.07.2024", [MASTERS]),
        ("20 июля 2024 года", [MASTERS]),
        ("2024-07-20", [MASTERS]),
        ("20 July 2024", [MASTERS]),
        ("встреча 5.7.2024", []),
        ("соглашение 05.07.2024", [FORMULA]),
        ("№ 7", [FORMULA]),
        ("№7 соглашение", [FORMULA]),
        ("соглашение полоцк", [FORMULA]),
        ('"школа гончаров"', [SCHOOL, ITS_ROW]),
        ("“школа гончаров” лето", []),
        ('"гончаров школа"', [SCHOOL, ITS_ROW]),
        ("криница -полоцк", ["Хор «Криница»"]),
        ('библиотека -"полоцкой городской"', ["И.И. Иваненко"]),
        ("криница -хор", []),
        ('соглашение "полоцкая городская"', [FORMULA]),
    ],
)
def test_quotes_minus_days_and_numbers_are_heeded(client: TestClient, typed: str, found: list[str]) -> None:
    hits = client.get("/api/suggest", params={"q": typed}).json()["hits"]
    assert [hit["name"] for hit in hits] == found


def test_a_snippet_surrounds_the_first_word_asked_for() -> None:
    text = "слово " * 100 + "цель встречи " + "слово " * 100
    pieces = snippet_of(text, ["встреча"])
    assert [piece for piece, asked in pieces if asked] == ["встречи"]
    assert pieces[0][0].startswith("… ")
    assert sum(len(piece) for piece, _ in pieces) < 180


def test_the_index_of_a_snapshot_is_made_once(data: Path, client: TestClient) -> None:
    indexes = sorted(data.glob("snapshots/*/explorer.sqlite"))
    made = [index.stat().st_mtime_ns for index in indexes]
    client.get("/search", params={"q": "орша"})
    assert [index.stat().st_mtime_ns for index in indexes] == made
    assert len(indexes) == 2


def test_a_question_is_answered_above_what_its_words_find(client: TestClient) -> None:
    page = client.get("/search", params={"q": "какие события были с Беларусью"}).text
    assert "Понято так:" in page
    assert 'href="/questions/events?' in page
    assert "Страна: Беларусь" in page


def test_a_question_without_conditions_is_told_whole(client: TestClient) -> None:
    page = client.get("/search", params={"q": "события по годам"}).text
    understood = page[page.index("Понято так:") :]
    assert understood.index("Сколько событий и документов было в каждом году?") < understood.index("</p>")


def test_words_of_a_sure_question_are_not_missed_in_names(client: TestClient) -> None:
    assert "Без слов" not in client.get("/search", params={"q": "какие события были в Полоцке"}).text
    assert "Без слов" in client.get("/search", params={"q": "Полоцк абракадабрище"}).text


def test_what_was_understood_can_be_changed_on_the_spot(client: TestClient) -> None:
    page = client.get("/search", params={"q": "какие события были с Беларусью после 1 мая 2025 года"}).text
    form = page[page.index('<form class="filters" action="/questions/events"') :]
    assert "Изменить условия" in page
    assert '<option value="BY" selected>' in form
    assert 'name="since" value="02.05.2025"' in form


@pytest.mark.parametrize(
    "text",
    [
        "Полоцк",
        '"события" Беларусь',
        "события Беларусь -дети",
        "<script>alert(1)</script>",
        "qwerty zzz",
        "не",
        "' OR 1=1 --",
    ],
)
def test_what_asks_nothing_has_no_answer(client: TestClient, text: str) -> None:
    response = client.get("/search", params={"q": text})
    assert response.status_code == 200
    assert "/questions/" not in response.text.split("<main")[1].split("</main")[0]
    assert "<script>alert" not in response.text


def test_rows_that_tell_of_one_thing_are_not_its_count(client: TestClient) -> None:
    counted = "разных в столбце «Сторона региона» – "
    assert counted in client.get("/search", params={"q": "партнёры в Беларуси"}).text
    assert counted in client.get("/questions/partners", params={"country": "BY"}).text
    assert "разных в столбце" not in client.get("/questions/reports").text


def test_a_program_is_told_how_a_question_is_understood(client: TestClient) -> None:
    told = client.get("/api/ask", params={"q": "какие события были с Беларусью в 2024 году"}).json()
    best = told["readings"][0]
    assert best["question"] == "events"
    assert best["parameters"] == {"country": "BY", "since": "2024-01-01", "until": "2024-12-31"}
    assert client.get("/api/ask", params={"q": "погода"}).json() is None


def test_a_person_is_told_with_the_post_that_was_asked_for(client: TestClient) -> None:
    page = client.get("/search?q=директор библиотеки&kind=person").text
    assert "директор библиотеки</span>" in page
    hits = client.get("/api/suggest?q=Иваненко").json()["hits"]
    assert any("директор библиотеки" in hit["kind"] for hit in hits)
