"""Pairs of names: which are one organisation, which are two, which a person should look at."""

import pytest

from graph.entities import Resolved
from ontology.names.organisations.name import take_apart
from tests.graph.resolve.told import report, resolved, row

SAME = [
    # spelling
    ('ГУК "Дом ремесел" | Орша | BY', "ГУК «Дом ремесел» | Орша | BY"),
    ("ГУК «ДОМ РЕМЕСЕЛ» | Орша | BY", "ГУК «Дом ремесел» | Орша | BY"),
    ("МБУК «Музей льна» | Вязьма | RU", "МБУК «Музея льна» | Вязьма | RU"),
    ("ГУК «Многопро-фильный центр» | Орша | BY", "ГУК «Многопрофильный центр» | Орша | BY"),
    ("ГУК «Дом ремесел | Орша | BY", "ГУК «Дом ремесел» | Орша | BY"),
    ("Филиал ФГБУ «ЦЛК «Росток» | Рудня | RU", "Филиал ФГБУ «ЦЛК Росток» | Рудня | RU"),
    # legal forms
    (
        "Муниципальное бюджетное учреждение культуры «Музей льна» | Вязьма | RU",
        "МБУК «Музей льна» | Вязьма | RU",
    ),
    (
        "УО «Полоцкий лесной колледж» | Полоцк | BY",
        "Учреждение образования «Полоцкий лесной колледж» | Полоцк | BY",
    ),
    ("Открытое акционерное общество «Льнокомбинат» | Орша | BY", "ОАО «Льнокомбинат» | Орша | BY"),
    ("Государственный музей часов | Брянск | RU", "ГБУК «Государственный музей часов» | Брянск | RU"),
    # abbreviations
    ("ОАО «ОСЗ» | Орша | BY", "ОАО «Оршанский станкостроительный завод» | Орша | BY"),
    ("ОАО «ОСЗ» – управляющая компания холдинга «Станки» | | BY", "ОАО «ОСЗ» | | BY"),
    ("ООО «ЛиМ» | | BY", "ООО «ЛЕСА и МАТЕРИАЛЫ» | | BY"),
    ("МБУДО «Руднянская ДШИ» | Рудня | RU", "МБУДО «Руднянская детская школа искусств» | Рудня | RU"),
    (
        "Гимназия № 3 с углубленным изучением языков | Рудня | RU",
        "МБОУ «Гимназия № 3» | Рудня | RU",
    ),
    (
        "МБОУ «Средняя школа № 7 с углублённым изучением предметов имени И.П. Ветрова» | Рудня | RU",
        "МБОУ «СШ № 7 имени И.П. Ветрова» | Рудня | RU",
    ),
    ("Минкультуры России | | RU", "Министерство культуры Российской Федерации | | RU"),
    # namesakes and initials
    (
        "ГБУК «Библиотека имени А.Н. Островского» | Тверь | RU",
        "ГБУК «Библиотека им. А. Н. Островского» | Тверь | RU",
    ),
    # the town said or not
    ("ГУО «Гимназия № 12 г. Орши» | Орша | BY", "ГУО «Гимназия № 12» | Орша | BY"),
    ("Оршанская детская школа искусств № 5 | Орша | BY", "Детская школа искусств № 5 г. Орши | Орша | BY"),
    ("МБУК «Музей льна» | Вязьма | RU", "МБУК «Музей льна» | | RU"),
    ("Районный дом культуры | Рудня | RU", "Районный дом культуры | Руднянский муниципальный округ | RU"),
    # states, regions, areas
    ("Академия художеств Республики Беларусь | | BY", "Академия художеств Беларуси | | BY"),
    (
        "Палата представителей Национального собрания Республики Беларусь | | BY",
        "Палата представителей | | BY",
    ),
    (
        "Администрация муниципального образования «Велижский муниципальный округ» Смоленской области",
        "Администрация муниципального образования «Велижский муниципальный округ»",
    ),
    (
        "Администрация Велижского муниципального округа",
        "Администрация муниципального образования «Велижский район»",
    ),
    ("ОГКУ «Архив Смоленской области» | | RU", "Архив Смоленской области | | RU"),
    # companies of amateurs
    ("Народный коллектив «Зарница» | Орша | BY", "Народный хореографический коллектив «Зарница» | Орша | BY"),
    (
        "Заслуженный любительский коллектив Республики Беларусь народный хор «Зарница» | Орша | BY",
        "Народный хор «Зарница» | Орша | BY",
    ),
]

APART = [
    # number, town, country, region
    ("ГУО «Гимназия № 4» | Орша | BY", "ГУО «Гимназия № 4» | Полоцк | BY"),
    ("ГУО «Гимназия № 4 г. Орши» | Орша | BY", "ГУО «Гимназия № 5 г. Орши» | Орша | BY"),
    ("Клуб «Ветеран» | Рудня | RU", "Клуб «Ветеран» | Ярцево | RU"),
    ("Центр «Радуга» | | RU", "Центр «Радуга» | | BY"),
    ("Министерство культуры Смоленской области | | RU", "Министерство культуры Российской Федерации | | RU"),
    ("Правительство Смоленской области", "Правительство Брянской области"),
    ("Центральная библиотека | Рудня | RU", "Центральная библиотека | Смоленская область | RU"),
    ("Ансамбль «Ивушка» | | RU", "Ансамбль песни «Ивушка» | Рудня | RU"),
    # another town in the name
    ("Витебская областная библиотека | | BY", "Могилевская областная библиотека | | BY"),
    (
        "Администрация г. Смоленска | Смоленск | RU",
        "Администрация Смоленского района | Смоленский район | RU",
    ),
    # a part is not the whole
    ("Лицей УО «Полоцкий университет» | Полоцк | BY", "УО «Полоцкий университет» | Полоцк | BY"),
    ("Филиал ОАО «Льнокомбинат» | Орша | BY", "ОАО «Льнокомбинат» | Орша | BY"),
    ("Центр новых технологий ГУК «Музей часов» | Орша | BY", "ГУК «Музей часов» | Орша | BY"),
    (
        "Брянское отделение общественной организации «Союз мастеров» | | RU",
        "Общественная организация «Союз мастеров» | | RU",
    ),
    ("Управление культуры Администрации г. Рудни | Рудня | RU", "Администрация г. Рудни | Рудня | RU"),
    ("Институт истории Академии наук Беларуси | Минск | BY", "Академия наук Беларуси | Минск | BY"),
    ("Детская школа искусств № 8 «Родной край» | Орша | BY", "Детская школа искусств № 8 | Орша | BY"),
    # legal forms of different classes
    ("ГК «Льнотекс» | | BY", "ООО «Льнотекс» | | BY"),
    # one proper name, different bodies
    ("СОГБУ «Геронтологический центр «Сосны»» | Рудня | RU", "СОГБУ «Детский лагерь «Сосны»» | Рудня | RU"),
    (
        "Народный вокальный ансамбль «Зарница» | Орша | BY",
        "Народный хореографический ансамбль «Зарница» | Орша | BY",
    ),
    ("Образцовый коллектив «Зарница» | Орша | BY", "Народный коллектив «Зарница» | Орша | BY"),
    ("Ансамбль танца «Добрый голос» | Орша | BY", "Ансамбль танца «Добрый колос» | Орша | BY"),
    # no name of its own, nothing else known
    ("АНО «ЦПЭ» | Смоленск | RU", "АНО «Центр поддержки предпринимательства» | Смоленск | RU"),
]


def both(one: str, other: str) -> Resolved:
    return resolved(report("2024-Q2", row(1, "Ярмарка", orgs=[one]), row(2, "Выставка", orgs=[other])))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_organisation_are_one(one: str, other: str) -> None:
    found = both(one, other)
    assert [organisation.id for organisation in found.organisations] == [found.organisations[0].id]


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_organisations_stay_apart(one: str, other: str) -> None:
    assert len(both(one, other).organisations) == 2


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (
            "Ансамбль танца «Добрый голос» | Орша | BY",
            "Ансамбль танца «Добрый голас» | Орша | BY",
            "1 letters differ",
        ),
        (
            "Министерство природы | | RU",
            "Министерство природы Смоленской области | | RU",
            "region said of one only",
        ),
        ("ООО «Сатурн» | Орша | BY", "Клуб «Сатурн» | Орша | BY", "kind said of one only"),
    ],
)
def test_what_is_not_certain_is_a_candidate(one: str, other: str, reason: str) -> None:
    found = both(one, other)
    assert len(found.organisations) == 2
    assert [reason in candidate.reasons for candidate in found.candidates] == [True]


def test_an_abbreviation_of_two_is_neither() -> None:
    found = resolved(
        report(
            "2024-Q2",
            row(1, "Ярмарка", orgs=["ОАО «МЛК» | | BY"]),
            row(2, "Выставка", orgs=["ОАО «Минский лодочный комбинат» | Минск | BY"]),
            row(3, "Форум", orgs=["ОАО «Могилевский лесной комбинат» | Могилев | BY"]),
        )
    )
    assert len(found.organisations) == 3
    assert len([one for one in found.candidates if "initial letters" in one.reasons]) == 2


def test_a_definition_in_the_row_holds_for_all_rows() -> None:
    found = resolved(
        report(
            "2024-Q2",
            row(
                1,
                "Ярмарка",
                orgs=["Дом народного творчества «Лад» | Орша | BY | | Дом лада", "Дом лада | Орша | BY"],
            ),
            row(2, "Выставка", orgs=["Дом лада | Орша | BY"]),
        )
    )
    assert len(found.organisations) == 1
    assert "defined in the row" in {reason for merge in found.merges for reason in merge.reasons}


def test_a_common_name_without_a_place_is_whoever_reports_it() -> None:
    name = "Центральная районная библиотека | | RU"
    at = "Вяземский муниципальный округ"
    found = resolved(
        report(
            "2024-Q2",
            row(1, "Чтения", orgs=[name], home=at),
            row(2, "Диспут", orgs=[name], home="город Смоленск"),
        ),
        report("2024-Q3", row(1, "Лекторий", "2024-08-02", orgs=[name], home=at)),
    )
    assert sorted(len(one.stated_in) for one in found.organisations) == [1, 2]


def test_a_host_is_the_participant_of_that_name_or_where_the_event_was() -> None:
    found = resolved(
        report(
            "2024-Q2",
            row(
                1,
                "Чтения",
                at=["Орша BY"],
                orgs=["ГУК «Дом ремесел» | Полоцк | BY"],
                venue_orgs=["«Дом ремесел»"],
            ),
            row(2, "Диспут", at=["Орша BY"], venue_orgs=["Дворец льна"]),
        )
    )
    assert {(one.label.value, one.place.value if one.place else None) for one in found.organisations} == {
        ("ГУК «Дом ремесел»", "place/by/polotsk"),
        ("Дворец льна", "place/by/orsha"),
    }


def test_the_label_is_spelt_out_and_every_spelling_kept() -> None:
    found = both("ОАО «ОСЗ» | Орша | BY", "ОАО «Оршанский станкостроительный завод» | Орша | BY")
    (one,) = found.organisations
    assert one.label.value == "ОАО «Оршанский станкостроительный завод»"
    assert [label.value for label in one.alt_labels] == ["ОАО «ОСЗ»"]
    assert [source.entry for source in one.alt_labels[0].sources] == ["report/2024-Q2-municipal/entry/1"]


def test_a_merge_has_a_score_and_reasons() -> None:
    found = both("ОАО «ОСЗ» | Орша | BY", "ОАО «Оршанский станкостроительный завод» | Орша | BY")
    (merge,) = found.merges
    assert (merge.score, merge.reasons) == (0.95, ("initial letters",))


def test_a_name_is_taken_apart() -> None:
    name = take_apart("Филиал ГУО «Оршанская ДШИ № 3 имени К.Л. Ветрова» г. Орши Витебской области")
    assert name.unit == ("филиал",)
    assert name.form == "institution"
    assert name.core == ("филиал", "оршанский", "детский", "школа", "искусство", "3")
    assert (name.namesake, name.town, name.region) == (("ветров",), ("орша",), "витебский")
