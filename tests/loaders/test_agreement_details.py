"""How long documents hold, when they were signed, to what they belong, their names and parties."""

from datetime import date

import pytest

from loaders.agreements import read_agreements
from loaders.cell import read_entry
from loaders.dates import read_dates
from loaders.organisations import find_organisations
from loaders.people import find_people
from loaders.places import find_places
from ontology.model import FIVE_CELLS, AgreementRef, CellName, Entry, NamedDocument, Term
from tests.loaders.test_agreements import agreements

PAIR = "между г. Смоленском и г. Оршей"
SIGNED = f"Подписан договор о дружбе {PAIR}"


@pytest.mark.parametrize(
    ("content", "term"),
    [
        (f"{SIGNED} сроком на пять лет", Term("сроком на пять лет", months=60)),
        (f"{SIGNED} на срок 5 (пять) лет", Term("на срок 5 (пять) лет", months=60)),
        (f"{SIGNED} на ближайшие два года", Term("на ближайшие два года", months=24)),
        (f"{SIGNED}. Срок действия документа – 3 года", Term("Срок действия документа – 3 года", months=36)),
        (f"{SIGNED}. Он действует в течение 18 месяцев", Term("в течение 18 месяцев", months=18)),
        (
            f"{SIGNED}. Срок действия договора составляет четыре года",
            Term("Срок действия договора составляет четыре года", months=48),
        ),
        (f"Подписан трехлетний договор о дружбе {PAIR}", Term("трехлетний", months=36)),
        (f"{SIGNED} сроком на год", Term("сроком на год", months=12)),
        (f"На три года подписан договор о дружбе {PAIR}", Term("На три года", months=36)),
        (f"{SIGNED}, действующий до 30.06.2028", Term("действующий до 30.06.2028", date(2028, 6, 30))),
        (
            f"{SIGNED} сроком до 31 декабря 2026 года включительно",
            Term("сроком до 31 декабря 2026 года включительно", date(2026, 12, 31)),
        ),
        (f"{SIGNED} со сроком действия по 1 мая 2027 года", Term("по 1 мая 2027 года", date(2027, 5, 1))),
        (f"{SIGNED} до декабря 2027 года", Term("до декабря 2027 года", date(2027, 12, 31))),
        (f"Подписан план мероприятий {PAIR} на 2026 год", Term("на 2026 год", date(2026, 12, 31))),
        (f"Подписана дорожная карта {PAIR} на 2026-2028 гг.", Term("на 2026-2028 гг.", date(2028, 12, 31))),
        (f"{SIGNED} до конца текущего года", Term("до конца текущего года", date(2025, 12, 31))),
        (f"{SIGNED}. Документ бессрочный", Term("бессрочный")),
        (f"{SIGNED} бессрочно", Term("бессрочно")),
        (f"{SIGNED} без ограничения срока действия", Term("без ограничения срока действия")),
        (f"{SIGNED}. Срок действия не ограничен", Term("Срок действия не ограничен")),
        (
            f"{SIGNED} на три года с последующей автоматической пролонгацией",
            Term("на три года с последующей автоматической пролонгацией", months=36, automatic=True),
        ),
        (f"{SIGNED} на пять лет с возможностью продления", Term("на пять лет", months=60)),
        (
            f"{SIGNED}. Документ пролонгируется автоматически",
            Term("пролонгируется автоматически", automatic=True),
        ),
        (
            f"{SIGNED} на два года. Он автоматически продлевается на следующий год",
            Term("на два года", months=24, automatic=True),
        ),
        (
            f"{SIGNED}; действует до 31 декабря 2029 года с автоматической пролонгацией",
            Term(
                "действует до 31 декабря 2029 года с автоматической пролонгацией",
                date(2029, 12, 31),
                automatic=True,
            ),
        ),
        (f"{SIGNED}. Рассчитано на пять лет", Term("на пять лет", months=60)),
        (f"{SIGNED}. Действует с 2020 года кружок на три года", None),
        (SIGNED, None),
        (f"{SIGNED}. За два года сделано многое", None),
        (f"{SIGNED}. Гости приглашены на три дня", None),
    ],
)
def test_term(content: str, term: Term | None) -> None:
    assert [one.term for one in agreements(content)] == [term]


def told_at(content: str, dates: str, title: str = "") -> list[AgreementRef]:
    """What is read where the event has those days."""
    cells = {
        **dict.fromkeys(FIVE_CELLS, ""),
        CellName.TITLE: title,
        CellName.DATES: dates,
        CellName.CONTENT: content,
        CellName.PARTICIPANTS: "Делегации",
    }
    text = read_entry(Entry("report", 1, None, None, None, cells, 1, 1))
    places = find_places(text)
    organisations = find_organisations(text, places)
    people = find_people(text, places, organisations)
    found = read_agreements(text, places, organisations, read_dates(text), people)
    return [fact.value for fact in found.facts]


@pytest.mark.parametrize(
    ("content", "on"),
    [
        (f"12 мая подписан договор о дружбе {PAIR}", "2025-05-12"),
        (f"Договор о дружбе {PAIR} подписан 13 мая", "2025-05-13"),
        (f"Договор о дружбе {PAIR} был подписан главами городов 13 мая 2025 года", "2025-05-13"),
        (f"Подписан 13.05.2025 договор о дружбе {PAIR}", "2025-05-13"),
        (f"{SIGNED} от 12 мая 2025 года", "2025-05-12"),
        (f"Во второй день, 12 мая, состоялось подписание договора о дружбе {PAIR}", "2025-05-12"),
        (f"{SIGNED}. Документ подписан 14 мая", "2025-05-14"),
        (f"{SIGNED}. Подписи под документом поставлены 14 мая", "2025-05-14"),
        (f"Главное событие прошло 12 мая. Тогда же подписан договор о дружбе {PAIR}", "2025-05-12"),
        (f"Открытие – 11 мая. В тот же день подписан договор о дружбе {PAIR}", "2025-05-11"),
        (f"{SIGNED} (12 мая 2025 года)", "2025-05-12"),
        (f"Договор о дружбе {PAIR} мэры подписали 11 мая, а 12 мая гости посетили музей", "2025-05-11"),
        (SIGNED, None),
        (f"{SIGNED} о проведении праздника 1 сентября", None),
        (f"{SIGNED} сроком до 12 мая 2026 года", None),
        (f"Открытие прошло 11 мая. 12 мая гости посетили музей. {SIGNED}", None),
    ],
)
def test_a_day_within_several(content: str, on: str | None) -> None:
    (agreement,) = told_at(content, "11-14 мая 2025 года")
    assert agreement.status == "signed"
    bounds = (date(2025, 5, 11), date(2025, 5, 14)) if on is None else (None, None)
    assert agreement.date == (None if on is None else date.fromisoformat(on))
    assert (agreement.date_from, agreement.date_to) == bounds


def test_an_event_of_one_day_is_the_day_of_signing() -> None:
    (agreement,) = told_at("Подписан договор о дружбе", "7 мая 2025 года", title="Встреча")
    assert (agreement.date, agreement.date_from) == (date(2025, 5, 7), None)


def test_what_is_no_signing_here_has_no_day_of_the_event() -> None:
    for content in (
        f"Планируется подписание договора о дружбе {PAIR}",
        f"Расторгнут договор о дружбе {PAIR}",
    ):
        (agreement,) = told_at(content, "7 мая 2025 года")
        assert (agreement.date, agreement.date_from, agreement.date_to) == (None, None, None)


@pytest.mark.parametrize(
    ("content", "first", "last"),
    [
        (f"Договор о дружбе {PAIR} подписан в 2019 году", "2019-01-01", "2019-12-31"),
        (f"В марте 2021 года подписан договор о дружбе {PAIR}", "2021-03-01", "2021-03-31"),
        (f"Договор о дружбе {PAIR} подписан пять лет назад", "2020-01-01", "2020-12-31"),
        (f"В прошлом году заключен договор о дружбе {PAIR}", "2024-01-01", "2024-12-31"),
    ],
)
def test_bounds_that_are_said(content: str, first: str, last: str) -> None:
    (agreement,) = told_at(content, "7 мая 2025 года")
    assert (agreement.status, agreement.date) == ("in_force", None)
    assert [str(agreement.date_from), str(agreement.date_to)] == [first, last]


@pytest.mark.parametrize(
    ("content", "on"),
    [
        (f"Договор о дружбе {PAIR} прекратил действие с 1 марта 2025 года", "2025-03-01"),
        (f"Договор о дружбе {PAIR} от 03.05.2011 расторгнут 12 апреля 2025 года", "2025-04-12"),
        (f"12 апреля 2025 года расторгнут договор о дружбе {PAIR}", "2025-04-12"),
        (f"Договор о дружбе {PAIR} продлен до 12 апреля 2027 года", None),
        (f"Расторгнут договор о дружбе {PAIR} от 03.05.2011", None),
    ],
)
def test_the_day_of_what_became_of_it(content: str, on: str | None) -> None:
    (agreement,) = agreements(content)
    assert agreement.life_date == (None if on is None else date.fromisoformat(on))


@pytest.mark.parametrize(
    ("content", "about"),
    [
        (
            f"Подписано дополнительное соглашение № 2 к договору о дружбе от 03.05.2021 № 8 {PAIR}",
            NamedDocument("Договор о дружбе", date(2021, 5, 3), "8", "supplements"),
        ),
        (
            f"Подписан протокол о внесении дополнений в договор о дружбе от 3 мая 2021 года {PAIR}",
            NamedDocument("Договор о дружбе", date(2021, 5, 3), None, "amends"),
        ),
        (
            f"Подписано соглашение об изменении договора о дружбе {PAIR}",
            NamedDocument("Договор о дружбе", None, None, "amends"),
        ),
        (
            f"Подписано соглашение о продлении договора о дружбе {PAIR}",
            NamedDocument("Договор о дружбе", None, None, "prolongs"),
        ),
        (
            f"Утвержден план мероприятий по реализации договора о дружбе от 03.05.2021 {PAIR}",
            NamedDocument("Договор о дружбе", date(2021, 5, 3), None, "carries_out"),
        ),
        (
            f"Подписана дорожная карта по исполнению договора о дружбе {PAIR}",
            NamedDocument("Договор о дружбе", None, None, "carries_out"),
        ),
        (
            f"Подписано приложение к договору о дружбе {PAIR}",
            NamedDocument("Договор о дружбе", None, None, "supplements"),
        ),
        (
            f"Подписан договор о дружбе {PAIR} в новой редакции",
            NamedDocument("Договор о дружбе", None, None, "rewords"),
        ),
        (
            f"Подписана обновленная редакция договора о дружбе {PAIR}",
            NamedDocument("Договор о дружбе", None, None, "rewords"),
        ),
        (
            f"Подписано новое соглашение о дружбе {PAIR} вместо договора от 03.05.2001",
            NamedDocument("Договор", date(2001, 5, 3), None, "replaces"),
        ),
        (SIGNED, None),
    ],
)
def test_the_document_it_belongs_to(content: str, about: NamedDocument | None) -> None:
    first = agreements(content)[0]
    assert (first.status, first.about) == ("signed", about)
    assert first.parties == ("Смоленск", "Орша")


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (
            f"Подписан договор о научном, культурном и спортивном сотрудничестве {PAIR}",
            "Договор о научном, культурном и спортивном сотрудничестве",
        ),
        (
            f"Подписано соглашение об обмене опытом, кадрами и технологиями {PAIR}",
            "Соглашение об обмене опытом, кадрами и технологиями",
        ),
        (f"Подписан договор о дружбе, а также протокол о намерениях {PAIR}", "Договор о дружбе"),
        (f"Подписан договор о дружбе, гости остались довольны и уехали {PAIR}", "Договор о дружбе"),
        ("Подписан договор о дружбе с мэром г. Орши", "Договор о дружбе"),
        ("Подписан договор о дружбе с г. Оршей", "Договор о дружбе"),
        (f"Утверждена «дорожная карта» сотрудничества {PAIR}", "Дорожная карта сотрудничества"),
    ],
)
def test_title(content: str, title: str) -> None:
    assert agreements(content)[0].title == title


@pytest.mark.parametrize(
    ("content", "sectors"),
    [
        (
            f"Подписан договор о сотрудничестве в области образования, спорта и туризма {PAIR}",
            {"education", "sport", "tourism"},
        ),
        (
            f"Подписан договор {PAIR}. Документ касается здравоохранения и сельского хозяйства",
            {"health", "agriculture"},
        ),
        (f"Подписан договор {PAIR}. Предмет договора – культура и туризм", {"culture", "tourism"}),
        (f"Подписан договор {PAIR}. Гости посетили музей и стадион", set()),
    ],
)
def test_fields(content: str, sectors: set[str]) -> None:
    assert set(agreements(content)[0].sectors) == sectors


@pytest.mark.parametrize(
    ("content", "parties"),
    [
        ("Подписан договор между музеями Смоленска и Орши", [("Музей Смоленска", "Музей Орши")]),
        (
            "Заключен договор между детскими садами г. Смоленска и г. Орши",
            [("Детский сад г. Смоленска", "Детский сад г. Орши")],
        ),
        ("Договор подписали г. Смоленск и г. Орша", [("Смоленск", "Орша")]),
        ("Договор о дружбе заключили г. Смоленск, г. Вязьма и г. Орша", [("Смоленск", "Вязьма", "Орша")]),
        (
            "Мэр г. Смоленска подписал договоры с г. Оршей и г. Лидой",
            [("Смоленск", "Орша"), ("Смоленск", "Лида")],
        ),
        (
            "Подписаны договор между г. Смоленском и г. Оршей и меморандум между г. Вязьмой и г. Лидой",
            [("Смоленск", "Орша"), ("Вязьма", "Лида")],
        ),
        (
            "Подписаны соглашения между г. Смоленском и г. Оршей, между г. Вязьмой и г. Лидой",
            [("Смоленск", "Орша"), ("Вязьма", "Лида")],
        ),
        (
            "Мэр г. Смоленска заключил с г. Оршей договор о дружбе, а с г. Лидой – меморандум о туризме",
            [("Смоленск", "Орша"), ("Смоленск", "Лида")],
        ),
        ("Изучен договор между Россией и Беларусью о дружбе", [("Россия", "Беларусь")]),
        (
            "Глава Вяземского муниципального округа подписал соглашения с мэром г. Орши и мэром г. Лиды",
            [("Вяземский муниципальный округ", "Орша"), ("Вяземский муниципальный округ", "Лида")],
        ),
        (
            "ОАО «Ткач» и ООО «Лён» заключили договор, а ГУК «Маяк» и МБУК «Берег» – договор о выставке",
            [("ОАО «Ткач»", "ООО «Лён»"), ("ГУК «Маяк»", "МБУК «Берег»")],
        ),
        ("В ходе Дней области в Беларуси мэр Смоленска подписал договор с г. Лидой", [("Смоленск", "Лида")]),
        ("Подписано соглашение о дружбе г. Смоленска с г. Оршей", [("Смоленск", "Орша")]),
        ("Заключили договор мэр г. Смоленска Иван Зимин и мэр г. Орши Олег Ветров", [("Смоленск", "Орша")]),
        ("Договор между г. Оршей, городом в Беларуси, и г. Смоленском подписан", [("Орша", "Смоленск")]),
        ("Встреча прошла к 25-летию Договора о создании Союзного государства", [()]),
        (
            "Подписан договор между Вяземским районом и коммуной Туасси (Франция)",
            [("Вяземский район", "Туасси")],
        ),
        (
            "Договор между г. Смоленском и коммуной Бжезно (Молдова), заключенный в 2009 году, расторгнут",
            [("Смоленск", "Бжезно")],
        ),
        (
            "Действует договор между г. Смоленском и коммуной Туасси, который помогает школам",
            [("Смоленск", "Туасси")],
        ),
        ("Договор между общиной Туасси и г. Смоленском продлен", [("Туасси", "Смоленск")]),
        (
            "Мэр г. Смоленска И.И. Орлов и мэр Нова-Залужицы Ян Бел условились продлить договор о дружбе",
            [("Смоленск", "Нова-Залужица")],
        ),
        (
            "Бургомистр Ковжицы Ян Бел и мэр г. Смоленска И.И. Орлов заключили договор",
            [("Ковжица", "Смоленск")],
        ),
        (
            "Договор подписали мэр Смоленска И.И. Орлов и бургомистр Пожареваца Драган Цвет",
            [("Смоленск", "Пожаревац")],
        ),
        ("Договор подписали мэр Смоленска И.И. Орлов и мэр Залужицы А. Бел", [("Смоленск", "Залужица")]),
        (
            "Мэр Иван Иванович Петров и мэр г. Орши И.И. Бел подписали договор",
            [("Администрация г. Смоленска", "Орша")],
        ),
        (
            "Делегация Руднянского района посетила Мстиславский район. Районы связывает договор о дружбе",
            [("Руднянский район", "Мстиславский район")],
        ),
        (
            "МБУК «Маяк» принял ГУК «Берег». Библиотеки связаны договором об обмене книгами",
            [("МБУК «Маяк»", "ГУК «Берег»")],
        ),
        ("Приехали хоры из г. Вязьмы, г. Орши и г. Лиды. Города связывает договор о дружбе", [()]),
    ],
)
def test_parties(content: str, parties: list[tuple[str, ...]]) -> None:
    assert [one.parties for one in agreements(content)] == parties


@pytest.mark.parametrize(
    ("content", "signers"),
    [
        (
            "Договор подписали мэр г. Смоленска И.И. Орлов и мэр г. Орши П.П. Бел",
            ("И.И. Орлов", "П.П. Бел"),
        ),
        (f"{SIGNED}. Свои подписи поставили мэры И.И. Орлов и П.П. Бел", ("И.И. Орлов", "П.П. Бел")),
        ("Договор подписал мэр г. Смоленска И.И. Орлов в присутствии губернатора П.П. Бела", ("И.И. Орлов",)),
        (f"{SIGNED}. На встрече выступил мэр г. Орши П.П. Бел", ()),
        (f"{SIGNED} на приеме у мэра г. Орши П.П. Бела", ()),
    ],
)
def test_who_signed_is_said(content: str, signers: tuple[str, ...]) -> None:
    (agreement,) = told_at(content, "7 мая 2025 года")
    assert agreement.signers == signers


@pytest.mark.parametrize(
    ("content", "relation"),
    [
        (f"Во исполнение договора о дружбе от 03.05.2001 подписан план мероприятий {PAIR}", "carries_out"),
        (f"В договор о дружбе от 03.05.2001 внесены поправки: подписан протокол {PAIR}", "amends"),
    ],
)
def test_the_document_before_that_another_is_made_under_or_amends(content: str, relation: str) -> None:
    signed = [one for one in agreements(content) if one.status == "signed"]
    assert [one.about for one in signed] == [
        NamedDocument("Договор о дружбе", date(2001, 5, 3), None, relation)
    ]
