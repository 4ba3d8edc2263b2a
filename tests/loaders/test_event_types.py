"""What kind of event a title, or else a content, tells of."""

import pytest

from loaders.cell import read_entry
from loaders.event_types import read_event_type
from ontology.model import FIVE_CELLS, CellName, Entry, Fact


def event_type(title: str, content: str = "") -> Fact[str]:
    cells = {**dict.fromkeys(FIVE_CELLS, ""), CellName.TITLE: title, CellName.CONTENT: content}
    fact = read_event_type(read_entry(Entry("report", 1, None, None, None, cells, 1, 1))).only
    assert fact is not None
    return fact


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        # the title's own words
        ("Участие в открытом турнире по самбо", "sport"),
        ("Областная выставка народных промыслов", "exhibition"),
        ("Рабочая поездка главы округа в г. Шклов", "visit"),
        ("Подписание Соглашения о сотрудничестве между школами", "signing"),
        ("Круглый стол «Учитель будущего»", "conference"),
        ("Стажировка молодых педагогов", "training"),
        ("Производственная практика будущих агрономов из Ташкента", "training"),
        ("Практика учащихся колледжа на заводе", "training"),
        ("Обмен практиками озеленения дворов", "visit"),
        ("Сеанс одновременной игры для школьников", "sport"),
        ("Скачки на приз главы округа", "sport"),
        ("Деловая игра «Город будущего»", "competition"),
        ("Гастроли театра кукол", "concert"),
        ("Соглашение двух музеев о совместной выставке", "signing"),
        ("Меморандум соседей: итоги переговоров", "signing"),
        ("Экспедиция краеведов по старому тракту", "visit"),
        ("Путешествие читателей в Полоцк", "visit"),
        ("Поисковая экспедиция «Западный рубеж»", "commemoration"),
        ("Телеконсилиум онкологов двух областей", "conference"),
        ("Собрание пасечников приграничья", "conference"),
        # a body, a collection or a hall of that name
        ("Делегация Законодательного собрания в соседнем городе", "visit"),
        ("Передача вышивки из частного собрания музею", "other"),
        ("Встреча читателей в выставочном зале", "visit"),
        # an outing is a trip, unless nobody goes anywhere
        ("Экскурсия гостей из Орши по крепости", "visit"),
        ("Виртуальная экскурсия по крепости", "training"),
        ("Торговая миссия предприятий округа", "visit"),
        ("Вечер вопросов к путешественнику", "conference"),
        ("Чемпионат профессионального мастерства сварщиков", "competition"),
        # days of an art, and one day
        ("Дни сербского кино", "festival"),
        ("Дни культуры соседнего города", "festival"),
        ("День культуры в школе", "celebration"),
        # feasts by their names
        ("Наурыз на площади", "celebration"),
        ("Сагаалган у соседей", "celebration"),
        ("Запуск маслозавода", "celebration"),
        ("Годовщина и памятное мероприятие о разгроме захватчиков", "commemoration"),
        # a session, whatever it is dedicated to or part of
        ("Экспертная сессия, посвященная юбилею библиотеки", "conference"),
        ("Тематическая сессия в рамках праздника города", "conference"),
        ("Стратсессия ко Дню единения народов", "conference"),
        ("Питч-сессия молодых предпринимателей, приуроченная к фестивалю", "conference"),
        ("Сессия районного Совета депутатов", "conference"),
        # a competition of work is no sport
        ("Итоги соревнования бригад на уборке льна", "competition"),
        # the first of several
        ("Гала-концерт победителей конкурса чтецов", "concert"),
        ("Прием делегации участников форума", "visit"),
        ("Конкурс рисунков в рамках фестиваля «Радуга»", "competition"),
        # compounds
        ("Конкурс-фестиваль «Звонкая нота»", "festival"),
        ("Фестиваль – конкурс «Звонкая нота»", "festival"),
        ("Семинар-практикум для библиотекарей", "conference"),
        ("Областной этнофестиваль", "festival"),
        ("Фотоконкурс «Мой край»", "competition"),
        # phrases
        ("Торжественное заседание ко Дню района", "celebration"),
        ("Открытие памятной доски земляку", "commemoration"),
        ("Акция «Георгиевская ленточка»", "commemoration"),
        ("Масленичные гулянья", "celebration"),
        ("День поля с показом техники", "exhibition"),
        ("Библиотечный мост «Читаем вместе»", "visit"),
        ("Соглашение между школами", "signing"),
        ("Интеллектуальный турнир", "competition"),
        ("Показательные выступления гимнастов", "sport"),
        ("Вахта Памяти-2024", "commemoration"),
        ("Товарищеская встреча по мини-футболу", "sport"),
        ("Интеллектуальная игра для старшеклассников", "competition"),
        ("Парламентские слушания о границе", "conference"),
        ("Рекламно-информационный тур для журналистов", "visit"),
        ("Второй тур конкурса чтецов", "competition"),
        ("Слет юных туристов", "sport"),
        ("Реконструкция боя 1812 года", "commemoration"),
        ("Выпуск телепрограммы о соседях", "other"),
        ("Велопробег вдоль Днепра", "sport"),
        ("Велопробег, посвященный Победе", "commemoration"),
        ("Ознакомление с работой элеватора", "visit"),
        # quoted names
        ("Акция «Географический диктант»", "competition"),
        # feasts and remembrances
        ("Праздник урожая", "celebration"),
        ("Участие в Дне города Орши", "celebration"),
        ("Митинг у Вечного огня", "commemoration"),
        ("Акция «Автомарафон «По дорогам войны»", "commemoration"),
        ("Церемония открытия памятника партизанам", "commemoration"),
        ("Торжественные мероприятия, посвященные освобождению района", "commemoration"),
        ("Торжественное мероприятие, посвященное Дню единения народов", "celebration"),
    ],
)
def test_title_tells_the_kind(title: str, expected: str) -> None:
    assert event_type(title).value == expected


def test_content_tells_where_the_title_does_not() -> None:
    fact = event_type("«Мы – рядом»", "Хоровые коллективы дали концерт на площади.")
    assert fact.value == "concert"
    assert [evidence.rule for evidence in fact.evidence] == ["content_words"]


def test_an_action_is_no_lesson_that_its_content_holds() -> None:
    assert event_type("Всероссийская акция «Ночь музеев»", "Мастер-класс гончара").value == "other"
    assert event_type("Акция «Ночь музеев»", "Возложены цветы к памятнику").value == "commemoration"


def test_evidence_covers_the_words_that_decided() -> None:
    title = "Открытый\nкруглый стол учителей"
    span = event_type(title).evidence[0].span
    assert span is not None
    assert (span.cell, title[span.start : span.end]) == (CellName.TITLE, "круглый стол")


def test_nothing_tells_is_other_and_a_finding() -> None:
    cells = {**dict.fromkeys(FIVE_CELLS, ""), CellName.TITLE: "Передача гуманитарного груза"}
    reading = read_event_type(read_entry(Entry("report", 1, None, None, None, cells, 1, 1)))
    assert [fact.value for fact in reading.facts] == ["other"]
    assert [finding.code for finding in reading.findings] == ["unknown_event_type"]
