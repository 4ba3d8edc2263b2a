"""A place beside the one that holds it is that place there, not two places."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from queries.asking.reading import understand
from queries.engine import Engine
from queries.engine.addresses import open_engine


@pytest.fixture(scope="module")
def engine(sample: Path) -> Iterator[Engine]:
    with open_engine(sample) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("события с Оршанским районом Витебской области", {"place": "orsha-district"}),
        ("события с Витебской областью Беларуси", {"place": "vitebsk-oblast"}),
        ("партнеры Шклов Могилевская область", {"place": "shklov"}),
        ("события Беларусь Полоцк", {"place": "polotsk"}),
        ("events in Yerevan Armenia", {"place": "yerevan"}),
        ("события с Оршей и Шкловом", {"place": "orsha,shklov"}),
        ("события с Витебской областью и Оршей", {"place": "vitebsk-oblast,orsha"}),
    ],
)
def test_where_it_lies_is_no_second_place(engine: Engine, text: str, told: dict[str, str]) -> None:
    best = understand(engine, text, date(2026, 1, 1)).readings[0]
    assert {name: value for name, value in best.parameters.items() if value} == told
