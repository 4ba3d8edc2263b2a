"""The network as files: GraphML and GEXF for other tools, SVG for documents, HTML that stands alone."""

import io
import json
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files as resources
from math import sqrt
from typing import Any

import networkx as nx
from pyvis.network import Network as Vis

from web.network import Network, Node
from web.view import environment

COLOURS = {"formal": "#0e3a66", "memorandum": "#3d8ecf", "project": "#b8740b", "contact": "#868e97"}
HOME, PARTNER = "#18212b", "#5b86a8"
SIZE = 1_400

Naming = Callable[[Node], str]


def as_networkx(network: Network, name: Naming) -> "nx.Graph[str]":
    """The network with names, positions, counts and strengths as attributes."""
    found: nx.Graph[str] = nx.Graph()
    for node in network.nodes:
        found.add_node(
            node.path,
            label=name(node),
            kind=node.kind,
            country=node.country or "",
            home=node.is_home,
            events=node.events,
            agreements=node.agreements,
            community=-1 if node.community is None else node.community,
            x=node.x,
            y=node.y,
        )
    for link in network.links:
        found.add_edge(
            link.source,
            link.target,
            strength=link.strength,
            twinned=link.twinned,
            events=link.events,
            agreements=link.agreements,
            first=link.first or "",
            last=link.last or "",
            weight=link.events + link.agreements,
        )
    return found


def as_graphml(network: Network, name: Naming) -> bytes:
    """The network as GraphML."""
    written = io.BytesIO()
    nx.write_graphml(as_networkx(network, name), written)
    return written.getvalue()


def as_gexf(network: Network, name: Naming) -> bytes:
    """The network as GEXF for Gephi, nodes placed as on the page."""
    found = as_networkx(network, name)
    for _, data in found.nodes(data=True):
        data["viz"] = {"position": {"x": data.pop("x") * 500, "y": data.pop("y") * 500, "z": 0.0}}
    written = io.BytesIO()
    nx.write_gexf(found, written)
    return written.getvalue()


def as_svg(network: Network, name: Naming) -> bytes:
    """The network as a drawing of its own, as on the page."""
    at = _placed(network)
    most = max((link.events for link in network.links), default=1) or 1
    lines = [
        {
            "ends": (*at[link.source], *at[link.target]),
            "colour": COLOURS[link.strength],
            "width": round(1 + 5 * sqrt(link.events / most), 1),
        }
        for link in reversed(network.links)
    ]
    circles = [
        {
            "at": at[node.path],
            "name": name(node),
            "radius": round(3 + 9 * sqrt(node.events / max(_busiest(network), 1)), 1),
            "colour": HOME if node.is_home else PARTNER,
            "bold": node.is_home,
        }
        for node in sorted(network.nodes, key=lambda node: node.events)
    ]
    return environment().get_template("network.svg").render(lines=lines, circles=circles, size=SIZE).encode()


def as_html(network: Network, name: Naming, title: str, lang: str) -> bytes:
    """The network as one HTML file by pyvis that opens anywhere and asks no network for anything."""
    vis = Vis(height="100vh", width="100%", bgcolor="#fafaf8", cdn_resources="in_line")
    vis.toggle_physics(False)
    at = _placed(network)
    for node in network.nodes:
        vis.add_node(
            node.path,
            label=name(node),
            title=f"{name(node)}: {node.events} / {node.agreements}",
            x=at[node.path][0],
            y=at[node.path][1],
            size=6 + 22 * sqrt(node.events / max(_busiest(network), 1)),
            color=HOME if node.is_home else PARTNER,
        )
    for link in network.links:
        vis.add_edge(
            link.source,
            link.target,
            width=1 + link.events**0.5,
            color=COLOURS[link.strength],
            title=f"{link.events} / {link.agreements}",
        )
    page = environment().get_template("network_alone.html")
    written = page.render(
        nodes=_for_script(vis.nodes),
        edges=_for_script(vis.edges),
        options=_for_script({**json.loads(vis.options.to_json()), "interaction": {"hover": True}}),
        library=_vis_library(),
        title=title,
        lang=lang,
    )
    return written.encode("utf-8")


def _placed(network: Network) -> dict[str, tuple[float, float]]:
    """Positions scaled to the picture's size, its upper left corner at zero."""
    xs = [node.x for node in network.nodes] or [0.0]
    ys = [node.y for node in network.nodes] or [0.0]
    scale = (SIZE - 200) / max(max(xs) - min(xs), max(ys) - min(ys), 1e-6)
    return {
        node.path: (round(100 + (node.x - min(xs)) * scale, 1), round(100 + (max(ys) - node.y) * scale, 1))
        for node in network.nodes
    }


def _busiest(network: Network) -> int:
    return max((node.events for node in network.nodes), default=1)


def _for_script(value: Any) -> str:
    """JSON that no name in it can turn into markup."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@lru_cache(maxsize=1)
def _vis_library() -> str:
    """pyvis's own copy of vis-network, for the file to carry along."""
    found = resources("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return found.read_text(encoding="utf-8").replace("</script", "<\\/script")
