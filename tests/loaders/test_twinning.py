"""Twin towns: phrases beside the pairs that they name."""

import pytest

from loaders.organisations import find_organisations
from loaders.places import find_places
from loaders.twinning import read_twinning
from tests.loaders.test_places import row

OWN = "Вяземский муниципальный округ"

TWINS = [
    ("делегация из города-побратима Шклов (Республика Беларусь)", [(OWN, "Шклов")]),
    ("встреча городов-побратимов (г. Вязьма, Россия и г. Шклов, Республика Беларусь)", [("Вязьма", "Шклов")]),
    ("телемост городов-побратимов Вязьмы и Шклова", [("Вязьма", "Шклов")]),
    ("города Шклов и Вязьма – побратимы с 2005 года", [("Вязьма", "Шклов")]),
    (
        (
            "меморандум о намерении установить побратимские связи между Оршанским районом Витебской области "
            "и муниципальным образованием «Ельнинский муниципальный округ»"
        ),
        [("Ельнинский муниципальный округ", "Оршанский район")],
    ),
    ("на форуме (г. Тверь) решено установить побратимские связи с г. Кричевом", [(OWN, "Кричев")]),
    ("делегация города-побратима Шклова, представители г. Орши", [(OWN, "Шклов")]),
    ("гости из города-побратима Шклова и из Лиозненского района", [(OWN, "Шклов")]),
    ("Шклов является побратимом Вязьмы с 2007 года", [("Вязьма", "Шклов")]),
    (
        "Администрация Вяземского района и Шкловский райисполком решили стать побратимами",
        [("Вяземский район", "Шкловский район")],
    ),
    ("гости из Шкловского района – побратима округа – и из г. Орши", [(OWN, "Шкловский район")]),
    ("гости из города-побратима Вязьмы – города Шклова", [("Вязьма", "Шклов")]),
    ("гости из Шклова – города-побратима Вязьмы – вручили подарки", [("Вязьма", "Шклов")]),
    ("гости из Шклова – города-побратима – посетили Оршу", [(OWN, "Шклов")]),
    ("форум городов-побратимов в г. Гомеле", []),
    ("в рамках побратимских связей делегация Вязьмы посетила г. Шклов", [("Вязьма", "Шклов")]),
    ("встреча по линии побратимских связей прошла в г. Шклове", [(OWN, "Шклов")]),
    (
        "делегации городов-побратимов: Шклова, Керчи, Барановичей",
        [(OWN, "Шклов"), (OWN, "Керчь"), (OWN, "Барановичи")],
    ),
    ("в рамках побратимских связей с городом Шкловом школьники посетили Брест", [(OWN, "Шклов")]),
    ("г. Шклов (город-побратим) и г. Орша", [(OWN, "Шклов")]),
    ("Вязьма – город-побратим Шклова", [("Вязьма", "Шклов")]),
    (
        "между Вяземским районом и Шкловским райисполкомом подписан план по соглашению о побратимстве",
        [("Вяземский район", "Шкловский район")],
    ),
    ("договор о побратимских связях с г. Шкловом подписан в г. Орше", [(OWN, "Шклов")]),
    ("гости из городов-побратимов Республики Беларусь", []),
    ("делегации г. Орши. Обсуждалась дружба", []),
]


@pytest.mark.parametrize(("content", "expected"), TWINS)
def test_twins_are_paired(content: str, expected: list[tuple[str, str]]) -> None:
    text = row(OWN, content=content)

    places = find_places(text)
    twins = read_twinning(text, places, find_organisations(text, places))

    assert [(one.name, other.name) for one, other in (fact.value for fact in twins.facts)] == expected


def test_a_city_s_own_report_gives_the_city_as_one_twin() -> None:
    text = row("город Десногорск", participants="делегация города-побратима Чаусы")

    [twins] = read_twinning(text, find_places(text)).facts

    assert [place.gazetteer_id for place in twins.value] == ["ru/desnogorsk", "by/chausy"]
    assert [evidence.rule for evidence in twins.evidence] == ["twin_word", "marked_settlement"]


def test_a_pair_said_twice_is_one() -> None:
    text = row(
        OWN,
        title="Встреча городов-побратимов Вязьмы и Шклова",
        participants="делегация города-побратима Шклова",
    )

    assert len(read_twinning(text, find_places(text)).facts) == 1


def test_a_bond_without_towns_is_with_the_only_one_abroad() -> None:
    text = row(OWN, title="Визит в г. Шклов", content="Направлен проект договора о побратимстве")

    [twins] = read_twinning(text, find_places(text)).facts

    assert [place.name for place in twins.value] == [OWN, "Шклов"]
    assert twins.confidence < 0.8


def test_a_bond_without_towns_is_with_none_of_several_abroad() -> None:
    text = row(OWN, title="Поездка в г. Шклов и г. Оршу", content="Обсужден договор о побратимстве")

    assert read_twinning(text, find_places(text)).facts == ()
