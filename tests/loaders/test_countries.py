"""Which foreign countries take part in a row, and which it only speaks of."""

import pytest

from loaders.countries import read_countries
from loaders.organisations import find_organisations
from loaders.places import find_places
from ontology.model import Finding
from tests.loaders.test_places import row


def countries(**cells: str) -> list[str]:
    """The codes of the foreign countries that take part."""
    text = row(**cells)
    places = find_places(text)
    return [fact.value for fact in read_countries(text, places, find_organisations(text, places)).facts]


def findings(**cells: str) -> tuple[Finding, ...]:
    """What reading the countries could not be sure of."""
    text = row(**cells)
    places = find_places(text)
    return read_countries(text, places, find_organisations(text, places)).findings


SPOKEN_OF = [
    "Конкурс рисунков «Италия – страна красоты»",
    "Викторина «Путешествие по Франции»",
    "Беседа об истории Турции и Ирана",
    "Школьники узнали о традициях Японии",
    "Рассказ о природе Австралии и Бразилии",
    "Мастер-класс по приготовлению блюд Мексики",
    "Познакомились с творчеством писателей Великобритании",
    "Художник родился в Латвии и учился во Франции",
    "Вспомнили участников боев в Анголе",
    "Встреча с ветераном, который служил в Германии",
    "Лекция об освобождении Чехии и Венгрии от фашистов",
    "Показан фильм о взятии Берлина",
    "Поэт эмигрировал в Германию и похоронен в Париже",
    "Урок памяти о битве за Варшаву",
    "Композитор много лет жил в Вене",
    "Земляк завоевал медаль на чемпионате мира в Токио",
    "Выставка книг «Сказки Индии»",
    "Час истории «От Бреста до Берлина»",
    "Летчик воевал в небе Кореи",
    "Прозвучали песни и танцы Испании",
    "Солдаты дошли до Праги",
    "Экскурсоводы рассказали о коллекции фарфора Китая",
    "Викторина о столицах: Париж, Рим, Лондон",
    "Герой погиб под Кенигсбергом, похоронен в Польше",
    "Воспоминания о поездке в Монголию в 1975 году",
    "Заочное путешествие в Египет и Грецию",
    "Виртуальная экскурсия по музеям Лондона и Мадрида",
    "Показ балета о рыцаре из Испании",
    "Участники узнали, как живут школьники Японии",
    "Изготовлена копия кружев из Бельгии",
    "Снимки сделаны в Непале",
    "Поэтический вечер памяти поэта, сосланного в Казахстан",
]

TAKES_PART = [
    ("Жюри возглавил художник из Италии", ["IT"]),
    ("Выступил посол Франции", ["FR"]),
    ("Делегация Турции посетила завод", ["TR"]),
    ("Рабочая поездка в Китай", ["CN"]),
    ("Обсуждены вопросы сотрудничества с Узбекистаном", ["UZ"]),
    ("Подписано соглашение с городом Прага (Чехия)", ["CZ"]),
    ("Участвовали команды Латвии и Эстонии", ["LV", "EE"]),
    ("Студенты Индии и Египта рассказали об обычаях", ["IN", "EG"]),
    ("Лекцию прочел профессор университета г. Белграда (Сербия)", ["RS"]),
    ("Обсуждены поставки льна в Китай", ["CN"]),
    ("Состоялся телемост «Смоленск – Прага»", ["CZ"]),
    ("Принял участие мэр Сомбора", ["RS"]),
    ("Проведены переговоры между Россией и Вьетнамом", ["VN"]),
    ("Концерт дали артисты ансамбля из Токио", ["JP"]),
    ("Участники: сборные Узбекистана, Таджикистана", ["UZ", "TJ"]),
    ("Предприятие поставляет продукцию в Казахстан и Монголию", ["KZ", "MN"]),
    ("Профессор из Сорбонны (Франция) прочитал лекцию", ["FR"]),
    ("Чемпионом стал боксер из Кубы", ["CU"]),
    ("Ансамбль дал концерты в Варне (Болгария)", ["BG"]),
    ("Книги для русской школы переданы в Сербию", ["RS"]),
    ("Музыканты Кубы показали национальные танцы", ["CU"]),
]


@pytest.mark.parametrize("content", SPOKEN_OF)
def test_a_country_that_is_only_spoken_of_takes_no_part(content: str) -> None:
    assert countries(content=content, participants="Жители г. Смоленска и г. Орши") == ["BY"]


@pytest.mark.parametrize("title", SPOKEN_OF[:8])
def test_nor_does_the_theme_that_a_title_tells(title: str) -> None:
    assert countries(title=title, participants="Жители г. Смоленска") == []


@pytest.mark.parametrize(("content", "expected"), TAKES_PART)
def test_a_country_counts_by_its_role(content: str, expected: list[str]) -> None:
    assert countries(content=content, participants="Жители г. Смоленска") == expected


def test_what_is_only_spoken_of_is_told_in_a_finding() -> None:
    [finding] = findings(content="Лекция об истории Греции", participants="Читатели г. Орши")

    assert (finding.code, finding.values) == ("country_spoken_of", {"place": "Греция"})


def test_a_theme_beside_its_guests_is_no_doubt() -> None:
    cells = {"title": "Конкурс «Греция глазами детей»", "participants": "Художник из Греции"}

    assert countries(**cells) == ["GR"]
    assert findings(**cells) == ()


@pytest.mark.parametrize(
    "participants", ["Команда Южной Осетии", "Гости Республики Южная Осетия", "Хор из Южной Осетии"]
)
def test_a_country_without_a_code_is_one_under_all_its_names(participants: str) -> None:
    assert countries(participants=participants) == ["Республика Южная Осетия"]
