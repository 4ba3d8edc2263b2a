"""The drawing of a network: all that any renderer needs, computed once."""

from collections.abc import Mapping
from dataclasses import dataclass

from web.views.network.ties import TieTally

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What a mark of the picture means; `shape` is dot, ring or line, `colour` one of the palette's."""

    shape: str
    colour: str
    label: str
    width: float = 4.0
    change: str | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """A title, lines under it, and the legend."""

    title: str
    lines: tuple[str, ...]
    legend: tuple[LegendEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text and where it begins on its line."""

    words: str
    x: float
    y: float
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A mark as it is drawn: a circle of a palette's colour, a ring around it where it is a group.

    `at` and `spot` are its place in the drawing and in the layout; `words` say it whole; `change` is kept,
    new or gone where two periods are compared; `before` is the tally of the earlier one.
    """

    id: str
    path: str | None
    kind: str
    name: str
    short: str
    words: str
    country: str | None
    is_home: bool
    folded: int
    outers: tuple[str, ...]
    colour: str
    radius: float
    at: Point
    spot: Point
    tally: TieTally
    community: int | None
    is_chosen: bool
    is_pinned: bool
    label: TextLine | None
    change: str | None = None
    before: TieTally | None = None


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """What joins two nodes as it is drawn, as wide as it has events."""

    id: str
    source: str
    target: str
    partnership: str | None
    strength: str
    colour: str
    width: float
    curve: tuple[Point, Point, Point, Point]
    words: str
    tally: TieTally
    twinned: bool
    change: str | None = None
    before: TieTally | None = None

    @property
    def path(self) -> str:
        """The curve as SVG has it."""
        start, *others = (f"{x} {y}" for x, y in self.curve)
        return f"M{start}C{' '.join(others)}"

    @property
    def middle(self) -> Point:
        """Halfway between its ends."""
        (x1, y1), *_, (x2, y2) = self.curve
        return (x1 + x2) / 2, (y1 + y2) / 2


@dataclass(frozen=True, slots=True)
class Hull:
    """An opened group: the box that what lies in it stands in, beneath everything."""

    id: str
    name: str
    words: str
    depth: int
    corner: Point
    width: float
    height: float
    label: TextLine | None

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        left, top = self.corner
        return left, top, left + self.width, top + self.height


@dataclass(frozen=True, slots=True)
class Frame:
    """How the layout is put on the screen: a point of it is (x * scale + offset)."""

    width: float
    height: float
    scale: Point
    offset: Point
    zoom: float

    def at(self, spot: Point) -> Point:
        """Where a point of the layout is in the drawing."""
        (x, y), (sx, sy), (dx, dy) = spot, self.scale, self.offset
        return round(x * sx + dx, 1), round(y * sy + dy, 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture with its caption, and how many things in it are folded."""

    frame: Frame
    level: str
    nodes: tuple[Node, ...]
    lines: tuple[DrawnLine, ...]
    hulls: tuple[Hull, ...]
    caption: Caption
    left_out: int
    folded: Mapping[str, int]
