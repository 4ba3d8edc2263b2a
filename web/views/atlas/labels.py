"""Which places of a map can be named without a name over another, and on which side of their marks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from web.views.atlas.projection import Point
from web.views.letters import Bounds, text_width

ALWAYS = 6
"""So many of the busiest are named even over marks, over as few as can be."""
BESIDE, APART, HALF = 9.0, 1.3, 0.65


@dataclass(frozen=True, slots=True)
class LabelledMark:
    """A mark that wants a name: how it is called, where it is, how large, and how much it weighs."""

    name: str
    at: Point
    radius: float
    is_home: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands, and by which of its ends."""

    anchor: str
    x: float
    y: float


def labels_of(marks: Sequence[LabelledMark], size: float, width: float, height: float) -> Mapping[int, Label]:
    """The names that have room, those of home sides first, then of the busiest; by the place in `marks`."""
    order = sorted(range(len(marks)), key=lambda i: (not marks[i].is_home, -marks[i].weight, i))
    busiest = set(sorted(range(len(marks)), key=lambda i: (-marks[i].weight, i))[:ALWAYS])
    boxes = [_around(one) for one in marks]
    taken, found = list[Bounds](), dict[int, Label]()
    for i in order:
        others = [*boxes[:i], *boxes[i + 1 :]]
        free = (
            (_covered(box, others), label, box)
            for label, box in _sides(marks[i], size)
            if _is_within(box, width, height) and not _covered(box, taken)
        )
        best = min(free, default=None, key=lambda one: one[0])
        if best is not None and (best[0] == 0 or i in busiest):
            found[i] = best[1]
            taken.append(best[2])
    return found


def _covered(box: Bounds, others: Sequence[Bounds]) -> int:
    """How many of the others a name there would lie over."""
    return sum(_meet(box, other) for other in others)


def _sides(mark: LabelledMark, size: float) -> Iterator[tuple[Label, Bounds]]:
    """The four places for a name: at the right, at the left, above, below."""
    x, y = mark.at
    length = text_width(mark.name, size, bold=mark.is_home)
    top, bottom, middle = y - size * HALF, y + size * HALF, y + size * 0.33
    beside, apart = max(BESIDE, mark.radius + 4), size * APART
    yield Label("start", x + beside, middle), (x + beside - 3, top, x + beside + length, bottom)
    yield Label("end", x - beside, middle), (x - beside - length, top, x - beside + 3, bottom)
    for down in (-apart, apart):
        box = (x - length / 2, top + down, x + length / 2, bottom + down)
        yield Label("middle", x, middle + down), box


def _around(mark: LabelledMark) -> Bounds:
    (x, y), radius = mark.at, mark.radius
    return x - radius, y - radius, x + radius, y + radius


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _is_within(box: Bounds, width: float, height: float) -> bool:
    return box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height
