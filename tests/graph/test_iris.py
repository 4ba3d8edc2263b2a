"""Identifiers from identity."""

import pytest

from graph.iris import (
    SLUG_LENGTH,
    agreement_id,
    country_id,
    entry_id,
    event_id,
    evidence_graph,
    partnership_id,
    person_id,
    place_id,
    report_graph,
    report_id,
    slug,
    twinning_id,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Гимназия № 4 г. Орши", "gimnaziya-4-g-orshi"),
        ("ООО «Щит и Ёлка»", "ooo-shchit-i-elka"),
        ("Йод", "yod"),
        ("Café «Zürich»", "cafe-zurich"),
        ("  —  ", slug("  —  ")),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_slug_is_cut_at_a_word() -> None:
    long = slug("слово " * 40)

    assert len(long) <= SLUG_LENGTH
    assert long.endswith("slovo")


def test_slug_of_unwritable_text_is_not_empty_and_tells_texts_apart() -> None:
    assert slug("北京") != slug("上海") != ""


def test_identifiers_are_readable_paths() -> None:
    assert report_id("2024-Q3-municipal") == "report/2024-Q3-municipal"
    assert entry_id("report/2024-Q3-municipal", 12) == "report/2024-Q3-municipal/entry/12"
    assert country_id("BY") == "place/by"
    assert place_id("BY", "Ушачи") == "place/by/ushachi"
    assert person_id("И.И. Иваненко", "BY") == "person/by/i-i-ivanenko"
    assert partnership_id("municipality/smolensk/smolensk", "place/by/polotsk").endswith(
        "smolensk/by-polotsk"
    )
    assert report_graph("report/2024-Q3") == "graph/report/2024-Q3"
    assert evidence_graph("report/2024-Q3") == "graph/evidence/2024-Q3"


def test_a_territory_without_code_keeps_the_identifier_of_the_gazetteer() -> None:
    assert country_id("Республика Абхазия") == "place/abkhazia"


def test_a_repeated_row_number_is_told_apart() -> None:
    assert entry_id("report/r", 5, occurrence=2) == "report/r/entry/5-2"


def test_file_names_that_are_not_plain_do_not_collide() -> None:
    assert report_id("Отчёт за год") != report_id("Отчет за год")


def test_event_and_agreement_depend_on_what_tells_them_apart() -> None:
    assert event_id("2024", "Концерт", "a") != event_id("2024", "Концерт", "b")
    assert event_id("2024", "Концерт", "a") == event_id("2024", "Концерт", "a")
    assert event_id("2024", "Концерт", "a").startswith("event/2024/kontsert-")
    assert agreement_id("2024", "Соглашение", "a", "b") != agreement_id("2024", "Соглашение", "ab")


def test_namesakes() -> None:
    assert person_id("И.И. Иваненко", "BY", "Полоцк") != person_id("И.И. Иваненко", "BY", "Орша")


def test_twinning_has_no_direction() -> None:
    assert twinning_id("place/by/orsha", "place/ru/vyazma") == twinning_id(
        "place/ru/vyazma", "place/by/orsha"
    )
