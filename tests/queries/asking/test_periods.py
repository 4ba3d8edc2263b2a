"""When a question is about, as people say it; today is 30 November 2026, reports reach to June 2025."""

from datetime import date

import pytest

from queries.asking.periods import Clock, period_at
from queries.asking.tokens import tokens_of

CLOCK = Clock(date(2026, 11, 30), date(2025, 6, 30))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("в 2025 году", "2025-01-01", "2025-12-31"),
        ("в прошлом году", "2025-01-01", "2025-12-31"),
        ("в позапрошлом году", "2024-01-01", "2024-12-31"),
        ("во II квартале 2025", "2025-04-01", "2025-06-30"),
        ("за 2 квартал 2024 года", "2024-04-01", "2024-06-30"),
        ("во втором квартале", "2025-04-01", "2025-06-30"),
        ("в третьем квартале", "2024-07-01", "2024-09-30"),
        ("в первом полугодии 2025 г.", "2025-01-01", "2025-06-30"),
        ("в мае", "2025-05-01", "2025-05-31"),
        ("в мае 2024", "2024-05-01", "2024-05-31"),
        ("9 мая 2025 года", "2025-05-09", "2025-05-09"),
        ("летом прошлого года", "2025-06-01", "2025-08-31"),
        ("с 2023 по 2024", "2023-01-01", "2024-12-31"),
        ("с мая по август 2025", "2025-05-01", "2025-08-31"),
        ("с 01.02.2025 по 3 мая 2025", "2025-02-01", "2025-05-03"),
        ("с 2023 года", "2023-01-01", None),
        ("после 2024", "2025-01-01", None),
        ("до 2024 года", None, "2023-12-31"),
        ("до лета", None, "2027-05-31"),
        ("до конца года", None, "2026-12-31"),
        ("с начала года", "2026-01-01", None),
        ("2023–2025 годы", "2023-01-01", "2025-12-31"),
        ("в 2023 и 2024 годах", "2023-01-01", "2024-12-31"),
        ("за последние два года", "2024-11-30", "2026-11-30"),
        ("за полгода", "2026-05-30", "2026-11-30"),
        ("в ближайшие шесть месяцев", "2026-11-30", "2027-05-30"),
        ("in the last two years", "2024-11-30", "2026-11-30"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("in Q2 2025", "2025-04-01", "2025-06-30"),
        ("since 2023", "2023-01-01", None),
        ("between 2023 and 2024", "2023-01-01", "2024-12-31"),
        ("by summer", None, "2027-08-31"),
    ],
)
def test_a_time_is_read(text: str, first: str | None, last: str | None) -> None:
    tokens = tokens_of(text)
    told = next(found for at in range(len(tokens)) if (found := period_at(tokens, at, CLOCK)) is not None)
    assert [day and day.isoformat() for day in (told[0].first, told[0].last)] == [first, last]
    assert told[1] == len(tokens)


@pytest.mark.parametrize(
    "text", ["с Витебском", "два района", "31 февраля 2025 района", "в школе № 5", "99.99.2025"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    tokens = tokens_of(text)
    assert period_at(tokens, 0, CLOCK) is None
