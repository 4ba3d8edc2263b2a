"""Whose and where organisations are: country and place."""

import pytest

from tests.loaders.organisation_rows import organisations


@pytest.mark.parametrize(
    ("text", "country", "place"),
    [
        # by the name
        ("Министерство спорта Республики Беларусь", "BY", None),
        ("Министерство спорта Смоленской области", "RU", "Смоленская область"),
        ("Чаусский районный исполнительный комитет", "BY", "Чаусский район"),
        ("Гомельская областная филармония", "BY", "Гомельская область"),
        ("ГУО «Гимназия № 2 г. Полоцка»", "BY", "Полоцк"),
        ("ОАО «Минский часовой завод»", "BY", "Минск"),
        ("Ташкентский государственный университет", "UZ", "Ташкент"),
        ("Оршанский городской Совет депутатов", "BY", "Орша"),
        # by brackets, tails and owners
        ("студия «Капель» Кричевского районного Дома культуры", "BY", "Кричевский район"),
        ("народный театр «Маска» (г. Быхов, Республика Беларусь)", "BY", "Быхов"),
        ("ансамбль «Огонек» г. Могилева", "BY", "Могилев"),
        ("компания «Sunrise» (КНР)", "CN", None),
        # by the legal form and the wording
        ("МБОУ «Школа № 9»", "RU", None),
        ("ГУО «Школа № 9»", "BY", None),
        ("учреждение образования «Академия танца»", "BY", None),
        ("МБОУ «Школа № 9», ЧУП «Лоза»", "RU", None),
        # senders and unions of states
        ("Посольство Республики Беларусь в Российской Федерации", "BY", None),
        ("Представительство МИД России в г. Смоленске", "RU", "Смоленск"),
        ("Постоянный Комитет Союзного государства", "RU-BY", None),
        ("Российско-Белорусская комиссия по туризму", "RU-BY", None),
        ("Российско-германская торговая палата", "DE", None),
        ("Исполнительный комитет СНГ", None, None),
        # by what stands before
        ("представители белорусских предприятий: ООО «Лоза»", "BY", None),
        ("директор турецкой компании «Deniz»", "TR", None),
        ("делегация Китая во главе с директором компании «Haitun»", "CN", None),
        ("представители Республики Беларусь, техника ОАО «Лозмаш»", "BY", None),
        ("гости из Индии, менеджеры Sunrise Ltd", "IN", None),
        ("делегация Китая и студенты Хунаньского педагогического университета", "CN", "Хунань"),
        ("между ООО «Завод «Пламя» и компанией «Ledo» (Китай)", "RU", None),
        ("студенты СмолГУ", "RU", "Смоленск"),
        ("муниципалитет города Ниш", "RS", "Ниш"),
        # a site called as its village; what a dictionary knows as a thing, or a village abroad, tells nothing
        ("мемориальный комплекс «Хатынь»", "BY", "Хатынь"),
        ("музей-усадьба «Здравнёво»", "BY", "Здравнево"),
        ("музей «Рассвет»", "RU", None),
        ("Нежинцевский монастырь", "RU", None),
        ("Тупичевский храм", "RU", None),
        ("гости из Украины, Тупичевский храм", "UA", "Тупичев"),
        ("МБУДО «Школа № 5 имени О.П. Бережанского»", "RU", None),
        ("Индо-Российская торговая палата", "IN", None),
        ("Китайско-Российское общество дружбы", "CN", None),
        ("Представительство Россотрудничества в Республике Беларусь", "RU", None),
        ("Совет областной организации «Белорусский дом» Смоленской области", "RU", "Смоленская область"),
        (
            "комиссия Думы Российской Федерации и Национального собрания Республики Беларусь по туризму",
            "RU-BY",
            None,
        ),
        ("Евразийская экономическая комиссия", None, None),
        ("делегация Китая и ректор СмолГУ, ректор Хунаньского института связи", "RU", "Смоленск"),
        ("дом техники ОО «БРСМ»", "BY", None),
        ("ГОО «Зялёны шлях ў лес»", "BY", None),
        ("концерт в Успенском соборе, Успенский собор", "RU", None),
        ("поисковый отряд «Курган»", "RU", None),
        # «АО» where a far country is named: by whether a dictionary knows the name
        ("делегация Казахстана, АО «Жезтранс»", "KZ", None),
        ("делегация Казахстана, АО «Измеритель»", "RU", None),
        # nothing tells
        ("ООО «Лоза»", "RU", None),
    ],
)
def test_country_and_place(text: str, country: str | None, place: str | None) -> None:
    first = organisations(text)[0]
    assert (first.country, first.place) == (country, place)


def test_a_bracket_after_a_list_tells_the_country_of_all() -> None:
    found = organisations("театр «Маска», ансамбль «Огонек» и хор «Заря» (Республика Беларусь)")
    assert [organisation.country for organisation in found] == ["BY", "BY", "BY"]


def test_two_parties_need_not_be_of_one_country() -> None:
    found = organisations(
        place="г. Ташкент, Узбекистан",
        content="Договор между ООО «Лоза» и компанией «Bahor» (Узбекистан)",
    )
    assert [organisation.country for organisation in found] == ["RU", "UZ"]


def test_companies_visited_abroad_are_of_that_country() -> None:
    [company] = organisations(
        place="г. Минск, Республика Беларусь", content="Переговоры с директором ООО «Лоза»"
    )
    assert company.country == "BY"


def test_the_municipality_of_the_row_is_the_place_of_bodies_called_by_its_adjective() -> None:
    [museum] = organisations("МБУК «Руднянский музей»", municipality="Руднянский муниципальный округ")
    assert museum.place == "Руднянский муниципальный округ"


def test_a_bracket_with_a_town_tells_of_one_name_only() -> None:
    found = organisations("альманах «Лира» Союза писателей, журнал «Кедр», журнал «Лоза» (г. Минск)")
    assert [organisation.country for organisation in found[-2:]] == ["RU", "BY"]


def test_a_strange_adjective_is_of_the_far_country_named() -> None:
    found = organisations("делегация Китая, ректор СмолГУ, ректор Хунаньского института связи")
    assert [organisation.country for organisation in found] == ["RU", "CN"]


def test_what_a_stand_shows_abroad_is_of_home() -> None:
    [company] = organisations(
        place="г. Минск, Республика Беларусь", content="На стенде области – продукция ООО «Лоза»"
    )
    assert company.country == "RU"


def test_a_bracket_after_a_name_tells_nothing_of_the_next() -> None:
    found = organisations("УО «Лицей связи» (г. Минск), ансамбль «Росинка»")
    assert [organisation.country for organisation in found] == ["BY", "RU"]


def test_a_latin_name_in_a_list_is_of_the_far_country_named() -> None:
    found = organisations(place="г. Белград, Сербия", participants="МУП «Родник» и компания «Inoplast»")
    assert [organisation.country for organisation in found] == ["RU", "RS"]


def test_a_body_is_of_the_country_that_its_surest_mention_tells() -> None:
    [_, company] = organisations(
        "МБУ «Центр экспорта», ООО «Лоза»",
        place="г. Белград, Республика Сербия",
        content="ООО «Лоза» подписало контракт",
    )[::-1]
    assert (company.name, company.country) == ("ООО «Лоза»", "RU")


def test_a_settlement_of_the_row_gives_its_adjective_a_place() -> None:
    [school] = organisations(
        place="аг. Бабиничи, Витебский район", content="Игра с Бабиничской средней школой"
    )
    assert (school.country, school.place) == ("BY", "Бабиничи")


def test_a_house_of_the_region_stands_in_the_town_that_the_row_names() -> None:
    [library] = organisations("Псковская областная библиотека", place="г. Псков")
    [council] = organisations("Псковский областной комитет", place="г. Псков")
    [elsewhere] = organisations("Псковская областная библиотека", place="г. Рудня")
    assert [library.place, council.place, elsewhere.place] == [
        "Псков",
        "Псковская область",
        "Псковская область",
    ]


def test_the_administration_of_a_citys_district_is_in_the_city() -> None:
    [body] = organisations("Администрация Московского района г. Минска")
    assert (body.name, body.place) == ("Администрация Московского района г. Минска", "Минск")
