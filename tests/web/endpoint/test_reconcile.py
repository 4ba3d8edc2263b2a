"""Names in a table become things of the graph: the Reconciliation Service API."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient
from jsonschema import Draft7Validator, Draft202012Validator, validate  # type: ignore[import-untyped]
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

CANDIDATES = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "name", "score", "match", "type"],
                    "properties": {
                        "id": {"type": "string"},
                        "name": {"type": "string"},
                        "description": {"type": "string"},
                        "score": {"type": "number", "minimum": 0, "maximum": 100},
                        "match": {"type": "boolean"},
                        "type": {"type": "array", "items": {"type": "object", "required": ["id", "name"]}},
                    },
                },
            }
        },
    },
}


def asked(client: TestClient, **queries: object) -> Any:
    answer = client.post("/reconcile?lang=ru", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    validate(answer.json(), CANDIDATES)
    return {key: one["result"] for key, one in answer.json().items()}


def test_the_manifest_says_what_there_is(client: TestClient) -> None:
    told = client.get("/reconcile").json()
    assert "0.2" in told["versions"]
    assert "{{id}}" in told["view"]["url"]
    assert {"Place", "Organisation", "Person"} <= {one["id"] for one in told["defaultTypes"]}


def test_a_name_finds_its_thing_and_the_type_narrows(client: TestClient) -> None:
    found = asked(
        client, a={"query": "Витебск"}, b={"query": "Витебск", "type": "Person"}, c={"query": "Ыыы"}
    )
    assert found["a"][0]["id"].startswith("place/by/")
    assert found["a"][0]["match"] is True
    assert found["b"] == found["c"] == []


def test_another_country_than_the_one_told_is_less_likely(client: TestClient) -> None:
    query = {"query": "Витебск", "type": "Place"}
    (right, *_), (wrong, *_) = asked(
        client,
        a={**query, "properties": [{"pid": "country", "v": "Беларусь"}]},
        b={**query, "properties": [{"pid": "country", "v": "China"}]},
    ).values()
    assert right["score"] == 100
    assert wrong["score"] <= 70
    assert not wrong["match"]


def test_values_come_with_the_names_of_what_they_lead_to(client: TestClient) -> None:
    thing = asked(client, a={"query": "Витебск", "type": "Place"})["a"][0]["id"]
    extend = {"ids": [thing, "no such/<thing>"], "properties": [{"id": "pob:inCountry"}, {"id": "geo:lat"}]}
    told = client.get("/reconcile", params={"extend": json.dumps(extend)}).json()
    assert [one["id"] for one in told["meta"]] == ["pob:inCountry", "geo:lat"]
    row = told["rows"][thing]
    assert row["pob:inCountry"] == [{"id": "place/by", "name": "Беларусь"}]
    assert row["geo:lat"][0]["float"] == pytest.approx(55.19, abs=0.1)
    assert told["rows"]["no such/<thing>"] == {"pob:inCountry": [], "geo:lat": []}
    offered = client.get("/reconcile/properties?type=Place").json()["properties"]
    assert {"pob:inCountry", "geo:lat"} <= {one["id"] for one in offered}


@pytest.mark.parametrize("what", ["entity", "type", "property"])
def test_what_is_typed_is_completed(client: TestClient, what: str) -> None:
    prefix = {"entity": "Вите", "type": "Орг", "property": "стран"}[what]
    found = client.get(f"/reconcile/suggest/{what}", params={"prefix": prefix, "lang": "ru"}).json()["result"]
    assert found
    assert all(one["id"] and one["name"] for one in found)


@pytest.mark.parametrize(
    "params",
    [
        {"queries": "["},
        {"queries": "[]"},
        {"queries": '{"a": {}}'},
        {"queries": '{"a": 1}'},
        {"extend": "{}"},
    ],
)
def test_what_is_no_query_is_told(client: TestClient, params: dict[str, str]) -> None:
    answer = client.get("/reconcile", params=params)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


SHAPES = yaml.safe_load(Path(__file__).with_name("reconciliation.yml").read_text(encoding="utf-8"))
PUBLISHED = os.environ.get("RECONCILIATION_SCHEMAS")
"""A folder with the JSON schemas that the community group publishes, where somebody has brought it."""
ANSWERS: dict[str, tuple[str, dict[str, str]]] = {
    "manifest": ("", {}),
    "reconciliation-result-batch": (
        "",
        {"queries": '{"a": {"query": "Витебск", "type": "Place"}, "b": {"query": "ничто"}}'},
    ),
    "suggest-entities-response": ("/suggest/entity", {"prefix": "Вит"}),
    "suggest-types-response": ("/suggest/type", {"prefix": ""}),
    "suggest-properties-response": ("/suggest/property", {"prefix": ""}),
    "data-extension-property-proposal": ("/properties", {"type": "Place"}),
    "data-extension-response": (
        "",
        {"extend": '{"ids": ["place/by"], "properties": [{"id": "rdfs:label"}, {"id": "pob:inCountry"}]}'},
    ),
}


def answer_of(client: TestClient, schema: str, lang: str) -> object:
    path, params = ANSWERS[schema]
    answer = client.get(f"/reconcile{path}", params={**params, "lang": lang})
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("schema", ANSWERS)
def test_an_answer_has_the_shape_that_clients_expect(client: TestClient, schema: str, lang: str) -> None:
    shape = {"$defs": SHAPES["$defs"], **SHAPES[schema]}
    Draft202012Validator(shape).validate(answer_of(client, schema, lang))


def test_an_answer_of_another_shape_is_found() -> None:
    shape = {"$defs": SHAPES["$defs"], **SHAPES["suggest-types-response"]}
    assert [*Draft202012Validator(shape).iter_errors({"result": [{"id": "Place"}]})]


@pytest.mark.skipif(PUBLISHED is None, reason="no published schemas brought: RECONCILIATION_SCHEMAS=FOLDER")
@pytest.mark.parametrize("schema", ANSWERS)
def test_an_answer_is_valid_by_the_published_schema(client: TestClient, schema: str) -> None:
    texts = {
        file.stem: json.loads(file.read_text(encoding="utf-8"))
        for file in Path(str(PUBLISHED)).glob("*.json")
    }
    known = Registry().with_resources(
        (one["$id"], Resource.from_contents(one, default_specification=DRAFT7)) for one in texts.values()
    )
    Draft7Validator(texts[schema], registry=known).validate(answer_of(client, schema, "ru"))
