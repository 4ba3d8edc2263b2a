"""Pictures that the server draws: charts that fit, axes whose names do not overlap, sides named once."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from fastapi.testclient import TestClient

from ontology.home import load as load_home
from ontology.speech import Speech
from tests.web.html import read, text_of, texts_at
from web.index.columns import Ints
from web.views.charts import SLOT, chart_of
from web.views.ego import LINE, ego_of
from web.views.timeline import (
    FOLD,
    LETTER,
    MOST_TICKS,
    TICK_GAP,
    WIDTH,
    Tick,
    Timeline,
    _axis,
    _fitting,
    named_ticks,
)


def in_months(year: int, month: int, count: int) -> Ints:
    """A day in the first month, two in the second, and so on."""
    starts = [
        (year + (month - 1 + i) // 12) * 10_000 + ((month - 1 + i) % 12 + 1) * 100 for i in range(count)
    ]
    return np.repeat(np.array(starts) + 15, np.arange(1, count + 1))


@pytest.mark.parametrize(
    ("count", "first", "last"),
    [
        (5, ("дек.", "2023"), ("апр.",)),
        (24, ("IV", "2023"), ("IV",)),
        (120, ("2023",), ("2033",)),
    ],
)
def test_a_chart_has_as_many_bars_as_fit_and_tells_years_once(
    count: int, first: tuple[str, ...], last: tuple[str, ...]
) -> None:
    days = in_months(2023, 12, count)
    chart = chart_of(days, days, Speech("ru"), lambda since, until: f"{since} {until}")
    assert (chart.bars[0].ticks, chart.bars[-1].ticks) == (first, last)
    assert chart.width <= 14 * SLOT
    assert sum(bar.value for bar in chart.bars) == count * (count + 1) // 2


def test_what_lasts_is_in_every_month_that_it_touches() -> None:
    first, last = np.array([20250420, 20250501]), np.array([20250603, 20250501])
    chart = chart_of(first, last, Speech("ru"), lambda since, until: f"{since} {until}")
    assert [bar.value for bar in chart.bars] == [1, 2, 1]


def axis(days: list[date]) -> Timeline:
    """A timeline whose lines stand evenly, a line a day given."""
    step = (WIDTH - 200) / len(days)
    ticks = tuple(Tick(200 + i * step, day, day + timedelta(days=1)) for i, day in enumerate(days))
    return Timeline(days[0], days[-1], "quarter", ticks, (), 0, 0, 0.0)


@pytest.mark.parametrize("years", [1, 3, 9])
def test_no_name_of_the_axis_lies_over_another_and_years_are_named_first(years: int) -> None:
    days = [date(2022, 10, 1), *(date(2023 + i // 4, i % 4 * 3 + 1, 1) for i in range(4 * years))]
    name = lambda tick, _: f"I кв. {tick.since.year}" if tick.since.month == 1 else "II кв."  # noqa: E731
    timeline = axis(days)
    named = named_ticks(timeline, name)
    ends = sorted((tick.x, tick.x + TICK_GAP + LETTER * len(words)) for tick, words in named.items())
    assert all(end <= begin for (_, end), (begin, _) in pairwise(ends))
    assert ends[-1][1] <= WIDTH
    years_named = [tick for tick in timeline.ticks if tick.since.month == 1 and tick in named]
    assert len(years_named) >= years - 1


def test_a_name_without_a_year_stands_behind_one_that_tells_it() -> None:
    days = [date(2022, 4, 1), date(2022, 7, 1), date(2023, 1, 1), *(date(2023, 4, 1),) * 12]
    step = 40.0  # too little for the name that tells the year beside the next one
    ticks = tuple(Tick(200 + i * step, day, day + timedelta(days=1)) for i, day in enumerate(days))
    named = named_ticks(
        replace(axis(days), ticks=ticks),
        lambda tick, opens_year: f"II кв. {tick.since.year}" if opens_year else "II кв.",
    )
    assert ticks[0] in named or ticks[1] not in named


def test_the_table_of_the_map_has_what_the_filters_leave(client: TestClient) -> None:
    page = client.get("/map?sector=sport").text
    assert texts_at(page, "//section//tbody/tr/th") == ["город Смоленск"]
    assert texts_at(page, "//section//tbody/tr/td[contains(@class, 'number')]") == ["1", "0"]


def test_time_without_anything_is_folded_and_the_rest_gets_its_room() -> None:
    met = {date(2013, 5, 2), date(2013, 6, 1), date(2022, 3, 3), date(2022, 8, 8), date(2025, 1, 5)}
    unit, periods = _fitting(date(2013, 5, 1), date(2025, 1, 31), met)
    scale, ticks = _axis(periods, unit)
    folded = [tick for tick in ticks if tick.folded]
    assert len(ticks) <= MOST_TICKS
    assert len(folded) >= 2
    assert all(not any(tick.since <= day <= tick.until for day in met) for tick in folded)
    places = [scale.at(day) for day in sorted(met)]
    assert places == sorted(set(places))
    assert places[-1] <= WIDTH
    gap = scale.at(folded[0].until) - scale.at(folded[0].since)
    assert gap <= FOLD < (WIDTH - 200) / 4


def test_a_year_of_every_day_folds_nothing() -> None:
    met = {date(2024, 1, 1) + timedelta(days=i) for i in range(365)}
    unit, periods = _fitting(date(2024, 1, 1), date(2024, 12, 30), met)
    _, ticks = _axis(periods, unit)
    assert unit == "month"
    assert [tick.folded for tick in ticks] == [0] * 12
    assert [tick.since.month for tick in ticks] == [*range(1, 13)]


def test_a_municipality_that_nothing_is_told_of_is_on_the_map(client: TestClient) -> None:
    found = client.get("/api/map").json()
    silent = [place for place in found["places"] if place[5] + place[6] == 0 and place[4]]
    assert "Угранский" in {place[1] for place in silent}
    assert len({area[3] for area in found["areas"]}) >= 27
    assert [place for place in client.get("/api/map?sector=sport").json()["places"] if place[5] == 0] == []


def test_a_country_shows_each_home_side_once_in_its_picture(client: TestClient) -> None:
    page = client.get("/id/place/by").text
    picture = page.partition('class="ego"')[2].partition("</svg>")[0]
    sides = re.findall(r'href="/id/([^"]+)"', picture)
    assert len(sides) == len(set(sides)) >= 2


def test_long_names_around_a_thing_do_not_lie_over_each_other() -> None:
    rows = [
        {
            "path": f"partnership/{at}", "rank": 1, "strength": "formal", "events": at, "home_short": None,
            "home_short_en": None,
            "home_path": f"municipality/{at}", "home_ru": f"Верхнереченский муниципальный округ {at}",
            "home_en": None,
        }
        for at in range(14)
    ]  # fmt: skip
    picture = ego_of(rows, side="home")  # type: ignore[arg-type]
    assert picture is not None
    for side in ("start", "end"):
        heights = sorted(y for one in picture.neighbours if one.anchor == side for _, y in one.lines(one.ru))
        assert all(lower - upper >= LINE for upper, lower in pairwise(heights)), (side, heights)


def test_all_municipalities_are_in_matrix_selects_and_lists(client: TestClient) -> None:
    wanted = {f"municipality/{one.id}" for one in load_home().municipalities}
    assert len(wanted) == 27
    for page in ("/matrix", "/browse/municipality"):
        links = {link.removeprefix("/id/") for link in read(client.get(page).text).links}
        assert wanted <= links, page
    for page in ("/network", "/timeline", "/compare"):
        offered = {tag[1].get("value") for tag in read(client.get(page).text).tags if tag[0] == "option"}
        assert wanted <= offered, page


def test_a_municipality_that_nothing_is_told_of_has_a_page(client: TestClient) -> None:
    page = client.get("/id/municipality/smolensk/ugransky")
    assert page.status_code == 200
    assert "Угранский" in text_of(page.text)
