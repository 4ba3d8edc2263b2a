"""The network for other tools: GraphML, and GEXF whose lines appear when they were first reported."""

import io
from collections.abc import Callable
from xml.etree import ElementTree

import networkx as nx

from web.views.network.caption import Caption
from web.views.network.reading import Network, NetworkNode

Naming = Callable[[NetworkNode], str]
GEXF = "http://www.gexf.net/1.2draft"


def as_networkx(network: Network, caption: Caption, name: Naming) -> "nx.Graph[str]":
    """The network with names, positions, counts and strengths as attributes, and its caption."""
    found: nx.Graph[str] = nx.Graph(title=caption.title, description="\n".join(caption.lines))
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


def as_graphml(network: Network, caption: Caption, name: Naming) -> bytes:
    """The network as GraphML."""
    written = io.BytesIO()
    nx.write_graphml(as_networkx(network, caption, name), written)
    return written.getvalue()


def as_gexf(network: Network, caption: Caption, name: Naming) -> bytes:
    """The network as GEXF for Gephi, nodes placed as on the page, lines from their first day on."""
    found = as_networkx(network, caption, name)
    for _, data in found.nodes(data=True):
        data["viz"] = {"position": {"x": data.pop("x") * 500, "y": data.pop("y") * 500, "z": 0.0}}
    for _, _, data in found.edges(data=True):
        if data["first"]:
            data["start"] = data["first"]
    written = io.BytesIO()
    nx.write_gexf(found, written)
    return _described(written.getvalue(), caption)


def _described(gexf: bytes, caption: Caption) -> bytes:
    """The file with its caption, as the format has a place for it."""
    ElementTree.register_namespace("", GEXF)
    ElementTree.register_namespace("viz", f"{GEXF}/viz")
    root = ElementTree.fromstring(gexf)  # noqa: S314 (our own writing)
    meta = root.find(f"{{{GEXF}}}meta")
    if meta is not None:
        description = ElementTree.SubElement(meta, f"{{{GEXF}}}description")
        description.text = "\n".join((caption.title, *caption.lines))
    told: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return told
