"""The network of partnerships as one HTML file that needs nothing else: no request leaves the page.

pyvis makes the data; its own templates link to content networks whatever they are told, so the page has a
template of its own that takes vis-network from pyvis' package.
"""

from collections import Counter
from math import log2
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import Environment, FileSystemLoader
from pyvis.edge import Edge
from pyvis.network import Network as PyvisNetwork

from graph.network.layout import Point
from graph.network.network import HOME, Network, partnership_network, positions
from graph.snapshots.store import Store
from ontology.errors import ParameterError
from ontology.vocabulary import scheme
from ontology.yaml_files import read_yaml

TEMPLATES = Path(__file__).parent / "templates"
LIBRARY = Path(pyvis.__file__).parent / "templates"
HOME_COLOUR, OTHER_COLOUR = "#1f3a5f", "#8c8c8c"
COUNTRY_COLOURS = ("#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a5195")
GROUNDED = frozenset({"formal", "memorandum"})
SCALE = 420
SETTINGS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}},
    "nodes": {
        "font": {"size": 14, "face": "system-ui, sans-serif", "strokeWidth": 3, "strokeColor": "#fff"},
        "borderWidth": 0,
    },
    "edges": {"color": {"color": "#a9b4bf", "highlight": "#1b2733"}, "smooth": False},
}


def write_network_page(store: Store, path: Path, language: str = "ru") -> int:
    """The page is in that file, in UTF-8; answers how many partnerships it shows."""
    network = partnership_network(store)
    path.write_text(network_page(network, language), encoding="utf-8")
    return network.number_of_edges()


def network_page(network: Network, language: str = "ru") -> str:
    """The whole page; raises ParameterError for a language that is neither ru nor en."""
    all_words = read_yaml(TEMPLATES / "network.yml")
    if language not in all_words:
        raise ParameterError("no-network-language", lang=language)
    words, colours = all_words[language], _country_colours(network, language)
    drawing = PyvisNetwork(notebook=False)
    _add_nodes(drawing, network, language, colours)
    _add_edges(drawing, network, language, words)
    environment = Environment(loader=FileSystemLoader([TEMPLATES, LIBRARY]), autoescape=True)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    environment.globals.update(
        language=language,
        words=words,
        legend=_legend(words, colours),
        rows=_rows(network, language),
        settings=SETTINGS,
    )
    drawing.templateEnv, drawing.path = environment, "network.html"
    return str(drawing.generate_html())


def _country_colours(network: Network, language: str) -> dict[str, str]:
    """The countries with most partners, each with a colour."""
    field = _localised("country", language)
    counts = Counter(data[field] for _, data in network.nodes(data=True) if data[field] is not None)
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    return dict(zip(ranked, COUNTRY_COLOURS, strict=False))


def _add_nodes(drawing: Any, network: Network, language: str, colours: dict[str, str]) -> None:
    places = _places(network, _localised("label", language))
    for node in sorted(network):
        data = network.nodes[node]
        home = data["side"] == HOME
        events = sum(edge["events"] for _, _, edge in network.edges(node, data=True))
        country = data[_localised("country", language)]
        label = data[_localised("label", language)]
        drawing.add_node(
            node,
            label=label,
            title=label if home else f"{label}, {country}",
            shape="square" if home else "dot",
            color=HOME_COLOUR if home else colours.get(country, OTHER_COLOUR),
            size=6 + 2 * log2(1 + events),
            x=round(places[node][0] * SCALE, 1),
            y=round(places[node][1] * SCALE, 1),
        )


def _places(network: Network, label: str) -> dict[str, Point]:
    """Where the nodes say that they stand; a layout of their own for nodes that do not."""
    told = {node: data["at"] for node, data in network.nodes(data=True) if "at" in data}
    return told if len(told) == len(network) else positions(network, label)


def _add_edges(drawing: Any, network: Network, language: str, words: dict[str, str]) -> None:
    for one, other, data in sorted(network.edges(data=True), key=lambda edge: edge[2]["iri"]):
        counts = f"{words['events']}: {data['events']}, {words['agreements']}: {data['agreements']}"
        note = f"{counts}; {_strength(data['strength'], language)}"
        edge = Edge(
            one,
            other,
            width=1 + log2(1 + data["events"]),
            dashes=data["strength"] not in GROUNDED,
            events=data["events"],
            note=note,
            title=note,
        )
        drawing.edges.append(edge.options)  # add_edge compares each edge with all before it


def _legend(words: dict[str, str], colours: dict[str, str]) -> list[dict[str, str]]:
    home = {"side": "home", "label": words["home"], "colour": HOME_COLOUR}
    partners = [{"side": "partner", "label": name, "colour": colour} for name, colour in colours.items()]
    others = [{"side": "partner", "label": words["others"], "colour": OTHER_COLOUR}]
    return [home, *partners, *(others if len(colours) == len(COUNTRY_COLOURS) else [])]


def _rows(network: Network, language: str) -> list[tuple[Any, ...]]:
    label, country = _localised("label", language), _localised("country", language)
    rows: list[tuple[Any, ...]] = []
    for one, other, data in network.edges(data=True):
        home, partner = sorted((network.nodes[one], network.nodes[other]), key=lambda n: n["side"] != HOME)
        strength = _strength(data["strength"], language)
        dates = (data["first"] or "", data["last"] or "")
        sides = (home[label], partner[label], partner[country])
        rows.append((*sides, data["events"], data["agreements"], strength, *dates))
    return sorted(rows, key=lambda row: (row[0], -row[3], row[1]))


def _strength(code: str, language: str) -> str:
    return next(one.label(language) for one in scheme("strength") if one.code == code)


def _localised(field: str, language: str) -> str:
    return field if language == "ru" else f"{field}_{language}"
