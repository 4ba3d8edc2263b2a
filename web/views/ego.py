"""A small picture of a thing's neighbourhood: the thing in the middle, its partners around, by strength."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, pi, sin, sqrt
from textwrap import wrap

from web.index.lists import Record

WIDTH, HEIGHT = 440, 380
MOST = 14
LETTER = 8.0  # width of a letter, a little above the average
LINE = 16
LINES = 2
"""So many a name may have, where none above or below it is too near."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A partner in the picture; `anchor` tells on which side its name is written."""

    path: str
    ru: str
    en: str | None
    short: str | None
    short_en: str | None
    strength: str
    x: float
    y: float
    size: float
    width: float
    anchor: str
    label_x: float
    most_lines: int = LINES

    def lines(self, name: str) -> list[tuple[str, float]]:
        """The name in lines that fit beside the node, each with its height in the picture."""
        room = WIDTH - self.label_x if self.anchor == "start" else self.label_x
        found = wrap(name, max(8, int(room / LETTER)), max_lines=self.most_lines, placeholder="…")
        top = self.y + 5 - LINE * (len(found) - 1) / 2
        return [(line, round(top + LINE * i, 1)) for i, line in enumerate(found)]


@dataclass(frozen=True, slots=True)
class Ego:
    """The picture: its neighbours, and how many did not fit."""

    neighbours: tuple[Neighbour, ...]
    left_out: int
    width: int = WIDTH
    height: int = HEIGHT


def ego_of(rows: Sequence[Record], *, side: str) -> Ego | None:
    """The sides of partnerships, home or partner, each once with its strongest; None for fewer than two."""
    ranked = sorted(rows, key=lambda row: (row["rank"] or 9, -row["events"], row["path"]))
    strongest = {row[f"{side}_path"]: row for row in reversed(ranked)}
    once = [row for row in ranked if strongest[row[f"{side}_path"]] is row]
    if len(once) < 2:
        return None
    shown = once[:MOST]
    most = max(row["events"] for row in shown) or 1
    neighbours = [_neighbour(row, i, len(shown), most, side) for i, row in enumerate(shown)]
    return Ego(tuple(_apart(one, neighbours) for one in neighbours), len(once) - len(shown))


def _apart(one: Neighbour, among: Sequence[Neighbour]) -> Neighbour:
    """The neighbour with one line for its name where the next on its side leaves no room for more."""
    room = min(
        (abs(one.y - other.y) for other in among if other.anchor == one.anchor and other != one),
        default=HEIGHT,
    )
    return replace(one, most_lines=max(1, min(LINES, int(room / LINE))))


def _neighbour(row: Record, index: int, count: int, most: int, side: str) -> Neighbour:
    angle = 2 * pi * (index + 0.5) / count - pi / 2
    right = cos(angle) >= 0
    x = WIDTH / 2 + cos(angle) * WIDTH * 0.2
    y = HEIGHT / 2 + sin(angle) * HEIGHT * 0.43
    size = 5 + 8 * sqrt(row["events"] / most)
    return Neighbour(
        path=row[f"{side}_path"],
        ru=row[f"{side}_ru"],
        en=row[f"{side}_en"],
        short=row["home_short"] if side == "home" else None,
        short_en=row["home_short_en"] if side == "home" else None,
        strength=row["strength"],
        x=round(x, 1),
        y=round(y, 1),
        size=round(size, 1),
        width=round(1 + 5 * sqrt(row["events"] / most), 1),
        anchor="start" if right else "end",
        label_x=round(x + (size + 6 if right else -size - 6), 1),
    )
