"""What a reader has done to the picture of the network, as the address tells it, and what is left of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from starlette.datastructures import QueryParams

from ontology.speech import Speech
from web.views.network.reading import Network, NetworkNode
from web.views.palette import community_colour, on_paper

COLOURINGS = ("side", "community", "bridge")
STATE = ("node", "color", "focus", "hide", "via")
"""The parameters that tell it; the page's script writes them."""
BRIDGES = 10
"""One node in so many stands out as a bridge."""


@dataclass(frozen=True, slots=True)
class Showing:
    """How nodes are coloured, and which are in focus, hidden, or steps of a path; all by their paths."""

    colouring: str = "side"
    focus: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    path: tuple[str, ...] = ()

    @classmethod
    def of(cls, params: QueryParams) -> "Showing":
        """What the address says; a colouring that is none is the usual one."""
        asked = params.get("color", "side")
        several = (tuple(params.getlist(name)) for name in ("focus", "hide", "via"))
        return cls(asked if asked in COLOURINGS else "side", *several)

    def shown(self, network: Network) -> Network:
        """What of the network is shown: the path, or what is in focus with its neighbours; nothing hidden."""
        steps = {frozenset(step) for step in pairwise(self.path)}
        near, hidden = self._near(network), set(self.hidden)
        links = tuple(
            link
            for link in network.links
            if not {link.source, link.target} & hidden
            and (not steps or frozenset((link.source, link.target)) in steps)
            and (near is None or {link.source, link.target} <= near)
        )
        kept = {end for link in links for end in (link.source, link.target)} | self._alone(network)
        return replace(network, nodes=tuple(node for node in network.nodes if node.path in kept), links=links)

    def _near(self, network: Network) -> set[str] | None:
        """What is in focus and its neighbours; None where everything is or a path is shown."""
        focus = set(self.focus)
        if not focus or self.path:
            return None
        ends = ({link.source, link.target} for link in network.links)
        return focus.union(*(pair for pair in ends if pair & focus))

    def _alone(self, network: Network) -> set[str]:
        """What is shown though no line leads to it."""
        return (set(self.path or self.focus) - set(self.hidden)) & {node.path for node in network.nodes}

    def words(self, speech: Speech, names: Mapping[str, str]) -> list[str]:
        """The same in lines for a caption."""
        focus = () if self.path else self.focus
        told = {"focus": (focus, ", "), "hidden": (self.hidden, ", "), "path": (self.path, " → ")}
        return [
            speech.say(f"network.said.{key}", names=gap.join(names.get(one, one) for one in paths))
            for key, (paths, gap) in told.items()
            if paths
        ]

    def colours(self, nodes: Iterable[NetworkNode]) -> dict[str, str]:
        """The colour of each node on white paper, by its path."""
        listed = tuple(nodes)
        bridges = sorted((node.bridge for node in listed), reverse=True)
        top = bridges[len(bridges) // BRIDGES] if bridges else 0.0
        return {node.path: self._colour(node, top) for node in listed}

    def _colour(self, node: NetworkNode, top: float) -> str:
        if self.colouring == "community":
            return community_colour(node.community)
        if self.colouring == "bridge":
            return on_paper("project" if node.bridge >= max(top, 1e-12) else "contact")
        return on_paper("ink" if node.is_home else "bar")
