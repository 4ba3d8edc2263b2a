"""Who acts in a row, under which post, in the nominative."""

from dataclasses import fields
from pathlib import Path

import pytest

from loaders.cell import EntryText, read_entry
from loaders.mentions import OrganisationMention, PlaceMention
from loaders.organisations import find_organisations
from loaders.people import find_people, read_people
from loaders.people import words as people_words_module
from loaders.people.nominative import surname_nominative
from loaders.people.words import PeopleWords
from loaders.places import find_places
from ontology.model import FIVE_CELLS, CellName, Entry, OrganisationRef, PersonRef, PlaceRef, Span
from tests.loaders.test_places import row


def entry_text(content: str, participants: str = "") -> EntryText:
    cells = {
        **dict.fromkeys(FIVE_CELLS, ""),
        CellName.CONTENT: content,
        CellName.PARTICIPANTS: participants,
    }
    return read_entry(Entry("report", 1, None, None, None, cells, 1, 1))


def people(content: str, participants: str = "") -> list[PersonRef]:
    text = entry_text(content, participants)
    return [fact.value for fact in read_people(text, find_people(text, (), ())).facts]


def named(content: str) -> list[tuple[str, str | None]]:
    return [(person.name, person.post) for person in people(content)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # how a name is written
        ("Участников приветствовала С.П. Лунева", [("С.П. Лунева", None)]),
        ("Участников приветствовала Лунева С. П.", [("С.П. Лунева", None)]),
        ("директор школы Лунева Светлана Петровна", [("Лунева Светлана Петровна", "директор школы")]),
        ("директор школы Светлана Лунева", [("Светлана Лунева", "директор школы")]),
        # posts cut short, ranks of monks, brackets between a post and a name
        ("худ. рук. С.П. Орлова", [("С.П. Орлова", "художественный руководитель")]),
        ("худ.рук. хора С.П. Орлова", [("С.П. Орлова", "художественный руководитель хора")]),
        ("гл. врач А.Б. Ким", [("А.Б. Ким", "главный врач")]),
        ("зав. библиотекой А.Б. Ким", [("А.Б. Ким", "зав. библиотекой")]),
        ("настоятель храма иеромонах Даниил", [("Даниил", "настоятель храма иеромонах")]),
        ("директор лицея (г. Орша, Республика Беларусь) А.Б. Кот", [("А.Б. Кот", "директор лицея")]),
        ("встретил военный атташе полковник Жан Дюпон", [("Жан Дюпон", "военный атташе полковник")]),
        # lists of foreigners
        (
            "Члены делегации: Марек Новак, Юхан Свенссон",
            [("Марек Новак", "член делегации"), ("Юхан Свенссон", "член делегации")],
        ),
        ("во главе с директором школы Н.П. Лисицей", [("Н.П. Лисица", "директор школы")]),
        # Chinese names, whose last word alone declines
        ("переговоры с вице-мэром Чжан Лэем", [("Чжан Лэй", "вице-мэр")]),
        ("переговоры с господином Цзян Вэем", [("Цзян Вэй", None)]),
        # inflected names
        ("во главе с директором школы С.П. Луневой", [("С.П. Лунева", "директор школы")]),
        ("встреча с директором школы А.Б. Вертинским", [("А.Б. Вертинский", "директор школы")]),
        ("прием директора школы А.Б. Лунева", [("А.Б. Лунев", "директор школы")]),
        ("прием директора школы А.Б. Каленика", [("А.Б. Каленик", "директор школы")]),
        ("с директором школы Е.В. Гаврилович", [("Е.В. Гаврилович", "директор школы")]),
        ("с директором школы А.Б. Петренко", [("А.Б. Петренко", "директор школы")]),
        ("с методистом Анной Петровной Кот", [("Анна Петровна Кот", "методист")]),
        # surnames that are common words, or that only the post's case tells apart
        ("руководитель отдела Сергей Моргунов", [("Сергей Моргунов", "руководитель отдела")]),
        ("выступил тренер Егор Белый", [("Егор Белый", "тренер")]),
        ("с участием сенатора Артема Лужкова", [("Артем Лужков", "сенатор")]),
        ("посол Кубы Хулио Мендия Пенья", [("Хулио Мендия Пенья", "посол Кубы")]),
        # posts
        ("театр «Маска» (рук. С.П. Лунева)", [("С.П. Лунева", "руководитель")]),
        ("во главе с градоначальником Петром Орловым", [("Петр Орлов", "градоначальник")]),
        ("настоятель храма отец Сергий", [("Сергий", "настоятель храма")]),
        ("иеромонах Серафим (Луневский)", [("Серафим (Луневский)", "иеромонах")]),
        (
            "председатель Лиозненского районного исполнительного комитета О.О. Орлов",
            [("О.О. Орлов", "председатель Лиозненского районного исполнительного комитета")],
        ),
        (
            "с первым заместителем Главы города Смоленска О.О. Орловым",
            [("О.О. Орлов", "первый заместитель Главы города Смоленска")],
        ),
        (
            "начальник отдела культуры, спорта и туризма О.О. Орлов",
            [("О.О. Орлов", "начальник отдела культуры, спорта и туризма")],
        ),
        (
            "заместитель председателя Правительства – министр торговли О.О. Орлов",
            [("О.О. Орлов", "заместитель председателя Правительства – министр торговли")],
        ),
        ("и.о. главы округа О.О. Орлов", [("О.О. Орлов", "и.о. главы округа")]),
        (
            "с председателем совета полковником О.О. Орловым",
            [("О.О. Орлов", "председатель совета полковник")],
        ),
        ("О.О. Орлов – глава района", [("О.О. Орлов", "глава района")]),
        ("О.О. Орлов (глава района), гости", [("О.О. Орлов", "глава района")]),
        # several people
        (
            "глава района О.О. Орлов и директор музея С.П. Лунева",
            [("О.О. Орлов", "глава района"), ("С.П. Лунева", "директор музея")],
        ),
        (
            "депутаты областной Думы О.О. Орлов, С.П. Лунева",
            [("О.О. Орлов", "депутат областной Думы"), ("С.П. Лунева", "депутат областной Думы")],
        ),
        (
            "Выступили депутаты областной Думы: О.О. Орлов, С.П. Лунева",
            [("О.О. Орлов", "депутат областной Думы"), ("С.П. Лунева", "депутат областной Думы")],
        ),
        (
            "Орлов О.О. – глава района, Лунева С.П. – директор музея",
            [("О.О. Орлов", "глава района"), ("С.П. Лунева", "директор музея")],
        ),
        (
            "художники О.О. Орлов (г. Орша), С.П. Лунева (г. Вязьма)",
            [("О.О. Орлов", "художник"), ("С.П. Лунева", "художник")],
        ),
        # ranks, degrees and compounds
        (
            "доцент кафедры, кандидат наук С.П. Лунева",
            [("С.П. Лунева", "доцент кафедры, кандидат наук")],
        ),
        (
            "настоятель собора г. Орши протоиерей Сергий Орлов",
            [("Сергий Орлов", "настоятель собора г. Орши протоиерей")],
        ),
        ("выступил врач-хирург О.О. Орлов", [("О.О. Орлов", "врач-хирург")]),
        # remembered and borne names near by
        ("Сотрудники музея, поэт О.О. Орлов", [("О.О. Орлов", "поэт")]),
        (
            "руководитель Дома культуры имени П.П. Гусева О.О. Орлов и солистка хора С.П. Лунева",
            [
                ("О.О. Орлов", "руководитель Дома культуры имени П.П. Гусева"),
                ("С.П. Лунева", "солистка хора"),
            ],
        ),
        (
            "Автор книги – заслуженный деятель искусств О.О. Орлов",
            [("О.О. Орлов", "заслуженный деятель искусств")],
        ),
        ("У памятника выступил О.О. Орлов", [("О.О. Орлов", None)]),
        (
            "учитель школы им. А.П. Чехова О.О. Орлова",
            [("О.О. Орлова", "учитель школы им. А.П. Чехова")],
        ),
        ("Встречу открыл господин Ли. Подписан протокол", [("Ли", None)]),
        # names that no dictionary knows, and clergy
        ("с послом Вьетнама Данг Минь Кхоем", [("Данг Минь Кхой", "посол Вьетнама")]),
        ("с атташе по культуре господином Нгуен Ван Хиепом", [("Нгуен Ван Хиеп", "атташе по культуре")]),
        ("посол Сербии Милан Ракович", [("Милан Ракович", "посол Сербии")]),
        ("посол КНР Чжан Ханьхуэй (Zhang Hanhui)", [("Чжан Ханьхуэй (Zhang Hanhui)", "посол КНР")]),
        ("епископ Брянский и Севский Исидор", [("Исидор", "епископ Брянский и Севский")]),
    ],
)
def test_acting_people(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Учащиеся школы № 5 им. Героя Советского Союза О.О. Орлова",
        "Библиотека имени О.О. Орлова",
        "Вечер памяти поэта О.О. Орлова",
        "Возложение цветов к памятнику О.О. Орлову",
        "Конкурс к 100-летию со дня рождения О.О. Орлова",
        "Прозвучали стихи О.О. Орлова и С.П. Луневой",
        "Митинг на улице О.О. Орлова",
        "Спектакль «Письма О.О. Орлова»",
        "Чтения, посвященные А.Т. Твардовскому",
        "Турнир на призы заслуженного тренера О.О. Орлова",
        "Сотрудники музея О.О. Заболотского",
        "Вечер посвятили поэту Анатолию Петровичу Сомову",
        "Рассказ о юбиляре – Анатолии Петровиче Сомове",
        "Лекция о художнике Викторе Павловиче Сомове",
        "Концерт в честь композитора Виктора Сомова",
        "Экскурсия по Свято-Успенскому Павлову монастырю",
    ],
)
def test_namesakes_and_remembered_people_do_not_act(text: str) -> None:
    assert named(text) == []


def test_a_name_that_only_completes_a_noun_is_doubtful() -> None:
    text = entry_text("Показан фильм О.О. Орлова")
    reading = read_people(text, find_people(text, (), ()))
    assert reading.facts == ()
    assert [finding.code for finding in reading.findings] == ["doubtful_person"]


def test_one_person_is_told_once_with_every_mention() -> None:
    text = entry_text("Визит главы района О.О. Орлова", "Глава района О.О. Орлов, учителя")
    facts = read_people(text, find_people(text, (), ())).facts
    assert [fact.value.name for fact in facts] == ["О.О. Орлов"]
    assert [evidence.span for evidence in facts[0].evidence] == [
        Span(CellName.CONTENT, 6, 30),
        Span(CellName.PARTICIPANTS, 0, 23),
    ]


def test_country_and_body_are_those_of_the_post() -> None:
    text = entry_text("директор Полоцкого музея О.О. Орлов")
    museum = OrganisationRef("Полоцкий музей", "BY", "Полоцк", "culture")
    body = OrganisationMention(Span(CellName.CONTENT, 9, 24), museum, "head")
    person = find_people(text, (), (body,))[0].person
    assert (person.country, person.organisation) == ("BY", "Полоцкий музей")


def test_country_in_a_bracket_after_the_name() -> None:
    text = entry_text("директор музея О.О. Орлов (Казахстан)")
    place = PlaceMention(
        Span(CellName.CONTENT, 27, 36), PlaceRef("Казахстан", "country", "KZ"), "noun", "country"
    )
    assert find_people(text, (place,), ())[0].person.country == "KZ"


@pytest.mark.parametrize(
    ("surname", "case", "expected"),
    [
        ("Заболотским", "ablt", "Заболотский"),
        ("Лисичкиной", "gent", "Лисичкина"),
        ("Лисичкину", "datv", "Лисичкин"),
        ("Мазуром", "ablt", "Мазур"),
        ("Гуляем", "ablt", "Гуляй"),
        ("Долгих", "gent", "Долгих"),
        ("Сорокой", "ablt", "Сорока"),
        ("Римским-Озеровым", "ablt", "Римский-Озеров"),
        ("Войтович", "ablt", "Войтович"),
        ("Орлова", "nomn", "Орлова"),
    ],
)
def test_surnames_in_the_nominative(surname: str, case: str, expected: str) -> None:
    assert surname_nominative(surname, case) == expected


SERBIA = PlaceRef("Сербия", "country", "RS")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Глава муниципального образования О.О. Орлов", "RU"),
        ("заместителем главы муниципального округа О.О. Орловым", "RU"),
        ("секретарь Союзного государства О.О. Орлов", "RU-BY"),
        ("митрополит Минский и Заславский Исидор", "BY"),
        ("Делегация Сербии: директор школы О.О. Орлов", "RS"),
        ("Участники посетили музей Сербии, директор ООО «Лён» О.О. Орлов", None),
    ],
)
def test_country_by_the_kind_of_post_and_by_the_side(text: str, expected: str | None) -> None:
    start = text.find("Сербии")
    place = PlaceMention(Span(CellName.CONTENT, start, start + 6), SERBIA, "noun", "country")
    people = find_people(entry_text(text), (place,) if start >= 0 else (), ())
    assert [mention.person.country for mention in people] == [expected]


def test_a_name_inside_a_body_is_a_namesake() -> None:
    text = entry_text("представитель Фонда Конрада Аденауэра доктор Томас Кунце")
    span = Span(CellName.CONTENT, 14, 37)
    body = OrganisationMention(
        span, OrganisationRef("Фонд Конрада Аденауэра", "DE", None, "ngo"), "known_body"
    )
    found = read_people(text, find_people(text, (), (body,))).facts
    assert [fact.value.name for fact in found] == ["Томас Кунце"]


def test_a_bracket_with_a_country_makes_capitals_a_person() -> None:
    cells = {**dict.fromkeys(FIVE_CELLS, ""), CellName.PARTICIPANTS: "Юхан Свенссон (Швеция), Иван Петров"}
    text = read_entry(Entry("report", 1, None, None, None, cells, 1, 1))
    found = [fact.value for fact in read_people(text, find_people(text, find_places(text), ())).facts]
    assert [(person.name, person.country) for person in found] == [
        ("Юхан Свенссон", "SE"),
        ("Иван Петров", None),
    ]


IN_ROWS = [
    # the town that a post is held in
    ("Гостей принял мэр Крагуеваца Никола Дашич", [("Никола Дашич", "мэр Крагуеваца", "RS")]),
    ("Выступил аким Уральска Мирас Мулкай", [("Мирас Мулкай", "аким Уральска", "KZ")]),
    ("Встретились с мэром Чачака Миланом Бойовичем", [("Милан Бойович", "мэр Чачака", "RS")]),
    ("Визит бургомистра Плевена Георга Спартанского", [("Георг Спартанский", "бургомистр Плевена", "BG")]),
    ("Мэр Ханоя Чан Си Тхань передал подарок", [("Чан Си Тхань", "мэр Ханоя", "VN")]),
    # oblique cases
    ("Переговоры с директором завода Ласло Надем", [("Ласло Надь", "директор завода", None)]),
    ("Подарок вручен ректору Ерлану Сыдыкову", [("Ерлан Сыдыков", "ректор", None)]),
    ("Концерт с участием дирижера Аттилы Фекете", [("Аттила Фекете", "дирижер", None)]),
    ("Беседа с директором Аттилой Надем", [("Аттила Надь", "директор", None)]),
    ("Приняли мэра Вологды Игоря Шуршу", [("Игорь Шурша", "мэр Вологды", "RU")]),
    # after a body that bears a name
    (
        "Приехал директор школы имени Героя Советского Союза М.А. Егорова Олег Петрович Сомов",
        [("Олег Петрович Сомов", "директор школы имени Героя Советского Союза М.А. Егорова", "RU")],
    ),
    (
        "Принял директор Центра Шота Мгебришвили Гурам Бериташвили",
        [("Гурам Бериташвили", "директор Центра Шота Мгебришвили", None)],
    ),
    (
        "Был ректор Полоцкого государственного университета имени А.А. Громова Денис Олегович Сомов",
        [
            (
                "Денис Олегович Сомов",
                "ректор Полоцкого государственного университета имени А.А. Громова",
                "BY",
            )
        ],
    ),
    # whose country
    ("Губернатор Василий Лунев провел совещание", [("Василий Лунев", "Губернатор", "RU")]),
    ("Министр культуры региона Анна Сомова", [("Анна Сомова", "министр культуры региона", "RU")]),
    (
        "Подписи поставили мэры Смоленска и Орши Петр Громов и Игорь Котов",
        [("Петр Громов", "мэр Смоленска", "RU"), ("Игорь Котов", "мэр Орши", "BY")],
    ),
    (
        "Губернаторы Минской и Тверской областей Петр Громов и Игорь Котов",
        [
            ("Петр Громов", "Губернатор Минской области", "BY"),
            ("Игорь Котов", "Губернатор Тверской области", "RU"),
        ],
    ),
    (
        "От Шкловского района – председатель райисполкома Олег Котов",
        [("Олег Котов", "председатель райисполкома", "BY")],
    ),
    ("В Сербии побывал директор школы Олег Котов", [("Олег Котов", "директор школы", None)]),
    (
        "Приехали ректор А.В. Ким – представитель Витебского государственного университета",
        [("А.В. Ким", "ректор", "BY")],
    ),
    # clergy
    (
        "Служил архиепископ Витебский и Оршанский Димитрий",
        [("Димитрий", "архиепископ Витебский и Оршанский", "BY")],
    ),
    (
        "Литургию совершил митрополит Минский и Заславский Вениамин",
        [("Вениамин", "митрополит Минский и Заславский", "BY")],
    ),
    (
        "Прибыл Патриарх Московский и всея Руси Кирилл",
        [("Кирилл", "Патриарх Московский и всея Руси", "RU")],
    ),
    # posts held for another
    (
        "Встреча с временно исполняющей обязанности министра Анной Сомовой",
        [("Анна Сомова", "временно исполняющая обязанности министра", None)],
    ),
    ("Врио главы Сергей Котов принял гостей", [("Сергей Котов", "врио главы", None)]),
    ("и. п. главы города Орши Петр Громов", [("Петр Громов", "и. п. главы города Орши", "BY")]),
    # a name before «и» is none of a post's adjectives, nor is a participle that governs it
    (
        "директор музея Наталья Сомовская и ректор Петр Громов",
        [("Наталья Сомовская", "директор музея", None), ("Петр Громов", "ректор", None)],
    ),
    ("Возглавляемая директором Олегом Котовым группа", [("Олег Котов", "директор", None)]),
]


@pytest.mark.parametrize(("content", "expected"), IN_ROWS)
def test_people_of_a_row(content: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    text = row("город Смоленск", content=content)
    places = find_places(text)
    organisations = find_organisations(text, places)

    found = [fact.value for fact in read_people(text, find_people(text, places, organisations)).facts]

    assert [(person.name, person.post, person.country) for person in found] == expected


def test_a_long_list_of_names_takes_no_longer_than_its_length() -> None:
    text = entry_text("Иванович " * 4000)
    assert find_people(text, (), ()) == ()


def test_the_ground_that_decides_is_in_the_evidence() -> None:
    text = entry_text("Встреча с главой района О.О. Орловым. Выступила С.П. Лунева")
    facts = read_people(text, find_people(text, (), ())).facts
    assert [fact.evidence[0].rule for fact in facts] == ["acting_post", "named_alone"]


def test_every_list_of_words_is_read() -> None:
    code = "".join(path.read_text("utf-8") for path in Path(people_words_module.__file__).parent.glob("*.py"))
    unread = [field.name for field in fields(PeopleWords) if f".{field.name}" not in code]
    assert unread == []
