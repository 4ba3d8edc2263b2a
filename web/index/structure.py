"""Which things of the network belong together, and which connect the rest."""
# ruff: noqa: S608 – SQL is put together of names from the code; what comes from outside is always bound.

import sqlite3

import networkx as nx

SAMPLED_ABOVE = 800
"""Things beyond which betweenness is estimated from a sample."""
SAMPLE = 120
DRAWN_ORGANISATIONS = 2_500

Edge = tuple[str, str, float]

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


def find_structure(db: sqlite3.Connection) -> None:
    """Every thing that the network may draw has its community and betweenness; edges are counted."""
    edges: list[Edge] = [*db.execute(PLACE_EDGES), *db.execute(ORGANISATION_EDGES)]
    community, bridge = _structure(edges)
    db.executemany(
        "INSERT INTO position SELECT id, ?, ? FROM thing WHERE path = ?",
        ((community[node], bridge[node], node) for node in sorted(community)),
    )
    db.execute(ORGANISATION_LINKS)


def _structure(edges: list[Edge]) -> tuple[dict[str, int], dict[str, float]]:
    """Each node's community, numbered from the largest, and its betweenness."""
    network: nx.Graph[str] = nx.Graph()
    network.add_weighted_edges_from(edges)
    if not network:
        return {}, {}
    found = nx.community.louvain_communities(network, weight="weight", seed=1)
    ranked = sorted((sorted(members) for members in found), key=lambda members: (-len(members), members))
    sample = SAMPLE if len(network) > SAMPLED_ABOVE else None
    bridge = nx.betweenness_centrality(network, k=sample, seed=1)
    return {node: i for i, members in enumerate(ranked) for node in members}, bridge
