"""Mentions of places and venues: phrases of the genre beside the places that they name."""

from dataclasses import replace

import pytest

from loaders.language import EntryText, read_entry
from loaders.places import find_places, read_venues
from ontology.model import CellName
from tests.loaders.entries import entry_text, words


def row(municipality: str | None = None, **cells: str) -> EntryText:
    """An entry that a municipality reports, or the region."""
    return read_entry(replace(entry_text(**cells).entry, municipality=municipality))


def named(text: EntryText, cell: CellName = CellName.PARTICIPANTS) -> list[tuple[str, str]]:
    """Name and country of each mention in a cell."""
    return [(m.place.name, m.place.country) for m in find_places(text) if m.span.cell is cell]


SETTLEMENTS = [
    ("в г. Полоцке", [("Полоцк", "BY")]),
    ("из г.Орши", [("Орша", "BY")]),
    ("школы города Могилёва", [("Могилев", "BY")]),
    ("городу-герою Минску", [("Минск", "BY")]),
    ("дер. Рыбки, пос. Вишенки, с. Болдино", [("Рыбки", "RU"), ("Вишенки", "RU"), ("Болдино", "RU")]),
    ("аг. Добромысли, а/г Ореховск", [("Добромысли", "BY"), ("Ореховск", "BY")]),
    ("г.п. Дрибин, пгт Верхнеднепровский", [("Дрибин", "BY"), ("Верхнеднепровский", "RU")]),
    ("г. Великие Луки", [("Великие Луки", "RU")]),
    ("из Нижнего Новгорода и Ростова-на-Дону", [("Нижний Новгород", "RU"), ("Ростов-на-Дону", "RU")]),
    ("г. Минск, Брест и Гродно", [("Минск", "BY"), ("Брест", "BY"), ("Гродно", "BY")]),
    ("городов Орши, Витебска", [("Орша", "BY"), ("Витебск", "BY")]),
    ("жители города Рудня", [("Рудня", "RU")]),
    ("д. Волоковая, дер. Малые Вяземы", [("Волоковая", "RU"), ("Малые Вяземы", "RU")]),
    ("поселок городского типа Хиславичи", [("Хиславичи", "RU")]),
    ("г Минск, г Витеб-ска", [("Минск", "BY"), ("Витебск", "BY")]),
    ("г. Сухум", [("Сухум", "Республика Абхазия")]),
    ("г. Тирасполь (Молдавия)", [("Тирасполь", "MD"), ("Молдавия", "MD")]),
    ("школы Могилева, КФХ Борисова", [("Могилев", "BY")]),
    ("г. Хэбей (Китайская Народная Республика)", [("Хэбей", "CN"), ("Китайская Народная Республика", "CN")]),
]

AREAS = [
    ("Лиозненского района", [("Лиозненский район", "BY")]),
    ("Дубровенского р-на Витебской обл.", [("Дубровенский район", "BY"), ("Витебская область", "BY")]),
    ("Мстиславльского района", [("Мстиславский район", "BY")]),
    (
        "Сенненского, Оршанского и Чаусского районов",
        [("Сенненский район", "BY"), ("Оршанский район", "BY"), ("Чаусский район", "BY")],
    ),
    ("из Липецкой, Тульской областей", [("Липецкая область", "RU"), ("Тульская область", "RU")]),
    ("«Вяземский муниципальный округ»", [("Вяземский муниципальный округ", "RU")]),
    ("Вяземского района", [("Вяземский район", "RU")]),
    ("Шумячского округа", [("Шумячский муниципальный округ", "RU")]),
    ("смоленских муниципальных округов", []),
    ("Смоленских муниципальных округов", [("Смоленская область", "RU")]),
    (
        "Донецкой Народной Республики, ЛНР",
        [("Донецкая Народная Республика", "RU"), ("Луганская Народная Республика", "RU")],
    ),
    ("Республики Татарстан", [("Республика Татарстан", "RU")]),
    ("Смолен-ской области, Вязем-ского р-на", [("Смоленская область", "RU"), ("Вяземский район", "RU")]),
    ("Могилевская обл, Витебской обл.", [("Могилевская область", "BY"), ("Витебская область", "BY")]),
    ("Могилевщины", [("Могилевская область", "BY")]),
]

COUNTRIES = [
    ("Республики Беларусь, КНР, ОАЭ", [("Республика Беларусь", "BY"), ("КНР", "CN"), ("ОАЭ", "AE")]),
    ("Исламской Республики Иран", [("Исламская Республика Иран", "IR")]),
    ("Кыргызской Республики", [("Кыргызская Республика", "KG")]),
    ("Республики Абхазия", [("Республика Абхазия", "Республика Абхазия")]),
    ("турецкий бизнес", [("Турция", "TR")]),
    ("белорусских предприятий", [("Беларусь", "BY")]),
    ("российско-германская палата", [("Германия", "DE")]),
    ("на белорусском языке, французская борьба", []),
    ("Того, кто победил", []),
]

BODIES = [
    ("Дубровенского районного дома культуры", [("Дубровенский район", "BY")]),
    ("Витебский областной исполнительный комитет", [("Витебская область", "BY")]),
    ("Витебский городской исполнительный комитет", [("Витебск", "BY")]),
    ("Шкловского райисполкома", [("Шкловский район", "BY")]),
    ("ГУО «Могилевская детская школа искусств № 9»", [("Могилев", "BY")]),
    ("Мачулищанская ДШИ", [("Мачулищи", "BY")]),
    ("минских ветеранских организаций", [("Минск", "BY")]),
    ("смоленский бизнес", [("Смоленская область", "RU")]),
    ("ОАО «Бобруйскагромаш», ОАО «Полоцк-Стекловолокно»", [("Бобруйск", "BY"), ("Полоцк", "BY")]),
    ("центра Октябрьского района г. Витебска", [("Витебск", "BY")]),
    ("Московская районная организация г. Минска", [("Минск", "BY")]),
]

NO_PLACES = [
    "ул. Минская, д. 5, пр-т Гагарина, Витебское шоссе",
    "директор А.В. Гагарин, И.П. Киров и Орлов И.П.",
    "школа имени М.И. Глинки, стадион им. Калинина",
    "ансамбли «Дружба», «Мир», «Победа»",
    "конкурс «Браславские зарницы», музей «Брестская крепость»",
    "митрополит Смоленский и Дорогобужский Исидор",
    "фестиваль «Славянскi кiрмаш»",
    "Героя Советского Союза, братский союз",
    "СШ № 9, ДШИ, ДК",
]


@pytest.mark.parametrize(("participants", "expected"), SETTLEMENTS + AREAS + COUNTRIES + BODIES)
def test_a_phrase_names_places(participants: str, expected: list[tuple[str, str]]) -> None:
    assert named(row(participants=participants)) == expected


@pytest.mark.parametrize("participants", NO_PLACES)
def test_streets_people_and_titles_are_no_places(participants: str) -> None:
    assert named(row(participants=participants)) == []


@pytest.mark.parametrize(
    ("participants", "identifier"),
    [
        ("г. Славгорода (Республика Беларусь)", "by/slavgorod"),
        ("г. Славгород Алтайского края", "ru/slavgorod"),
        ("г. Славгорода, г. Чаусы (Республика Беларусь)", "by/slavgorod"),
        ("г. Заречный, Свердловская область", "ru/zarechnyy-sverdlovsk-oblast"),
        ("г. Заречный Пензенской области", "ru/zarechnyy"),
        ("дер. Богородицкое Вяземского района", "ru/bogoroditskoe-vyazemsky"),
        ("пос. Красный", "ru/krasnyy"),
        ("г. Горки Могилевской области", "by/gorki"),
        ("г. Городок", "by/gorodok"),
        ("аг. Копысино Лиозненского района", None),
    ],
)
def test_homonyms_are_resolved_by_what_the_row_says(participants: str, identifier: str | None) -> None:
    assert find_places(row(participants=participants))[0].place.gazetteer_id == identifier


def test_a_list_shares_the_country_of_its_bracket() -> None:
    text = row(participants="ДШИ г. Минска, г. Новополоцка, г. Осиповичи (Республика Беларусь)")

    assert named(text)[:3] == [("Минск", "BY"), ("Новополоцк", "BY"), ("Осиповичи", "BY")]


def test_in_its_own_report_a_municipality_is_what_its_adjective_means() -> None:
    participants = "Вяземский краеведческий музей, Ярцевский техникум"

    own = named(row("Вяземский муниципальный округ", participants=participants))
    older = named(row("Вяземский район", participants=participants))
    regional = named(row(None, participants=participants))

    assert own == [("Вяземский муниципальный округ", "RU"), ("Ярцево", "RU")]
    assert older == [("Вяземский район", "RU"), ("Ярцево", "RU")]
    assert regional == [("Вязьма", "RU"), ("Ярцево", "RU")]


def test_a_mention_tells_its_words_its_rule_and_its_place() -> None:
    text = row(participants="Делегация г.\u00a0Витебска")

    [mention] = find_places(text)

    assert words(text, mention.span.cell, mention.span.start, mention.span.end) == "г.\u00a0Витебска"
    assert (mention.rule, mention.form) == ("marked_settlement", "noun")
    assert (mention.place.kind, mention.place.gazetteer_id) == ("city", "by/vitebsk")


VENUES = [
    ("г. Орша, Витебская область, Республика Беларусь", [("Орша", "BY")]),
    ("Республика Беларусь, Витебская область, г. Орша", [("Орша", "BY")]),
    ("Агрогородок Добромысли,\nЛиозненский район,\nВитебская область", [("Добромысли", "BY")]),
    ("г. Вязьма, \nг. Рославль,\nСмоленская область", [("Вязьма", "RU"), ("Рославль", "RU")]),
    ("Смоленская область, Демидовский район, оз. Чистое", [("Демидовский район", "RU")]),
    ("«Руднянский муниципальный округ» Смоленской области", [("Руднянский муниципальный округ", "RU")]),
    ("В очном (г. Смоленск)\n и дистанционном форматах", [("Смоленск", "RU")]),
    ("г. Москва, Посольство Республики Беларусь в Российской Федерации", [("Москва", "RU")]),
    ("г. Смоленск, пос. Вишенки, центр «Надежда»", [("Вишенки", "RU")]),
    ("ГУО «Гимназия № 9 г. Витебска»", [("Витебск", "BY")]),
    ("Велижский краеведческий музей", [("Велиж", "RU")]),
    ("Республика Беларусь", [("Республика Беларусь", "BY")]),
    ("Республика Беларусь (г. Минск, г. Брест)", [("Минск", "BY"), ("Брест", "BY")]),
    ("КНР, провинция Хубэй, г. Ухань", [("Ухань", "CN")]),
    ("Рудня", [("Рудня", "RU")]),
    ("Сайт Вяземского краеведческого музея", []),
    ("В дистанционном формате", []),
    ("", []),
]


@pytest.mark.parametrize(("place", "expected"), VENUES)
def test_the_most_specific_place_is_the_venue(place: str, expected: list[tuple[str, str]]) -> None:
    text = row(place=place)

    venues = read_venues(text, find_places(text))

    assert [(fact.value.name, fact.value.country) for fact in venues.facts] == expected


def test_a_venue_that_the_gazetteer_lacks_is_kept_and_reported() -> None:
    text = row(place="д. Небывайловка, Оршанский район, Республика Беларусь")

    venues = read_venues(text, find_places(text))

    assert [(f.value.name, f.value.country, f.value.gazetteer_id) for f in venues.facts] == [
        ("Небывайловка", "BY", None)
    ]
    assert [finding.code for finding in venues.findings] == ["unknown_place"]
