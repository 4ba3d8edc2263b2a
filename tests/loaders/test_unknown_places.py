"""Places that no list has, and those that only the row tells: phrases beside what they name."""

import pytest

from loaders.places import find_places, read_venues
from ontology.model import CellName
from tests.loaders.test_origins import origins
from tests.loaders.test_places import named, row

CONTENT = [
    # Towns that somebody came from need not be known to everybody …
    ("Выступили музыканты из Даугавпилса", [("Даугавпилс", "LV")]),
    ("Прилетела семья Ахметовых из Кокшетау", [("Кокшетау", "KZ")]),
    # … and one that no list has is of the country whose adjective calls it.
    ("Приехали школьники из кубинского Ольгинсбурга", [("Куба", "CU"), ("Ольгинсбург", "CU")]),
    ("Встретили хор из Орши, тунисской Карвены", [("Орша", "BY"), ("Тунис", "TN"), ("Карвена", "TN")]),
    ("Команда из ливанского Эль-Дажибе", [("Ливан", "LB"), ("Эль-Дажибе", "LB")]),
    # Words that name no town.
    ("Герой из Победы получил письмо из Дома книги", []),
    ("Экспонаты из Третьяковки", []),
    ("Закупка тракторов белорусского Агротехмаша", [("Беларусь", "BY")]),
]


@pytest.mark.parametrize(("content", "expected"), CONTENT)
def test_towns_that_are_told_by_the_row_alone(content: str, expected: list[tuple[str, str]]) -> None:
    assert named(row(content=content), CellName.CONTENT) == expected


@pytest.mark.parametrize(
    ("participants", "expected"),
    [
        ("Делегация штата Керала", ("Керала", "region", "IN")),
        ("Делегация штата Пернамбуку", ("Пернамбуку", "region", "BR")),
        ("Гости из области Враца", ("Враца", "region", "BG")),
        ("Гости из Мачванского округа", ("Мачванский округ", "district", "RS")),
        ("Фермеры Оломоуцкого края", ("Оломоуцкий край", "region", "CZ")),
        ("Фермеры Псковского округа", ("Псковский муниципальный округ", "district", "RU")),
        ("Школьники Алатайского района", ("Алатайский район", "district", "RU")),
    ],
)
def test_a_region_that_only_one_country_has_tells_it(
    participants: str, expected: tuple[str, str, str]
) -> None:
    [mention] = find_places(row(participants=participants, place=""))

    place = mention.place
    assert (place.name, place.kind, place.country) == expected
    assert place.gazetteer_id is None or place.country == "RU"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Республика Северная Осетия – Алания, г. Владикавказ", ["Владикавказ"]),
        ("Кабардино – Балкарская Республика, г. Нальчик", ["Нальчик"]),
        ("Ханты – Мансийский автономный округ – Югра", ["Ханты-Мансийский автономный округ – Югра"]),
        ("Иркутская область, Усольский район, с. Среднее", ["Среднее"]),
        ("Карымский район, пос. Дарасун", ["Дарасун"]),
    ],
)
def test_a_region_typed_with_spaces_is_one_and_a_village_lies_in_its_district(
    place: str, expected: list[str]
) -> None:
    text = row(place=place)

    facts = read_venues(text, find_places(text)).facts

    assert [fact.value.name for fact in facts] == expected
    assert {fact.value.country for fact in facts} == {"RU"}


def test_a_town_that_a_bracket_locates_is_the_same_wherever_the_row_names_it() -> None:
    text = row(title="Письмо из Сен-Пьера", content="Коммуна Сен-Пьер (Франция) прислала приглашение")

    towns = {(m.place.name, m.place.country) for m in find_places(text) if m.place.kind != "country"}

    assert towns == {("Сен-Пьер", "FR")}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "Руднянский и Лиозненский районы скрепили подписями договор",
            ["Руднянский район", "Лиозненский район"],
        ),
        ("Орша, Горки и Рудня продлили соглашение", ["Орша", "Горки", "Рудня"]),
        ("Прошел матч городов Сенно – Рудня", ["Сенно", "Рудня"]),
    ],
)
def test_those_who_sign_or_meet_take_part(content: str, expected: list[str]) -> None:
    assert origins(row(content=content)) == expected
