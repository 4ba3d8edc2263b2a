"""The network of partnerships as a networkx graph: home sides and foreign partners, an edge a partnership."""

from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from graph.store import Store

if TYPE_CHECKING:
    Network = nx.Graph[str]
else:
    Network = nx.Graph

QUERY = Path(__file__).with_name("network.rq")
HOME, PARTNER = "home", "partner"
SEED = 7


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


def positions(network: Network) -> dict[str, tuple[float, float]]:
    """Where each node stands, around the origin; the same for the same network."""
    ordered: Network = nx.Graph()
    ordered.add_nodes_from(sorted(network))
    ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in network.edges))
    spread = 1.6 / max(1, len(ordered)) ** 0.5
    placed = nx.spring_layout(ordered, k=spread, iterations=200, method="energy", gravity=2.0, seed=SEED)
    return _lying_down(placed)


def _lying_down(placed: dict[str, NDArray[np.float64]]) -> dict[str, tuple[float, float]]:
    """The same drawing turned so that it is wider than high, as screens are."""
    if len(placed) < 2:
        return dict.fromkeys(placed, (0.0, 0.0))
    points = np.array(list(placed.values()))
    centred = points - points.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2]
    turned = centred @ (axes * np.sign(axes.sum(axis=1, keepdims=True))).T
    return {node: (float(x), float(y)) for node, (x, y) in zip(placed, turned, strict=True)}


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
