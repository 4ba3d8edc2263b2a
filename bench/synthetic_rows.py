"""Rows of the genre, composed from parts: as many as asked for, the same for the same seed, no row a copy."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from ontology.model import CellName, Entry

PARTS = Path(__file__).with_name("synthetic_rows.yml")


def rows(count: int, seed: int = 1) -> Iterator[Entry]:
    """`count` entries of municipal reports, composed one at a time."""
    parts = yaml.safe_load(PARTS.read_text(encoding="utf-8"))
    chance = random.Random(seed)
    for number in range(1, count + 1):
        yield _row(number, parts, chance)


def _row(number: int, parts: dict[str, Any], chance: random.Random) -> Entry:
    home = chance.randrange(len(parts["home"]))
    day = chance.randint(1, 27)
    month = chance.choice(parts["months"])
    slots = _slots(parts, chance)
    title = (
        f"{chance.choice(parts['adjectives']).capitalize()} {chance.choice(parts['events'])} "
        f"«{chance.choice(parts['names'])} – {number}»"
    )
    return Entry(
        report=f"synthetic-{1 + number // 200}",
        number=number,
        section=f"Муниципальное образование «{parts['home'][home]} муниципальный округ» Смоленской области",
        subsection=None,
        municipality=f"{parts['home'][home]} муниципальный округ",
        cells={
            CellName.TITLE: title,
            CellName.PLACE: f"г. {parts['home_towns'][home]}",
            CellName.DATES: f"{day}-{day + 1} {month}\n2025 года",
            CellName.CONTENT: chance.choice(parts["contents"]).format(**slots),
            CellName.PARTICIPANTS: chance.choice(parts["participants"]).format(**slots),
        },
        table=1,
        row=number + 1,
    )


def _slots(parts: dict[str, Any], chance: random.Random) -> dict[str, object]:
    names: dict[str, object] = {
        "number": chance.randint(1, 60),
        "town": chance.choice(parts["partners_genitive"]),
        "district": chance.choice(parts["partner_districts"]),
        "name": chance.choice(parts["names"]),
        "count": chance.randint(10, 900),
        "day": f"{chance.randint(1, 28):02}",
        "person": f"{chance.choice(parts['initials'])} {chance.choice(parts['surnames'])}",
    }
    names["body"] = chance.choice(parts["bodies"]).format(**names)
    names["other"] = chance.choice(parts["bodies"]).format(**names)
    names["post"] = chance.choice(parts["posts"]).format(**names)
    return names
