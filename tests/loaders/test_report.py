"""Documents understood as reports: columns, headings, numbers, statements, and what is doubtful."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from loaders.dates.periods import title_period, title_scope
from loaders.documents.open import open_document
from loaders.report import read_report
from loaders.tables.headings import HeadingKind, read_heading
from loaders.tables.municipalities import named_municipality
from loaders.tables.statements import stated_count
from ontology.errors import ReportError
from ontology.home import Municipality
from ontology.home import load as load_home
from ontology.model import CellName, Report, Scope
from ontology.speech import ENGLISH
from ontology.speech.findings import finding_message
from tests.reports import HEADER, MUNICIPAL_TITLE, REGIONAL_TITLE, Cell, build_document, build_report, event


def read(path: Path, *rows: object, **how: object) -> Report:
    """The report of these rows."""
    return read_report(open_document(build_report(path / "2024-Q3.docx", *rows, **how)))  # type: ignore[arg-type]


def codes(report: Report) -> list[str]:
    """The codes of the report's findings."""
    return [finding.code for finding in report.findings]


# ── title ───────────────────────────────────────────────────────────────────────────────────────

PERIODS = [
    ("во II квартале 2025 года", "2025-Q2", "2025-04-01", "2025-06-30"),
    ("в IV квартале 2024 г.", "2024-Q4", "2024-10-01", "2024-12-31"),
    ("в 3 квартале 2024 года", "2024-Q3", "2024-07-01", "2024-09-30"),
    ("за 3-й квартал 2024 года", "2024-Q3", "2024-07-01", "2024-09-30"),
    ("за третий квартал 2024 года", "2024-Q3", "2024-07-01", "2024-09-30"),
    ("в\u00a0I\u00a0квартале\n2026\u00a0года", "2026-Q1", "2026-01-01", "2026-03-31"),
    ("во ІІ квартале 2025 года", "2025-Q2", "2025-04-01", "2025-06-30"),  # Ukrainian І typed for the digit
    ("во Ⅱ квартале 2025 года", "2025-Q2", "2025-04-01", "2025-06-30"),
    ("2025 год, II кв.", "2025-Q2", "2025-04-01", "2025-06-30"),
    ("в I полугодии 2025 года", "2025-H1", "2025-01-01", "2025-06-30"),
    ("за второе полугодие 2025 года", "2025-H2", "2025-07-01", "2025-12-31"),
    ("за I–II кварталы 2025 года", "2025-H1", "2025-01-01", "2025-06-30"),
    ("за 9 месяцев 2025 года", "2025-9M", "2025-01-01", "2025-09-30"),
    ("за шесть месяцев 2025 года", "2025-H1", "2025-01-01", "2025-06-30"),
    ("за апрель-июнь 2025 года", "2025-Q2", "2025-04-01", "2025-06-30"),
    ("за июнь 2025 года", "2025-06", "2025-06-01", "2025-06-30"),
    ("за апрель – май 2025 года", "2025-04..2025-05", "2025-04-01", "2025-05-31"),
    ("за 2025 год", "2025", "2025-01-01", "2025-12-31"),
    ("за период с 01.04.2025 по 30.06.2025", "2025-Q2", "2025-04-01", "2025-06-30"),
    ("с 01.04.25 по 30.06.25", "2025-Q2", "2025-04-01", "2025-06-30"),
    ("с 1 октября 2024 г. по 31 марта 2025 г.", "2024-10..2025-03", "2024-10-01", "2025-03-31"),
    ("за период с января по сентябрь 2025 года", "2025-9M", "2025-01-01", "2025-09-30"),
    ("в октябре, ноябре и декабре 2025 года", "2025-Q4", "2025-10-01", "2025-12-31"),
    ("за ноябрь 2024 – январь 2025 года", "2024-11..2025-01", "2024-11-01", "2025-01-31"),
    ("во П квартале 2025 года", "2025-Q2", "2025-04-01", "2025-06-30"),  # Cyrillic letters typed for digits
    ("в Ш квартале 2025 года", "2025-Q3", "2025-07-01", "2025-09-30"),
    ("в IУ квартале 2025 года", "2025-Q4", "2025-10-01", "2025-12-31"),
    ("за 1V квартал 2025 года", "2025-Q4", "2025-10-01", "2025-12-31"),
    ("за I квартал 25 г.", "2025-Q1", "2025-01-01", "2025-03-31"),
    ("за I, II и III кварталы 2025 года", "2025-9M", "2025-01-01", "2025-09-30"),
    ("во 2 кв./2025", "2025-Q2", "2025-04-01", "2025-06-30"),
    ("за 2023–2024 годы", "2023-01..2024-12", "2023-01-01", "2024-12-31"),
    ("за 2024/2025 учебный год", "2024-09..2025-08", "2024-09-01", "2025-08-31"),
    ("по Плану на 2024 год за I квартал 2025 года", "2025-Q1", "2025-01-01", "2025-03-31"),
    ("за II квартал 2025 года (письмо от 03.02.2026 № 4)", "2025-Q2", "2025-04-01", "2025-06-30"),
    ("за первый квартал 2025 года", "2025-Q1", "2025-01-01", "2025-03-31"),
    ("за первый и второй кварталы 2025 года", "2025-H1", "2025-01-01", "2025-06-30"),
    ("в первом–третьем кварталах 2025 года", "2025-9M", "2025-01-01", "2025-09-30"),
    ("за IV квартал 2024 года – I квартал 2025 года", "2024-10..2025-03", "2024-10-01", "2025-03-31"),
    ("за II пол. 2025 г.", "2025-H2", "2025-07-01", "2025-12-31"),
    ("III/2025", "2025-Q3", "2025-07-01", "2025-09-30"),
    ("Q3 2025", "2025-Q3", "2025-07-01", "2025-09-30"),
    ("за 07–09.2025", "2025-Q3", "2025-07-01", "2025-09-30"),
    ("за период 2024–2025 годов", "2024-01..2025-12", "2024-01-01", "2025-12-31"),
    ("за 2025 год по программе 2024–2026 годов", "2025", "2025-01-01", "2025-12-31"),
]


@pytest.mark.parametrize(("words", "code", "start", "end"), PERIODS)
def test_the_title_gives_the_period(words: str, code: str, start: str, end: str) -> None:
    period = title_period(f"Отчет о мероприятиях в международной сфере {words}")
    assert period is not None
    assert (period.code, period.start.isoformat(), period.end.isoformat()) == (code, start, end)


@pytest.mark.parametrize(
    "words",
    [
        "во II квартале",
        "по состоянию на 1 июля 2025 года",
        "с начала 2025 года",
        "за отчетный квартал 2025 года",
        "за летний период 2025 года",
        "№ 3/2025",
        "«___» июля 2025 г.",
        "к письму от 12.07.2025 № 3",
    ],
)
def test_other_dates_are_no_period(words: str) -> None:
    assert title_period(f"Отчет о мероприятиях {words}") is None


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        (MUNICIPAL_TITLE, Scope.MUNICIPAL),
        (REGIONAL_TITLE, Scope.REGIONAL),
        ("Информация органов исполнительной власти области", Scope.REGIONAL),
        ("Отчет о международной деятельности", None),
    ],
)
def test_the_title_gives_the_scope(title: str, scope: Scope | None) -> None:
    assert title_scope(title) == scope


def test_the_title_begins_at_its_own_words(tmp_path: Path) -> None:
    path = build_document(
        tmp_path / "a.docx", "Приложение № 1", MUNICIPAL_TITLE, "Город Смоленск", [HEADER, event(1)]
    )
    report = read_report(open_document(path))
    assert report.title == MUNICIPAL_TITLE
    assert report.entries[0].municipality == "город Смоленск"


def test_stamps_letters_and_contents_above_the_title_are_none(tmp_path: Path) -> None:
    above = [
        "Уважаемая Анна Петровна!",
        "Во исполнение письма от 02.02.2024 направляем отчет за I квартал 2024 года.",
        "Содержание",
        "Отчет о мероприятиях ........ 2",
        "УТВЕРЖДАЮ",
        "«__» октября 2024 г.",
    ]
    path = build_document(tmp_path / "a.docx", *above, MUNICIPAL_TITLE, [HEADER, "Город Смоленск", event(1)])
    report = read_report(open_document(path))
    assert (report.title, report.period.code) == (MUNICIPAL_TITLE, "2024-Q3")
    (finding,) = report.findings
    assert (finding.code, finding.values["words"][:18]) == ("text_beside", "Уважаемая Анна Пет")


def test_a_table_above_the_report_is_said_to_be_passed_over(tmp_path: Path) -> None:
    twins = [["Город", "Побратим"], ["г. Вязьма", "Полоцк"]]
    path = build_document(tmp_path / "a.docx", MUNICIPAL_TITLE, twins, [HEADER, "Город Смоленск", event(1)])
    report = read_report(open_document(path))
    assert credited(report) == [(1, "город Смоленск")]
    assert codes(report) == ["table_ignored", "text_beside"]


def test_a_stamp_in_a_table_is_no_title(tmp_path: Path) -> None:
    stamp = [["", "СОГЛАСОВАНО\nГлава района\n«5» октября 2024 г."]]
    path = build_document(tmp_path / "a.docx", stamp, MUNICIPAL_TITLE, [HEADER, "Город Смоленск", event(1)])
    assert read_report(open_document(path)).title == MUNICIPAL_TITLE


def test_a_title_below_the_table_is_found(tmp_path: Path) -> None:
    path = build_document(tmp_path / "a.docx", [HEADER, "Город Смоленск", event(1)], MUNICIPAL_TITLE)
    report = read_report(open_document(path))
    assert (report.title, report.scope, codes(report)) == (MUNICIPAL_TITLE, Scope.MUNICIPAL, [])


def test_a_title_is_bounded(tmp_path: Path) -> None:
    lines = ["Отчет о международных связях", *(f"Строка {n}" for n in range(3000))]
    path = build_document(tmp_path / "a.docx", *lines, [HEADER, "Город Смоленск", event(1)])
    assert len(read_report(open_document(path)).title) < 1500


def test_the_report_of_one_municipality_is_known_by_its_title(tmp_path: Path) -> None:
    title = "Отчет Администрации Вяземского района и подведомственных учреждений за III квартал 2024 года"
    report = read(tmp_path, event(1), "Сотрудничество в сфере культуры", event(2), title=title)
    assert (report.scope, codes(report)) == (Scope.MUNICIPAL, [])
    assert [entry.municipality for entry in report.entries] == ["Вяземский район"] * 2
    assert report.entries[1].section == "Сотрудничество в сфере культуры"


def test_the_report_of_one_municipality_is_known_by_its_letterhead(tmp_path: Path) -> None:
    above = [
        "Администрация муниципального образования",
        "«Ярцевский район» Смоленской области",
        "г. Смоленск",
    ]
    title = "Отчет о международных мероприятиях за III квартал 2024 года"
    report = read_report(
        open_document(build_document(tmp_path / "a.docx", *above, title, [HEADER, event(1)]))
    )
    assert (report.title, report.scope, codes(report)) == (title, Scope.MUNICIPAL, ["text_beside"])
    assert report.entries[0].municipality == "Ярцевский район"


def test_a_year_in_the_title_does_not_end_it_before_the_quarter(tmp_path: Path) -> None:
    lines = ["Отчет о выполнении Плана международных мероприятий на 2024 год", "в III квартале 2024 года"]
    path = build_document(tmp_path / "a.docx", *lines, "Город Смоленск", [HEADER, event(1)])
    report = read_report(open_document(path))
    assert (report.title, report.period.code) == (" ".join(lines), "2024-Q3")
    assert report.entries[0].section == "Город Смоленск"


def test_an_annual_report_may_have_a_heading_before_its_table(tmp_path: Path) -> None:
    title = "Отчет муниципальных образований о международных связях за 2024 год"
    path = build_document(tmp_path / "a.docx", title, "Город Смоленск", [HEADER, event(1)])
    report = read_report(open_document(path))
    assert (report.title, report.period.code, report.entries[0].section) == (title, "2024", "Город Смоленск")


def test_a_title_in_the_table_is_found(tmp_path: Path) -> None:
    path = build_document(tmp_path / "a.docx", [MUNICIPAL_TITLE, HEADER, "Город Смоленск", event(1)])
    report = read_report(open_document(path))
    assert (report.title, report.period.code) == (MUNICIPAL_TITLE, "2024-Q3")


def test_without_a_period_in_the_title_the_dates_decide_and_a_warning_says_so(tmp_path: Path) -> None:
    rows = [event(1), event(2, dates="8 августа 2024 года"), event(3, dates="30 июня 2024 года")]
    report = read(tmp_path, "Город Смоленск", *rows, title="Отчет о международных мероприятиях")
    assert report.period.code == "2024-Q3"
    assert "period_from_dates" in codes(report)


def test_without_a_scope_in_the_title_the_sections_decide_and_a_warning_says_so(tmp_path: Path) -> None:
    report = read(tmp_path, "Город Смоленск", event(1), title="Отчет за III квартал 2024 года")
    assert report.scope is Scope.MUNICIPAL
    assert "scope_from_sections" in codes(report)


# ── headings ────────────────────────────────────────────────────────────────────────────────────

MUNICIPALITIES = [
    ("Город Смоленск", "город Смоленск"),
    ("ГОРОД СМОЛЕНСК", "город Смоленск"),
    ("г. Десногорск", "город Десногорск"),
    ("Муниципальное образование «город Десногорск» Смоленской области", "город Десногорск"),
    ("Городской округ город Смоленск", "город Смоленск"),
    ("Администрация города Смоленска", "город Смоленск"),
    ("Муниципальное образование «Вяземский район» Смоленской области", "Вяземский район"),
    (
        "Муниципальное образование «Вяземский муниципальный округ» Смоленской области",
        "Вяземский муниципальный округ",
    ),
    ("МУНИЦИПАЛЬНОЕ ОБРАЗОВАНИЕ «ВЯЗЕМСКИЙ РАЙОН» СМОЛЕНСКОЙ ОБЛАСТИ", "Вяземский район"),
    ("Вяземский муниципальный округ Смоленской области", "Вяземский муниципальный округ"),
    ("3. Холм-Жирковский муниципальный округ", "Холм-Жирковский муниципальный округ"),
    ("Администрация Ельнинского муниципального округа", "Ельнинский муниципальный округ"),
    ("МО «Ярцевский район»", "Ярцевский район"),
    ("Муниципальное образование – Угранский район", "Угранский район"),
    ('Муниципальное образование "Ершичский район" Смоленской области', "Ершичский район"),
    ("Глинковский район", "Глинковский район"),
    ("Муниципальное образование «Гагаринский район»", "Гагаринский район"),
    ("Угранский р-н", "Угранский район"),
    ("Администрация Краснинского мун. округа", "Краснинский муниципальный округ"),
    ("Сафоновский м.округ", "Сафоновский муниципальный округ"),
    ("САФОНОВСКИЙ МУНОКРУГ", "Сафоновский муниципальный округ"),
    ("Дорогобужский окр", "Дорогобужский округ"),
    ("Демидовский м. о.", "Демидовский муниципальный округ"),
    ("Шумячский МО", "Шумячский муниципальный округ"),
    ("Муниципальный округ Кардымовский", "Кардымовский муниципальный округ"),
    ("Холм – Жирковский район", "Холм-Жирковский район"),
    ("Городской округ «город Десногорск»", "город Десногорск"),
    ("Десногорский городской округ", "город Десногорск"),
    ("г Смоленск", "город Смоленск"),
    ("II. Велижский муниципальный округ, Смоленская область", "Велижский муниципальный округ"),
    ("Починковский муниципальный округ (5 мероприятий)", "Починковский муниципальный округ"),
    ("МО «Руднянский район» – 2 мероприятия (исп. Сидорова)", "Руднянский район"),
    ("Информация по Новодугинскому муниципальному округу", "Новодугинский муниципальный округ"),
    ("Администрация Сычевского района и её учреждения", "Сычевский район"),
    ("ГО Десногорск", "город Десногорск"),
    ("Ершичский МР", "Ершичский муниципальный район"),
    ("Мун. обр. «Темкинский район», Смоленская обл", "Темкинский район"),
    ("Угранский", "Угранский муниципальный округ"),
    ("Смоленская городская администрация", "город Смоленск"),
    ("Ершичский район Смоленской области Российской Федерации", "Ершичский район"),
    ("Наименование муниципального образования: Угранский район", "Угранский район"),
    ("Демидовский район – 2 меропр.", "Демидовский район"),
    ("MO «Eльнинcкий район»", "Ельнинский район"),  # Latin M, O, E and c
    (unicodedata.normalize("NFD", "Ельнинский район"), "Ельнинский район"),
    ("МО\u2060 «\u200bТемкинский\u00ad район»\u200e", "Темкинский район"),
]


@pytest.mark.parametrize(("heading", "municipality"), MUNICIPALITIES)
def test_headings_of_municipalities(heading: str, municipality: str) -> None:
    read = read_heading(heading)
    assert read.named is not None
    assert (read.kind, read.named.name) == (HeadingKind.MUNICIPALITY, municipality)


@pytest.mark.parametrize(
    "heading",
    [
        "Руднянский район Волгоградской области",
        "Краснинский муниципальный округ Липецкой области",
        "Смоленский район Алтайского края",
        "МО «Починковский район» Нижегородской обл.",
        "Демидовский район Витебской области",
        "Муниципальные округа Смоленской области",
        "Районы Смоленской области",
        "Городские округа и районы Смоленской области",
        "Витебский район",
        "Красногорский городской округ",
        "г. Вяземский Хабаровского края",
        "город Рудный",
    ],
)
def test_a_namesake_of_another_region_is_no_municipality_of_the_home_region(heading: str) -> None:
    named = named_municipality(heading)
    assert named is None or named.id is None


def spellings(municipality: Municipality) -> Iterator[str]:
    """How offices may write the municipality above its rows."""
    name, short = municipality.name, municipality.short
    yield from (
        name,
        name.upper(),
        name.lower(),
        f"{name}:",
        f"4. {name}",
        f"«{name}»",
        f"{name} (5 мероприятий)",
    )
    yield from (
        f"{name} Смоленской области",
        f"МО «{name}»",
        name.replace(" ", "\u00a0"),
        f"{name}, II квартал 2025 года",
    )
    yield name.translate(str.maketrans("аеорсМО", "aeopcMO"))
    if municipality.kind == "city":
        yield from (
            f"г.{short}",
            f"г {short}",
            f"Г. {short.upper()}",
            short,
            f"городской округ {short}",
            f"{short}, город",
        )
        yield from (f"МО «Город {short}»", f'муниципальное образование "Город {short}" Смоленской области')
        return
    for kind in ("район", "муниципальный район", "р-н", "МО", "округ", "мун. округ", "м.о."):
        yield f"{short} {kind}"
    yield from (f"МО «{short} район» Смоленской области", f"муниципальный округ {short}", f"Район {short}")
    yield f"Информация по {short[:-2]}ому муниципальному округу"


def test_every_municipality_is_known_by_every_spelling_of_its_heading() -> None:
    known = {one.id: list(spellings(one)) for one in load_home().municipalities}
    assert len(known) == 27
    unknown = [
        heading
        for id_, headings in known.items()
        for heading in headings
        if (named := named_municipality(heading)) is None or named.id != id_
    ]
    assert not unknown


HEADINGS = [
    ("Сотрудничество в сфере культуры и туризма", HeadingKind.SUBJECT),
    ("Сотрудничество в социальной сфере", HeadingKind.SUBJECT),
    ("Общие направления сотрудничества", HeadingKind.SUBJECT),
    ("Межрегиональные связи", HeadingKind.SUBJECT),
    ("ФГБОУ ВО «Смоленский технологический институт»", HeadingKind.ORGANISATION),
    ("Смоленская областная филармония", HeadingKind.ORGANISATION),
    ("Министерство культуры и туризма Смоленской области", HeadingKind.ORGANISATION),
    (
        "Представительство Правительства области при Правительстве Российской Федерации",
        HeadingKind.ORGANISATION,
    ),
    ("Смоленский центр международного сотрудничества", HeadingKind.ORGANISATION),
    ("Управление по вопросам внешних связей", HeadingKind.ORGANISATION),
    ("Сотрудничество Смоленского университета с вузами Китая", HeadingKind.SUBJECT),
    ("Культура и туризм", HeadingKind.UNKNOWN),
    ("Гуманитарное сотрудничество", HeadingKind.SUBJECT),
    ("Городское хозяйство", HeadingKind.UNKNOWN),
    # bodies of a kind are a field, one of them is a body
    ("Библиотеки и музеи", HeadingKind.SUBJECT),
    ("Спортивные клубы", HeadingKind.SUBJECT),
    ("Учреждения дополнительного образования", HeadingKind.SUBJECT),
    ("Высшая школа", HeadingKind.SUBJECT),
    ("Библиотека Твардовского", HeadingKind.ORGANISATION),
    ("Школы «Росток» и «Ручей»", HeadingKind.ORGANISATION),
    ("Города-побратимы", HeadingKind.UNKNOWN),
    ("Государственная Дума", HeadingKind.ORGANISATION),
    ("Главное управление спорта", HeadingKind.ORGANISATION),
    ("Глава округа", HeadingKind.ORGANISATION),
    ("Гагарин", HeadingKind.UNKNOWN),
]


@pytest.mark.parametrize(("heading", "kind"), HEADINGS)
def test_other_headings(heading: str, kind: HeadingKind) -> None:
    assert read_heading(heading).kind is kind


def placed(report: Report) -> list[tuple[int, str | None, str | None]]:
    """Number, section and sub-section of each entry."""
    return [(entry.number, entry.section, entry.subsection) for entry in report.entries]


def test_bodies_are_sub_headings_of_fields(tmp_path: Path) -> None:
    report = read(
        tmp_path,
        "Сотрудничество в сфере\nкультуры ",
        event(1),
        "Смоленская областная филармония",
        event(2),
        "Областной театр кукол",
        event(3),
        "Сотрудничество в сфере спорта",
        event(4),
        title=REGIONAL_TITLE,
    )
    assert placed(report) == [
        (1, "Сотрудничество в сфере культуры", None),
        (2, "Сотрудничество в сфере культуры", "Смоленская областная филармония"),
        (3, "Сотрудничество в сфере культуры", "Областной театр кукол"),
        (4, "Сотрудничество в сфере спорта", None),
    ]


def test_bodies_are_sections_where_there_are_no_fields(tmp_path: Path) -> None:
    report = read(
        tmp_path,
        "Министерство культуры области",
        event(1),
        "Министерство спорта области",
        event(2),
        title=REGIONAL_TITLE,
    )
    assert placed(report) == [
        (1, "Министерство культуры области", None),
        (2, "Министерство спорта области", None),
    ]


def test_a_heading_of_no_known_kind_is_below_the_one_it_follows_at_once(tmp_path: Path) -> None:
    report = read(
        tmp_path,
        "Сотрудничество в сфере спорта",
        "Самбо и дзюдо",
        event(1),
        "Лыжи",
        event(2),
        title=REGIONAL_TITLE,
    )
    assert placed(report) == [
        (1, "Сотрудничество в сфере спорта", "Самбо и дзюдо"),
        (2, "Сотрудничество в сфере спорта", "Лыжи"),
    ]


def test_a_field_below_a_municipality_does_not_take_its_place(tmp_path: Path) -> None:
    report = read(tmp_path, "Вяземский район", "Сотрудничество в сфере культуры", event(1))
    assert placed(report) == [(1, "Вяземский район", "Сотрудничество в сфере культуры")]
    assert report.entries[0].municipality == "Вяземский район"


def credited(report: Report) -> list[tuple[int, str | None]]:
    """Number and municipality of each entry."""
    return [(entry.number, entry.municipality) for entry in report.entries]


@pytest.mark.parametrize(
    "heading",
    ["Велижское городское поселение", "Молодёжная политика", "МО «Заречье»", "г. Заречье", "«Восток»"],
)
def test_what_is_no_municipality_of_the_region_takes_its_rows_from_the_one_above(
    tmp_path: Path, heading: str
) -> None:
    report = read(tmp_path, "Город Смоленск", event(1), heading, event(2))
    assert credited(report) == [(1, "город Смоленск"), (2, None)]
    assert report.entries[1].section == heading
    assert codes(report) == ["unknown_municipality"]


def test_a_body_below_its_municipality_is_a_sub_heading(tmp_path: Path) -> None:
    report = read(
        tmp_path, "Вяземский район", event(1), "Отдел культуры", event(2), "Школы Вяземского района", event(3)
    )
    assert placed(report) == [
        (1, "Вяземский район", None),
        (2, "Вяземский район", "Отдел культуры"),
        (3, "Вяземский район", "Школы Вяземского района"),
    ]
    assert codes(report) == []


def test_a_body_of_another_municipality_is_said_to_be_taken_for_it(tmp_path: Path) -> None:
    report = read(tmp_path, "Вяземский район", event(1), "Музеи Ярцевского района", event(2))
    assert credited(report) == [(1, "Вяземский район"), (2, "Ярцевский район")]
    assert codes(report) == ["municipality_from_heading"]


@pytest.mark.parametrize(
    "heading", ["г. Вязьма", "Вязьма", "Администрация Вязьмы", "Дом культуры города Вязьмы"]
)
def test_the_seat_of_a_district_stands_for_it_and_that_is_said(tmp_path: Path, heading: str) -> None:
    report = read(tmp_path, "Город Смоленск", event(1), heading, event(2))
    assert credited(report) == [(1, "город Смоленск"), (2, "Вяземский муниципальный округ")]
    assert codes(report) == ["municipality_from_heading"]


def test_what_is_not_understood_below_a_municipality_is_said(tmp_path: Path) -> None:
    report = read(tmp_path, "Вяземский район", "Холмы и поля", event(1))
    assert placed(report) == [(1, "Вяземский район", "Холмы и поля")]
    assert codes(report) == ["unexplained_heading"]


def test_two_municipalities_in_one_heading_are_said(tmp_path: Path) -> None:
    report = read(tmp_path, "Город Смоленск", event(1), "Вяземский и Ярцевский районы", event(2))
    assert credited(report) == [(1, "город Смоленск"), (2, None)]
    assert codes(report) == ["unknown_municipality"]


def test_municipalities_of_another_region_are_kept_with_a_warning(tmp_path: Path) -> None:
    title = "Отчет органов местного самоуправления Тверской области за III квартал 2024 года"
    report = read(tmp_path, "Ржевский муниципальный округ", event(1), title=title)
    assert credited(report) == [(1, "Ржевский муниципальный округ")]
    assert codes(report) == ["other_region"]


def test_fields_of_a_regional_report_survive_a_line_with_a_town(tmp_path: Path) -> None:
    fields = ["Сотрудничество в сфере спорта", event(1), "Сотрудничество в сфере культуры", event(2)]
    path = build_document(tmp_path / "a.docx", REGIONAL_TITLE, "г. Смоленск", [HEADER, *fields])
    report = read_report(open_document(path))
    assert [entry.section for entry in report.entries] == fields[::2]


def test_a_regional_report_has_no_municipalities(tmp_path: Path) -> None:
    report = read(tmp_path, "Город Смоленск", event(1), title=REGIONAL_TITLE)
    assert report.entries[0].municipality is None


def test_headings_between_tables_count(tmp_path: Path) -> None:
    path = build_document(
        tmp_path / "a.docx",
        MUNICIPAL_TITLE,
        "Город Смоленск",
        [HEADER, event(1)],
        "Муниципальное образование «Вяземский район» Смоленской области",
        [HEADER, event(2)],
    )
    report = read_report(open_document(path))
    assert [entry.municipality for entry in report.entries] == ["город Смоленск", "Вяземский район"]
    assert codes(report) == []


# ── columns ─────────────────────────────────────────────────────────────────────────────────────


def test_columns_are_found_in_any_order_and_wording(tmp_path: Path) -> None:
    header = ["Дата", "Состав участников", "Краткое содержание, итоги", "Название мероприятия", "№", "Место"]
    row = ["5 июля 2024 года", "Делегация", "Обмен опытом", "Встреча", "7", "г. Орша"]
    report = read(tmp_path, "Город Смоленск", row, header=header)
    (entry,) = report.entries
    assert entry.number == 7
    assert dict(entry.cells) == {
        CellName.TITLE: "Встреча",
        CellName.PLACE: "г. Орша",
        CellName.DATES: "5 июля 2024 года",
        CellName.CONTENT: "Обмен опытом",
        CellName.PARTICIPANTS: "Делегация",
    }


def test_a_heading_that_names_two_columns_gives_both(tmp_path: Path) -> None:
    header = ["№ п/п", "Наименование мероприятия", "Дата и место проведения", "Содержание", "Участники"]
    report = read(
        tmp_path, "Город Смоленск", ["1.", "Встреча", "5 июля 2024 года, г. Орша", "", ""], header=header
    )
    cells = report.entries[0].cells
    assert cells[CellName.DATES] == cells[CellName.PLACE] == "5 июля 2024 года, г. Орша"


def test_unknown_and_missing_columns_are_said(tmp_path: Path) -> None:
    header = [*HEADER[:5], "Бюджет", "Примечание"]
    report = read(tmp_path, "Город Смоленск", (*event(1), ""), header=header)
    assert codes(report) == ["unknown_column", "remarks_column", "missing_column"]
    assert report.entries[0].cells[CellName.PARTICIPANTS] == ""


def test_a_heading_that_says_nothing_is_known_by_its_cells(tmp_path: Path) -> None:
    header = ("№", "Событие", "Локация", "Число", "О чём", "Кто принял участие")
    row = event(1, content="Обмен опытом работы школьных музеев")
    report = read(tmp_path, "Город Смоленск", row, header=header)
    assert report.entries[0].cells[CellName.DATES] == "5 июля 2024 года"
    assert report.entries[0].cells[CellName.CONTENT] == "Обмен опытом работы школьных музеев"
    assert codes(report) == ["guessed_column"]


def test_headings_with_hyphens_of_old_line_breaks(tmp_path: Path) -> None:
    header = ("№", "Наиме-нование мероприя-тия", "Место прове- дения", "Сроки", "Содер-жание", "Участ-ники")
    assert codes(read(tmp_path, "Город Смоленск", event(1), header=header)) == []


@pytest.mark.parametrize("numbers", [[], [("1", "2", "3", "4", "5", "6")]])
def test_a_table_without_headings_is_read_in_the_usual_order(
    tmp_path: Path, numbers: list[tuple[str, ...]]
) -> None:
    rows = [*numbers, "Город Смоленск", event(1), event(2)]
    report = read_report(open_document(build_document(tmp_path / "r.docx", MUNICIPAL_TITLE, rows)))
    assert credited(report) == [(1, "город Смоленск"), (2, "город Смоленск")]
    assert report.entries[1].cells[CellName.PLACE] == "г. Смоленск"
    assert codes(report) == ["no_header"]


def test_a_table_without_headings_in_another_order_is_refused(tmp_path: Path) -> None:
    rows = [("1.", "5 июля 2024 года", "Концерт", "г. Орша", "Обмен опытом", "40 человек")]
    with pytest.raises(ReportError, match="no columns of a report"):
        read_report(open_document(build_document(tmp_path / "r.docx", MUNICIPAL_TITLE, rows)))


def test_an_empty_cell_in_the_column_of_municipalities_is_that_of_the_row_above(tmp_path: Path) -> None:
    header = ("№", "Муниципальное образование", *HEADER[1:])
    rows = [("1.", "Угранский район", *event(1)[1:]), ("2.", "", *event(2)[1:])]
    report = read(tmp_path, *rows, header=header)
    assert credited(report) == [(1, "Угранский район"), (2, "Угранский район")]
    assert codes(report) == ["municipality_above"]


def test_a_repeated_header_is_no_event(tmp_path: Path) -> None:
    report = read(tmp_path, "Город Смоленск", event(1), HEADER, event(2))
    assert [entry.number for entry in report.entries] == [1, 2]
    assert codes(report) == []


def test_numbers_of_columns_are_no_event(tmp_path: Path) -> None:
    report = read(tmp_path, list("123456"), "Город Смоленск", event(1))
    assert [entry.number for entry in report.entries] == [1]


def test_a_table_goes_on_under_a_new_header(tmp_path: Path) -> None:
    swapped = [HEADER[0], HEADER[1], HEADER[3], HEADER[2], HEADER[4], HEADER[5]]
    second = ["2.", "Форум", "6 июля 2024 года", "г. Орша", "", ""]
    report = read(tmp_path, "Город Смоленск", event(1), swapped, second)
    assert [entry.cells[CellName.PLACE] for entry in report.entries] == ["г. Смоленск", "г. Орша"]


def test_a_table_without_a_header_continues_the_one_before(tmp_path: Path) -> None:
    path = build_document(
        tmp_path / "a.docx", MUNICIPAL_TITLE, [HEADER, "Город Смоленск", event(1)], [event(2)]
    )
    report = read_report(open_document(path))
    assert [(entry.number, entry.section) for entry in report.entries] == [
        (1, "Город Смоленск"),
        (2, "Город Смоленск"),
    ]


def test_a_table_of_another_kind_is_passed_over(tmp_path: Path) -> None:
    path = build_document(
        tmp_path / "a.docx",
        MUNICIPAL_TITLE,
        [HEADER, "Город Смоленск", event(1)],
        [["Города-побратимы", "Вязьма"]],
    )
    report = read_report(open_document(path))
    assert len(report.entries) == 1
    assert codes(report) == ["table_ignored"]


def test_a_header_of_two_rows(tmp_path: Path) -> None:
    first = [*(Cell(text, merge="start") for text in HEADER[:5]), Cell(HEADER[5], span=2)]
    second = [*(Cell(merge="continue") for _ in range(5)), "российские", "иностранные"]
    report = read(tmp_path, second, "Город Смоленск", [*event(1)[:5], "Школьники", "Студенты"], header=first)
    assert [entry.cells[CellName.PARTICIPANTS] for entry in report.entries] == ["Школьники\nСтуденты"]


def test_a_header_of_two_rows_parts_a_column(tmp_path: Path) -> None:
    first = [
        *(Cell(text, merge="start") for text in HEADER[:2]),
        Cell("Проведение", span=2),
        *(Cell(text, merge="start") for text in HEADER[4:]),
    ]
    second = [*[Cell(merge="continue")] * 2, "Когда", "Где", *[Cell(merge="continue")] * 2]
    row = ["1.", "Встреча", "5 июля 2024 года", "г. Орша", "", ""]
    cells = read(tmp_path, second, "Город Смоленск", row, header=first).entries[0].cells
    assert (cells[CellName.DATES], cells[CellName.PLACE]) == ("5 июля 2024 года", "г. Орша")


def test_a_column_told_as_several_is_joined(tmp_path: Path) -> None:
    header = [
        *HEADER[:4],
        "Цель",
        "Ход мероприятия",
        "Результат",
        "Состав участников",
        "Количество участников",
    ]
    row = [*event(1)[:4], "Дружба", "Обмен опытом", "Письмо", "Делегация г. Орши", "12"]
    report = read(tmp_path, "Город Смоленск", row, header=header)
    cells = report.entries[0].cells
    assert cells[CellName.CONTENT] == "Дружба\nОбмен опытом\nПисьмо"
    assert cells[CellName.PARTICIPANTS] == "Делегация г. Орши\nКоличество участников: 12"
    assert codes(report) == []


def test_a_long_heading_is_known_by_its_beginning(tmp_path: Path) -> None:
    explained = ", место работы, сроки пребывания и прочие сведения" * 3
    header = [*HEADER[:4], HEADER[4], f"Участники мероприятия{explained}"]
    report = read(tmp_path, "Город Смоленск", event(1), header=header)
    assert report.entries[0].cells[CellName.PARTICIPANTS] == event(1)[5]


def test_columns_of_place_and_dates_may_be_told_as_several(tmp_path: Path) -> None:
    header = ["№", "Мероприятие", "Страна", "Город", "Дата начала", "Дата окончания", "Ход", "Кто участвовал"]
    row = ["1.", "Встреча", "Беларусь", "Орша", "05.07.2024", "07.07.2024", "", ""]
    cells = read(tmp_path, "Город Смоленск", row, header=header).entries[0].cells
    assert (cells[CellName.PLACE], cells[CellName.DATES]) == ("Беларусь, Орша", "05.07.2024 – 07.07.2024")


def test_a_column_is_the_municipality_s_where_it_names_nothing_else(tmp_path: Path) -> None:
    header = [HEADER[0], "Заявитель", *HEADER[1:]]
    report = read(tmp_path, ["1.", "Вяземский р-н", *event(1)[1:]], header=header)
    assert (credited(report), codes(report)) == ([(1, "Вяземский район")], [])


def test_a_table_of_other_things_is_no_report_after_one(tmp_path: Path) -> None:
    other = [["№", "Наименование соглашения", "Дата", "Стороны"], ["1", "О дружбе", "05.05.2010", "Вязьма"]]
    path = build_document(tmp_path / "a.docx", MUNICIPAL_TITLE, [HEADER, "Город Смоленск", event(1)], other)
    report = read_report(open_document(path))
    assert (len(report.entries), codes(report)) == (1, ["table_ignored"])


def test_the_municipality_may_be_a_column(tmp_path: Path) -> None:
    header = [HEADER[0], "Муниципальное образование", *HEADER[1:]]
    rows = [
        ["1.", Cell("Вяземский район", merge="start"), *event(1)[1:]],
        ["2.", Cell(merge="continue"), *event(2)[1:]],
        ["3.", "Заречное поселение", *event(3)[1:]],
    ]
    report = read(tmp_path, *rows, header=header)
    assert credited(report) == [(1, "Вяземский район"), (2, "Вяземский район"), (3, None)]
    assert codes(report) == ["unknown_municipality"]


# ── rows ────────────────────────────────────────────────────────────────────────────────────────


def test_cells_are_kept_verbatim(tmp_path: Path) -> None:
    report = read(
        tmp_path, "Город Смоленск", event(1, title=" Встреча\u00a0с\nделегацией ", place="г.\u00a0Орша\n")
    )
    cells = report.entries[0].cells
    assert cells[CellName.TITLE] == " Встреча\u00a0с\nделегацией "
    assert cells[CellName.PLACE] == "г.\u00a0Орша\n"


@pytest.mark.parametrize("number", ["7", "7.", "7)", " 7 .", "№ 7", "N 7", "п. 7", "07", "7.\n"])
def test_spellings_of_numbers(tmp_path: Path, number: str) -> None:
    assert read(tmp_path, "Город Смоленск", event(number)).entries[0].number == 7


def test_numbers_that_are_only_list_numbers(tmp_path: Path) -> None:
    report = read(tmp_path, "Город Смоленск", event(Cell(numbered=True)), event(Cell(numbered=True)))
    assert [entry.number for entry in report.entries] == [1, 2]
    assert codes(report) == ["list_numbers"]


def test_a_row_without_a_number_gets_the_next_one(tmp_path: Path) -> None:
    report = read(tmp_path, "Город Смоленск", event(1), event(""), event(3))
    assert [entry.number for entry in report.entries] == [1, 2, 3]
    (finding,) = report.findings
    assert (finding.code, finding.table, finding.row, finding.number) == ("no_number", 1, 4, 2)


def test_duplicate_numbers_and_gaps(tmp_path: Path) -> None:
    report = read(tmp_path, "Город Смоленск", event(1), event(1), event(4))
    assert [(finding.code, finding.row) for finding in report.findings] == [
        ("duplicate_number", 4),
        ("number_gap", 5),
    ]
    assert len(report.entries) == 3


def test_numbers_that_begin_anew_in_each_section(tmp_path: Path) -> None:
    report = read(
        tmp_path, "Город Смоленск", event(1), event(2), "Вяземский район", event(1), event(2), event(3)
    )
    assert [entry.number for entry in report.entries] == [1, 2, 1, 2, 3]
    assert codes(report) == ["numbers_restart"]


def test_a_row_with_too_few_cells(tmp_path: Path) -> None:
    report = read(tmp_path, "Город Смоленск", ["1.", "Встреча", "г. Орша"], event(2))
    (finding,) = report.findings
    assert (finding.code, finding.row, finding.number) == ("too_few_cells", 3, 1)
    assert "Dates, Aim, content and result, Participants" in finding_message(finding, ENGLISH)
    assert report.entries[0].cells[CellName.DATES] == ""


def test_merged_cells_say_the_same_of_both_rows(tmp_path: Path) -> None:
    first = ["1.", "Встреча", Cell("г. Орша", merge="start"), "5 июля 2024 года", "", ""]
    second = ["2.", "Концерт", Cell(merge="continue"), "6 июля 2024 года", "", ""]
    report = read(tmp_path, "Город Смоленск", first, second)
    assert [entry.cells[CellName.PLACE] for entry in report.entries] == ["г. Орша", "г. Орша"]


def test_a_row_under_a_merged_number_goes_on_with_the_event(tmp_path: Path) -> None:
    first = [
        Cell("1.", merge="start"),
        Cell("Встреча", merge="start"),
        "г. Орша",
        "5 июля 2024 года",
        "Начало",
        "Гости",
    ]
    second = [Cell(merge="continue"), Cell(merge="continue"), "", "", "Конец", ""]
    report = read(tmp_path, "Город Смоленск", first, second, event(2))
    assert [entry.number for entry in report.entries] == [1, 2]
    assert report.entries[0].cells[CellName.CONTENT] == "Начало\nКонец"
    assert codes(report) == ["continued_row"]


def test_borders_that_do_not_meet_the_header_s(tmp_path: Path) -> None:
    header = [Cell(text, span=2) for text in HEADER]
    row = [Cell("1."), Cell("Встреча", span=3), *(Cell(text, span=2) for text in event(1)[2:])]  # type: ignore[arg-type]
    report = read(tmp_path, "Город Смоленск", row, header=header)
    assert report.entries[0].cells[CellName.TITLE] == "Встреча"
    assert codes(report) == []


def test_empty_rows_are_no_events(tmp_path: Path) -> None:
    report = read(tmp_path, "Город Смоленск", event(1), [""] * 6, ["2.", "", "", "", "", ""])
    assert [entry.number for entry in report.entries] == [1]
    assert codes(report) == ["empty_row"]


def test_an_entry_knows_where_it_stands(tmp_path: Path) -> None:
    entry = read(tmp_path, "Город Смоленск", event(1)).entries[0]
    assert (entry.report, entry.table, entry.row) == ("2024-Q3", 1, 3)
    assert entry.period is not None
    assert entry.period.code == "2024-Q3"


def test_numbers_of_two_parts_count_the_rows_through(tmp_path: Path) -> None:
    rows = [
        ["1.", Cell("Вяземский район", span=5)], event("1.1."), event("1.2."),
        ["2.", Cell("Ярцевский район", span=5)], event("2.1."),
    ]  # fmt: skip
    report = read(tmp_path, *rows)
    assert credited(report) == [(1, "Вяземский район"), (2, "Вяземский район"), (3, "Ярцевский район")]
    assert codes(report) == ["numbered_otherwise"]


NUMBERS = [("I", "II"), ("а)", "б)"), ("1а", "1б"), ("1.1", "1.2"), ("3/1", "3/2"), ("1,1", "1,2")]


@pytest.mark.parametrize("numbers", NUMBERS)
def test_numbers_that_count_no_rows(tmp_path: Path, numbers: tuple[str, str]) -> None:
    report = read(tmp_path, "Город Смоленск", *map(event, numbers))
    assert [entry.number for entry in report.entries] == [1, 2]
    assert codes(report) == ["numbered_otherwise"]


def test_sections_with_numbers_of_their_own(tmp_path: Path) -> None:
    fields = [["1.", Cell("Спорт", span=5)], event("1.1"), ["2.", "Музыка", "", "", "", ""], event("2.1")]
    report = read(tmp_path, *fields, title=REGIONAL_TITLE)
    assert placed(report) == [(1, "Спорт", None), (2, "Музыка", None)]
    roman = [["I.", Cell("Спорт", span=5)], event(1), ["II.", Cell("Музыка", span=5)], event(2)]
    assert placed(read(tmp_path, *roman, title=REGIONAL_TITLE)) == placed(report)


def test_a_heading_repeated_in_every_cell_is_one(tmp_path: Path) -> None:
    report = read(tmp_path, ["Ярцевский район"] * 6, event(1))
    assert credited(report) == [(1, "Ярцевский район")]


def test_the_number_of_a_statement_leaves_no_gap(tmp_path: Path) -> None:
    nothing = ("2.", "Визитов не осуществлялось", "", "", "", "")
    assert codes(read(tmp_path, "Город Смоленск", event(1), nothing, event(3))) == []


def test_an_event_without_a_name_is_said(tmp_path: Path) -> None:
    assert codes(read(tmp_path, "Город Смоленск", event(1, title=""))) == ["no_title"]


def test_a_row_merged_in_all_its_cells_with_the_header_is_its_own(tmp_path: Path) -> None:
    row = [Cell(str(text), merge="continue") for text in event(1)]
    assert len(read(tmp_path, row, event(2)).entries) == 2


def test_an_event_that_lost_all_its_cells_is_no_heading(tmp_path: Path) -> None:
    report = read(tmp_path, "Город Смоленск", event(1), "Турнир, г. Орша, 7 июля 2024 года", event(3))
    assert credited(report) == [(1, "город Смоленск"), (2, "город Смоленск"), (3, "город Смоленск")]
    assert codes(report) == ["no_number", "merged_cells"]


def test_a_merge_that_began_above_the_header_keeps_its_event(tmp_path: Path) -> None:
    orphan = ["1.", "Встреча", Cell("г. Орша", merge="continue"), "5 июля 2024 года", "", ""]
    report = read(tmp_path, orphan, event(2))
    assert [entry.cells[CellName.PLACE] for entry in report.entries] == ["г. Орша", "г. Смоленск"]


def test_a_number_merged_over_two_events_joins_none(tmp_path: Path) -> None:
    first, second = (Cell("1.", merge="start"), *event(1)[1:]), (Cell(merge="continue"), *event(1)[1:])
    report = read(tmp_path, "Город Смоленск", first, second)
    assert [entry.number for entry in report.entries] == [1, 1]
    assert codes(report) == ["duplicate_number"]


def test_an_event_in_one_cell_is_said(tmp_path: Path) -> None:
    report = read(tmp_path, "Город Смоленск", ["1.", Cell("Встреча, г. Орша, 5 июля 2024 года", span=5)])
    assert report.entries[0].cells[CellName.TITLE] == "Встреча, г. Орша, 5 июля 2024 года"
    assert report.entries[0].cells[CellName.PARTICIPANTS] == ""
    assert codes(report) == ["merged_cells"]


def test_two_events_in_one_row_are_said(tmp_path: Path) -> None:
    row = event(1, title="Концерт\nТурнир", dates="5 июля 2024 года\n9 августа 2024 года")
    assert codes(read(tmp_path, "Город Смоленск", row)) == ["several_events"]
    one = event(1, title="Концерт\nдружбы", dates="с 5 июля 2024 года\nпо 9 августа 2024 года")
    assert codes(read(tmp_path, "Город Смоленск", one)) == []


NO_EVENTS: list[tuple[tuple[str | Cell, ...], str]] = [
    (("2.", "Мероприятия не проводились", "-", "-", "-", "-"), "Мероприятия не проводились"),
    (("", Cell("В отчетном квартале визитов не было.", span=5)), "В отчетном квартале визитов не было."),
    (("-", "–", "—", "-", "-", "-"), "–"),
    ((Cell("Ярцевский район", span=2), Cell("не состоялись", span=4)), "Ярцевский район не состоялись"),
    ((Cell("ИТОГО:", span=5), "84"), "ИТОГО: 84"),
    (("", "Всего 1 мероприятие", "", "", "", "300 человек"), "Всего 1 мероприятие 300 человек"),
    ((Cell("Начальник отдела", span=3), Cell("П.П. Петров", span=3)), "Начальник отдела П.П. Петров"),
    ((Cell("Исполнитель: Петров П.П.", span=6),), "Исполнитель: Петров П.П."),
    ((Cell("Дата", span=3), Cell("05.10.2024", span=3)), "Дата 05.10.2024"),
    (("2.", "0", "", "", "", ""), "0"),
    (("", "", "", "", "Делегации не принимались", ""), "Делегации не принимались"),
    ((Cell("Количество мероприятий – 1", span=6),), "Количество мероприятий – 1"),
    (("2.", "Сведения не представлены", "х", "х", "х", "х"), "Сведения не представлены"),
    (("2.", "Нулевой отчет", "", "", "", ""), "Нулевой отчет"),
    (("2.", "Международная деятельность не велась", "", "", "", ""), "Международная деятельность не велась"),
    (("2.", "н/д", "", "", "", ""), "н/д"),
    (("2.", "Ярцевский район", "-", "-", "-", "-"), "Ярцевский район"),
    (("", "Подготовил: специалист Петрова", "", "", "", ""), "Подготовил: специалист Петрова"),
    (("Согласовано", "", "", "", "", "П.П. Петров"), "Согласовано П.П. Петров"),
    (("", "Врио Главы округа", "", "", "", "П.П. Петров"), "Врио Главы округа П.П. Петров"),
    (("Дата составления: 01.10.2024", "", "", "", "", ""), "Дата составления: 01.10.2024"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "statement"), NO_EVENTS)
def test_a_row_that_is_a_statement_is_no_event(
    tmp_path: Path, row: tuple[str | Cell, ...], statement: str
) -> None:
    report = read(tmp_path, "Город Смоленск", event(1), row)
    assert [entry.number for entry in report.entries] == [1]
    assert [one.text for one in report.statements] == [statement]
    assert codes(report) == []


def test_an_event_whose_story_denies_something_is_an_event(tmp_path: Path) -> None:
    row = event(1, content="Соглашение не подписано", participants="Нет")
    assert len(read(tmp_path, "Город Смоленск", row).entries) == 1


def test_a_report_where_nothing_was_held_is_a_report(tmp_path: Path) -> None:
    rows = ["Город Смоленск", "Мероприятия не проводились", "Вяземский район", "Не проводились"]
    report = read(tmp_path, *rows)
    assert (report.entries, len(report.statements), codes(report)) == ((), 2, [])


PLANS = [
    "План мероприятий на IV квартал 2024 года",
    "Мероприятия, планируемые в октябре 2024 года",
    "Перечень запланированных мероприятий",
    "Информация о предстоящих визитах",
    "Международные мероприятия на 2025 год (прогноз)",
]


@pytest.mark.parametrize("plan", PLANS)
def test_planned_events_are_none_and_are_said(tmp_path: Path, plan: str) -> None:
    first, second = event(1, dates="5 ноября 2024 года"), event(2, dates="ноябрь 2024 года")
    held = [HEADER, "Город Смоленск", event(1)]
    ahead = [HEADER, "Город Смоленск", first, "Ярцевский район", second]
    report = read_report(
        open_document(build_document(tmp_path / "a.docx", MUNICIPAL_TITLE, held, plan, ahead))
    )
    assert credited(report) == [(1, "город Смоленск")]
    (finding,) = report.findings
    assert (finding.code, finding.values["n"]) == ("planned_rows", "2")


def test_a_plan_ends_where_another_municipality_tells_of_the_past(tmp_path: Path) -> None:
    rows = ["Город Смоленск", event(1), "План на IV квартал", event(2, dates="ноябрь 2024 года")]
    report = read(tmp_path, *rows, "Ярцевский район", event(3))
    assert credited(report) == [(1, "город Смоленск"), (3, "Ярцевский район")]


def test_events_of_a_plan_that_was_carried_out_were_held(tmp_path: Path) -> None:
    report = read(tmp_path, "Город Смоленск", "Выполнение плана мероприятий", event(1))
    assert len(report.entries) == 1


def test_a_subtotal_of_a_section_contradicts_nothing(tmp_path: Path) -> None:
    rows = ["Город Смоленск", event(1), event(2), "Всего: 2 мероприятия", "Вяземский район", event(3)]
    assert codes(read(tmp_path, *rows, "Всего: 1 мероприятие", "Итого: 3 мероприятия")) == []


def test_text_below_the_table_is_said_with_its_words(tmp_path: Path) -> None:
    report = read(
        tmp_path, "Город Смоленск", event(1), after=["Исп. Петрова", "О визите 2023 года см. далее"]
    )
    (finding,) = report.findings
    assert (finding.code, finding.values["words"]) == (
        "unread_text",
        "О визите 2023 года см. далее",
    )


def test_words_of_a_row_that_reach_no_column_are_said(tmp_path: Path) -> None:
    row = [*event(1)[:5], "Делегация", "приложение к письму № 5"]
    report = read(tmp_path, "Город Смоленск", row)
    assert "unread_text" in codes(report)
    (finding,) = [one for one in report.findings if one.code == "unread_text"]
    assert (finding.number, finding.values["words"]) == (1, "приложение к письму № 5")


def test_the_title_may_be_in_the_header_of_the_pages(tmp_path: Path) -> None:
    path = build_document(tmp_path / "r.docx", [HEADER, "Город Смоленск", event(1)])
    document = docx.Document(str(path))
    document.sections[0].header.paragraphs[0].text = MUNICIPAL_TITLE
    document.save(str(path))
    report = read_report(open_document(path))
    assert (report.title, report.period.code, codes(report)) == (MUNICIPAL_TITLE, "2024-Q3", [])


def test_rows_outside_any_municipality_are_said(tmp_path: Path) -> None:
    assert codes(read(tmp_path, event(1), event(2))) == ["no_section"]


# ── statements ──────────────────────────────────────────────────────────────────────────────────

STATEMENTS = [
    (
        "Во II квартале 2025 года состоялось 9 встреч (приемов) с иностранными делегациями: 7 – в здании",
        9,
        False,
    ),
    ("В I квартале 2024 года проведено 14 приемов иностранных делегаций", 14, False),
    ("Проведено 3 встречи с иностранными гостями", 3, False),
    ("За отчетный период состоялось пять визитов", 5, False),
    ("В 3 квартале 2023 года встреч с делегациями не проводилось", 0, False),
    ("За III квартал 2024 года проведено 14 мероприятий.", 14, True),
    ("Всего проведено 40 мероприятий", 40, True),
    ("Всего проведено 40 мероприятий с участием зарубежных гостей", 40, False),
]


@pytest.mark.parametrize(("text", "total", "counts_rows"), STATEMENTS)
def test_statements_and_their_totals(tmp_path: Path, text: str, total: int, counts_rows: bool) -> None:
    report = read(tmp_path, "Общие направления сотрудничества", event(1), text, title=REGIONAL_TITLE)
    (statement,) = report.statements
    assert (statement.text, statement.total, statement.table, statement.row) == (text, total, 1, 4)
    assert ("total_differs" in codes(report)) == counts_rows
    count = stated_count(text)
    assert count is not None
    assert count.counts_rows == counts_rows


def test_a_statement_below_the_table_is_kept(tmp_path: Path) -> None:
    report = read(
        tmp_path, "Город Смоленск", event(1), after=["В III квартале 2024 года состоялась 1 встреча", "Глава"]
    )
    assert [(statement.total, statement.table) for statement in report.statements] == [(1, None)]


def test_a_total_that_fits_is_no_finding(tmp_path: Path) -> None:
    report = read(tmp_path, "Город Смоленск", event(1), "Всего проведено 1 мероприятие")
    assert codes(report) == []


# ── no report ───────────────────────────────────────────────────────────────────────────────────


def test_a_document_without_a_table(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"^a\.docx: has no table\. A report is a table"):
        read_report(open_document(build_document(tmp_path / "a.docx", MUNICIPAL_TITLE)))


def test_a_table_without_the_expected_columns(tmp_path: Path) -> None:
    path = build_document(tmp_path / "a.docx", [["Товар", "Цена"], ["Лен", "10"]])
    with pytest.raises(
        ReportError, match=r"^a\.docx, table 1: has no columns of a report.*Товар \| Цена.*Expected: №"
    ):
        read_report(open_document(path))


def test_neither_period_nor_dates(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="names no period"):
        read(tmp_path, event(1, dates=""), title="Отчет")
