"""The flow as files: the picture's own streams, and what is said with it."""

import csv
import json
from io import StringIO

from fastapi.testclient import TestClient
from lxml import html


def test_a_table_of_the_flow_has_the_streams_of_the_picture(client: TestClient) -> None:
    for query in ("", "sector=culture", "period=2024-Q3"):
        page = html.fromstring(client.get(f"/flow?{query}").text)
        drawn = json.loads(page.xpath("//@data-flow")[0])
        names = [node["name"] for node in drawn["nodes"]]
        streams = {(names[one["source"]], names[one["target"]], one["value"]) for one in drawn["links"]}
        text = client.get(f"/flow.csv?{query}").content.decode("utf-8-sig")
        header, *rows = csv.reader(StringIO(text), delimiter=";")
        assert header == ["Откуда", "Куда", "События"]
        assert {(source, target, int(events)) for source, target, events in rows} == streams
        assert f"/flow.csv?{query}" in page.xpath("//a/@href")


def test_a_saved_picture_of_the_flow_says_its_filters_and_source(client: TestClient) -> None:
    page = html.fromstring(client.get("/flow?sector=culture").text)
    caption = json.loads(page.xpath("//@data-caption")[0])
    told = " ".join(caption["lines"])
    assert "Сфера: Культура" in told
    assert "2024" in told
    assert caption["heads"] == ["Наша сторона", "Сфера", "Страна"]
    assert all(colour.startswith("#") for colour in caption["paint"].values())


def test_no_other_file_of_the_flow(client: TestClient) -> None:
    assert client.get("/flow.exe").status_code == 404
