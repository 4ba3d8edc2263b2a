import pytest

from ontology.names.words import base, is_acronym, roman, tidy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("библиотека", "Библиотеки"),
        ("областная", "областной"),
        ("городов", "города"),
        ("России", "Россией"),
        ("Клiч", "Клич"),
        ("полёт", "полета"),
        ("карагодў", "карагоду"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert base(one) == base(other)


@pytest.mark.parametrize(
    ("figures", "number"),
    [("XIV", 14), ("ХХІV", 24), ("Х", 10), ("XХV", 25), ("IX", 9), ("ДК", None), ("", None), ("VX", None)],
)
def test_roman_figures_count_even_when_typed_in_cyrillic(figures: str, number: int | None) -> None:
    assert roman(figures) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Клуб "Огонек"', "Клуб «Огонек»"),
        ("Клуб\u00a0„Огонек“", "Клуб «Огонек»"),
        ("Минск — Смоленск", "Минск - Смоленск"),
    ],
)
def test_a_tidy_text_has_one_kind_of_mark(text: str, expected: str) -> None:
    assert tidy(text) == expected


@pytest.mark.parametrize(("word", "expected"), [("МАЗ", True), ("СТиМ", True), ("Луч", False), ("А", False)])
def test_an_acronym_is_mostly_capitals(word: str, expected: bool) -> None:
    assert is_acronym(word) is expected
