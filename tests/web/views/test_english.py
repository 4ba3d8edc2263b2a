"""What events are called on English pages, beside the words of the report."""

from fastapi.testclient import TestClient

from web.views.english import event_label, quoted_name
from web.views.facts import ShownFact, Value


def fact(label: str, *named: tuple[str, str | None]) -> ShownFact:
    return ShownFact(label, tuple(Value("concept", {"ru": ru, "en": en}) for ru, en in named))


def test_the_name_that_a_title_quotes_is_told_in_latin_letters() -> None:
    assert quoted_name("XII фестиваль «Белая ладья» в Полоцке") == "“Belaya ladya”"
    assert quoted_name("Рабочая встреча") == ""


def test_a_label_is_made_of_what_was_read() -> None:
    kind, sector = fact("fact.eventType", ("Визит", "Visit")), fact("fact.sector", ("Спорт", "Sport"))
    place = fact("fact.location", ("Полоцк", "Polotsk"), ("Орша", "Orsha"), ("Минск", "Minsk"))
    told = event_label("Рабочая встреча", [kind, sector, place], "5 May 2025")
    assert told == "Visit – Sport, Polotsk, Orsha, 5 May 2025"
    named = event_label(
        "Турнир «Белая ладья»", [kind, sector, fact("fact.country", ("Польша", "Poland"))], ""
    )
    assert named == "Visit – “Belaya ladya”, Poland"
    assert event_label("Встреча", [], "") == ""


def test_an_english_page_has_the_label_beside_the_words(client: TestClient) -> None:
    events = client.get("/events?lang=en").text
    path = events.partition('href="/id/event/')[2].partition('"')[0].partition("?")[0]
    page = client.get(f"/id/event/{path}?lang=en").text
    assert "the report's own words" in page.replace("&#39;", "'")
    assert "own words" not in client.get(f"/id/event/{path}").text
