"""Whence participants come: rows in few words beside places, countries and groups of countries."""

import pytest

from loaders.cell import EntryText
from loaders.countries import read_countries
from loaders.countries.groups import read_country_groups
from loaders.organisations import find_organisations
from loaders.origins import read_origins
from loaders.places import find_places
from ontology.model import ROLE
from tests.loaders.test_places import row


def origins(text: EntryText) -> list[str]:
    """The names of the places that the row's participants come from."""
    return [fact.value.name for fact in read_origins(text, find_places(text)).facts]


PARTICIPANTS = [
    ("Делегация Дубровенского района Витебской области", ["Дубровенский район"]),
    ("Команды г. Орши, Смоленской области и Республики Беларусь", ["Орша", "Смоленская область"]),
    ("Студия «Лад» (г. Борисов, Минская область, Республика Беларусь)", ["Борисов"]),
    ("УК «Витебский областной музей», г. Витебск", ["Витебск"]),
    ("Витебский областной совет ОО «Рассвет» (г. Витебск)", ["Витебск"]),
    ("Рославльский многопрофильный колледж (Смоленская область)", ["Рославль"]),
    ("ОГАУК «Смоленская областная капелла» и ГБУК «Смоленский областной центр» (г. Смоленск)", ["Смоленск"]),
    ("гости из Могилевской области (г. Чаусы, г. Кричев)", ["Чаусы", "Кричев"]),
    ("сотрудник отделения Посольства Республики Беларусь в г. Смоленске", []),
    ("студенты, обучающиеся в г. Смоленске", ["Смоленск"]),
    ("Министерство обороны Российской Федерации", []),
    ("ФКУ Упрдор Смоленск – Орша", []),
    ("поисковый отряд «Курган», ансамбль «Волга»", []),
    ("Сычуаньский педагогический институт", ["Сычуань"]),
    ("Верхнеднепровский техникум", ["Верхнеднепровский"]),
    ("Минская областная организационная структура ДОСААФ", ["Минская область"]),
    ("Витебский, Гомельский облисполкомы", ["Витебская область", "Гомельская область"]),
    ("ОАО «Гродненские краски», Оршанский льнозавод", ["Гродно", "Орша"]),
    ("УП «Могилевоблжилстрой»", ["Могилев"]),
    ("СХПК «Рудня» Кардымовского района", ["Кардымовский район"]),
    ("Кировская средняя школа Витебского района", ["Витебский район"]),
    ("молодежь г. Аккую (Турция)", ["Аккую"]),
    ("жители дер. Федотково", ["Федотково"]),
    ("нотариусы Мстиславского района", ["Мстиславский район"]),
    ("Ржевский музей, Великолукский театр", ["Ржев", "Великие Луки"]),
    ("Самаркандский университет", ["Самарканд"]),
    ("администрация муниципального образования «Ельнинский район» Смоленской области", ["Ельнинский район"]),
]

CONTENT = [
    (
        "Соглашение о дружбе заключили Клинцовский район Брянской области и г. Орша",
        ["Клинцовский район", "Орша"],
    ),
    ("К празднику присоединилась Тверская область", ["Тверская область"]),
    ("Выступили педагоги из г. Калуги и г. Витебска", ["Калуга", "Витебск"]),
    ("Подписано соглашение с Толочинским районным исполнительным комитетом", ["Толочинский район"]),
    ("Делегация посетила музей (г. Дорогобуж)", []),
    ("Передано приглашение на Гаванскую международную ярмарку", []),
    ("Выставка предоставлена ГБУК «Смоленская областная библиотека»", ["Смоленская область"]),
    ("Гости возложили цветы в агрогородке Стасево Лиозненского района", []),
    (
        "Укрепление связей между округами Смоленской области и районами Могилевской области",
        ["Смоленская область", "Могилевская область"],
    ),
    ("Презентация туристского потенциала г. Смоленска", []),
    ("Рассказ об освобождении Минска, обороне Сталинграда", []),
    ("Открыта выставка (из собрания УК «Полоцкий музей-заповедник», г. Полоцк)", ["Полоцк"]),
    ("Победили команды из Бреста (Беларусь), г. Нарвы (Эстония)", ["Брест", "Нарва"]),
    ("С докладом выступил ученый Белорусского университета культуры (г. Минск)", ["Минск"]),
    ("Подписано соглашение между г. Вязьмой и г. Несвижем", ["Вязьма", "Несвиж"]),
    ("Обсуждено строительство домов в г. Рудне и г. Вязьме", []),
    ("Маршрут автопробега: Москва – Ржев – Минск", []),
    ("Прошли заседания проекта «Витебск – Рославль: диалог»", ["Витебск", "Рославль"]),
    ("Организовано автобусное сообщение с г. Дубровно", []),
    ("Первым финишировал Иван Петров (г. Витебск)", ["Витебск"]),
    ("Встреча организована учреждением «Чаусская библиотечная сеть»", ["Чаусы"]),
    (
        "Закуплен скот для хозяйств Вяземского и Гагаринского районов",
        ["Вяземский район", "Гагаринский район"],
    ),
]

TITLES = [
    ("Видеомост «Витебск – Рославль»", ["Витебск", "Рославль"]),
    ("Фестиваль «Славься, Смоленск!»", []),
    ("Прием Главой г. Смоленска делегации г. Бхопала", ["Смоленск", "Бхопал"]),
    ("Командировка в г. Могилев", ["Могилев"]),
    ("Рабочая поездка в г. Гродно (Республика Беларусь)", ["Гродно"]),
    ("Визит в г. Вязьму делегации г. Шклова", ["Шклов"]),
    ("Гастроли театра в г. Бресте", []),
    ("Подъем альпинистов Бишкека", ["Бишкек"]),
    ("Ярмарка с участием работодателей Витебской области", ["Витебская область"]),
    ("Фестиваль народной песни «Рославльская ярмарка»", []),
    ("Турнир «Кубок Витебска»", []),
    ("Фестиваль «Рославльская ярмарка»", []),
    ("Дни культуры Беларуси в Смоленске", []),
]


@pytest.mark.parametrize(("participants", "expected"), PARTICIPANTS)
def test_participants_come_from_places(participants: str, expected: list[str]) -> None:
    assert origins(row(participants=participants)) == expected


@pytest.mark.parametrize(("content", "expected"), CONTENT)
def test_of_the_content_only_those_count_who_take_part(content: str, expected: list[str]) -> None:
    assert origins(row(content=content, participants="Жители Республики Беларусь")) == expected


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_of_the_title_only_those_count_who_take_part(title: str, expected: list[str]) -> None:
    assert origins(row(title=title, participants="Жители Республики Беларусь")) == expected


@pytest.mark.parametrize(
    ("place", "participants", "expected"),
    [
        ("г. Смоленск, Смоленский институт искусств", "Гости из Индии", []),
        ("г. Смоленск, Смоленский институт искусств", "20 человек", ["Смоленск"]),
        ("Брестская областная библиотека (в дистанционном формате)", "Гости из Индии", ["Брестская область"]),
    ],
)
def test_the_body_that_hosts_counts_where_it_takes_part(
    place: str, participants: str, expected: list[str]
) -> None:
    assert origins(row(place=place, participants=participants)) == expected


def test_one_place_is_one_origin_with_all_its_mentions() -> None:
    text = row(content="Педагоги из г. Орши выступили", participants="Школы г. Орши, Оршанский колледж")

    [origin] = read_origins(text, find_places(text)).facts

    assert origin.value.gazetteer_id == "by/orsha"
    assert [(evidence.rule, evidence.part) for evidence in origin.evidence] == [
        ("marked_settlement", None),
        ("governed", ROLE),
        ("marked_settlement", None),
        ("participant", ROLE),
        ("settlement_body_adjective", None),
        ("in_name_of_body", ROLE),
    ]


COMING = [
    ("content", "Приехала большая делегация г. Орши", "governed", "делегация г. Орши"),
    ("content", "Выступили педагоги из г. Калуги", "governed", "из г. Калуги"),
    (
        "content",
        "Открыта выставка (из собрания УК «Музей», г. Полоцк)",
        "tail_of_body",
        "УК «Музей», г. Полоцк",
    ),
    (
        "content",
        "Выставка предоставлена ГБУК «Библиотека Смоленской области»",
        "in_name_of_body",
        "ГБУК «Библиотека Смоленской области",
    ),
    ("content", "Первым финишировал Иван Петров (г. Витебск)", "home_of_winner", "Петров (г. Витебск"),
    (
        "content",
        "К празднику присоединилась Тверская область",
        "sent_somebody",
        "присоединилась Тверская область",
    ),
    (
        "content",
        "Витебскую область представили 35 мастеров",
        "sent_somebody",
        "Витебскую область представили",
    ),
    (
        "content",
        "Развивается сотрудничество с Витебской областью",
        "partner",
        "сотрудничество с Витебской областью",
    ),
    ("title", "Рабочая поездка в г. Гродно", "called_upon", "поездка в г. Гродно"),
    ("participants", "студенты, обучающиеся в г. Минске", "place_of_action", "обучающиеся в г. Минске"),
    ("participants", "Оршанский льнозавод", "in_name_of_body", "Оршанский"),
    ("participants", "Витебская область", "participant", "Витебская область"),
]


@pytest.mark.parametrize(("cell", "words", "rule", "said"), COMING)
def test_what_tells_that_somebody_comes_is_shown_with_its_words(
    cell: str, words: str, rule: str, said: str
) -> None:
    text = row(**{cell: words})

    [origin] = read_origins(text, find_places(text)).facts

    [role] = [one for one in origin.evidence if one.part == ROLE]
    assert role.span is not None
    assert (role.rule, words[role.span.start : role.span.end]) == (rule, said)


def test_one_district_under_two_names_is_one_origin() -> None:
    text = row(
        content="Встреча представителей Руднянского района",
        participants="Школы Руднянского муниципального округа",
    )

    assert origins(text) == ["Руднянский муниципальный округ"]


COUNTRIES = [
    ({"participants": "Спортсмены из Республики Беларусь, Казахстана и России"}, ["BY", "KZ"]),
    ({"participants": "школьники г. Витебска"}, ["BY"]),
    ({"participants": "турецкий бизнес"}, ["TR"]),
    (
        {"participants": "Команды Республики Абхазия, Южной Осетии"},
        ["Республика Абхазия", "Республика Южная Осетия"],
    ),
    ({"place": "г. Орша", "participants": "жители г. Смоленска"}, ["BY"]),
    ({"content": "Памяти погибших при исполнении воинского долга в Афганистане"}, []),
    ({"participants": "ветераны Афганистана"}, []),
    ({"participants": "Отделение «Союз ветеранов Афганистана», гости из Минска"}, ["BY"]),
    ({"participants": "Могилевская ДШИ"}, ["BY"]),
    ({"participants": "Администрация г. Смоленска"}, []),
    ({"participants": "специалисты РУП «Рассвет» и МБУК «Заря»"}, ["BY"]),
    ({"participants": "Постоянный Комитет Союзного государства"}, []),
]


@pytest.mark.parametrize(("cells", "expected"), COUNTRIES)
def test_foreign_countries_that_are_involved(cells: dict[str, str], expected: list[str]) -> None:
    text = row(**cells)

    places = find_places(text)
    countries = read_countries(text, places, find_organisations(text, places))

    assert [fact.value for fact in countries.facts] == expected


GROUPS = [
    ({"participants": "представители стран СНГ, Ближнего Востока"}, {"СНГ", "Ближний Восток"}),
    ({"participants": "участники из стран БРИКС, ШОС и ЕАЭС"}, {"БРИКС", "ШОС", "ЕАЭС"}),
    (
        {"content": "исполнители разных регионов России, ближнего и дальнего зарубежья"},
        {"ближнее зарубежье", "дальнее зарубежье"},
    ),
    ({"participants": "гости ближнего и дальнего зарубежья (Республика Беларусь, Китай)"}, set()),
    ({"content": "сессия «Сотрудничество в рамках ШОС»"}, set()),
    ({"participants": "студенты из стран Африки"}, {"Африка"}),
    ({"participants": "коллективы зарубежья"}, set()),
]


@pytest.mark.parametrize(("cells", "expected"), GROUPS)
def test_groups_of_countries_that_take_part(cells: dict[str, str], expected: set[str]) -> None:
    assert {fact.value for fact in read_country_groups(row(**cells)).facts} == expected
