"""How an event was held: rows in few words, beside the mode and the rule that tells it."""

import pytest

from loaders.mode import read_mode
from loaders.places import find_places
from ontology.model import CellName
from tests.loaders.entries import entry_text, words

ONLINE = [
    ({"place": "г. Рудня", "content": "Диалог прошел в удаленном режиме"}, "held_remotely"),
    ({"place": "г. Рудня", "title": "Телеурок дружбы"}, "remote_title"),
    ({"place": "г. Рудня", "title": "Видеосеминар архивистов"}, "remote_title"),
    ({"place": "В дистанционном формате"}, "remote_place"),
    ({"place": "в режиме онлайн"}, "remote_place"),
    ({"place": "г. Смоленск (видеоконференцсвязь)"}, "remote_place"),
    ({"place": "г. Вязьма, ОГБУК «Дом ремесел» (в дистанционном формате)"}, "remote_place"),
    ({"place": "Сайт областной библиотеки"}, "remote_place"),
    ({"place": "по переписке"}, "remote_place"),
    (
        {
            "place": "г. Десногорск, ОГБУК «Дом ремесел» (в дистанционном формате)",
            "participants": "мастера г. Чаусы (Республика Беларусь)",
        },
        "remote_place",
    ),
    ({"place": "Платформа ZOOM"}, "remote_place"),
    # two places before one bracket
    ({"place": "г. Смоленск, г. Витебск (дистанционно)"}, "remote_place"),
    ({"place": "г. Рудня, г. Лиозно, Республика Беларусь (в онлайн-формате)"}, "remote_place"),
    ({"place": "Смоленская область, Могилевская область (ВКС)"}, "remote_place"),
    ({"title": "Телемост «Мост дружбы»", "place": "г. Рославль"}, "remote_title"),
    ({"title": "Телемедицинская консультация хирургов двух больниц", "place": "г. Вязьма"}, "remote_title"),
    ({"title": "Телеконсилиум педиатров", "place": "г. Вязьма"}, "remote_title"),
    ({"title": "Онлайн-экскурсия по городу", "place": "г. Смоленск, музей"}, "remote_title"),
    ({"title": "Участие в международном заочном конкурсе", "place": "г. Тверь"}, "remote_title"),
    (
        {
            "title": "Совещание",
            "place": "г. Смоленск",
            "content": "Совещание проведено в режиме видеоконференции.",
        },
        "held_remotely",
    ),
    (
        {
            "title": "Совещание",
            "place": "г. Смоленск",
            "content": "Конкурс проведен в заочной форме.",
        },
        "held_remotely",
    ),
]

MIXED = [
    ({"place": "г. Смоленск, МБОУ «СШ № 3» (с подключением участников по видеосвязи)"}, "joined_from_afar"),
    ({"place": "г. Вязьма, РДК (часть участников – онлайн)"}, "joined_from_afar"),
    ({"place": "г. Смоленск – очно, г. Минск – онлайн"}, "some_here_some_there"),
    (
        {"place": "г. Ельня", "content": "Семинар проходил очно, гости из Орши выступили по видеосвязи"},
        "some_here_some_there",
    ),
    (
        {"place": "г. Ельня", "content": "Семинар прошел в библиотеке, гости подключились по видеосвязи"},
        "took_part_remotely",
    ),
    ({"place": "г. Смоленск (очно и в режиме видеоконференции)"}, "both_stated"),
    ({"place": "В очном (г. Смоленск)\n и дистанционном форматах"}, "both_stated"),
    ({"place": "г. Гагарин (очный и дистанционный формат)"}, "both_stated"),
    ({"place": "Дистанционно/очно"}, "both_stated"),
    ({"place": "г. Вязьма, очно и онлайн"}, "both_stated"),
    ({"place": "г. Смоленск", "title": "Форум в очно-заочном формате"}, "both_stated"),
    ({"place": "г. Смоленск", "content": "Форум прошел в смешанном формате"}, "both_stated"),
    (
        {
            "place": "г. Смоленск",
            "participants": "В очном формате – лицеисты г. Смоленска, в дистанционном формате – г. Бреста",
        },
        "some_here_some_there",
    ),
    (
        {"place": "г. Смоленск, музей; музей, г. Орша, Республика Беларусь (в дистанционном формате)"},
        "remote_end",
    ),
    ({"place": "г. Рудня, Дом культуры; г. Лиозно (трансляция)"}, "remote_end"),
    ({"place": "г. Рудня, школа; Республика Беларусь, г. Орша (прямое включение)"}, "remote_end"),
    (
        {
            "place": "г. Смоленск",
            "participants": "Студенты; гость из Индии присоединился в дистанционном формате",
        },
        "took_part_remotely",
    ),
    (
        {"place": "г. Смоленск", "content": "В рамках слета состоялся телемост с г. Брестом"},
        "took_part_remotely",
    ),
]

OFFLINE = [
    {"place": "г. Орша, Республика Беларусь"},
    {"place": "г. Смоленск, виртуальный концертный зал филармонии"},
    {"place": "г. Смоленск", "content": "Победители определены по итогам онлайн-голосования"},
    {"place": "г. Смоленск", "content": "Велась онлайн-трансляция концерта"},
    {"place": "г. Смоленск", "title": "Фестиваль «Дружба онлайн»"},
    {"place": "г. Смоленск", "content": "Обсуждены вопросы дистанционного обучения"},
    {"place": "г. Смоленск", "participants": "Студенты заочного отделения"},
]


@pytest.mark.parametrize(("cells", "rule"), ONLINE)
def test_online(cells: dict[str, str], rule: str) -> None:
    assert _mode(**cells) == ("online", rule)


@pytest.mark.parametrize(("cells", "rule"), MIXED)
def test_mixed(cells: dict[str, str], rule: str) -> None:
    assert _mode(**cells) == ("mixed", rule)


@pytest.mark.parametrize("cells", OFFLINE)
def test_offline(cells: dict[str, str]) -> None:
    assert _mode(**cells) == ("offline", "named_place")


def test_without_a_place_the_question_stays_open() -> None:
    text = entry_text(title="Встреча с делегацией")
    reading = read_mode(text, find_places(text))
    assert reading.facts == ()
    assert [finding.code for finding in reading.findings] == ["unknown_mode"]


def test_the_evidence_is_the_words_that_decide() -> None:
    text = entry_text(place="г.\u00a0Вязьма\n(в дистанци\u00adонном формате)")
    fact = read_mode(text, find_places(text)).only
    assert fact is not None
    span = fact.evidence[0].span
    assert span is not None
    assert words(text, CellName.PLACE, span.start, span.end) == "дистанционном"


def _mode(**cells: str) -> tuple[str, str]:
    text = entry_text(**cells)
    fact = read_mode(text, find_places(text)).only
    assert fact is not None
    return fact.value, fact.evidence[0].rule
