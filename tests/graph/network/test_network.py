"""The network of partnerships, and the page that draws it."""

import re
from pathlib import Path

import networkx as nx
import pytest

from graph.network.network import Network, partnership_network, positions
from graph.network.pyvis_page import network_page, write_network_page
from graph.snapshots.store import EmbeddedStore
from ontology.errors import ParameterError

HOME = "https://w3id.org/pobratim/id/municipality/smolensk/smolensk"
POLOTSK = "https://w3id.org/pobratim/id/place/by/polotsk"


@pytest.fixture(scope="module")
def network(small_store: EmbeddedStore) -> Network:
    return partnership_network(small_store)


def made_up(label: str = "Полоцк") -> Network:
    network: Network = nx.Graph()
    network.add_node("h", side="home", label="Округ", label_en="Okrug", country=None, country_en=None)
    network.add_node(
        "p", side="partner", label=label, label_en="Polotsk", country="Беларусь", country_en="Belarus"
    )
    network.add_edge(
        "h",
        "p",
        iri="x",
        events=3,
        agreements=1,
        strength="formal",
        twinned=False,
        first="2024-07-05",
        last=None,
    )
    return network


def test_sides_and_partnerships(network: Network) -> None:
    assert network.nodes[HOME]["side"] == "home"
    assert network.nodes[POLOTSK] == {
        "side": "partner", "label": "Полоцк", "label_en": "Polotsk",
        "country": "Беларусь", "country_en": "Belarus",
    }  # fmt: skip
    assert network.edges[HOME, POLOTSK]["events"] == 3


def test_positions_are_the_same_every_time(network: Network) -> None:
    reordered: Network = nx.Graph()
    reordered.add_nodes_from(reversed(list(network.nodes(data=True))))
    reordered.add_edges_from((other, one, data) for one, other, data in network.edges(data=True))

    assert positions(network) == positions(network)
    assert positions(reordered) == positions(network)


def test_positions_of_next_to_nothing() -> None:
    alone: Network = nx.Graph()
    alone.add_node("only", label="Полоцк")

    assert positions(nx.Graph()) == {}
    assert list(positions(alone)) == ["only"]


def remote_references(page: str) -> list[str]:
    attribute = r"(?:src|href|action)\s*=\s*[\"']?\s*(?:https?:)?//[^\"'\s>]+"
    style = r"url\(\s*[\"']?(?:https?:)?//[^)]+|@import[^;]+"
    return re.findall(f"{attribute}|{style}", page)


def test_page_loads_nothing_from_elsewhere() -> None:
    page = network_page(made_up())

    assert remote_references(page) == []
    assert "default-src 'none'" in page


def test_the_check_for_remote_references_finds_them() -> None:
    assert remote_references('<link href="https://cdn.example/x.css"><style>@import "//e/x";</style>') != []


def test_page_holds_nodes_positions_and_a_table() -> None:
    page = network_page(made_up())

    assert '"label": "Полоцк"' in page
    assert '"physics": {"enabled": false}' in page
    assert "<td>Округ</td><td>Полоцк</td><td>Беларусь</td>" in page


def test_page_in_english() -> None:
    page = network_page(made_up(), "en")

    assert '<html lang="en">' in page
    assert "<td>Okrug</td><td>Polotsk</td><td>Belarus</td>" in page


def test_labels_cannot_become_markup() -> None:
    page = network_page(made_up("</script><b>Полоцк"))

    assert "<b>Полоцк" not in page


def test_page_of_an_empty_graph_says_so() -> None:
    assert "В графе пока нет партнёрств" in network_page(nx.Graph())


def test_unknown_language() -> None:
    with pytest.raises(ParameterError, match="“fr”"):
        network_page(made_up(), "fr")


def test_page_is_written_in_utf8_and_is_the_same_every_time(
    small_store: EmbeddedStore, tmp_path: Path
) -> None:
    first, second = tmp_path / "1.html", tmp_path / "2.html"

    assert write_network_page(small_store, first) == 1
    write_network_page(small_store, second)
    assert "Полоцк" in first.read_bytes().decode("utf-8")
    assert first.read_bytes() == second.read_bytes()
