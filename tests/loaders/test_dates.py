"""Dates as reports write them, beside the days they mean; «|» in the expected words stands for no words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.dates import read_dates
from ontology.model import CellName, Precision
from ontology.speech import ENGLISH
from ontology.speech.findings import finding_remedy
from tests.loaders.entries import entry_text, words

DAYS = [
    # one day
    ("14 августа 2024 года", "2024-08-14", "2024-08-14"),
    ("14 августа\n2024 года ", "2024-08-14", "2024-08-14"),
    ("14\u00a0августа 2024\u00a0г.", "2024-08-14", "2024-08-14"),
    ("14августа2024года", "2024-08-14", "2024-08-14"),
    ("14-го августа 2024 года", "2024-08-14", "2024-08-14"),
    ("1 4 августа 2 024 года", "2024-08-14", "2024-08-14"),
    ("14 авгу\u00adста 2024 года", "2024-08-14", "2024-08-14"),
    ("14 авг. 2024 г.", "2024-08-14", "2024-08-14"),
    ("14 авгутса 2024 года", "2024-08-14", "2024-08-14"),
    ("14.08.2024", "2024-08-14", "2024-08-14"),
    ("14.08.24", "2024-08-14", "2024-08-14"),
    ("2024-08-14", "2024-08-14", "2024-08-14"),
    ("14 августа 2024 года, 15:30", "2024-08-14", "2024-08-14"),
    ("14 августа 2024 года в 10.00", "2024-08-14", "2024-08-14"),
    ("14 августа 2024 года, с 10.00 до 12.30", "2024-08-14", "2024-08-14"),
    ("14 августа, 2024 года", "2024-08-14", "2024-08-14"),
    # several days of a month
    ("24-25 июня 2024 года", "2024-06-24", "2024-06-25"),
    ("24 – 25 июня\n2024 года", "2024-06-24", "2024-06-25"),
    ("24—25\u00a0июня 2024 года", "2024-06-24", "2024-06-25"),
    ("с 24 по 25 июня 2024 года", "2024-06-24", "2024-06-25"),
    ("15, 17 и 20 июля 2024 года", "2024-07-15", "2024-07-20"),
    ("15-17.07.2024", "2024-07-15", "2024-07-17"),
    # across months and years
    ("28 августа – 2 сентября 2024 года", "2024-08-28", "2024-09-02"),
    ("28 августа\n–\n2 сентября\n2024 года", "2024-08-28", "2024-09-02"),
    ("с 28 августа по 2 сентября 2024 г.", "2024-08-28", "2024-09-02"),
    ("28.08-02.09.2024", "2024-08-28", "2024-09-02"),
    ("28.08.2024 – 02.09.2024", "2024-08-28", "2024-09-02"),
    ("20 декабря 2023 года – 15 января 2024 года", "2023-12-20", "2024-01-15"),
    ("20 декабря – 15 января 2024 года", "2023-12-20", "2024-01-15"),
    ("24, 25 июля и 1 августа 2024 года", "2024-07-24", "2024-08-01"),
    ("1-й этап: 3-5 июля 2024 года; 2-й этап: 10-12 сентября 2024 года", "2024-07-03", "2024-09-12"),
    ("14 июля 2024 года – г. Орша, 12 июля 2024 года – г. Полоцк", "2024-07-12", "2024-07-14"),
    ("10 и 12 июля 2024 года", "2024-07-10", "2024-07-12"),
    ("2023 год, 3-5 июля", "2023-07-03", "2023-07-05"),
    # details in brackets
    ("3 дня (12-14 июля 2024 года)", "2024-07-12", "2024-07-14"),
    ("3-9 июля 2024 года\n(на территории области – 5 июля 2024 года)", "2024-07-03", "2024-07-09"),
    ("(5 июля 2024 года)", "2024-07-05", "2024-07-05"),
    # the year is the report's
    ("5 июля", "2024-07-05", "2024-07-05"),
    ("29-30 сентября", "2024-09-29", "2024-09-30"),
]

MONTHS = [
    ("август 2024 года", "2024-08-01", "2024-08-31"),
    ("Август\n2024 года", "2024-08-01", "2024-08-31"),
    ("в августе 2024 года", "2024-08-01", "2024-08-31"),
    ("Aвгуст 2024 года", "2024-08-01", "2024-08-31"),  # the first letter is Latin
    ("Апрель-май 2024", "2024-04-01", "2024-05-31"),
    ("апрель, май 2024 года", "2024-04-01", "2024-05-31"),
    ("июль – сентябрь\n2024 года", "2024-07-01", "2024-09-30"),
    ("декабрь 2023 – январь 2024 года", "2023-12-01", "2024-01-31"),
    ("декабрь-январь 2024 года", "2023-12-01", "2024-01-31"),
    ("февраль 2024 года", "2024-02-01", "2024-02-29"),
    ("1 декада июля 2024 года", "2024-07-01", "2024-07-31"),
    ("июнь – 15 июля 2024 года", "2024-06-01", "2024-07-15"),
    ("Июль 2024 года, 5 августа 2024 года", "2024-07-01", "2024-08-05"),
    ("III квартал 2024 года", "2024-07-01", "2024-09-30"),
    ("2 полугодие 2024 года", "2024-07-01", "2024-12-31"),
    ("в течение квартала", "2024-07-01", "2024-09-30"),
    ("в течение отчетного периода", "2024-07-01", "2024-09-30"),
    ("в течение года", "2024-01-01", "2024-12-31"),
    ("2024 год", "2024-01-01", "2024-12-31"),
]


@pytest.mark.parametrize(("cell", "start", "end"), DAYS)
def test_days(cell: str, start: str, end: str) -> None:
    fact = read_dates(entry_text(dates=cell)).only
    assert fact is not None
    assert (fact.value.start.isoformat(), fact.value.end.isoformat()) == (start, end)
    assert fact.value.precision is Precision.DAY


@pytest.mark.parametrize(("cell", "start", "end"), MONTHS)
def test_months_are_their_first_to_last_day(cell: str, start: str, end: str) -> None:
    fact = read_dates(entry_text(dates=cell)).only
    assert fact is not None
    assert (fact.value.start.isoformat(), fact.value.end.isoformat()) == (start, end)
    assert fact.value.precision is Precision.MONTH


FINDINGS = [
    ("", "no_date", ""),
    (" \n ", "no_date", "\n"),  # in its regular form
    ("по согласованию сторон", "unreadable_date", "по согласованию сторон"),
    ("ежемесячно", "unreadable_date", "ежемесячно"),
    ("2024-2025 учебный год", "unreadable_date", "2024-2025 учебный год"),
    ("31 июня 2024 года", "impossible_date", "31 июня 2024"),
    ("30 февраля 2024 года", "impossible_date", "30 февраля 2024"),
    ("14.13.2024", "impossible_date", "14.13.2024"),
    ("9-3 июля 2024 года", "reversed_dates", "9-3 июля 2024"),
    ("9 июля 2024 года – 3 июля 2024 года", "reversed_dates", "9 июля 2024 года – 3 июля 2024"),
]


@pytest.mark.parametrize(("cell", "code", "pointed_at"), FINDINGS)
def test_what_is_no_date_leaves_a_finding_and_no_fact(cell: str, code: str, pointed_at: str) -> None:
    text = entry_text(dates=cell)
    reading = read_dates(text)
    assert reading.facts == ()
    (finding,) = reading.findings
    assert (finding.code, finding.table, finding.row, finding.number) == (code, 1, 3, 1)
    assert finding.span is not None
    assert words(text, finding.span.cell, finding.span.start, finding.span.end) == pointed_at
    assert finding_remedy(finding, ENGLISH)


def test_no_year_without_a_period_is_not_guessed() -> None:
    (finding,) = read_dates(entry_text(None, dates="5 июля")).findings
    assert finding.code == "no_year"


def test_a_leap_day_is_sought_in_the_nearest_year_that_has_it() -> None:
    fact = read_dates(entry_text("I квартал 2025 года", dates="29 февраля")).only
    assert fact is not None
    assert fact.value.start.isoformat() == "2024-02-29"


def test_a_year_far_from_the_report_is_kept_and_doubted() -> None:
    reading = read_dates(entry_text(dates="5 июля 2014 года"))
    assert reading.only is not None
    assert [finding.code for finding in reading.findings] == ["date_outside_period"]


def test_one_end_of_a_stretch_is_kept_and_doubted() -> None:
    reading = read_dates(entry_text(dates="с 5 июля 2024 года"))
    assert reading.only is not None
    assert reading.only.value.start == reading.only.value.end
    assert [finding.code for finding in reading.findings] == ["open_dates"]
    assert [finding.code for finding in reading.findings] == ["open_dates"]


def test_the_evidence_is_the_words_of_the_date() -> None:
    text = entry_text(dates="Мастер-класс:\n24\u00a0–\u00a025 июня\n2024 года (г. Орша)")
    fact = read_dates(text).only
    assert fact is not None
    (evidence,) = fact.evidence
    assert evidence.rule == "stated_days"
    assert evidence.span is not None
    assert evidence.span.cell is CellName.DATES
    assert words(text, CellName.DATES, evidence.span.start, evidence.span.end) == "24 – 25 июня\n2024"


_SCRAPS = (
    "24",
    "5",
    "31",
    "2024",
    "года",
    "мая",
    "июнь",
    "-",
    "–",
    ",",
    "и",
    "с",
    "по",
    "(",
    ")",
    "12.04",
    "12.04.2024",
)


@given(st.lists(st.sampled_from(_SCRAPS)).map(" ".join) | st.text(max_size=30))
def test_any_words_give_a_stretch_of_time_or_a_finding(cell: str) -> None:
    reading = read_dates(entry_text(dates=cell))
    assert reading.facts or reading.findings
    assert all(fact.value.start <= fact.value.end for fact in reading.facts)
