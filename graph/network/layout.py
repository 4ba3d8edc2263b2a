"""Where a drawn network's marks stand: boxes within boxes, the same every time, old ones as before.

A group's box has room for all that lies in it, opened or not, so that opening one moves nothing else. The
home sides take the middle; what they deal with stands on both sides of them, the largest first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from graph.network.box import GAP, Box
from graph.network.spots import FreeSpots

Children = Mapping[str, Sequence[str]]
"""What lies in each group, the most important first; what is no key is a single mark."""

DAMPING = 0.75
"""How a group's share grows with what lies in it: less than by the number, for most is seldom opened."""
LONG, SQUARE = 4.0, 1.6
"""How much longer than high boxes are where most are single marks, with names beside them; and elsewhere."""
RESERVE, RESERVED_FROM = 0.1, 4
"""The share of a group's box that is left for what comes later, in groups of so many marks."""
MOVE_ALL_ABOVE = 0.5
"""The share of new marks in a group beyond which it is laid out anew."""

WIDE, TALL = Box(0.0, 0.0, 3.2, 1.6), Box(0.0, 0.0, 1.6, 2.6)
"""The whole picture on a screen that is wider than high, and on one that is higher than wide."""


def lay_out(
    children: Children, root: str, middle: str, frame: Box, previous: Mapping[str, Box] | None = None
) -> dict[str, Box]:
    """The box of every mark and group below the root; `middle` is the group that the others stand around.

    What has a previous box keeps it, unless most of its group is new or it lies in another group now.
    """
    placed = _Placing(children, previous or {}).placed
    found: dict[str, Box] = {}
    bands = _bands(children, root, middle, frame)
    old = {name: box for name, box in (previous or {}).items() if name in children.get(root, ())}
    tops = {middle: bands[1]}
    for band, names in zip((bands[0], bands[2]), _sides(children, root, middle), strict=True):
        tops |= placed_in(band, names, _weights(children, names), SQUARE)
    if old and len(old) >= MOVE_ALL_ABOVE * len(tops):
        tops = _kept(frame, list(tops), old) or tops
    for name, box in tops.items():
        found[name] = box
        found |= placed(name, box)
    return found


class _Placing:
    """Groups filled from outside inwards."""

    def __init__(self, children: Children, previous: Mapping[str, Box]) -> None:
        self._children, self._previous = children, previous

    def placed(self, group: str, box: Box) -> dict[str, Box]:
        """The boxes of all that lies in the group, whose own box it is."""
        names = self._children.get(group, ())
        if not names:
            return {}
        room = box.inner(titled=True)
        boxes = self._as_before(group, box, room, names) or _fresh(self._children, room, names)
        inner = [self.placed(name, boxes[name]) for name in names]
        return boxes | {name: one for found in inner for name, one in found.items()}

    def _as_before(self, group: str, box: Box, room: Box, names: Sequence[str]) -> dict[str, Box] | None:
        if self._previous.get(group) != box:
            return None
        old = {name: self._previous[name] for name in names if name in self._previous}
        old = {name: one for name, one in old.items() if room.holds(one)}
        return _kept(room, names, old) if len(old) > MOVE_ALL_ABOVE * len(names) else None


def _kept(room: Box, names: Sequence[str], old: Mapping[str, Box]) -> dict[str, Box] | None:
    """The old boxes and a free place for each new one; None where there is no more room."""
    usual = Box(0, 0, median(one.width for one in old.values()), median(one.height for one in old.values()))
    free = FreeSpots(room, old.values(), usual)
    boxes = dict(old)
    for name in names:
        if name in boxes:
            continue
        spot = free.take()
        if spot is None:
            return None
        boxes[name] = spot
    return boxes


def _bands(children: Children, root: str, middle: str, frame: Box) -> tuple[Box, Box, Box]:
    """What stands before the middle, the middle, and what stands behind it; across the longer side."""
    if frame.height > frame.width:
        before, between, behind = _bands(children, root, middle, frame.turned())
        return before.turned(), between.turned(), behind.turned()
    first, last = (sum(_weights(children, names)) for names in _sides(children, root, middle))
    share = 0.3 if first + last else 1.0
    rest = frame.width * (1 - share)
    left = rest * first / (first + last) if first + last else 0.0
    width = frame.width * share
    return (
        Box(frame.x, frame.y, left, frame.height),
        Box(frame.x + left, frame.y, width, frame.height),
        Box(frame.x + left + width, frame.y, rest - left, frame.height),
    )


def _sides(children: Children, root: str, middle: str) -> tuple[list[str], list[str]]:
    """What stands before the middle and behind it, each about half of the weight."""
    names = [name for name in children.get(root, ()) if name != middle]
    weights = _weights(children, names)
    half, sum_before, count = sum(weights) / 2, 0.0, 0
    while count < len(names) and (count == 0 or sum_before + weights[count] <= half):
        sum_before += weights[count]
        count += 1
    return names[:count], names[count:]


def _weights(children: Children, names: Iterable[str]) -> list[float]:
    return [_size(children, name) ** DAMPING for name in names]


def _size(children: Children, name: str) -> int:
    """How many single marks lie in it, itself where it is one."""
    inner = children.get(name, ())
    return sum(_size(children, one) for one in inner) if inner else 1


def _fresh(children: Children, room: Box, names: Sequence[str]) -> dict[str, Box]:
    single = sum(1 for name in names if not children.get(name))
    ratio = LONG if single > len(names) / 2 else SQUARE
    return placed_in(room, names, _weights(children, names), ratio)


def placed_in(room: Box, names: Sequence[str], weights: Sequence[float], ratio: float) -> dict[str, Box]:
    """Boxes by weight that fill the room, each about so much longer than high; some room stays free."""
    ranked = sorted(zip(weights, names, strict=True), key=lambda one: -one[0])
    total = sum(weights)
    spare = [RESERVE * total] if len(names) >= RESERVED_FROM else []
    scale = room.area / ratio / (total + sum(spare)) if total else 0.0
    areas = [weight * scale for weight, _ in ranked] + [one * scale for one in spare]
    boxes = _squarified(room.stretched(1 / ratio), areas)
    gap = GAP / 4
    return {name: _rimmed(box.stretched(ratio), gap) for (_, name), box in zip(ranked, boxes, strict=False)}


def _rimmed(box: Box, gap: float) -> Box:
    rim = min(gap, box.width / 10, box.height / 10)
    return Box(box.x + rim, box.y + rim, box.width - 2 * rim, box.height - 2 * rim)


def _squarified(room: Box, areas: Sequence[float]) -> Iterator[Box]:
    """Boxes of these areas that fill the room, row by row, each row as square as can be."""
    rest = list(areas)
    while rest:
        side = min(room.width, room.height)
        count = 1
        while count < len(rest) and _worst(rest[: count + 1], side) <= _worst(rest[:count], side):
            count += 1
        row, rest = rest[:count], rest[count:]
        thickness = sum(row) / side if side else 0.0
        yield from _row(room, row, thickness)
        room = (
            Box(room.x + thickness, room.y, max(room.width - thickness, 0.0), room.height)
            if room.width >= room.height
            else Box(room.x, room.y + thickness, room.width, max(room.height - thickness, 0.0))
        )


def _row(room: Box, row: Sequence[float], thickness: float) -> Iterator[Box]:
    at = room.y if room.width >= room.height else room.x
    for area in row:
        length = area / thickness if thickness else 0.0
        yield (
            Box(room.x, at, thickness, length)
            if room.width >= room.height
            else Box(at, room.y, length, thickness)
        )
        at += length


def _worst(row: Sequence[float], side: float) -> float:
    """How far the least square box of a row is from a square."""
    whole = sum(row)
    if not whole or not side:
        return 1.0
    return max(side * side * max(row) / whole**2, whole**2 / (side * side * min(row)))
