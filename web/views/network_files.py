"""The network as files: GraphML and GEXF for other tools, SVG for documents, HTML that stands alone."""

import io
from collections.abc import Callable, Mapping
from math import sqrt

import networkx as nx

from graph.network.network import HOME as HOME_SIDE
from graph.network.network import PARTNER as PARTNER_SIDE
from graph.network.pyvis_page import network_page
from web.views.network import Network, Node
from web.views.view import environment

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


def as_html(network: Network, lang: str, country_names: Mapping[str, tuple[str, str]]) -> bytes:
    """The network as one HTML file by pyvis that opens anywhere and asks no other machine for anything.

    `country_names` are Russian and English names by country code.
    """
    found: nx.Graph[str] = nx.Graph()
    for node in network.nodes:
        ru, en = country_names.get(node.country or "", (None, None)) if not node.is_home else (None, None)
        side = HOME_SIDE if node.is_home else PARTNER_SIDE
        found.add_node(
            node.path,
            side=side,
            label=node.ru,
            label_en=node.en or node.ru,
            country=ru,
            country_en=en,
            at=(node.x, -node.y),
        )
    for link in network.links:
        found.add_edge(
            link.source,
            link.target,
            iri=link.partnership or f"{link.source} {link.target}",
            events=link.events,
            agreements=link.agreements,
            strength=link.strength,
            twinned=link.twinned,
            first=link.first,
            last=link.last,
        )
    return network_page(found, lang).encode("utf-8")


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
