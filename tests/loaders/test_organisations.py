"""Organisations of a row: their kinds, one of several spellings, venues, evidence and doubts."""

from time import process_time

import pytest

from loaders.organisations import find_organisations, read_organisations, read_venue_organisations
from loaders.places import find_places
from tests.loaders.organisation_rows import entry_text, names, organisations


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Администрация г. Ельни", "authority"),
        ("ООО «Лоза»", "company"),
        ("ГУО «Лицей № 1»", "education"),
        ("МБУДО «ДХШ № 2»", "education"),
        ("МБУДО «СШ № 7»", "sport"),
        ("МБУ ДО «СШ № 7»", "sport"),
        ("МАУ «СШ «Олимп»»", "sport"),
        ("МБОУ «СШ № 7»", "education"),
        ("ГУО «СШ № 7 г. Орши»", "education"),
        ("УЗ «Родильный дом № 2 г. Орши»", "health_social"),
        ("УЗ «Оршанский областной родильный дом»", "health_social"),
        ("ГУ «Дом сестринского ухода»", "health_social"),
        ("Дом ремесел г. Горки", "culture"),
        ("Гродненский областной комитет ОО «БРСМ»", "ngo"),
        ("Комитет Белорусского профсоюза учителей", "ngo"),
        ("Минский городской комитет спорта", "authority"),
        ("МБУК «Центральная библиотека»", "culture"),
        ("Центр культуры и досуга г. Горки", "culture"),
        ("народный хор «Заря»", "ensemble"),
        ("СШОР № 5", "sport"),
        ("ГУ «Территориальный центр социального обслуживания»", "health_social"),
        ("ОО «Союз садоводов»", "ngo"),
        ("Гомельская торгово-промышленная палата", "ngo"),
        ("Оршанская епархия", "religious"),
        ("Центр развития экспорта г. Рудни", "other"),
        ("Оршанская организация Белорусского профессионального союза учителей", "ngo"),
        ("газета «Вестник»", "media"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert organisations(text)[0].kind == kind


@pytest.mark.parametrize(
    ("content", "participants", "expected"),
    [
        (
            "Выступил ансамбль «Капель»",
            "Образцовый ансамбль танца «Капель»",
            ["Образцовый ансамбль танца «Капель»"],
        ),
        (
            "Прием в Администрации города Ельни",
            "представители Администрации г. Ельни",
            ["Администрация города Ельни"],
        ),
        ("В Руднянской ЦКС прошел концерт", "артисты МБУК «Руднянская ЦКС»", ["МБУК «Руднянская ЦКС»"]),
        (
            "Гродненский университет принял гостей",
            "Гродненский университет имени Янки Купалы",
            ["Гродненский университет имени Янки Купалы"],
        ),
        ("гимназия № 1 г. Орши", "гимназия № 2 г. Орши", ["Гимназия № 1", "Гимназия № 2"]),
        (
            "Министерство спорта Смоленской области",
            "Министерство спорта Республики Беларусь",
            ["Министерство спорта Смоленской области", "Министерство спорта Республики Беларусь"],
        ),
        ("Министерство связи (далее – Министерство)", "", ["Министерство связи"]),
        (
            "Ректор СмолГУ",
            "ОГБОУ ВО «Смоленский городской университет»",
            ["ОГБОУ ВО «Смоленский городской университет»"],
        ),
        (
            "ГП «Институт леса»",
            "государственное предприятие «Институт леса»",
            ["Государственное предприятие «Институт леса»"],
        ),
        (
            "Между Департаментом Смоленской области по культуре и главным управлением спорта г. Минска",
            "",
            ["Департамент Смоленской области по культуре", "Главное управление спорта г. Минска"],
        ),
        (
            "Гости БелТПП",
            "Белорусская торгово-промышленная палата",
            ["Белорусская торгово-промышленная палата"],
        ),
        (
            "Торговое представительство России во Вьетнаме, компания Sun Foods Co., Ltd",
            "",
            ["Торговое представительство России во Вьетнаме", "Sun Foods Co., Ltd"],
        ),
        (
            "МБУ «Ельнинский КЦСОН»",
            "МБУ «Ельнинский комплексный центр социального обслуживания населения»",
            ["МБУ «Ельнинский комплексный центр социального обслуживания населения»"],
        ),
        (
            "Музей-заповедник «Берёзки»",
            "ГБУК «Исторический музей-заповедник «Березки»»",
            ["ГБУК «Исторический музей-заповедник «Березки»»"],
        ),
        ("активисты ОНФ", "Общероссийский народный фронт", ["Общероссийский народный фронт"]),
        (
            "РСПП",
            "Республиканский союз промышленников и предпринимателей (г. Минск)",
            ["РСПП", "Республиканский союз промышленников и предпринимателей"],
        ),
        ("ООО «МАЯК и КОМПАНИЯ» (ООО «МиК»)", "", ["ООО «МАЯК и КОМПАНИЯ»"]),
    ],
)
def test_spellings_of_one_body_are_one(content: str, participants: str, expected: list[str]) -> None:
    assert names(participants, content=content) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("г. Смоленск, ОГБУК «Дом ремесел»", ["ОГБУК «Дом ремесел»"]),
        (
            "г. Минск, Республика Беларусь,\nБелорусский университет спорта",
            ["Белорусский университет спорта"],
        ),
        ("Сайт МБУК «Музей игрушки»", ["МБУК «Музей игрушки»"]),
        ("г. Орша, стадион «Старт»", ["Стадион «Старт»"]),
        ("г. Рудня, МБУ «Центр»,\n«Клуб ветеранов»", ["МБУ «Центр»", "«Клуб ветеранов»"]),
        ("Ледовый дворец, г. Орша", ["Ледовый дворец"]),
        ("г. Смоленск, ДК поселка Миловидово", ["ДК поселка Миловидово"]),
        ("с. Темкино, центральная библиотека (дистанционно)", ["Центральная библиотека"]),
        ("г. Орша, загородный лагерь «Сосны», ул. Лесная, дом 5", ["Загородный лагерь «Сосны»"]),
        ("г. Смоленск, конференц-зал гостиницы «Днепр»", ["Конференц-зал гостиницы «Днепр»"]),
        ("г. Ельня, районный Дом культуры", ["Районный Дом культуры"]),
        ("Дом русской книги, г. Ереван", ["Дом русской книги"]),
        ("г. Смоленск, Лопатинский сад", ["Лопатинский сад"]),
        ("г. Смоленск", []),
    ],
)
def test_venues(place: str, expected: list[str]) -> None:
    text = entry_text(place=place)
    reading = read_venue_organisations(text, find_organisations(text, find_places(text)))
    assert [fact.value for fact in reading.facts] == expected


@pytest.mark.parametrize(
    "place",
    [
        "г. Орша, стадион «Старт»",
        "г. Орша, спортивный комплекс «Олимп»",
        "г. Орша, ледовый дворец «Айс»",
        "г. Орша, гостиница «Днепр»",
        "г. Минск, выставочный комплекс «Экспо»",
        "г. Москва, ЦВК «Павильон»",
    ],
)
def test_a_facility_hosts_but_takes_no_part(place: str) -> None:
    assert names(place=place) == []


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("г. Ельня, районный Дом культуры", ["Районный Дом культуры"]),
        ("Дом русской книги, г. Ереван", ["Дом русской книги"]),
        ("г. Рудня, городская библиотека", ["Городская библиотека"]),
    ],
)
def test_the_one_house_of_a_town_takes_part(place: str, expected: list[str]) -> None:
    assert names(place=place) == expected


def test_evidence_names_the_rule_and_the_words() -> None:
    text = entry_text("Гости из ООО «Лоза» (г. Орша)")
    [mention] = find_organisations(text, find_places(text))
    span = mention.span
    assert text[span.cell].text[span.start : span.end] == "ООО «Лоза»"
    assert (mention.rule, mention.confidence > 0.9) == ("legal_form", True)


@pytest.mark.parametrize(
    ("text", "through_post"),
    [("председатель Оршанского райисполкома", True), ("работники Оршанского райисполкома", False)],
)
def test_a_body_named_only_in_a_post_is_marked(text: str, through_post: bool) -> None:
    entry = entry_text(text)
    [mention] = find_organisations(entry, find_places(entry))
    assert mention.named_through_post is through_post


def test_a_name_without_quotes_is_doubtful() -> None:
    text = entry_text("выступление группы Ручей")
    reading = read_organisations(text, find_organisations(text, find_places(text)), ())
    assert reading.facts == ()
    assert [(finding.code, finding.rule) for finding in reading.findings] == [
        ("doubtful_organisation", "unquoted_name")
    ]


@pytest.mark.parametrize(
    "text", ["отдел " * 500, "Администрации, " * 500, "«" * 500, "ООО «" * 300, "(" * 500]
)
def test_hostile_cells_are_read_to_their_end(text: str) -> None:
    assert names(text) == []


def test_many_names_in_a_cell_are_compared_with_few() -> None:
    first, second = ("Берег", "Ветер", "Город", "Дождь", "Закат"), ("луна", "мост", "нота", "река", "сокол")
    told = [f"ООО «{one} {other} {number}»" for number in range(20) for one in first for other in second]
    text = entry_text(", ".join(told))
    mentions = find_organisations(text, ())
    before = process_time()
    facts = read_organisations(text, mentions, ()).facts
    assert len(facts) == len(told)
    assert process_time() - before < 10  # against a runaway


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Министерство связи (далее – Министерство)", "Министерство"),
        ("Центр поддержки экспорта Смоленской области (далее: ЦПЭ)", "ЦПЭ"),
        ("Дом ремесел «Лад» (сокращенно – «Лад»)", "«Лад»"),
        ("Комиссия Совета мастеров Республики Беларусь (далее – Совет)", None),
        ("Министерство связи (г. Минск)", None),
    ],
)
def test_what_a_row_calls_a_body_further_on(text: str, short: str | None) -> None:
    assert [one.short for one in organisations(text)] == [short]
