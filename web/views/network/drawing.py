"""The network under a reader's filters and doings as a drawing: how every mark, line and box looks."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import sqrt

from web.views.changes import GONE, KEPT, NEW
from web.views.network.model import Caption, Drawing, DrawnLine, Hull, Node, Point
from web.views.network.naming import NodeNames
from web.views.network.placing import frame_of, is_tall, spot_of
from web.views.network.scene import Scene, TiesToDraw, community_of
from web.views.network.ties import Bond, TieTally
from web.views.palette import community_colour

SMALLEST, LARGEST = 4.0, 15.0
THINNEST, THICKEST, WIDE_AT = 1.3, 7.0, 8
"""A line is at its widest with so many events, even where no partnership has as many."""
FITTING = 0.45
"""The largest part of its box that a circle takes."""
BRIDGES = 10
"""One node in so many stands out as a bridge."""
NOTHING = TieTally()

Pair = tuple[str, str]


def draw(asked: TiesToDraw, caption: Caption) -> Drawing:
    """The picture with its caption, whose legend is still to come."""
    scene = Scene(asked)
    drawer = _Drawer(scene)
    nodes = {node.id: node for node in drawer.nodes()}
    names = NodeNames(drawer.frame)
    hulls = tuple(drawer.hull(id, names) for id in scene.hulls)
    labels = names.labels(nodes, {hull.id: hull.bounds for hull in hulls})
    return Drawing(
        frame=drawer.frame,
        level=scene.level,
        nodes=tuple(replace(node, label=labels[node.id]) for node in nodes.values()),
        lines=tuple(drawer.lines(nodes)),
        hulls=hulls,
        caption=caption,
        left_out=scene.left_closed,
        folded={node.id: node.folded for node in nodes.values() if node.folded},
    )


def line_width(events: int, most: int) -> float:
    """How wide a line of so many events is where the widest has `most`."""
    grown = sqrt(max(events - 1, 0) / max(most, WIDE_AT))
    return round(THINNEST + (THICKEST - THINNEST) * min(grown, 1.0), 1)


class _Drawer:
    """The marks, lines and boxes of a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.frame = scene, frame_of(scene)
        self._say = scene.asked.speech

    # ── marks ──

    def nodes(self) -> Iterator[Node]:
        """Every mark that is shown, in the order of the tree."""
        names = [one for one in self.scene.tree.marks if one in self.scene.shown]
        busiest = max((self._larger(one).events for one in names), default=1) or 1
        top = self._bridge_top(names)
        for id in names:
            yield self._node(id, busiest, top)

    def _tallies(self, id: str) -> tuple[TieTally | None, TieTally | None]:
        then = self.scene.then
        return self.scene.now.tallies.get(id), then.tallies.get(id) if then is not None else None

    def _larger(self, id: str) -> TieTally:
        """The fuller of the two periods, by which a mark is sized."""
        return max((one for one in self._tallies(id) if one), key=lambda one: one.events, default=NOTHING)

    def _bridge_top(self, names: list[str]) -> float:
        """The betweenness that a tenth of the marks reach."""
        bridges = sorted((self.scene.tree.marks[one].bridge for one in names), reverse=True)
        return bridges[len(bridges) // BRIDGES] if bridges else 0.0

    def _node(self, id: str, busiest: int, top: float) -> Node:
        tree, state = self.scene.tree, self.scene.state
        mark, spot = tree.marks[id], spot_of(self.scene, id)
        folded = self.scene.inside[id] if tree.is_group(id) else 0
        now, then = self._tallies(id)
        name = tree.name(id, self._say, folded)
        return Node(
            id=id,
            path=mark.path,
            kind=mark.kind,
            name=name,
            short=tree.label(id, self._say, folded),
            words=self._words(name, now or NOTHING, folded),
            country=mark.country,
            is_home=mark.is_home,
            folded=folded,
            outers=tuple(tree.outers(id)),
            colour=self._colour(id, top),
            radius=self._radius(id, busiest),
            at=self.frame.at(spot),
            spot=spot,
            tally=now or NOTHING,
            community=mark.community,
            is_chosen=id == state.chosen or id in state.path,
            is_pinned=id in state.pins,
            label=None,
            change=self._change(then, now),
            before=then,
        )

    def _radius(self, id: str, busiest: int) -> float:
        box, scale = self.scene.tree.marks[id].box, self.frame.scale
        fits = FITTING * min(box.width * scale[0], box.height * scale[1])
        wanted = SMALLEST + (LARGEST - SMALLEST) * sqrt(self._larger(id).events / busiest)
        return round(max(min(wanted, fits), SMALLEST), 1)

    def _words(self, name: str, tally: TieTally, folded: int) -> str:
        count = self._say.count
        parts = [name, count("count.events", tally.events), count("count.agreements", tally.agreements)]
        return ", ".join([*parts, *([count("network.holds", folded)] if folded else [])])

    def _colour(self, id: str, top: float) -> str:
        mark = self.scene.tree.marks[id]
        if self.scene.state.colouring == "community":
            return community_colour(community_of(self.scene, id))
        if self.scene.state.colouring == "bridge":
            return "project" if mark.bridge >= max(top, 1e-12) else "contact"
        return "ink" if mark.is_home else "bar"

    def _change(self, then: object | None, now: object | None) -> str | None:
        if self.scene.then is None:
            return None
        return NEW if then is None else GONE if now is None else KEPT

    # ── lines ──

    def lines(self, nodes: Mapping[str, Node]) -> Iterator[DrawnLine]:
        """The lines, the busiest last and so on top."""
        now, then = (_by_ends(shown.bonds if shown else ()) for shown in (self.scene.now, self.scene.then))
        bonds = then | now
        most = max((bond.tally.events for bond in bonds.values()), default=1)
        drawn = [pair for pair in bonds if pair[0] in nodes and pair[1] in nodes]
        for pair in sorted(drawn, key=lambda pair: (bonds[pair].tally.events, pair)):
            yield self._line(nodes, bonds[pair], now.get(pair), then.get(pair), most)

    def _line(
        self, nodes: Mapping[str, Node], bond: Bond, now: Bond | None, then: Bond | None, most: int
    ) -> DrawnLine:
        source, target = nodes[bond.source], nodes[bond.target]
        tally = now.tally if now is not None else NOTHING
        return DrawnLine(
            id=f"{source.id}--{target.id}",
            source=source.id,
            target=target.id,
            partnership=bond.partnership,
            strength=bond.strength,
            colour=bond.strength,
            width=line_width(bond.tally.events, most),
            curve=self._curve(source.at, target.at),
            words=self._words(f"{source.name} – {target.name}", tally, 0),
            tally=tally,
            twinned=bond.twinned,
            change=self._change(then, now),
            before=then.tally if then is not None else None,
        )

    def _curve(self, start: Point, end: Point) -> tuple[Point, Point, Point, Point]:
        """A line that leaves and meets its ends along the longer side of the picture."""
        (x1, y1), (x2, y2) = start, end
        if is_tall(self.frame.width, self.frame.height):
            middle = round((y1 + y2) / 2, 1)
            return start, (x1, middle), (x2, middle), end
        middle = round((x1 + x2) / 2, 1)
        return start, (middle, y1), (middle, y2), end

    # ── hulls ──

    def hull(self, id: str, names: NodeNames) -> Hull:
        """The box of an opened group with its title."""
        tree = self.scene.tree
        box, name = tree.marks[id].box, tree.name(id, self._say, self.scene.inside[id])
        left, top = self.frame.at((box.x, box.y))
        right, bottom = self.frame.at((box.right, box.bottom))
        return Hull(
            id=id,
            name=name,
            words=self._say.say("network.hull", name=name),
            depth=sum(1 for _ in tree.outers(id)),
            corner=(left, top),
            width=round(right - left, 1),
            height=round(bottom - top, 1),
            label=names.title(name, (left, top, right, bottom)),
        )


def _by_ends(bonds: tuple[Bond, ...]) -> dict[Pair, Bond]:
    return {(bond.source, bond.target): bond for bond in bonds}
