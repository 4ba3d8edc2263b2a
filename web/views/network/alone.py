"""The network as one HTML file by pyvis that needs nothing else: no request leaves the page.

pyvis makes the data; its own templates link to content networks whatever they are told, so the page has a
template of its own that takes vis-network from pyvis' package.
"""

from collections.abc import Callable, Iterator, Mapping
from math import log2
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, FileSystemLoader
from pyvis.edge import Edge
from pyvis.network import Network as PyvisNetwork

from ontology.speech import Speech
from web.views.network.caption import Caption
from web.views.network.reading import Link, Network, NetworkNode
from web.views.palette import on_paper

TEMPLATES = Path(__file__).parents[2] / "templates" / "network"
LIBRARY = Path(pyvis.__file__).parent / "templates"
COLUMNS = ("home", "partner", "country", "events", "agreements", "strength", "first_contact", "last_contact")
SCALE = 420
SETTINGS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}},
    "nodes": {"shape": "dot", "borderWidth": 0},
    "edges": {"smooth": False},
}


def alone(
    network: Network,
    caption: Caption,
    colours: Mapping[str, str],
    name: Callable[[NetworkNode], str],
    country: Callable[[NetworkNode], str],
    strengths: Mapping[str, str],
    speech: Speech,
) -> bytes:
    """The whole page; `strengths` are names by code, `country` is empty for a home side."""
    drawing = PyvisNetwork(notebook=False)
    named = {node.path: node for node in network.nodes}
    for node in sorted(network.nodes, key=lambda node: node.path):
        drawing.add_node(node.path, **_node(node, colours[node.path], name(node), country(node)))
    for link in network.links:
        note = _note(link, strengths[link.strength], speech)
        # add_edge compares each edge with all before it
        drawing.edges.append(Edge(link.source, link.target, **_edge(link, note)).options)
    rows = sorted(_rows(network, named, name, country, strengths), key=lambda row: (row[0], -row[3], row[1]))
    environment = Environment(loader=FileSystemLoader([TEMPLATES, LIBRARY]), autoescape=True)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    environment.globals.update(
        language=speech.lang,
        t=speech.say,
        caption=caption,
        columns=[speech.say(f"table.{one}") for one in COLUMNS],
        rows=rows,
        settings=SETTINGS,
    )
    drawing.templateEnv, drawing.path = environment, "alone.html"
    return str(drawing.generate_html()).encode("utf-8")


def _node(node: NetworkNode, colour: str, name: str, country: str) -> dict[str, Any]:
    return {
        "label": " ",  # the page writes names itself, none over another
        "name": name,
        "title": f"{name}, {country}" if country and country != name else name,
        "home": node.is_home,
        "events": node.events,
        "color": colour,
        "size": 6 + 2 * log2(1 + node.events),
        "x": round(node.x * SCALE, 1),
        "y": round(-node.y * SCALE, 1),
    }


def _edge(link: Link, note: str) -> dict[str, Any]:
    return {
        "color": on_paper(link.strength),
        "width": 1 + log2(1 + link.events),
        "events": link.events,
        "note": note,
        "title": note,
    }


def _note(link: Link, strength: str, speech: Speech) -> str:
    counts = {"events": link.events, "agreements": link.agreements}
    return "; ".join((strength, *(f"{speech.say(f'table.{one}')}: {count}" for one, count in counts.items())))


def _rows(
    network: Network,
    named: Mapping[str, NetworkNode],
    name: Callable[[NetworkNode], str],
    country: Callable[[NetworkNode], str],
    strengths: Mapping[str, str],
) -> Iterator[tuple[Any, ...]]:
    for link in network.links:
        home, partner = named[link.source], named[link.target]
        dates = (link.first or "", link.last or "")
        sides = (name(home), name(partner), country(partner))
        yield (*sides, link.events, link.agreements, strengths[link.strength], *dates)
