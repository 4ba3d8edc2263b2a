"""The network of partnerships as a networkx graph: home sides and foreign partners, an edge a partnership."""

from math import log2
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from graph.network.layout import Edge, Point, lay_out
from graph.snapshots.store import Store

if TYPE_CHECKING:
    Network = nx.Graph[str]
else:
    Network = nx.Graph

QUERY = Path(__file__).with_name("network.rq")
HOME, PARTNER = "home", "partner"


def partnership_network(store: Store) -> Network:
    """Nodes by IRI with `side`, `label`, `label_en`, `country`, `country_en`; edges with `iri`, `events`,
    `agreements`, `strength`, `twinned`, `first`, `last`.

    A home node has no country; dates are ISO texts or None.
    """
    network: Network = nx.Graph()
    rows = store.query(QUERY.read_text(encoding="utf-8"))
    if not isinstance(rows, QuerySolutions):
        raise TypeError(f"{QUERY} is no SELECT query")
    for row in rows:
        _add_partnership(network, row)
    return network


def positions(network: Network, label: str = "label") -> dict[str, Point]:
    """Where each node stands, with room for its label; the same for the same network."""
    labels = {node: str(data[label]) for node, data in network.nodes(data=True)}
    edges = [
        Edge(min(one, other), max(one, other), 1 + log2(1 + data["events"]))
        for one, other, data in network.edges(data=True)
    ]
    return lay_out(labels, sorted(edges, key=lambda edge: (edge.one, edge.other)))


def _add_partnership(network: Network, row: QuerySolution) -> None:
    home, partner = _text(row, "home"), _text(row, "partner")
    network.add_node(
        home, side=HOME, label=_either(row, "homeShort", "homeRu"), label_en=_either(row, "homeEn", "homeRu"),
        country=None, country_en=None,
    )  # fmt: skip
    network.add_node(
        partner, side=PARTNER, label=_text(row, "partnerRu"), label_en=_either(row, "partnerEn", "partnerRu"),
        country=_text(row, "countryRu"), country_en=_either(row, "countryEn", "countryRu"),
    )  # fmt: skip
    network.add_edge(
        home,
        partner,
        iri=_text(row, "partnership"),
        events=int(_text(row, "events")),
        agreements=int(_text(row, "agreements")),
        strength=_text(row, "strength"),
        twinned=_text(row, "twinned") == "true",
        first=_optional(row, "first"),
        last=_optional(row, "last"),
    )


def _optional(row: QuerySolution, name: str) -> str | None:
    value = row[name]
    return str(value.value) if isinstance(value, NamedNode | Literal) else None


def _text(row: QuerySolution, name: str) -> str:
    value = _optional(row, name)
    if value is None:
        raise ValueError(f"a partnership without ?{name}")
    return value


def _either(row: QuerySolution, *names: str) -> str:
    return next(value for name in names if (value := _optional(row, name)) is not None)
