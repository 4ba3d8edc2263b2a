"""The network under a reader's filters and doings as a drawing: who is shown, where, how large, how named."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import sqrt

from graph.network.layout import Box
from ontology.speech import Speech
from web.index.marks import UNLOCATED
from web.views.changes import GONE, KEPT, NEW
from web.views.letters import Bounds, Room, base_of, beside, cut, text_width
from web.views.network.model import Caption, Drawing, Frame, Hull, Line, Node, Point, Text
from web.views.network.state import PictureState, level_of, opened_groups, shown_as
from web.views.network.ties import Bond, Shown, Tally, Ties, between
from web.views.network.tree import Tree
from web.views.palette import community_colour

MARGIN = 22
LETTERS, NARROW_LETTERS = 13, 12
NARROW = 600
SMALLEST, LARGEST = 4.0, 15.0
THINNEST, THICKEST, WIDE_AT = 1.3, 7.0, 8
"""A line is at its widest with so many events, even where no partnership has as many."""
BESIDE = 0.08
"""How far from its box's left side a single mark stands, in units of the layout."""
LONGEST = 230
"""The widest a name is written, in pixels."""
SIGNS = {NEW: "+ ", GONE: "− "}
"""Before the names of what is new or gone."""
BRIDGES = 10
"""One node in so many stands out as a bridge."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be drawn: ties of the picture, and those of an earlier period where two are compared."""

    tree: Tree
    ties: Ties
    state: PictureState
    speech: Speech
    size: tuple[float, float]
    before: Ties | None = None
    frames_whole: bool = True
    """Whether the whole layout is in view, not only where something is met."""


def draw(asked: Asked, caption: Caption) -> Drawing:
    """The picture with its caption, whose legend is still to come."""
    return _Drawer(asked).drawing(caption)


def line_width(events: int, most: int) -> float:
    """How wide a line of so many events is where the widest has `most`."""
    grown = sqrt(max(events - 1, 0) / max(most, WIDE_AT))
    return round(THINNEST + (THICKEST - THINNEST) * min(grown, 1.0), 1)


class _Drawer:
    """One drawing, step by step."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.tree, self.state, self.speech = asked, asked.tree, asked.state, asked.speech
        width, height = asked.size
        self.letters = NARROW_LETTERS if width < NARROW else LETTERS
        self.leaves = self._met_leaves()
        met = Counter(self.leaves)
        for leaf, weight in self.leaves.items():
            for outer in self.tree.outers(leaf):
                met[outer] += weight
        self.met = met
        self.opened, self.left = opened_groups(self.state, self.tree, met)
        self.now, self.then = self._shown()
        self.inside = self._inside()
        self.frame = self._frame(width, height)

    def _met_leaves(self) -> dict[str, int]:
        """The single marks that anything is met with, and how much."""
        own = {one: one for one in self.tree.marks if not self.tree.is_group(one)}
        found: Counter[str] = Counter()
        for ties in (self.asked.ties, self.asked.before):
            if ties is not None:
                for name, tally in between(ties, own).tallies.items():
                    found[name] += 1 + tally.events + 2 * tally.agreements
        return {name: found[name] for name in own if name in found}

    def _shown(self) -> tuple[Shown, Shown | None]:
        names = {leaf: name for leaf, name in shown_as(self.tree, self.opened).items() if leaf in self.leaves}
        hidden = set(self.state.hidden)
        names = {
            leaf: name for leaf, name in names.items() if not hidden & {name, leaf, *self.tree.outers(leaf)}
        }
        now = self._left(between(self.asked.ties, names))
        return now, self._left(between(self.asked.before, names)) if self.asked.before is not None else None

    def _left(self, shown: Shown) -> Shown:
        """What a focus or a path leaves of it."""
        focus, steps = self._groups(self.state.focus), self.state.steps()
        if self.state.path:
            bonds = [one for one in shown.bonds if frozenset((one.source, one.target)) in steps]
        elif focus:
            bonds = [one for one in shown.bonds if focus & {one.source, one.target}]
            near = {end for one in bonds for end in (one.source, one.target)}
            bonds = [one for one in shown.bonds if {one.source, one.target} <= near]
        else:
            return shown
        kept = {end for one in bonds for end in (one.source, one.target)}
        kept |= set(self.state.path or focus)
        return Shown(tuple(bonds), {name: one for name, one in shown.tallies.items() if name in kept})

    def _groups(self, ids: Iterable[str]) -> set[str]:
        """The marks by which these are shown: an opened group stands for all that lies in it."""
        found = set()
        for id in self.state.known(ids, self.tree):
            found |= {id} if id not in self.opened else {*self._within(id)}
        return found

    def _within(self, group: str) -> Iterator[str]:
        for child in self.tree.children.get(group, ()):
            yield from self._within(child) if child in self.opened else (child,)

    def _inside(self) -> Counter[str]:
        """How many single marks are met in each group."""
        found: Counter[str] = Counter()
        for leaf in self.leaves:
            found.update(self.tree.outers(leaf))
        return found

    # ── where ──

    def _frame(self, width: float, height: float) -> Frame:
        view = self._view()
        scale = ((width - 2 * MARGIN) / view.width, (height - 2 * MARGIN) / view.height)
        zoom = self.state.zoom
        if zoom is None:
            offset = (MARGIN - view.x * scale[0], MARGIN - view.y * scale[1])
            return Frame(width, height, scale, offset, 1.0)
        scale = (scale[0] * zoom.factor, scale[1] * zoom.factor)
        offset = (width / 2 - zoom.x * scale[0], height / 2 - zoom.y * scale[1])
        return Frame(width, height, scale, offset, zoom.factor)

    def _view(self) -> Box:
        """The part of the layout in view: all of it, or the boxes of what filters or a focus leave."""
        tops = [self.tree.marks[one].box for one in self.tree.children.get("", ())]
        if not self.asked.frames_whole or self.state.is_partial:
            shown = self.now.tallies.keys() | (self.then.tallies.keys() if self.then else set())
            names = shown if self.state.is_partial else self.leaves.keys()
            tops = [self._room(one) for one in names] or tops
        left, top = min((one.x for one in tops), default=0.0), min((one.y for one in tops), default=0.0)
        right, bottom = (
            max((getattr(one, side) for one in tops), default=1.0) for side in ("right", "bottom")
        )
        return Box(left, top, max(right - left, 0.05), max(bottom - top, 0.05))

    def _room(self, id: str) -> Box:
        """The box that stays the same whatever is opened: a home side's own, a partner's country's."""
        mark = self.tree.marks[id]
        if mark.is_home:
            return mark.box
        groups = [one for one in (id, *self.tree.outers(id)) if self.tree.marks[one].kind == "country"]
        return self.tree.marks[groups[-1] if groups else id].box

    def _spot(self, id: str) -> Point:
        box = self.tree.marks[id].box
        pinned = self.state.pins.get(id)
        if pinned is not None:
            return pinned
        is_single = not self.tree.is_group(id)
        return (box.x + (min(box.width / 2, BESIDE) if is_single else box.width / 2), box.y + box.height / 2)

    # ── what ──

    def drawing(self, caption: Caption) -> Drawing:
        """All of it, names last."""
        nodes = {node.id: node for node in self._nodes()}
        lines = [*self._lines(nodes)]
        room = Room(self.frame.width, self.frame.height)
        hulls = [self._hull(id, room) for id in self.tree.marks if self._is_hull(id)]
        named = tuple(self._named(nodes, room))
        folded = {node.id: node.folded for node in named if node.folded}
        level = level_of(self.state, self.tree, self.met)
        return Drawing(self.frame, level, named, tuple(lines), tuple(hulls), caption, self.left, folded)

    def _nodes(self) -> Iterator[Node]:
        then = self.then.tallies if self.then is not None else {}
        names = [one for one in self.tree.marks if one in self.now.tallies or one in then]
        names += [
            one for one in (*self.state.path, *self.state.focus) if one in self.leaves and one not in names
        ]
        tallies = {one: self._larger(self.now.tallies.get(one), then.get(one)) for one in names}
        busiest = max((one.events for one in tallies.values()), default=1) or 1
        bridges = sorted((self.tree.marks[one].bridge for one in names), reverse=True)
        top = bridges[len(bridges) // BRIDGES] if bridges else 0.0
        for id in names:
            yield self._node(id, tallies[id], busiest, top)

    @staticmethod
    def _larger(one: Tally | None, other: Tally | None) -> Tally:
        found = [tally for tally in (one, other) if tally is not None]
        return max(found, key=lambda tally: tally.events, default=Tally())

    def _node(self, id: str, size: Tally, busiest: int, top: float) -> Node:
        mark, spot = self.tree.marks[id], self._spot(id)
        folded = self.inside[id] if self.tree.is_group(id) else 0
        box, scale = mark.box, self.frame.scale
        fits = 0.45 * min(box.width * scale[0], box.height * scale[1])
        largest = SMALLEST + (LARGEST - SMALLEST) * sqrt(size.events / busiest)
        now, then = self.now.tallies.get(id), self.then.tallies.get(id) if self.then is not None else None
        name = self.tree.name(id, self.speech, folded)
        return Node(
            id=id,
            path=mark.path,
            kind=mark.kind,
            name=name,
            short=self.tree.label(id, self.speech, folded),
            words=self._words(name, now or Tally(), folded),
            country=mark.country,
            is_home=mark.is_home,
            folded=folded,
            outers=tuple(self.tree.outers(id)),
            colour=self._colour(id, top),
            radius=round(max(min(largest, fits), SMALLEST), 1),
            at=self.frame.at(spot),
            spot=spot,
            tally=now or Tally(),
            community=mark.community,
            is_chosen=id == self.state.chosen or id in self.state.path,
            is_pinned=id in self.state.pins,
            label=None,
            change=_change(then, now) if self.then is not None else None,
            before=then,
        )

    def _words(self, name: str, tally: Tally, folded: int) -> str:
        say = self.speech.count
        parts = [name, say("count.events", tally.events), say("count.agreements", tally.agreements)]
        return ", ".join([*parts, *([say("network.holds", folded)] if folded else [])])

    def _colour(self, id: str, top: float) -> str:
        mark = self.tree.marks[id]
        if self.state.colouring == "community":
            return community_colour(self._community(id))
        if self.state.colouring == "bridge":
            return "project" if mark.bridge >= max(top, 1e-12) else "contact"
        return "ink" if mark.is_home else "bar"

    def _community(self, id: str) -> int | None:
        """A mark's community; of a group, that of the most of it."""
        own = self.tree.marks[id].community
        if not self.tree.is_group(id):
            return own
        inner = Counter(
            self.tree.marks[leaf].community
            for leaf in self.leaves
            if id in self.tree.outers(leaf) and self.tree.marks[leaf].community is not None
        )
        return inner.most_common(1)[0][0] if inner else own

    def _lines(self, nodes: Mapping[str, Node]) -> Iterator[Line]:
        """The lines, the busiest last and so on top."""
        now = {(one.source, one.target): one for one in self.now.bonds}
        then = {(one.source, one.target): one for one in self.then.bonds} if self.then is not None else {}
        most = max((one.tally.events for one in (*now.values(), *then.values())), default=1)
        ends = [pair for pair in {**then, **now} if pair[0] in nodes and pair[1] in nodes]
        for pair in sorted(ends, key=lambda pair: ((now.get(pair) or then[pair]).tally.events, pair)):
            yield self._line(nodes, pair, now.get(pair), then.get(pair), most)

    def _line(
        self, nodes: Mapping[str, Node], pair: tuple[str, str], now: Bond | None, then: Bond | None, most: int
    ) -> Line:
        source, target = nodes[pair[0]], nodes[pair[1]]
        bond = now or then
        assert bond is not None
        names = f"{source.name} – {target.name}"
        tally = now.tally if now is not None else Tally()
        return Line(
            id=f"{source.id}--{target.id}",
            source=source.id,
            target=target.id,
            partnership=bond.partnership,
            strength=bond.strength,
            colour=bond.strength,
            width=line_width(bond.tally.events, most),
            curve=self._curve(source.at, target.at),
            words=self._words(names, tally, 0),
            tally=tally,
            twinned=bond.twinned,
            change=_change(then, now) if self.then is not None else None,
            before=then.tally if then is not None else None,
        )

    def _curve(self, start: Point, end: Point) -> tuple[Point, Point, Point, Point]:
        """A line that leaves and meets its ends along the longer side of the picture."""
        (x1, y1), (x2, y2) = start, end
        if self.frame.height > self.frame.width:
            middle = round((y1 + y2) / 2, 1)
            return start, (x1, middle), (x2, middle), end
        middle = round((x1 + x2) / 2, 1)
        return start, (middle, y1), (middle, y2), end

    # ── hulls and names ──

    def _is_hull(self, id: str) -> bool:
        """Whether the group is open to the eye: it and all around it, with something shown in it."""
        if id not in self.opened or any(outer not in self.opened for outer in self.tree.outers(id)):
            return False
        shown = self.now.tallies.keys() | (self.then.tallies.keys() if self.then is not None else set())
        return any(id in self.tree.outers(one) for one in shown)

    def _hull(self, id: str, room: Room) -> Hull:
        box, name = self.tree.marks[id].box, self.tree.name(id, self.speech, self.inside[id])
        left, top = self.frame.at((box.x, box.y))
        right, bottom = self.frame.at((box.right, box.bottom))
        label = self._title(name, (left, top, right, bottom), room)
        words = self.speech.say("network.hull", name=name)
        depth = sum(1 for _ in self.tree.outers(id))
        return Hull(
            id, name, words, depth, (left, top), round(right - left, 1), round(bottom - top, 1), label
        )

    def _title(self, name: str, box: Bounds, room: Room) -> Text | None:
        """The name of a hull at its upper left corner, where there is room for it."""
        size = self.letters - 1
        left, top = max(box[0], 0.0) + 22, max(box[1], 0.0) + 3
        words = cut(name, min(box[2], self.frame.width) - left - 6, size)
        if not words or box[3] - box[1] < 2 * size:
            return None
        spot = (left - 18, top, left + text_width(words, size), top + size * 1.28)
        if room.first_free([spot]) is None:
            return None
        return Text(words, round(left, 1), round(base_of(spot, size), 1))

    def _named(self, nodes: Mapping[str, Node], room: Room) -> Iterator[Node]:
        """The nodes, each with its name where it covers nothing: the chosen first, then the busiest."""
        for node in nodes.values():
            (x, y), r = node.at, node.radius
            room.take((x - r, y - r, x + r, y + r))
        order = sorted(
            nodes.values(),
            key=lambda one: (
                not one.is_chosen,
                not one.folded and not one.is_home,
                -one.tally.events,
                one.id,
            ),
        )
        labels = {node.id: self._label(node, room) for node in order}
        for node in nodes.values():
            yield replace(node, label=labels[node.id])

    def _label(self, node: Node, room: Room) -> Text | None:
        is_bold = node.is_home or node.is_chosen
        for text in dict.fromkeys(self._wordings(node, bold=is_bold)):
            width = text_width(text, self.letters, bold=is_bold)
            radius = node.radius + (3 if node.folded else 0)
            free = room.first_free(beside(*node.at, radius, width, self.letters))
            if free is not None:
                return Text(text, round(free[0], 1), round(base_of(free, self.letters), 1), is_bold)
        return None

    def _wordings(self, node: Node, *, bold: bool) -> Iterator[str]:
        """What may be written beside a node, the whole name first."""
        name = SIGNS.get(node.change or "", "") + node.short
        for width in (LONGEST, LONGEST * 0.6, LONGEST * 0.4):
            text = cut(name, width, self.letters, bold=bold)
            if text:
                yield text


def _change(then: object | None, now: object | None) -> str:
    if then is None:
        return NEW
    return GONE if now is None else KEPT


def is_unlocated(id: str) -> bool:
    """Whether the mark stands for what names no place within its own."""
    return id.startswith(f"{UNLOCATED}:")
