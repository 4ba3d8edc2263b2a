"""What organisations are called where there is little room."""

import pytest

from ontology.names.latin import latin_body_name, latin_name
from ontology.names.organisations.short import short_name


@pytest.mark.parametrize(
    ("name", "place", "short"),
    [
        ("ГУО «Гимназия № 7 г. Гродно»", "Гродно", "Гимназия № 7, Гродно"),
        ("Государственное учреждение культуры «Дворец культуры»", "Барань", "Дворец культуры, Барань"),
        ("ОАО «Заречский ремонтный завод»", "Заречье", "Заречский ремонтный завод"),
        ("Средняя школа № 46 г. Витебска им. И.Х. Баграмяна", "Витебск", "Средняя школа № 46, Витебск"),
        ("Детская библиотека имени А.С. Пушкина", "Орша", "Детская библиотека, Орша"),
        ("Футбольный клуб «Орша»", "Орша", "Футбольный клуб «Орша»"),
        ("Отделение Посольства в г. Заречье", "Заречье", "Отделение Посольства в г. Заречье"),
        ("ОАО «Управляющая компания холдинга «Заря»»", None, "Управляющая компания холдинга «Заря»"),
        ("Администрация Заводского района города Минска", "Минск", "Администрация Заводского района, Минск"),
        ("«Китай-ШОС»", None, "Китай-ШОС"),
        ("Гимназия", None, "Гимназия"),
    ],
)
def test_form_namesake_and_town_are_left_out(name: str, place: str | None, short: str) -> None:
    assert short_name(name, place) == short


@pytest.mark.parametrize(
    ("name", "place", "english", "latin"),
    [
        ("ГУО «Гимназия № 7 г. Гродно»", "Гродно", "Grodno", "Gimnaziya No. 7, Grodno"),
        ("Футбольный клуб «Орша»", "Орша", "Orsha", "Futbolny klub “Orsha”"),
        ("ОАО «Щедрый край»", None, None, "Shchedry kray"),
    ],
)
def test_bodies_have_short_names_in_latin_letters(
    name: str, place: str | None, english: str | None, latin: str
) -> None:
    assert latin_body_name(name, place, english) == latin


def test_people_have_names_in_latin_letters() -> None:
    assert latin_name("И.И. Щёкин") == "I.I. Shchekin"
