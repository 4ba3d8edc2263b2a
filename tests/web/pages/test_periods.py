"""Period against period on «Что нового»: the two last by default, any two on choice, each with its row."""

from html import unescape
from re import findall

from fastapi.testclient import TestClient


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


def test_a_period_that_is_none_is_told(client: TestClient) -> None:
    assert client.get("/news?period=soon&versus=2024-Q3").status_code == 400
