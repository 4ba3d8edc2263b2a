"""What is saved of the network is what is shown of it, and says what it is."""

import io
import re
from xml.etree import ElementTree

import networkx as nx
import pytest
from fastapi.testclient import TestClient

from tests.web.html import text_of

GEXF = "{http://www.gexf.net/1.2draft}"
SMOLENSK = "municipality/smolensk/smolensk"


def remote_references(page: str) -> list[str]:
    attribute = r"(?:src|href|action)\s*=\s*[\"']?\s*(?:https?:)?//[^\"'\s>]+"
    style = r"url\(\s*[\"']?(?:https?:)?//[^)]+|@import[^;]+"
    return re.findall(f"{attribute}|{style}", page)


def saved(client: TestClient, query: str) -> "nx.Graph[str]":
    """The network under the query, from its GraphML."""
    return nx.read_graphml(io.BytesIO(client.get(f"/network.graphml?{query}").content))


def names(network: "nx.Graph[str]") -> set[str]:
    return {data["label"] for _, data in network.nodes(data=True)}


def test_focus_leaves_a_node_and_its_neighbours(client: TestClient) -> None:
    whole = saved(client, "")
    near = saved(client, f"focus={SMOLENSK}")
    assert set(near) == {SMOLENSK, *whole.neighbors(SMOLENSK)}
    assert len(near) < len(whole)


def test_what_is_hidden_is_not_saved(client: TestClient) -> None:
    whole = saved(client, "")
    assert set(saved(client, f"hide={SMOLENSK}")) == {
        end for edge in whole.edges if SMOLENSK not in edge for end in edge
    }


def test_a_path_is_saved_without_the_rest(client: TestClient) -> None:
    whole = saved(client, "")
    start, far = next(
        (one, other) for one in whole for other in whole
        if nx.has_path(whole, one, other) and nx.shortest_path_length(whole, one, other) == 2
    )  # fmt: skip
    path = nx.shortest_path(whole, start, far)
    found = saved(client, "&".join(f"via={step}" for step in path))
    assert {frozenset(edge) for edge in found.edges} == {frozenset(path[:2]), frozenset(path[1:])}


@pytest.mark.parametrize("extension", ["svg", "html", "gexf", "graphml"])
@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("ru", ["Сеть партнёрств", "Сфера: Культура", "Скрыто: ", "III квартал 2024 года", "Граф обновлён"]),
        ("en", ["Network of partnerships", "Sector: Culture", "Hidden: ", "The graph was updated on"]),
    ],
)
def test_a_file_says_what_it_holds_and_from_where(
    client: TestClient, extension: str, lang: str, told: list[str]
) -> None:
    text = client.get(f"/network.{extension}?sector=culture&hide=place/by/orsha&lang={lang}").text
    assert [words for words in told if words not in text] == []


def test_the_caption_for_an_image_is_that_of_the_files(client: TestClient) -> None:
    caption = client.get("/api/network/caption?color=community&lang=en").json()
    assert caption["title"] == "Network of partnerships"
    assert [mark["name"] for mark in caption["legend"]] == [
        "community", "formal", "memorandum", "project", "contact",
    ]  # fmt: skip


def test_the_drawing_links_each_node_and_covers_no_name_with_another(client: TestClient) -> None:
    root = ElementTree.fromstring(client.get("/network.svg").content)
    svg = "{http://www.w3.org/2000/svg}"
    links = [link.get("href", "") for link in root.iter(f"{svg}a")]
    assert any(link.endswith(f"/{SMOLENSK}") for link in links)
    written = root.find(f"{svg}g[@id='names']") or ()
    texts = [(float(one.get("x", 0)), float(one.get("y", 0)), one.text or "") for one in written]
    assert len(texts) >= 4
    for at, (x, y, text) in enumerate(texts):
        for ox, oy, other in texts[at + 1 :]:
            apart = abs(y - oy) >= 15 or x + 8 * len(text) <= ox or ox + 8 * len(other) <= x
            assert apart, (text, other)


def test_colours_tell_communities_where_they_are_asked_for(client: TestClient) -> None:
    usual, communities = (client.get(f"/network.svg?color={mode}").text for mode in ("side", "community"))
    assert 'fill="#0072b2"' in communities
    assert 'fill="#0072b2"' not in usual


def test_gexf_has_lines_from_their_first_day_on(client: TestClient) -> None:
    root = ElementTree.fromstring(client.get("/network.gexf").content)
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert "2024-07-05" in [edge.get("start") for edge in root.iter(f"{GEXF}edge")]


def test_the_page_that_stands_alone_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/network.html").text
    assert remote_references(page) == []
    assert "default-src 'none'" in page
    assert '"physics": {"enabled": false}' in page


def test_the_check_for_remote_references_finds_them() -> None:
    assert remote_references('<link href="https://cdn.example/x.css"><style>@import "//e/x";</style>') != []


def test_the_page_that_stands_alone_has_a_table_and_the_colours_of_the_site(client: TestClient) -> None:
    page = client.get("/network.html?lang=en").text
    assert '<html lang="en">' in page
    assert '"color": "#0e3a66"' in page, "a formal partnership"
    assert "Belarus" in text_of(page)
