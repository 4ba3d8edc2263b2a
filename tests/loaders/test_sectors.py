"""Which sectors a row speaks for, the main one first."""

import pytest

from loaders.cell import EntryText, read_entry
from loaders.event_types import read_event_type
from loaders.mentions import OrganisationMention, Reading
from loaders.places import find_places
from loaders.sectors import read_sectors
from ontology.model import FIVE_CELLS, CellName, Entry, OrganisationRef, Span


def entry_text(
    title: str, content: str = "", section: str | None = None, participants: str = ""
) -> EntryText:
    cells = {
        **dict.fromkeys(FIVE_CELLS, ""),
        CellName.TITLE: title,
        CellName.CONTENT: content,
        CellName.PARTICIPANTS: participants,
    }
    municipality = None if section else "Руднянский муниципальный округ"
    return read_entry(Entry("report", 1, section, None, municipality, cells, 1, 1))


def sectors(title: str, content: str = "", section: str | None = None) -> list[str]:
    text = entry_text(title, content, section)
    return [fact.value for fact in read_sectors(text, find_places(text), read_event_type(text), ()).facts]


@pytest.mark.parametrize(
    ("title", "content", "expected"),
    [
        ("Турнир по настольному теннису", "", ["sport"]),
        ("Автобусный тур по Беларуси", "", ["tourism"]),
        ("Рабочая встреча", "Согласованы ремонт моста и автосообщение", ["transport"]),
        ("Фестиваль хоровых коллективов", "", ["culture"]),
        ("Фестиваль «Песни Победы»", "", ["culture", "memory"]),
        ("Семинар учителей начальных классов", "Обмен педагогическим опытом", ["education"]),
        ("Возложение цветов к мемориалу", "", ["memory"]),
        ("Прием главой округа делегации района", "", ["governance"]),
        ("Ярмарка сельскохозяйственной продукции", "", ["trade", "agriculture"]),
        ("Праздник освобождения города от захватчиков", "Митинг у обелиска", ["memory"]),
        ("Подписание договора", "Договор о поставке учебников для школ", ["education", "trade"]),
        ("Ярмарка вакансий", "", ["employment"]),
        ("Встреча", "Рассмотрены вопросы туристических маршрутов", ["tourism"]),
        ("Первенство по плаванию", "Развитие физической культуры", ["sport"]),
        # the beginning of a word is not the word
        ("Консультация в агрогородке", "Поэтапно решены вопросы лицензий", []),
        ("Товарищеский матч", "Победители получили кубки", ["sport"]),
        ("Первенство по художественной гимнастике", "", ["sport"]),
        ("Матч ветеранов футбола", "", ["sport"]),
        # fields that have words of their own
        ("Осмотр пациентов кардиологами", "", ["health"]),
        ("Крестный ход с иконой", "", ["public"]),
        ("Дом-интернат принимает друзей", "", ["social"]),
        ("Восхождение альпинистов", "", ["sport"]),
        ("Переработка молока на сыроварне", "", ["agriculture"]),
        ("Ремонт многоквартирных домов", "", ["construction"]),
        # a street, a theatre and the like have names that say nothing
        ("Праздник двора на ул. Транспортной", "", ["culture"]),
        ("Субботник на проспекте Металлургов", "", ["environment"]),
        ("Концерт Молодежного хора", "", ["culture"]),
        ("Гастроли театра юного зрителя", "", ["culture"]),
        # a plan of concerts is none: a delegation of a territory came
        (
            "Рабочая поездка в Чаусы",
            "Делегация Рославльского округа побывала на ферме. Обсуждены совместные концерты",
            ["governance"],
        ),
        # an image in a quoted name is softer, a remembrance is meant
        ("Фестиваль «Медовая ярмарка»", "", ["culture"]),
        # the theme goes before the form, but a festival is first culture
        ("Конкурс чтецов «Строки о войне»", "", ["memory", "culture"]),
        ("Круглый стол «Память о войне в книгах библиотек»", "", ["memory", "culture"]),
        ("Телемост школьников «Внуки Победы»", "", ["memory", "education"]),
        ("Библиотечная акция «Подвиг солдата»", "", ["memory", "culture"]),
        ("Концерт хора «Дорогами войны»", "", ["culture", "memory"]),
        # a territory's delegation is the authorities' guest, teachers are their own
        ("Визит делегации Мстиславского района", "Осмотр фермы и льнозавода", ["governance"]),
        (
            "Визит делегации провинции Хунань",
            "Обсуждены поставки станков",
            ["governance", "trade", "industry"],
        ),
        ("Визит делегации преподавателей колледжа", "", ["education"]),
        # a conference about several fields, none of them in its title, is about all of them
        (
            "Круглый стол «Живем рядом»",
            "Обсуждены работа больниц и занятость жителей",
            ["governance", "health", "employment"],
        ),
        ("Круглый стол «Живем рядом»", "Обсуждена работа больниц и поликлиник", ["health"]),
        (
            "Форум «Соседи»",
            "Рассмотрены вопросы торговли, туризма, спорта",
            ["governance", "trade", "tourism"],
        ),
        # what twins do is not the authorities' affair because they are twins
        ("Поездка в город-побратим", "Выступление команды на фестивале юмора", ["culture"]),
        ("Турнир городов-побратимов по хоккею", "", ["sport"]),
        ("Установление побратимских связей", "", ["governance"]),
        # a meeting from afar is about what it talks of, unless an authority meets
        ("Телемост «Добрый вечер»", "Рассказы о детях войны и блокаде", ["memory"]),
        ("Видеовстреча Главы округа с послом", "Рассказы о детях войны", ["governance", "memory"]),
        ("Слет добровольных дружин", "", ["governance"]),
        # genitives of the plural
        ("Выставка-ярмарка народных ремесел", "", ["culture", "trade"]),
        ("Праздник урожая", "", ["agriculture"]),
        ("Открытие памятной доски воину-освободителю", "", ["memory"]),
        # what it is dedicated to is said louder
        ("Конкурс рисунков, посвященный Победе", "", ["memory", "culture"]),
        # a feast or a festival is first what its title says
        ("Районные дожинки", "Концерт художественной самодеятельности", ["agriculture", "culture"]),
        ("Фестиваль рыболовов", "Песни у костра", ["sport", "culture"]),
        ("Визит директоров школ", "", ["education"]),
        ("Визит Главы округа к директорам школ", "", ["governance", "education"]),
        (
            "Прием Главой округа делегации",
            "Обсудили озеленение парков и субботники",
            ["governance", "environment"],
        ),
        # words of everyday life in a district
        ("Учения бригад теплосетей", "", ["construction"]),
        ("Рейд по охране нереста", "", ["environment"]),
        ("Встреча пожарных добровольцев", "", ["governance"]),
        ("Пасхальный благовест", "", ["public"]),
        # an opening or an award is no feast of the people
        ("Открытие оптового магазина", "Гости слушали духовой оркестр", ["trade"]),
        ("Запуск кирпичного цеха", "", ["industry"]),
        ("Вручение ключей от автобуса", "", ["transport"]),
        ("Посадка аллеи дружбы", "", ["environment"]),
        ("Консультация о выходе на рынок соседей", "", ["trade"]),
        # guests are shown all sorts of things
        ("Встреча глав городов", "Гости посетили фабрику, завод и музей", ["governance"]),
    ],
)
def test_a_row_speaks_for_itself(title: str, content: str, expected: list[str]) -> None:
    assert sectors(title, content) == expected


@pytest.mark.parametrize(
    ("section", "title", "expected"),
    [
        ("Сотрудничество в сфере здравоохранения", "Визит делегации", ["health"]),
        ("Сотрудничество в сфере культуры и туризма", "Вечер памяти поэта", ["culture"]),
        (
            "Сотрудничество в сфере культуры и туризма",
            "Выставка туристических маршрутов",
            ["tourism", "culture"],
        ),
        (
            "Сотрудничество в сфере образования и науки",
            "Конкурс «Наследники Победы»",
            ["education", "memory"],
        ),
        ("Сотрудничество в сфере сельского хозяйства", "Выставка «Нива»", ["agriculture", "trade"]),
        ("Сотрудничество в сфере инвестиций", "Презентация площадок", ["investment"]),
        ("Сотрудничество в сфере молодежной политики", "Концерт дружбы", ["youth", "culture"]),
        ("Сотрудничество в сфере молодежной политики", "Вахта Памяти", ["memory", "youth"]),
        ("Общие направления сотрудничества", "Митинг у обелиска", ["governance", "memory"]),
        ("Общие направления сотрудничества", "Встреча с послом", ["governance"]),
        (
            "Сотрудничество в сфере культуры и туризма",
            "Вахта памяти защитников, павших в боях войны",
            ["culture", "memory"],
        ),
    ],
)
def test_the_section_leads(section: str, title: str, expected: list[str]) -> None:
    assert sectors(title, section=section) == expected


def test_fields_that_are_named_count_more_than_other_words() -> None:
    content = "Обсуждались связи в области спорта, туризма, здравоохранения"
    assert set(sectors("Телемост", content)) == {"sport", "tourism", "health"}
    assert sectors("Выставка «Вместе»", "Были спорт, туризм, здравоохранение")[1:] == []


def test_evidence_names_rule_and_words() -> None:
    text = entry_text("Турнир по шахматам")
    fact = read_sectors(text, (), Reading(), ()).facts[0]
    heard = {(e.rule, "Турнир по шахматам"[e.span.start : e.span.end]) for e in fact.evidence if e.span}
    assert heard == {("title_words", "Турнир"), ("title_words", "шахматам")}


def test_organisations_speak_where_words_do_not() -> None:
    museum = OrganisationRef("Усадьба", None, None, "culture")
    mention = OrganisationMention(Span(CellName.PARTICIPANTS, 0, 7), museum, "quoted")
    reading = read_sectors(entry_text("«Вместе»", participants="Усадьба"), (), Reading(), (mention,))
    assert [fact.value for fact in reading.facts] == ["culture"]


def test_silence_is_a_finding() -> None:
    reading = read_sectors(entry_text("«Вместе»"), (), Reading(), ())
    assert reading.facts == ()
    assert [finding.code for finding in reading.findings] == ["unknown_sector"]


def meeting_of(*kinds: str, title: str = "Рабочая встреча") -> list[str]:
    text = entry_text(title, "Подписано соглашение о дружбе", participants="Усадьба")
    event_type = read_event_type(text)
    mentions = tuple(
        OrganisationMention(
            Span(CellName.PARTICIPANTS, 0, 7), OrganisationRef("Усадьба", None, None, kind), "quoted"
        )
        for kind in kinds
    )
    return [fact.value for fact in read_sectors(text, (), event_type, mentions).facts]


def test_what_bodies_sign_among_themselves_is_their_affair() -> None:
    assert meeting_of("culture") == ["culture"]
    assert meeting_of("education") == ["education"]
    assert meeting_of("culture", "authority") == ["governance"]
    assert meeting_of("culture", title="Визит делегации города")[0] == "governance"


@pytest.mark.parametrize(
    ("title", "content", "silent"),
    [
        ("Поездка предпринимателей Ленинградской области", "Переговоры с покупателями", "memory"),
        ("Визит в г. Железногорск", "Обмен опытом библиотекарей", "industry"),
        ("Встреча с жителями Заводского района", "Обсуждена работа библиотек", "industry"),
        ("Гости из Лесного района", "Концерт ансамбля", "environment"),
        ("Встреча в строительном колледже", "Обмен опытом преподавателей", "construction"),
        ("Визит в технологический университет", "Лекции для студентов", "industry"),
        ("Гости аграрной академии", "Лекции для студентов", "agriculture"),
        ("Итоги соревнования районов по экономике", "Обмен опытом", "sport"),
        ("Награждение победителей трудового соревнования", "Встреча комбайнеров", "sport"),
        ("Соревнование бригад строителей", "Обмен опытом", "sport"),
    ],
)
def test_a_word_inside_a_name_says_nothing(title: str, content: str, silent: str) -> None:
    assert silent not in sectors(title, content)


def test_what_the_name_of_an_institution_shares_with_the_theme_is_said_by_the_theme() -> None:
    assert "construction" in sectors("Семинар о строительстве домов в строительном колледже")


@pytest.mark.parametrize("words", ["1-2-3-", "в сфере ", "культурно-", "«", "посетили "])
def test_a_long_cell_takes_no_longer_than_its_length(words: str) -> None:
    assert sectors("Турнир по шахматам", words * 5000)[0] == "sport"
