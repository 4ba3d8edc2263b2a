"""Rows of the genre, composed from parts: as many as asked for, the same for the same seed, no row a copy.

They are as long as rows of annotated reports and say as much: `shape` in the parts' file, which a test holds.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ontology.gazetteer import load as load_gazetteer
from ontology.home import load as load_home
from ontology.model import CellName, Entry

PARTS = Path(__file__).with_name("synthetic_rows.yml")
LENGTH = 330
"""Characters after which what happened is told."""
SHARES = {
    "venue": 0.31, "agreement": 0.11, "twinning": 0.02, "person": 0.30, "guest": 0.2, "count": 0.24,
    "second town": 1.0, "second body": 0.8, "told twice": 0.05, "no date": 0.03, "online": 0.06,
}  # fmt: skip
"""How often a row has what only some have."""
OF_THE_NEIGHBOUR = 0.9
"""How often it is the neighbour that takes part, which has the most towns."""


@lru_cache(maxsize=1)
def parts() -> Mapping[str, Any]:
    """What rows are composed of."""
    loaded: Mapping[str, Any] = yaml.safe_load(PARTS.read_text(encoding="utf-8"))
    return loaded


def rows(count: int, seed: int = 1) -> Iterator[Entry]:
    """`count` entries of municipal reports, composed one at a time."""
    composer = _Composer(random.Random(seed))
    for number in range(1, count + 1):
        yield composer.row(number)


class _Composer:
    """Draws rows; some tell again, as another municipality, what the row before told."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        seats = ((one.name, load_gazetteer().get(one.centre or "")) for one in load_home().municipalities)
        self.homes = [(name, seat.name) for name, seat in seats if seat is not None]
        self.weights = [1 / rank for rank in range(1, len(self.homes) + 1)]
        self.last: dict[CellName, str] | None = None

    def row(self, number: int) -> Entry:
        """A row of whichever municipality chance names."""
        ((name, centre),) = self.chance.choices(self.homes, self.weights)
        if self.last is None or not self._happens("told twice"):
            self.last = self._cells(number, centre)
        else:
            self.last = {**self.last, CellName.DATES: self._dates(self.last[CellName.DATES])}
        return Entry(
            report=f"synthetic-{1 + number // 200}",
            number=number,
            section=f"{name} Смоленской области",
            subsection=None,
            municipality=name,
            cells=self.last,
            table=1,
            row=number + 1,
        )

    def _cells(self, number: int, centre: str) -> dict[CellName, str]:
        slots = {**self._slots(), "centre": centre}
        kind, name = f"{self._one('adjectives').capitalize()} {self._one('events')}", self._one("names")
        venue = f", {self._one('venues').format(**slots)}" if self._happens("venue") else ""
        return {
            CellName.TITLE: f"{kind} «{name} – {number}»",
            CellName.PLACE: f"г. {centre}{venue}{', онлайн' if self._happens('online') else ''}",
            CellName.DATES: "" if self._happens("no date") else self._dates(),
            CellName.CONTENT: self._content(slots),
            CellName.PARTICIPANTS: self._participants(slots),
        }

    def _dates(self, told: str = "") -> str:
        """Some days; a day longer than somebody else told."""
        if told:
            first, dash, rest = told.partition("-")
            last, space, year = rest.partition(" ")
            return f"{first}{dash}{int(last) + 1}{space}{year}"
        begun = self.chance.randint(1, 26)
        in_year = self.chance.choice((2022, 2023, 2024, 2025))
        return f"{begun}-{begun + 1} {self._one('months')}\n{in_year} года"

    def _content(self, slots: Mapping[str, object]) -> str:
        told = [self._one("goals")]
        if self._happens("agreement"):
            told.append(self._one("agreements").format(**slots))
        if self._happens("twinning"):
            told.append(self._one("twinnings").format(**slots))
        waiting = self.chance.sample(parts()["sentences"], len(parts()["sentences"]))
        while waiting and len(" ".join(told)) < LENGTH:
            told.append(waiting.pop())
        return " ".join(told)

    def _participants(self, slots: Mapping[str, object]) -> str:
        told = [f"Делегация г. {slots['town']} ({slots['country']})"]
        if self._happens("second town"):
            told.append(f"гости из г. {slots['town2']} ({slots['country']})")
        told += [f"представители {slots['body']}"]
        told += [str(slots["other"])] if self._happens("second body") else []
        if self._happens("person"):
            told.append(f"{self._one('posts')} {slots['person']}")
            told += [self._one("guests").format(**slots)] if self._happens("guest") else []
        count = f". Всего {self.chance.randint(10, 900)} человек" if self._happens("count") else ""
        return ", ".join(told) + count

    def _slots(self) -> dict[str, object]:
        towns: Mapping[str, Sequence[str]] = parts()["towns"]
        country = "BY" if self.chance.random() < OF_THE_NEIGHBOUR else self.chance.choice(list(towns))
        of_country = list(towns[country])
        weights = [1 / rank for rank in range(1, len(of_country) + 1)]
        names: dict[str, object] = {
            "country": parts()["country_names"][country],
            "town": self.chance.choices(of_country, weights)[0],
            "town2": self.chance.choice(of_country),
            "number": self.chance.randint(1, 60),
            "name": self._one("names"),
            "day": f"{self.chance.randint(1, 28):02}",
            "person": f"{self._one('initials')} {self._one('surnames')}",
            "guest": f"{self._one('initials')} {self._one('surnames')}",
        }
        names["body"] = self._one("bodies").format(**names)
        names["other"] = self._one("bodies").format(**names)
        return names

    def _one(self, kind: str) -> str:
        return str(self.chance.choice(parts()[kind]))

    def _happens(self, what: str) -> bool:
        return self.chance.random() < SHARES[what]
