"""What a row says of the number of participants, beside the total that a careful reader takes from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.attendance import read_attendance
from ontology.model import CellName
from tests.loaders.entries import entry_text, words

TOTALS = [
    # said to be the total
    ("Школьники области. Общее количество участников – 74 человека", 74, 74),
    ("Общее количество – 18 участников", 18, 18),
    ("Общее количество участников: 52", 52, 52),
    ("Общее число участников форума составило более 1 200 человек", 1200, 1200),
    ("Общее количество участников – 60-80 человек", 60, 80),
    ("Общее количество участников – от 60 до 80 человек", 60, 80),
    ("Общее количество участников – 40 человек, из них 9 преподавателей", 40, 40),
    ("Общее количество участников – 70 школьников и 12 учителей", 82, 82),
    ("Студенты вуза (25 человек), гости (10 человек). Общее количество – 35 человек", 35, 35),
    ("Всего приняли участие свыше 300 человек", 300, 300),
    ("Всего в празднике приняли участие около 1,5 тысяч жителей района", 1500, 1500),
    ("Количество участников – 73", 73, 73),
    # the cell opens with it
    ("45 участников из России и Сербии", 45, 45),
    ("Более 3 тысяч гостей и участников ярмарки", 3000, 3000),
    ("Участники – 45 человек", 45, 45),
    ("до 100 человек", 100, 100),
    ("120 юных спортсменов из 5 стран", 120, 120),
    ("56 человек (40 российских и 16 белорусских участников)", 56, 56),
    # told of those who took part
    ("В турнире приняли участие более 200 спортсменов из России и Беларуси", 200, 200),
    ("Фестиваль собрал более 2 тыс. зрителей", 2000, 2000),
    # one group with its number
    ("Школьники г. Смоленска и Республики Беларусь – 120 человек", 120, 120),
    ("Сотрудники областной библиотеки (6 человек)", 6, 6),
    ("Ветераны в количестве 12 человек (5 ветеранов войны, 7 ветеранов труда)", 12, 12),
    ("Представители колледжа (8 человек: 2 преподавателя, 6 студентов)", 8, 8),
    # the list ends with it
    ("Студенты вуза (5 человек), гости из г. Орши. 40 человек", 40, 40),
    ("Педагоги гимназии, ансамбль «Лель». 200-300 зрителей", 200, 300),
    ("Ансамбль «Лель», ГУ «Дом культуры г. Лепеля», 18 чел.", 18, 18),
    ("Могилевский театр кукол, Минский камерный хор, более 2 тыс. зрителей", 2000, 2000),
    ("Музыканты из Орши, ансамбль «Лель». 80 участников и 600 зрителей", 80, 80),
    ("Спасатели, добровольцы, 65 человек, 12 единиц техники", 65, 65),
    ("Актеры, студенты. Число зрителей – порядка 2 500 человек", 2500, 2500),
    ("МБДОУ «Тополек», ГУО «Лицей № 2», 40 воспитанников", 40, 40),
    ("Председатель райисполкома И.И. Петров, делегация г. Орши, 15 человек", 15, 15),
]

NO_TOTALS = [
    "",
    "Представители Администрации города",
    "Граждане России (5 человек), иностранные граждане (16 человек)",
    "15 обучающихся школ г. Смоленска, 10 обучающихся школ г. Орши",
    "Ансамбль «Лель» (в составе 13 человек), творческие коллективы Республики Беларусь",
    "Делегация Витебской области (12 человек)",
    "Солисты ансамбля «Лель» (в составе 6 человек)",
    "Представители Администрации, делегация г. Орши – 15 человек",
    "От Смоленской области приняли участие 12 человек",
    "Победителями стали 12 участников",
    "Общее количество работ – 267",
    "Всего 15 коллективов из 4 стран",
    "Участники от 7 до 16 лет",
    "ГУО «Средняя школа № 12 г. Витебска»",
    "Команды 12 районов",
    "Герои 39-й армии",
    "Сборные команды по 12 человек",
    "Сотрудники центра, 20 волонтеров",
    "Делегация Оршанского района, 12 человек",
    "От области: ансамбль «Лель», хор «Заря», 30 человек",
]


@pytest.mark.parametrize(("cell", "least", "most"), TOTALS)
def test_totals(cell: str, least: int, most: int) -> None:
    fact = read_attendance(entry_text(participants=cell)).only
    assert fact is not None
    assert (fact.value.min, fact.value.max) == (least, most)


@pytest.mark.parametrize("cell", NO_TOTALS)
def test_figures_of_groups_works_and_places_are_no_totals(cell: str) -> None:
    assert read_attendance(entry_text(participants=cell)).facts == ()


CONTENT = [
    ("В конкурсе приняли участие 150 обучающихся 7-16 лет из разных городов", 150),
    ("Участие приняли 28 человек", 28),
    ("По итогам конкурса 226 воспитанников стали лауреатами", None),
    ("Город представили 35 спортсменов по трем видам спорта", None),
    ("В дистанционном этапе приняли участие 20 школьников", None),
    ("Проведена выставка техники (75 единиц)", None),
]


@pytest.mark.parametrize(("cell", "total"), CONTENT)
def test_the_content_counts_where_it_tells_of_everybody(cell: str, total: int | None) -> None:
    fact = read_attendance(entry_text(content=cell)).only
    assert (fact.value.min if fact is not None else None) == total


def test_groups_without_a_total_leave_a_finding() -> None:
    text = entry_text(participants="Граждане России (5 человек), иностранные граждане (16 человек)")
    (finding,) = read_attendance(text).findings
    assert finding.code == "no_total"
    assert finding.span is not None
    assert words(text, finding.span.cell, finding.span.start, finding.span.end) == "5 человек"


def test_the_evidence_is_the_number_and_what_it_counts() -> None:
    text = entry_text(participants="Жители.\nОбщее количество участников –\n1\u00a0200 чело\u00adвек")
    fact = read_attendance(text).only
    assert fact is not None
    span = fact.evidence[0].span
    assert span is not None
    assert words(text, CellName.PARTICIPANTS, span.start, span.end) == "1\u00a0200 чело\u00adвек"


_SCRAPS = (
    "24",
    "5",
    "1 200",
    "человек",
    "участников",
    "школьников",
    "общее количество",
    "всего",
    "-",
    "и",
    "(",
    ")",
    "более",
)


@given(st.lists(st.sampled_from(_SCRAPS)).map(" ".join) | st.text(max_size=30))
def test_any_words_give_at_most_one_ordered_pair(cell: str) -> None:
    facts = read_attendance(entry_text(participants=cell)).facts
    assert all(0 <= fact.value.min <= fact.value.max for fact in facts)
    assert len(facts) <= 1
