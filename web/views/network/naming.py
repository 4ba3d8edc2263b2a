"""Where names stand in a drawing: titles of hulls first, then the most important marks, none over another."""

from collections.abc import Iterator, Mapping
from itertools import chain

from web.views.changes import GONE, NEW
from web.views.letters import Bounds, Room, base_of, beside, cut, overlap, text_width
from web.views.network.model import Frame, Node, TextLine

LETTERS, NARROW_LETTERS, NARROW = 13, 12, 600
LONGEST = 230
"""The widest a name is written, in pixels."""
SHARES = (1.0, 0.6, 0.4, 0.3)
"""Of that width, tried in turn."""
SIGNS = {NEW: "+ ", GONE: "− "}
"""Before the names of what is new or gone."""
EDGE = 4
"""So near the edge of the picture no name comes."""
RING = 3
"""How far the ring of a group reaches beyond its circle."""


class NodeNames:
    """The names of one drawing."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._room = Room(frame.width, frame.height, EDGE)
        self._letters = NARROW_LETTERS if frame.width < NARROW else LETTERS

    def title(self, name: str, box: Bounds) -> TextLine | None:
        """The name of a hull at its upper left corner, where there is room for it."""
        size = self._letters - 1
        left, top = max(box[0], 0.0) + 22, max(box[1], 0.0) + 3
        words = cut(name, min(box[2], self._frame.width) - left - 6, size)
        if not words or box[3] - box[1] < 2 * size:
            return None
        spot = (left - 18, top, left + text_width(words, size), top + size * 1.28)
        if self._room.first_free([spot]) is None:
            return None
        return TextLine(words, round(left, 1), round(base_of(spot, size), 1))

    def labels(self, nodes: Mapping[str, Node], hulls: Mapping[str, Bounds]) -> dict[str, TextLine | None]:
        """The name of each node where it covers nothing, within the box of its group where that has room.

        The chosen choose first, then the busiest.
        """
        for node in nodes.values():
            (x, y), r = node.at, node.radius
            self._room.take((x - r, y - r, x + r, y + r))
        return {node.id: self._label(node, hulls) for node in sorted(nodes.values(), key=_importance)}

    def _label(self, node: Node, hulls: Mapping[str, Bounds]) -> TextLine | None:
        is_bold = node.is_home or node.is_chosen
        boxes = self._boxes(node, bold=is_bold)
        at_home = {text: [one for one in all if _is_at_home(one, node, hulls)] for text, all in boxes.items()}
        found = (
            (text, self._room.first_free(places)) for text, places in chain(at_home.items(), boxes.items())
        )
        # what was chosen has its name whatever lies beneath
        least = ((text, self._room.first_within(places)) for text, places in boxes.items() if node.is_chosen)
        for text, free in chain(found, least):
            if free is not None:
                return TextLine(text, round(free[0], 1), round(base_of(free, self._letters), 1), is_bold)
        return None

    def _boxes(self, node: Node, *, bold: bool) -> Mapping[str, list[Bounds]]:
        """For each wording the places beside the node where it may stand, the best first."""
        radius = node.radius + (RING if node.folded else 0)
        return {
            text: [*beside(*node.at, radius, text_width(text, self._letters, bold=bold), self._letters)]
            for text in self._wordings(node, bold=bold)
        }

    def _wordings(self, node: Node, *, bold: bool) -> Iterator[str]:
        """What may be written beside a node, the whole name first."""
        name = SIGNS.get(node.change or "", "") + node.short
        texts = (cut(name, LONGEST * share, self._letters, bold=bold) for share in SHARES)
        return (text for text in texts if text)


def _is_at_home(place: Bounds, node: Node, hulls: Mapping[str, Bounds]) -> bool:
    """Whether a name there lies in the box of its node's own group; where it has none, over no other's."""
    own = next((hulls[one] for one in node.outers if one in hulls), None)
    if own is None:
        return not any(overlap(place, other) for other in hulls.values())
    return own[0] <= place[0] and own[1] <= place[1] and place[2] <= own[2] and place[3] <= own[3]


def _importance(node: Node) -> tuple[bool, bool, int, str]:
    return not node.is_chosen, not (node.folded or node.is_home), -node.tally.events, node.id
