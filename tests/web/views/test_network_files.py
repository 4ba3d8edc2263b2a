"""What is saved of the network is what is shown of it, and says what it is."""

import io
import re
from collections import Counter
from itertools import combinations
from urllib.parse import unquote
from xml.etree import ElementTree

import networkx as nx
import pytest
from fastapi.testclient import TestClient

from tests.web.html import text_of
from web.views.letters import text_width

GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
SVG = "{http://www.w3.org/2000/svg}"
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


def test_the_drawing_names_and_links_every_node_and_line(client: TestClient) -> None:
    root = ElementTree.fromstring(client.get("/network.svg").content)
    for group in ("nodes", "links"):
        marks = root.findall(f".//{SVG}g[@id='{group}']/{SVG}a")
        assert len(marks) >= 4
        assert all(mark.get("id") and "/id/" in mark.get("href", "") for mark in marks)
        assert all((mark.findtext(f"{SVG}title") or "") for mark in marks)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    hrefs = [link.get("href", "") for link in root.iter(f"{SVG}a")]
    assert any(link.endswith(f"/{SMOLENSK}") for link in hrefs)


@pytest.mark.parametrize("size", ["w=390&h=600", "w=1280&h=560", ""])
def test_no_name_in_the_drawing_lies_over_another(client: TestClient, size: str) -> None:
    root = ElementTree.fromstring(client.get(f"/network.svg?level=place&{size}").content)
    names = root.findall(f".//{SVG}g[@id='names']//{SVG}text")
    boxes = []
    for one in names:
        letters, x, y = float(one.get("font-size", 0)), float(one.get("x", 0)), float(one.get("y", 0))
        width = text_width(one.text or "", letters, bold=one.get("font-weight") is not None)
        boxes.append((x, y - 0.7 * letters, x + width, y + 0.2 * letters))
    assert len(boxes) >= 4
    apart = [
        one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        for one, other in combinations(boxes, 2)
    ]
    assert all(apart)


def test_colours_tell_communities_where_they_are_asked_for(client: TestClient) -> None:
    usual, communities = (client.get(f"/network.svg?color={mode}").text for mode in ("side", "community"))
    assert 'fill="#0072b2"' in communities
    assert 'fill="#0072b2"' not in usual


def test_gexf_has_lines_from_their_first_day_to_their_last(client: TestClient) -> None:
    root = ElementTree.fromstring(client.get("/network.gexf").content)
    graph = root.find(f"{GEXF}graph")
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    spans = [(edge.get("start", ""), edge.get("end", "")) for edge in root.iter(f"{GEXF}edge")]
    assert "2024-07-05" in [start for start, _ in spans]
    assert all(start <= end for start, end in spans)


def test_gexf_keeps_the_rules_of_its_schema(client: TestClient) -> None:
    root = ElementTree.fromstring(client.get("/network.gexf?color=community").content)
    told = [child.tag for child in root.find(f"{GEXF}graph") or ()]
    assert told == [f"{GEXF}{name}" for name in ("attributes", "attributes", "nodes", "edges")]
    meta = root.find(f"{GEXF}meta")
    assert meta is not None
    assert [child.tag for child in meta] == [f"{GEXF}creator", f"{GEXF}description"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", meta.get("lastmodifieddate", ""))
    nodes, edges = ([*root.iter(f"{GEXF}{name}")] for name in ("node", "edge"))
    ids = {node.get("id") for node in nodes}
    assert len(ids) == len(nodes) == int((root.find(f".//{GEXF}nodes") or root).get("count", 0))
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= ids
    known = {
        group.get("class"): {one.get("id"): one.get("type") for one in group}
        for group in root.iter(f"{GEXF}attributes")
    }
    assert set(known) == {"node", "edge"}
    for name, marks in (("node", nodes), ("edge", edges)):
        used = {value.get("for") for mark in marks for value in mark.iter(f"{GEXF}attvalue")}
        assert used == set(known[name])
    channels = [int(one.get(name, "-1")) for one in root.iter(f"{VIZ}color") for name in "rgb"]
    assert channels
    assert all(0 <= channel <= 255 for channel in channels)


def test_geojson_has_what_is_shown_where_it_lies(client: TestClient) -> None:
    found = client.get("/network.geojson?level=place").json()
    shown = client.get("/api/network?level=place").json()
    kinds = Counter((one["geometry"] or {}).get("type", "none") for one in found["features"])
    assert len(found["features"]) == len(shown["nodes"]) + len(shown["links"])
    assert kinds["Point"] >= 4
    assert kinds["LineString"] >= 4
    orsha = next(one for one in found["features"] if one["id"] == "place/by/orsha")
    lon, lat = orsha["geometry"]["coordinates"]
    assert (round(lon), round(lat)) == (30, 55) or (round(lon), round(lat)) == (30, 54)
    assert found["title"] == "Сеть партнёрств"
    assert any("Граф обновлён" in line for line in found["description"])


def test_tables_have_a_row_for_each_node_and_line_and_say_what_they_are(client: TestClient) -> None:
    shown = client.get("/api/network?level=place").json()
    for file, marks, column in (("nodes.csv", "nodes", "Название"), ("edges.csv", "links", "Партнёр")):
        answer = client.get(f"/network.{file}?level=place")
        text = answer.content.decode("utf-8-sig")
        assert text.splitlines()[0].count(";") > 5, "spreadsheets in Russian part cells so"
        named = unquote(answer.headers["content-disposition"])
        assert named.endswith(("Сеть партнёрств – Точки.csv", "Сеть партнёрств – Связи.csv"))
        rows, _, caption = text.replace("\r\n", "\n").partition("\n\n")
        assert column in rows.splitlines()[0]
        assert len(rows.splitlines()) == 1 + len(shown[marks])
        assert "Сеть партнёрств" in caption
        assert "Граф обновлён" in caption


@pytest.mark.parametrize(
    "query", ["level=country", "level=place&hide=place/by/orsha", f"focus={SMOLENSK}", ""]
)
def test_all_files_hold_the_same(client: TestClient, query: str) -> None:
    shown = client.get(f"/api/network?{query}").json()
    ids = {node["id"] for node in shown["nodes"]}
    assert set(saved(client, query)) == ids
    gexf = ElementTree.fromstring(client.get(f"/network.gexf?{query}").content)
    assert {node.get("id") for node in gexf.iter(f"{GEXF}node")} == ids
    svg = ElementTree.fromstring(client.get(f"/network.svg?{query}").content)
    assert len(svg.findall(f".//{SVG}g[@id='nodes']/{SVG}a")) == len(ids)
    assert len(svg.findall(f".//{SVG}g[@id='links']/{SVG}a")) == len(shown["links"])
    alone = client.get(f"/network.html?{query}").text
    assert all(f'"id": "{one}"' in alone for one in ids)


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


def test_what_is_gone_since_an_earlier_period_stands_at_its_own_time(client: TestClient) -> None:
    root = ElementTree.fromstring(
        client.get("/network.gexf?level=place&period=2024-Q4&versus=2024-Q3").content
    )
    changes = {
        edge.get("id"): {one.get("for"): one.get("value") for one in edge.iter(f"{GEXF}attvalue")}
        for edge in root.iter(f"{GEXF}edge")
    }
    gone = [edge for edge in root.iter(f"{GEXF}edge") if changes[edge.get("id")]["change"] == "gone"]
    assert gone
    assert all((edge.get("end") or "") < "2024-10-01" for edge in gone)
    assert all(edge.get("start") for edge in gone)
