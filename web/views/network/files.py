"""The drawing for other tools: GraphML, GEXF with a timeline, GeoJSON, and tables of nodes and lines."""

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

import networkx as nx

from graph.sheets import Cell, csv_table
from ontology.speech import Speech
from web.views.changes import GONE
from web.views.network.model import Drawing, DrawnLine, Node
from web.views.network.ties import TieTally
from web.views.palette import on_paper

GEXF, VIZ = "http://gexf.net/1.3", "http://gexf.net/1.3/viz"
Values = dict[str, str | int | float | bool]
TYPES: Mapping[type, str] = {str: "string", int: "integer", float: "double", bool: "boolean"}
"""What GEXF calls them."""


def node_values(node: Node) -> Values:
    """What is told of a node in every file."""
    return {
        "kind": node.kind,
        "country": node.country or "",
        "home": node.is_home,
        "events": node.tally.events,
        "agreements": node.tally.agreements,
        "folded": node.folded,
        "community": -1 if node.community is None else node.community,
        **_otherwise(node),
    }


def line_values(line: DrawnLine) -> Values:
    """What is told of a line in every file."""
    return {
        "strength": line.strength,
        "twinned": line.twinned,
        "events": line.tally.events,
        "agreements": line.tally.agreements,
        "first": line.tally.first or "",
        "last": line.tally.last or "",
        "partnership": line.partnership or "",
        **_otherwise(line),
    }


def _otherwise(one: Node | DrawnLine) -> Values:
    """What became of it since the earlier period, and its figures there; nothing where none is compared."""
    if one.change is None:
        return {}
    before = one.before or TieTally()
    return {
        "change": one.change,
        "events_before": before.events,
        "agreements_before": before.agreements,
    }


def weight_of(line: DrawnLine) -> int:
    """How heavy a line is: all that it rests on."""
    return line.tally.events + line.tally.agreements


# ── GraphML ──


def as_graphml(drawing: Drawing) -> bytes:
    """The drawing as GraphML, with its caption."""
    caption = drawing.caption
    found: nx.Graph[str] = nx.Graph(title=caption.title, description="\n".join(_told(drawing)))
    for node in drawing.nodes:
        x, y = node.at
        place = {"label": node.name, "short": node.short, "x": x, "y": y, "size": node.radius}
        found.add_node(node.id, **place, colour=on_paper(node.colour), **node_values(node))
    for line in drawing.lines:
        found.add_edge(
            line.source, line.target, weight=weight_of(line), width=line.width, **line_values(line)
        )
    written = io.BytesIO()
    nx.write_graphml(found, written)
    return written.getvalue()


def _told(drawing: Drawing) -> list[str]:
    """The lines of the caption and the legend in words."""
    caption = drawing.caption
    legend = ", ".join(f"{on_paper(mark.colour)} {mark.label}" for mark in caption.legend)
    return [*caption.lines, legend]


# ── GEXF ──


def as_gexf(drawing: Drawing, built: str) -> bytes:
    """The drawing as GEXF 1.3 for Gephi: lines last from their first day to their last, nodes likewise."""
    ElementTree.register_namespace("", GEXF)
    ElementTree.register_namespace("viz", VIZ)
    root = ElementTree.Element(f"{{{GEXF}}}gexf", version="1.3")
    meta = _sub(root, "meta", lastmodifieddate=built[:10])
    _sub(meta, "creator").text = "Pobratim"
    _sub(meta, "description").text = "\n".join((drawing.caption.title, *_told(drawing)))
    dynamic = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    graph = _sub(root, "graph", defaultedgetype="undirected", idtype="string", **dynamic)
    nodes = {node.id: node_values(node) for node in drawing.nodes}
    lines = {line.id: line_values(line) for line in drawing.lines}
    for name, rows in (("node", nodes), ("edge", lines)):
        _attributes(graph, name, next(iter(rows.values()), {}))
    listed = _sub(graph, "nodes", count=str(len(nodes)))
    spans = _spans(drawing)
    for node in drawing.nodes:
        _gexf_node(listed, node, nodes[node.id], spans.get(node.id, {}))
    joined = _sub(graph, "edges", count=str(len(lines)))
    for line in drawing.lines:
        _gexf_edge(joined, line, lines[line.id])
    told: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return told


def _gexf_node(outer: ElementTree.Element, node: Node, values: Values, span: dict[str, str]) -> None:
    element = _sub(outer, "node", id=node.id, label=node.name, **span)
    _attribute_values(element, values)
    (x, y), colour = node.at, on_paper(node.colour)
    red, green, blue = (str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    _viz(element, "color", r=red, g=green, b=blue)
    _viz(element, "position", x=str(x), y=str(-y), z="0.0")
    _viz(element, "size", value=str(node.radius))


def _gexf_edge(outer: ElementTree.Element, line: DrawnLine, values: Values) -> None:
    ends = {"source": line.source, "target": line.target, "weight": str(float(max(weight_of(line), 1)))}
    element = _sub(outer, "edge", id=line.id, **ends, **_span(line))
    _attribute_values(element, values)
    colour = on_paper(line.colour)
    red, green, blue = (str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    _viz(element, "color", r=red, g=green, b=blue)
    _viz(element, "thickness", value=str(line.width))


def _span(line: DrawnLine) -> dict[str, str]:
    """From when to when it lasts; what is gone since an earlier period lasted then."""
    tally = line.before if line.change == GONE and line.before else line.tally
    first, last = tally.first, tally.last or tally.first
    return {"start": first, "end": max(first, last or first)} if first else {}


def _spans(drawing: Drawing) -> dict[str, dict[str, str]]:
    """From when to when each node has lines; nothing for one that has a line without days."""
    found: dict[str, list[dict[str, str]]] = {}
    for line in drawing.lines:
        for end in (line.source, line.target):
            found.setdefault(end, []).append(_span(line))
    return {
        node: {"start": min(one["start"] for one in spans), "end": max(one["end"] for one in spans)}
        for node, spans in found.items()
        if all(spans)
    }


def _sub(outer: ElementTree.Element, name: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(outer, f"{{{GEXF}}}{name}", attributes)


def _viz(outer: ElementTree.Element, name: str, **attributes: str) -> None:
    ElementTree.SubElement(outer, f"{{{VIZ}}}{name}", attributes)


def _attributes(graph: ElementTree.Element, name: str, values: Values) -> None:
    listed = _sub(graph, "attributes", **{"class": name, "mode": "static"})
    for key, value in values.items():
        _sub(listed, "attribute", id=key, title=key, type=TYPES[type(value)])


def _attribute_values(outer: ElementTree.Element, values: Values) -> None:
    listed = _sub(outer, "attvalues")
    for key, value in values.items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        _sub(listed, "attvalue", **{"for": key, "value": text})


# ── GeoJSON ──


def as_geojson(drawing: Drawing, places: Mapping[str, tuple[float, float]]) -> bytes:
    """The drawing on the globe: nodes where their places lie; what has no place has no geometry."""
    at = {node.id: places.get(node.path or "") for node in drawing.nodes}
    features: list[dict[str, Any]] = []
    for node in drawing.nodes:
        values = {"name": node.name, "colour": on_paper(node.colour), **node_values(node)}
        features.append(_feature(node.id, "Point", at[node.id], values))
    for line in drawing.lines:
        ends = (at[line.source], at[line.target])
        values = {"source": line.source, "target": line.target, "colour": on_paper(line.colour)}
        where = ends if all(ends) else None
        features.append(_feature(line.id, "LineString", where, {**values, **line_values(line)}))
    caption = drawing.caption
    whole = {
        "type": "FeatureCollection",
        "title": caption.title,
        "description": _told(drawing),
        "features": features,
    }
    return json.dumps(whole, ensure_ascii=False).encode()


def _feature(id: str, kind: str, where: Any, properties: Mapping[str, Any]) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": where} if where is not None else None
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


# ── tables ──

NODE_COLUMNS = ("name", "kind", "country", "home", "events", "agreements", "folded", "address")
EDGE_COLUMNS = ("home", "partner", "strength", "events", "agreements", "first_contact", "last_contact")


def nodes_csv(
    drawing: Drawing, countries: Mapping[str | None, str], speech: Speech, iri: Callable[[Node], str]
) -> bytes:
    """The nodes as a table, with the caption beneath."""
    compares = any(node.change for node in drawing.nodes)
    header = [speech.say(f"network.column.{one}") for one in NODE_COLUMNS]
    rows: list[Sequence[Cell]] = [
        [
            node.name, speech.say(f"network.kind.{node.kind}"), countries.get(node.country, ""),
            speech.say("network.column.yes") if node.is_home else "",
            node.tally.events, node.tally.agreements, node.folded, iri(node),
            *_otherwise_told(speech, node),
        ]
        for node in drawing.nodes
    ]  # fmt: skip
    return csv_table(
        [*header, *_change_header(speech, compares=compares)], [*rows, *_captioned(drawing)], speech.lang
    )


def edges_csv(drawing: Drawing, strengths: Mapping[str, str], speech: Speech) -> bytes:
    """The lines as a table, with the caption beneath."""
    compares = any(line.change for line in drawing.lines)
    named = {node.id: node.name for node in drawing.nodes}
    header = [speech.say(f"table.{one}") for one in EDGE_COLUMNS]
    rows: list[Sequence[Cell]] = [
        [
            named[line.source], named[line.target], strengths[line.strength],
            line.tally.events, line.tally.agreements, line.tally.first or "", line.tally.last or "",
            *_otherwise_told(speech, line),
        ]
        for line in reversed(drawing.lines)
    ]  # fmt: skip
    return csv_table(
        [*header, *_change_header(speech, compares=compares)], [*rows, *_captioned(drawing)], speech.lang
    )


def _otherwise_told(speech: Speech, one: Node | DrawnLine) -> list[Cell]:
    change, *before = _otherwise(one).values() or (None,)
    return [speech.say(f"network.change.{change}"), *before] if change else []


def _change_header(speech: Speech, *, compares: bool) -> list[str]:
    keys = ("network.change", "network.before", "network.before_agreements")
    return [speech.say(key) for key in keys] if compares else []


def _captioned(drawing: Drawing) -> Iterator[Sequence[Cell]]:
    """The caption, apart from the rows by an empty one."""
    yield []
    yield [drawing.caption.title]
    for line in _told(drawing):
        yield [line]
