"""What is told of the addresses for programs is so: each request answers, as its example does."""

import json
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import validate  # type: ignore[import-untyped]

from ontology.speech import catalogue
from web.api.openapi import schema_of
from web.api.operations import Operation, operations

TRIED = [pytest.param(one, id=one.told.id) for one in operations()]
PAGES = {
    "/", "/agreements", "/api", "/brief", "/browse", "/browse/{kind}", "/compare", "/events", "/flow",
    "/help", "/map", "/map/land/{view}.svg", "/matrix", "/network", "/network/picture",
    "/network/table", "/news", "/panel",
    "/questions", "/search", "/sector/{code}", "/timeline",
}  # fmt: skip
"""What is for readers."""


def asked(client: TestClient, one: Operation, media_type: str) -> Any:
    """The answer to an example, in the format asked for; a snapshot and a link of this server stand in it."""
    address = one.example.replace("SNAPSHOT", client.get("/ready").json()["snapshot"])
    if "KEY" in address:
        link = client.post("/s", json={"query": "ASK {}"}).json()["link"]
        address = address.replace("KEY", link.rpartition("/")[2])
    headers = {"accept": media_type}
    if one.told.method == "get":
        return client.get(address, headers=headers, follow_redirects=False)
    sent, body = next(iter(one.told.bodies.items()))
    content = body if isinstance(body, str) else json.dumps(body)
    return client.post(address, content=content, headers={**headers, "content-type": sent})


@pytest.mark.slow
@pytest.mark.parametrize("one", TRIED)
def test_an_example_is_answered_as_it_is_told(client: TestClient, one: Operation) -> None:
    media_type = next((name for name, example in one.answers.items() if example), next(iter(one.answers)))
    answer = asked(client, one, media_type)
    assert answer.status_code == one.told.status, answer.text
    assert answer.headers["content-type"].partition(";")[0] in one.answers
    example = one.answers[media_type]
    if not isinstance(example, str):
        validate(answer.json(), schema_of(example))
        assert answer.json()


def test_nothing_that_programs_may_ask_is_left_out(client: TestClient) -> None:
    told = {one.told.path for one in operations()} | PAGES
    app: Any = client.app
    named = {"/questions/{name}": "/questions/{name}.{extension}"}
    there = {named.get(path, path) for path in app.openapi()["paths"]}
    assert there - told == set(), "tell of it in web/api/operations.yml"
    assert told - there == set()


def test_every_word_of_it_is_used() -> None:
    used = {f"api.operation.{one.told.id}" for one in operations()}
    used |= {f"api.group.{one.told.group}" for one in operations()}
    used |= {f"api.problem.{code}" for one in operations() for code in one.told.problems}
    used |= {f"api.parameter.{named.name}" for one in operations() for named in one.parameters}
    kinds = ("operation", "group", "problem", "parameter")
    assert {key for key in catalogue() if key.startswith("api.") and key.split(".")[1] in kinds} == used


@pytest.mark.parametrize(("lang", "word"), [("ru", "обязателен"), ("en", "required")])
def test_the_page_asks_nothing_of_other_servers(client: TestClient, lang: str, word: str) -> None:
    page = client.get(f"/api?lang={lang}").text
    assert word in page
    assert all(f'id="{one.told.id}"' in page for one in operations())
    assert not re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(?:https?:)?//', page)


def test_the_document_is_in_the_language_asked_for(client: TestClient) -> None:
    russian, english = (client.get(f"/api/openapi.json?lang={lang}").json() for lang in ("ru", "en"))
    assert russian["paths"].keys() == english["paths"].keys()
    assert russian["paths"]["/dump.{extension}.gz"]["get"]["summary"].startswith("Весь граф")
    assert english["servers"] == [{"url": "http://testserver"}]
