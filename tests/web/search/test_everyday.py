"""What people call bodies, places and office holders finds them first."""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

import pytest

from ontology.everyday import everyday
from ontology.morphology import lemmas
from web.index.words import index_words
from web.search import find

BODIES = [
    ("Заречский районный исполнительный комитет", "BY"),
    ("Отдел культуры Заречского райисполкома", "BY"),
    ("Витебский городской исполнительный комитет", "BY"),
    ("Министерство культуры Республики Беларусь", "BY"),
    ("Министерство транспорта Российской Федерации", "RU"),
    ("ОАО «Заречский завод колесных тягачей»", "BY"),
    ("Детский сад «Ромашка»", "BY"),
    ("ГУК «Сельский дом культуры «Нива»»", "BY"),
    ("Заречский государственный университет имени А.Б. Петрова", "BY"),
    ("Администрация города Приозёрска", "RU"),
    ("ГУК «Заречская централизованная библиотечная система»", "BY"),
    ("Лесная сельскохозяйственная академия", "BY"),
    ("Приозёрское пограничное управление", "RU"),
    ("Заречский областной совет ОО «БРПО»", "BY"),
    ("Народное правительство города Харбин", "CN"),
    ("Гимназия № 6 г. Приозёрска", "RU"),
    ("Приозёрское отделение партии «Единая Россия»", "RU"),
    ("ОАО «Заречлифтмаш»", "BY"),
    ("Территориальный центр социального обслуживания населения Дубровенского района", "BY"),
    ("Представительство Правительства Приозёрского края при Правительстве Российской Федерации", "RU"),
    ("Правительство Российской Федерации", "RU"),
    ("Дальний педагогический университет", "CN"),
]
PLACES = [
    ("place/cn", "country", "Китай", "China"),
    ("place/by", "country", "Беларусь", "Belarus"),
    ("place/by/grodno", "place", "Гродно", "Grodno"),
    ("place/kg/bishkek", "place", "Бишкек", "Bishkek"),
    ("place/by/orsha-district", "place", "Оршанский район", "Orsha District"),
    ("municipality/smolensk/vyazemsky", "municipality", "Вяземский муниципальный округ", None),
]
PEOPLE = [("А.А. Первый", "губернатор области"), ("Б.Б. Второй", "председатель Заречского райисполкома"),
          ("В.В. Третий", "Полномочный представитель Республики Беларусь"),
          ("Г.Г. Четвёртый", "глава Вяземского муниципального округа"),
          ("Д.Д. Пятый", "губернатор Вязьмы"), ("Е.Е. Шестой", "заместитель бургомистра Заречья"),
          ("Ж.Ж. Седьмой", "бургомистр города Заречье"), ("И.И. Восьмой", "воевода Заречья"),
          ("К.К. Девятый", "воевода Вязьмы"),
          ("Л.Л. Десятый", "председатель Гродненского областного исполнительного комитета"),
          ("М.М. Одиннадцатый", "Губернатор Брянской области"), ("Н.Н. Двенадцатый", "мэр Ниша"),
          ("О.О. Тринадцатый", "и. о. консула Китая"),
          ("П.П. Четырнадцатый", "ректор Лесного государственного университета имени А.Б. Петрова"),
          ("Р.Р. Пятнадцатый", "посол Республики Беларусь в КНР"),
          ("С.С. Шестнадцатый", "посол Китайской Народной Республики в Беларуси"),
          ("Т.Т. Семнадцатый", "пионервожатый Заречского областного совета ОО «БРПО»")]  # fmt: skip


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:")
    db.executescript((files("web.index") / "schema.sql").read_text(encoding="utf-8"))
    add = "INSERT INTO thing (path, kind, ru, en, country) VALUES (?, ?, ?, ?, ?)"
    db.executemany(
        add, [(f"organisation/{i}", "organisation", name, None, of) for i, (name, of) in enumerate(BODIES)]
    )
    db.executemany(
        add,
        [(path, kind, ru, en, "RU" if kind == "municipality" else None) for path, kind, ru, en in PLACES],
    )
    for name, post in PEOPLE:
        person = db.execute(add, (f"person/{name}", "person", name, None, "RU")).lastrowid
        db.execute("INSERT INTO post (person, post) VALUES (?, ?)", (person, post))
    index_words(db)
    yield db
    db.close()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("заречский райисполком", "Заречский районный исполнительный комитет"),
        ("райисполком", "Заречский районный исполнительный комитет"),
        ("горисполком витебска", "Витебский городской исполнительный комитет"),
        ("исполком Витебска", "Витебский городской исполнительный комитет"),
        ("минкультуры", "Министерство культуры Республики Беларусь"),
        ("минкульт беларуси", "Министерство культуры Республики Беларусь"),
        ("Минтранс России", "Министерство транспорта Российской Федерации"),
        ("ЗЗКТ", "ОАО «Заречский завод колесных тягачей»"),
        ("детсад", "Детский сад «Ромашка»"),
        ("СДК Нива", "ГУК «Сельский дом культуры «Нива»»"),
        ("ЗГУ Петрова", "Заречский государственный университет имени А.Б. Петрова"),
        ("мэрия Приозерска", "Администрация города Приозёрска"),
        ("заречская ЦБС", "ГУК «Заречская централизованная библиотечная система»"),
        ("сельхозакадемия", "Лесная сельскохозяйственная академия"),
        ("ЛСХА", "Лесная сельскохозяйственная академия"),
        ("ЗГУ", "Заречский государственный университет имени А.Б. Петрова"),
        ("мэрия витебска", "Витебский городской исполнительный комитет"),
        ("харбинская мэрия", "Народное правительство города Харбин"),
        ("заречская библиотека", "ГУК «Заречская централизованная библиотечная система»"),
        ("шестая гимназия", "Гимназия № 6 г. Приозёрска"),
        ("единороссы Приозёрска", "Приозёрское отделение партии «Единая Россия»"),
        ("лифтмаш", "ОАО «Заречлифтмаш»"),
        ("Vitebsk city executive committee", "Витебский городской исполнительный комитет"),
        ("пограничники", "Приозёрское пограничное управление"),
        ("пионеры заречские", "Заречский областной совет ОО «БРПО»"),
        ("КНР", "Китай"),
        ("Поднебесная", "Китай"),
        ("РБ", "Беларусь"),
        ("Hrodna", "Гродно"),
        ("Фрунзе", "Бишкек"),
        ("Оршанский р-н", "Оршанский район"),
        ("Vyazma", "Вяземский муниципальный округ"),
        ("губернатор области", "А.А. Первый"),
        ("губернатор", "Д.Д. Пятый"),
        ("гродненский губернатор", "Л.Л. Десятый"),
        ("воевода", "К.К. Девятый"),
        ("бургомистр", "Ж.Ж. Седьмой"),
        ("заместитель бургомистра", "Е.Е. Шестой"),
        ("полпред Белоруссии", "В.В. Третий"),
        ("глава Вязьмы", "Г.Г. Четвёртый"),
        ("Петровский университет", "Заречский государственный университет имени А.Б. Петрова"),
        ("сельхозка", "Лесная сельскохозяйственная академия"),
        ("ГИК Витебск", "Витебский городской исполнительный комитет"),
        ("председатель райисполкома", "Б.Б. Второй"),
        ("ТЦСОН Дубровно", "Территориальный центр социального обслуживания населения Дубровенского района"),
        ("правительство РФ", "Правительство Российской Федерации"),
        ("дальний пединститут", "Дальний педагогический университет"),
        ("губернатор Брянска", "М.М. Одиннадцатый"),
        ("мэр города Ниш", "Н.Н. Двенадцатый"),
        ("консул КНР", "О.О. Тринадцатый"),
        ("ректор ЛГУ Петрова", "П.П. Четырнадцатый"),
        ("посол Белоруссии в Китае", "Р.Р. Пятнадцатый"),
        ("посол Китая в РБ", "С.С. Шестнадцатый"),
        ("совет БРПО", "Заречский областной совет ОО «БРПО»"),
    ],
)
def test_an_everyday_name_finds_its_bearer_first(db: sqlite3.Connection, typed: str, first: str) -> None:
    assert [hit.ru for hit in find(db, typed, partly=True).hits][:1] == [first]


def test_where_nothing_has_all_words_the_rest_answers_and_that_is_said(db: sqlite3.Connection) -> None:
    found = find(db, "Гродно Бишкек", partly=True)
    assert [hit.ru for hit in found.hits] == ["Бишкек"]
    assert found.missing == ("гродно",)


def test_of_what_nothing_has_all_words_of_the_one_called_so_is_found(db: sqlite3.Connection) -> None:
    found = find(db, "пограничники Приозёрска Заречье", partly=True)
    assert found.hits[0].ru == "Приозёрское пограничное управление"
    assert found.missing == ("заречье",)


def test_what_stands_for_an_everyday_word_is_told_in_dictionary_forms() -> None:
    told = [word for phrases in everyday().otherwise.values() for one in phrases for word in one.split()]
    assert not [word for word in told if word not in lemmas(word)]


def test_of_namesakes_those_of_the_home_region_come_first() -> None:
    db = sqlite3.connect(":memory:")
    db.executescript((files("web.index") / "schema.sql").read_text(encoding="utf-8"))

    def add(path: str, kind: str, ru: str, within: int | None = None) -> int:
        sql = "INSERT INTO thing (path, kind, ru, country, within) VALUES (?, ?, ?, 'RU', ?)"
        return int(db.execute(sql, (path, kind, ru, within)).lastrowid or 0)

    for at, (region, is_home) in enumerate((("Дальняя", False), ("Отечественная", True))):
        place = add(f"place/ru/region-{at}", "place", f"{region} область")
        district = add(
            f"{'municipality' if is_home else 'place'}/{at}", "municipality" if is_home else "place", region
        )
        db.executemany(
            "INSERT INTO inside VALUES (?, ?)", [(place, place), (district, district), (district, place)]
        )
        body = add(f"organisation/palata-{at}", "organisation", f"{region} ремесленная палата", place)
        person = add(f"person/master-{at}", "person", "Петров" if not is_home else "Александр Иванов")
        db.execute(
            "INSERT INTO post (person, post, organisation) VALUES (?, ?, ?)",
            (person, f"старшина палаты: {region}", body),
        )
    index_words(db)
    assert [hit.ru for hit in find(db, "ремесленная палата").hits][:1] == ["Отечественная ремесленная палата"]
    assert [hit.ru for hit in find(db, "старшина палаты").hits][:1] == ["Александр Иванов"]
    db.close()
