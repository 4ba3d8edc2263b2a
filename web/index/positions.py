"""Where the network page draws things, which of them belong together, and which connect the rest."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import sqlite3
from contextlib import closing
from pathlib import Path

import networkx as nx

from graph.network.layout import Edge, Point, lay_out

SAMPLED_ABOVE = 800  # nodes beyond which betweenness is estimated from a sample
SAMPLE = 120
DRAWN_ORGANISATIONS = 2_500

PLACE_EDGES = """
    SELECT h.path, p.path, 1 + partnership.events + 2 * partnership.agreements
    FROM partnership JOIN thing h ON h.id = home JOIN thing p ON p.id = partner
"""

# A home side and the foreign organisations under its partnerships, the busiest of them.
ORGANISATION_EDGES = f"""
    SELECT h.path, o.path, 1 + s.events + 2 * s.agreements
    FROM partnership_organisation s JOIN partnership p ON p.id = s.partnership JOIN thing h ON h.id = p.home
    JOIN (SELECT id, path FROM thing WHERE id IN (SELECT organisation FROM partnership_organisation)
          ORDER BY events DESC, path LIMIT {DRAWN_ORGANISATIONS}) o ON o.id = s.organisation
"""

# These edges as they are drawn, the busiest first: too wide a question to ask at each visit.
ORGANISATION_LINKS = """
    INSERT INTO organisation_link (source, target, twinned, strength, events, agreements, first, last)
    SELECT h.path, o.path, 0, s.strength, s.events, s.agreements, s.first, s.last
    FROM partnership_organisation s JOIN partnership p ON p.id = s.partnership
    JOIN thing h ON h.id = p.home JOIN thing o ON o.id = s.organisation
    JOIN position ON position.thing = s.organisation
    ORDER BY s.events + 2 * s.agreements DESC, h.path, o.path
"""


def place_nodes(db: sqlite3.Connection, previous: Path | None) -> None:
    """Every node that the network may draw has its position, community and betweenness; edges are counted.

    Places are laid out first and organisations around them, so that asking for organisations moves no place.
    """
    places = [Edge(*row) for row in db.execute(PLACE_EDGES)]
    organisations = [Edge(*row) for row in db.execute(ORGANISATION_EDGES)]
    before = _previous_positions(previous)
    labels = dict(db.execute("SELECT path, coalesce(short, ru) FROM thing"))
    points = _around(places, labels, before)
    points |= _around([*places, *organisations], labels, before | points)
    community, bridge = _structure([*places, *organisations])
    db.executemany(
        "INSERT INTO position SELECT id, ?, ?, ?, ? FROM thing WHERE path = ?",
        ((x, y, community.get(node), bridge.get(node, 0.0), node) for node, (x, y) in points.items()),
    )
    db.execute(ORGANISATION_LINKS)


def _around(edges: list[Edge], labels: dict[str, str], before: dict[str, Point]) -> dict[str, Point]:
    nodes = {edge.one for edge in edges} | {edge.other for edge in edges}
    return lay_out({node: labels[node][:40] for node in nodes}, edges, previous=before)


def _previous_positions(previous: Path | None) -> dict[str, Point]:
    if previous is None:
        return {}
    with closing(sqlite3.connect(f"file:{previous}?mode=ro", uri=True)) as db:
        rows = db.execute("SELECT path, x, y FROM position JOIN thing ON thing.id = position.thing")
        return {path: (x, y) for path, x, y in rows}


def _structure(edges: list[Edge]) -> tuple[dict[str, int], dict[str, float]]:
    """Each node's community, numbered from the largest, and its betweenness."""
    network: nx.Graph[str] = nx.Graph()
    network.add_weighted_edges_from((edge.one, edge.other, edge.weight) for edge in edges)
    if not network:
        return {}, {}
    found = nx.community.louvain_communities(network, weight="weight", seed=1)
    ranked = sorted((sorted(members) for members in found), key=lambda members: (-len(members), members))
    sample = SAMPLE if len(network) > SAMPLED_ABOVE else None
    bridge = nx.betweenness_centrality(network, k=sample, seed=1)
    return {node: i for i, members in enumerate(ranked) for node in members}, bridge
