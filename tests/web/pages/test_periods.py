"""Period against period on «Что нового»: the two last by default, any two on choice, each with its row."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from html import unescape
from re import findall, search

import pytest
from fastapi.testclient import TestClient

from graph.build.run import ReportInput, build_snapshot
from graph.snapshots.snapshot import DataFolder
from loaders.batch import read_batch
from tests.reports import MUNICIPAL_TITLE, build_report, event
from tests.web.clients import browser_of
from web.pages.periods import single_periods, two_last

NEWS = {
    ("Partnership", "firstContact"): "partnerships.new", ("Partnership", "resumed"): "partnerships.renewed",
    ("Partnership", "lastContact"): "partnerships.silent", ("Agreement", "signed"): "agreements.signed",
    ("Organisation", "firstContact"): "organisations.new", ("Person", "firstContact"): "people.new",
}  # fmt: skip
"""What the stored question calls each group of the page."""


def group(page: str, key: str) -> list[str]:
    """The names under a heading of news."""
    _, found, rest = page.partition(f'id="{key}"')
    return (
        [unescape(one) for one in findall(r"<li>\s*<a[^>]*>([^<]*)</a>", rest.partition("</section>")[0])]
        if found
        else []
    )


def test_the_two_last_periods_are_compared(client: TestClient) -> None:
    page = client.get("/news").text
    assert "IV квартал 2024 года" in page
    assert "III квартал 2024 года" in page
    silent = group(page, "partnerships.silent")
    # In the autumn Smolensk met Polotsk and Vitebsk again; Orsha, whom Vyazma and Smolensk met, was not met.
    assert len(silent) == 2
    assert all("Орша" in one for one in silent)
    assert group(page, "partnerships.new") == []
    assert "/network?period=2024-Q4&amp;versus=2024-Q3" in page


def test_any_two_can_be_chosen(client: TestClient) -> None:
    page = client.get("/news?period=2024-Q3&versus=2024-Q4").text
    new = group(page, "partnerships.new")
    assert len(new) == 4
    assert len(group(page, "agreements.signed")) == 1
    assert "И.И. Иваненко" in group(page, "people.new")
    assert "Отчёт муниципалитетов" in page


def test_each_thing_has_its_row(client: TestClient) -> None:
    page = client.get("/news?period=2024-Q3&versus=2024-Q4").text
    items = page.partition('id="compared"')[2].partition("</main>")[0].split("<li>")[1:]
    assert len(items) > 4
    assert [one for one in items if "/entry/" not in one] == []


def test_partnerships_have_english_names(client: TestClient) -> None:
    new = group(client.get("/news?period=2024-Q3&versus=2024-Q4&lang=en").text, "partnerships.new")
    assert "City of Smolensk – Polotsk" in new


@pytest.fixture(scope="module")
def ending(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A browser over two Word files: in summer two documents are signed, in autumn both are ended."""
    folder = tmp_path_factory.mktemp("ending")
    sides = "между Администрацией города Смоленска и Оршанским районным исполнительным комитетом"
    others = "между Администрацией города Смоленска и Администрацией города Ниш"
    guests = "Делегация г. Орши (Республика Беларусь), председатель комитета И.И. Иваненко"
    build_report(
        folder / "summer.docx",
        "Город Смоленск",
        event(1, content=f"Подписано соглашение о сотрудничестве {sides}.", participants=guests),
        event(2, "День города", dates="20 июля 2024 года", content=f"Подписан меморандум {others}."),
    )
    build_report(
        folder / "autumn.docx",
        "Город Смоленск",
        event(
            1,
            "Рабочая встреча",
            dates="9 октября 2024 года",
            content=f"Расторгнуто соглашение о сотрудничестве {sides}, подписанное 5 июля 2024 года.",
        ),
        event(
            2,
            "Видеоконференция",
            dates="15 ноября 2024 года",
            content=f"Договорились о прекращении действия меморандума {others}.",
            participants="г. Ниш (Республика Сербия)",
        ),
        title=MUNICIPAL_TITLE.replace("III", "IV"),
    )
    batch = read_batch(sorted(folder.glob("*.docx")), folder / "cache")
    data = DataFolder(folder / "data")
    build_snapshot([ReportInput(one.key, one.facts) for one in batch.read], data)
    with browser_of(data.path) as client:
        yield client


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_agreements_that_ended_are_told_with_their_parties_and_the_row_that_ends_them(
    ending: TestClient, lang: str
) -> None:
    autumn = section_of(ending.get(f"/news?lang={lang}").text, "agreements.ended")
    assert len(autumn) == 2
    assert all(parties >= {"Администрация города Смоленска"} for parties, _ in autumn) or lang == "en"
    assert all(len(parties) == 2 for parties, _ in autumn)
    assert sorted(row for _, row in autumn) == ["report/autumn/entry/1", "report/autumn/entry/2"]
    summer = ending.get(f"/news?period=2024-Q3&versus=2024-Q4&lang={lang}").text
    assert sorted(row for _, row in section_of(summer, "agreements.signed")) == [
        "report/summer/entry/1",
        "report/summer/entry/2",
    ]
    assert section_of(summer, "agreements.ended") == []


def test_a_new_person_is_told_with_a_post(ending: TestClient) -> None:
    page = ending.get("/news?period=2024-Q3&versus=2024-Q4").text
    assert "председатель" in page.partition('id="people.new"')[2].partition("</section>")[0]


def section_of(page: str, key: str) -> list[tuple[set[str], str]]:
    """The parties of each agreement under a heading of news, and the path of its row."""
    told = page.partition(f'id="{key}"')[2].partition("</section>")[0]
    items = told.split("<li>")[1:]
    return [
        (
            {unescape(name) for name in findall(r"/id/organisation/[^>]*>([^<]*)<", one)},
            findall(r"/id/(report/[^\"?]+)", one)[0],
        )
        for one in items
    ]


@pytest.fixture
def years() -> Iterator[sqlite3.Connection]:
    """The index of one quarter, and of a report of many years that tells of two before it."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE report (id, period, first, last)")
    db.execute("CREATE TABLE entry (id, report, event)")
    db.execute("CREATE TABLE event (id, start)")
    db.execute("INSERT INTO report VALUES (1, '2025-Q2', '2025-04-01', '2025-06-30')")
    db.execute("INSERT INTO report VALUES (2, '2013-01..2025-12', '2013-01-01', '2025-12-31')")
    db.execute("INSERT INTO event VALUES (1, '2025-05-01'), (2, '2019-05-01'), (3, '2023-01-01'), (4, NULL)")
    db.execute("INSERT INTO entry VALUES (1, 1, 1), (2, 2, 2), (3, 2, 3), (4, 2, 4)")
    yield db
    db.close()


def test_years_of_a_report_of_many_can_be_compared(years: sqlite3.Connection) -> None:
    assert list(single_periods(years)) == ["2025-Q2", "2023", "2019"]
    assert two_last(years) == ("2019", "2023")


def test_a_period_that_is_none_is_told(client: TestClient) -> None:
    assert client.get("/news?period=soon&versus=2024-Q3").status_code == 400


@pytest.mark.parametrize(("now", "before"), [("2024-Q4", "2024-Q3"), ("2024-Q3", "2024-Q4")])
def test_the_stored_question_tells_the_same(client: TestClient, now: str, before: str) -> None:
    page = client.get(f"/news?period={now}&versus={before}").text
    answer = client.get(f"/questions/news-between-periods.json?period={now}&previous={before}").json()
    told = Counter(
        (row["part_iri"].partition("#")[2], search(r"\w+$", row["change_iri"])[0])  # type: ignore[index]
        for row in answer["rows"]
    )
    assert {key: told[sort] for sort, key in NEWS.items()} == {
        key: len(group(page, key)) for key in NEWS.values()
    }
