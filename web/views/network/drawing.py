"""The network as a drawing for documents: SVG with a title, a legend and names that cover no other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from math import sqrt

from web.views.network.caption import Caption
from web.views.network.reading import Network, NetworkNode
from web.views.palette import on_paper
from web.views.view import environment

WIDTH = 1_400
MARGIN = 60
NAME_ROOM = 160
"""Kept free at the right, where names stand beside their nodes."""
SHORTEST, TALLEST = 260, 1_300
HEAD, LINE, FOOT = 46, 20, 44
LETTER = 0.6
SIZE = 15
"""The height of letters, and how wide one is on average."""
SQUARE = 80

Box = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Circle:
    """A node as it is drawn; `text` is where its name begins, None where the name found no room."""

    node: NetworkNode
    name: str
    iri: str
    at: Point
    radius: float
    colour: str
    text: Point | None = None


def drawing(
    network: Network,
    caption: Caption,
    colours: dict[str, str],
    name: Callable[[NetworkNode], str],
    iri: Callable[[str], str],
) -> bytes:
    """The picture of the network with its caption, as on the page."""
    top = HEAD + LINE * len(caption.lines)
    at, height = _placed(network, top)
    circles = [*_named(_circles(network, at, colours, name, iri), height)]
    lines = _lines(network, at)
    template = environment().get_template("network/drawing.svg")
    size = {"width": WIDTH, "height": height + FOOT, "foot": height + FOOT / 2, "size": SIZE}
    return template.render(circles=circles, lines=lines, caption=caption, **size).encode()


def _placed(network: Network, top: float) -> tuple[dict[str, Point], float]:
    """Where nodes stand in the drawing, below its head, and where the picture ends."""
    xs, ys = ([getattr(node, axis) for node in network.nodes] or [0.0] for axis in ("x", "y"))
    scale = min(
        (WIDTH - 2 * MARGIN - NAME_ROOM) / max(max(xs) - min(xs), 1e-6),
        (TALLEST - 2 * MARGIN) / max(max(ys) - min(ys), 1e-6),
    )
    height = max(SHORTEST, (max(ys) - min(ys)) * scale + 2 * MARGIN)
    middle = (height - (max(ys) - min(ys)) * scale) / 2
    return {
        node.path: (
            round(MARGIN + (node.x - min(xs)) * scale, 1),
            round(top + middle + (max(ys) - node.y) * scale, 1),
        )
        for node in network.nodes
    }, top + height


def _circles(
    network: Network,
    at: dict[str, Point],
    colours: dict[str, str],
    name: Callable[[NetworkNode], str],
    iri: Callable[[str], str],
) -> Iterator[Circle]:
    busiest = max((node.events for node in network.nodes), default=1) or 1
    for node in network.nodes:
        radius = round(3 + 9 * sqrt(node.events / busiest), 1)
        yield Circle(node, name(node), iri(node.path), at[node.path], radius, colours[node.path])


def _lines(network: Network, at: dict[str, Point]) -> list[dict[str, object]]:
    """The lines as they are drawn, the busiest last and so on top."""
    most = max((one.events for one in network.links), default=1) or 1
    return [
        {
            "ends": (*at[link.source], *at[link.target]),
            "colour": on_paper(link.strength),
            "width": round(1 + 5 * sqrt(link.events / most), 1),
        }
        for link in reversed(network.links)
    ]


def _named(circles: Iterable[Circle], bottom: float) -> Iterator[Circle]:
    """The circles, each with its name where it covers no other: home sides choose first, then the busiest."""
    order = sorted(circles, key=lambda one: (not one.node.is_home, -one.node.events, one.name))
    taken = Taken()
    for one in order:
        taken.add(_around(one))
    for one in order:
        free = next((spot for spot in _spots(one) if taken.is_free(spot[1], bottom)), None)
        if free is not None:
            taken.add(free[1])
        yield replace(one, text=free[0] if free is not None else None)


class Taken:
    """Which room of the drawing is taken, looked up by squares, so that each look costs the same."""

    def __init__(self) -> None:
        self._boxes: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        """The box is taken from now on."""
        for square in _squares(box):
            self._boxes[square].append(box)

    def is_free(self, box: Box, bottom: float) -> bool:
        """Whether the box is within the drawing and covers nothing."""
        is_within = box[0] >= 0 and box[2] <= WIDTH and box[3] <= bottom
        return is_within and not any(
            _overlap(box, other) for square in _squares(box) for other in self._boxes[square]
        )


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(side // SQUARE) for side in box)
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


def _around(circle: Circle) -> Box:
    (x, y), r = circle.at, circle.radius
    return x - r, y - r, x + r, y + r


def _spots(circle: Circle) -> Iterator[tuple[Point, Box]]:
    """Right of the circle, left, below, above: where its name would begin, and the room it would take."""
    (x, y), r = circle.at, circle.radius + 4
    length = len(circle.name) * SIZE * (LETTER + 0.07 * circle.node.is_home)
    sides = (
        (x + r, y + 5),
        (x - r - length, y + 5),
        (x - length / 2, y + r + SIZE),
        (x - length / 2, y - r - 4),
    )
    for left, base in sides:
        yield (round(left, 1), round(base, 1)), (left, base - SIZE * 0.8, left + length, base + SIZE * 0.25)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
