"""The flow as files: the picture's own streams, and what is said with it."""

import csv
import json
import re
from html import unescape
from io import StringIO
from typing import Any

from fastapi.testclient import TestClient

from tests.web.html import read


def told(page: str, name: str) -> Any:
    """What the page tells its script in an attribute."""
    found = re.search(rf"{name}='([^']*)'", page)
    return json.loads(unescape(found[1])) if found else None


def test_a_table_of_the_flow_has_the_streams_of_the_picture(client: TestClient) -> None:
    for query in ("", "sector=culture", "period=2024-Q3"):
        page = client.get(f"/flow?{query}").text
        drawn = told(page, "data-flow")
        names = [node["name"] for node in drawn["nodes"]]
        streams = {(names[one["source"]], names[one["target"]], one["value"]) for one in drawn["links"]}
        text = client.get(f"/flow.csv?{query}").content.decode("utf-8-sig")
        header, *rows = csv.reader(StringIO(text), delimiter=";")
        assert header == ["Откуда", "Куда", "События"]
        assert {(source, target, int(events)) for source, target, events in rows} == streams
        assert f"/flow.csv?{query}" in read(page).links


def test_a_saved_picture_of_the_flow_says_its_filters_and_source(client: TestClient) -> None:
    caption = told(client.get("/flow?sector=culture").text, "data-caption")
    said = " ".join(caption["lines"])
    assert "Сфера: Культура" in said
    assert "2024" in said
    assert caption["heads"] == ["Наша сторона", "Сфера", "Страна"]
    assert all(colour.startswith("#") for colour in caption["paint"].values())


def test_no_other_file_of_the_flow(client: TestClient) -> None:
    assert client.get("/flow.exe").status_code == 404
