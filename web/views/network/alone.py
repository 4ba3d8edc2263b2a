"""The drawing as one HTML file by pyvis that needs nothing else: no request leaves the page.

pyvis makes the data; its own templates link to content networks whatever they are told, so the page has a
template of its own that takes vis-network from pyvis' package.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, FileSystemLoader
from pyvis.edge import Edge
from pyvis.network import Network as PyvisNetwork

from ontology.speech import Speech
from web.views.changes import CHANGE_COLOURS, GONE, NEW
from web.views.network.model import Drawing, DrawnLine, Hull, Node, TextLine
from web.views.palette import on_paper

TEMPLATES = Path(__file__).parents[2] / "templates" / "network"
LIBRARY = Path(pyvis.__file__).parent / "templates"
COLUMNS = ("home", "partner", "country", "events", "agreements", "strength", "first_contact", "last_contact")
SETTINGS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}},
    "nodes": {"shape": "dot"},
}


def alone(
    drawing: Drawing, countries: Mapping[str | None, str], strengths: Mapping[str, str], speech: Speech
) -> bytes:
    """The whole page; `strengths` are names by code."""
    network = PyvisNetwork(notebook=False)
    frame = drawing.frame
    direction = "vertical" if frame.height > frame.width else "horizontal"
    for node in drawing.nodes:
        network.add_node(node.id, **_node(node))
    for line in drawing.lines:
        note = _note(line, strengths[line.strength], speech)
        # add_edge compares each edge with all before it
        network.edges.append(Edge(line.source, line.target, **_edge(line, note, direction)).options)
    environment = Environment(loader=FileSystemLoader([TEMPLATES, LIBRARY]), autoescape=True)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    environment.globals.update(
        language=speech.lang,
        t=speech.say,
        caption=drawing.caption,
        paint=on_paper,
        columns=[speech.say(f"table.{one}") for one in COLUMNS],
        rows=sorted(_rows(drawing, countries, strengths), key=lambda row: (row[0], -row[3], row[1])),
        hulls=[_hull(hull) for hull in sorted(drawing.hulls, key=lambda hull: hull.depth)],
        names=_names(drawing),
        rings=[_ring(node) for node in drawing.nodes if node.folded],
        size={"width": frame.width, "height": frame.height},
        settings=SETTINGS,
    )
    network.templateEnv, network.path = environment, "alone.html"
    return str(network.generate_html()).encode("utf-8")


def _names(drawing: Drawing) -> list[dict[str, Any]]:
    """What is written in the picture."""
    labels = [*(node.label for node in drawing.nodes), *(hull.label for hull in drawing.hulls)]
    return [_text(label) for label in labels if label]


def _node(node: Node) -> dict[str, Any]:
    x, y = node.at
    is_gone, colour = node.change == GONE, on_paper(node.colour)
    border = on_paper(CHANGE_COLOURS[node.change]) if node.change in (NEW, GONE) else colour
    return {
        "label": " ",  # the page writes names itself, where the drawing has them
        "name": node.name,
        "title": node.words,
        "events": node.tally.events,
        "color": {"background": on_paper("surface") if is_gone else colour, "border": border},
        "borderWidth": 3 if node.change in (NEW, GONE) else 1,
        "shapeProperties": {"borderDashes": [4, 3] if is_gone else False},
        "size": node.radius,
        "x": x,
        "y": y,
    }


def _edge(line: DrawnLine, note: str, direction: str) -> dict[str, Any]:
    return {
        "color": on_paper(CHANGE_COLOURS[line.change] if line.change else line.colour),
        "dashes": [8, 6] if line.change == GONE else False,
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": direction, "roundness": 0.5},
        "width": line.width,
        "events": line.tally.events,
        "note": note,
        "title": line.words,
    }


def _note(line: DrawnLine, strength: str, speech: Speech) -> str:
    counts = (
        speech.count("count.events", line.tally.events),
        speech.count("count.agreements", line.tally.agreements),
    )
    return "; ".join((strength, *counts))


def _hull(hull: Hull) -> dict[str, float]:
    return {"x": hull.corner[0], "y": hull.corner[1], "width": hull.width, "height": hull.height}


def _ring(node: Node) -> dict[str, Any]:
    """The circle around a group."""
    return {"x": node.at[0], "y": node.at[1], "radius": node.radius + 3, "colour": on_paper(node.colour)}


def _text(text: TextLine) -> dict[str, Any]:
    return {"words": text.words, "x": text.x, "y": text.y, "bold": text.is_bold}


def _rows(
    drawing: Drawing, countries: Mapping[str | None, str], strengths: Mapping[str, str]
) -> Iterator[tuple[Any, ...]]:
    named = {node.id: node for node in drawing.nodes}
    for line in drawing.lines:
        home, partner, tally = named[line.source], named[line.target], line.tally
        sides = (home.name, partner.name, countries.get(partner.country, ""))
        counts = (tally.events, tally.agreements, strengths[line.strength])
        yield (*sides, *counts, tally.first or "", tally.last or "")
