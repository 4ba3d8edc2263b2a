"""Period against period on «Что нового»: the two last by default, any two on choice, each with its row."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from html import unescape
from re import findall, search

import pytest
from fastapi.testclient import TestClient

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
        [unescape(one) for one in findall(r"<li><a[^>]*>([^<]*)</a>", rest.partition("</section>")[0])]
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
    items = findall(
        r"<li><a[^>]*>[^<]*</a>(.*?)</li>", page.partition('id="compared"')[2].partition("</main>")[0]
    )
    assert len(items) > 4
    assert [one for one in items if "/entry/" not in one] == []


def test_partnerships_have_english_names(client: TestClient) -> None:
    new = group(client.get("/news?period=2024-Q3&versus=2024-Q4&lang=en").text, "partnerships.new")
    assert "City of Smolensk – Polotsk" in new


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
