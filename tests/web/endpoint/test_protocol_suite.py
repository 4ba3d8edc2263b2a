"""The cases of the W3C's sparql11/protocol suite by their names, reduced to our own data.

`python -m tools.w3c_protocol` sends them as they are written.

The endpoint is read-only: what the suite has it update it refuses, by 403 where the request is an update.
"""

import pytest
from httpx2 import Client, Response

from tests.queries.small import ID

FORM, QUERY, UPDATE = (
    {"content-type": f"application/{kind}"}
    for kind in ("x-www-form-urlencoded", "sparql-query", "sparql-update")
)
TEXT = {"content-type": "text/plain"}
PLACES, REPORT, LATER = (f"{ID}graph/{name}" for name in ("places", "report/2025-Q1", "report/2025-Q2"))
COUNTRY, TOLD = f"<{ID}place/by> a pob:Country", "?report a pob:Report"
SOLUTIONS = {f"application/sparql-results+{kind}" for kind in ("json", "xml")}
RDF = {"text/turtle", "application/n-triples", "application/rdf+xml"}


@pytest.fixture(scope="module")
def client(either_client: Client) -> Client:
    return either_client


def direct(client: Client, query: str, **graphs: str | list[str]) -> Response:
    params = {f"{name.replace('_', '-')}-graph-uri": value for name, value in graphs.items()}
    response: Response = client.post("/sparql", params=params, content=query, headers=QUERY)
    return response


NEGATIVE = {
    "bad_query_method": ("PUT", "query=ASK%20%7B%7D", b"", {}, 405),
    "bad_multiple_queries": ("GET", "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", b"", {}, 400),
    "bad_query_wrong_media_type": ("POST", "", b"ASK {}", TEXT, 415),
    "bad_query_missing_form_type": ("POST", "", b"query=ASK%20%7B%7D", {}, 415),
    "bad_query_missing_direct_type": ("POST", "", b"ASK {}", {}, 415),
    "bad_query_non_utf8": ("POST", "", "ASK {}".encode("utf-16"), QUERY, 400),
    "bad_query_syntax": ("GET", "query=ASK%20%7B", b"", {}, 400),
    "bad_update_get": ("GET", "update=CLEAR%20ALL", b"", {}, 403),
    "bad_multiple_updates": ("POST", "", b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM, 403),
    "bad_update_wrong_media_type": ("POST", "", b"CLEAR NAMED", TEXT, 415),
    "bad_update_missing_form_type": ("POST", "", b"update=CLEAR%20NAMED", {}, 415),
    "bad_update_missing_direct_type": ("POST", "", b"CLEAR NAMED", {}, 415),
    "bad_update_non_utf8": ("POST", "", "CLEAR NAMED".encode("utf-16"), UPDATE, 403),
    "bad_update_syntax": ("POST", "", b"update=CLEAR%20XYZ", FORM, 403),
    "bad_update_dataset_conflict": (
        "POST",
        "",
        b"using-named-graph-uri=http%3A%2F%2Fexample.org%2Fg&update=WITH%20%3Cx%3Ay%3E%20DELETE%20%7B%7D",
        FORM,
        403,
    ),
    "update_post_form": ("POST", "", b"update=CLEAR%20ALL", FORM, 403),
    "update_post_direct": ("POST", "", b"CLEAR ALL", UPDATE, 403),
    "update_dataset_default_graph": ("POST", f"using-graph-uri={PLACES}", b"CLEAR ALL", UPDATE, 403),
    "update_dataset_default_graphs": (
        "POST",
        f"using-graph-uri={PLACES}&using-graph-uri={REPORT}",
        b"CLEAR ALL",
        UPDATE,
        403,
    ),
    "update_dataset_named_graphs": ("POST", f"using-named-graph-uri={PLACES}", b"CLEAR ALL", UPDATE, 403),
    "update_dataset_full": (
        "POST",
        f"using-graph-uri={PLACES}&using-named-graph-uri={REPORT}",
        b"CLEAR ALL",
        UPDATE,
        403,
    ),
    "update_base_uri": ("POST", "", b"INSERT DATA { <s> <p> <test> }", UPDATE, 403),
}


@pytest.mark.parametrize("name", NEGATIVE)
def test_what_is_refused(client: Client, name: str) -> None:
    method, asked, body, headers, status = NEGATIVE[name]
    response = client.request(method, f"/sparql?{asked}", content=body, headers=headers)
    assert response.status_code == status


def test_query_get(client: Client) -> None:
    assert client.get("/sparql?query=ASK%20%7B%7D").json()["boolean"] is True


def test_query_post_form(client: Client) -> None:
    response = client.post("/sparql", content=b"query=ASK%20%7B%7D", headers=FORM)
    assert response.json()["boolean"] is True


def test_query_post_direct(client: Client) -> None:
    assert direct(client, "ASK {}").json()["boolean"] is True


DATASETS: dict[str, tuple[str, dict[str, str | list[str]]]] = {
    "query_dataset_default_graph": (f"ASK {{ {COUNTRY} }}", {"default": PLACES}),
    "query_dataset_default_graphs": (f"ASK {{ {COUNTRY} . {TOLD} }}", {"default": [PLACES, REPORT]}),
    "query_dataset_named_graphs": (
        f"ASK {{ GRAPH ?g {{ {TOLD} }} GRAPH ?h {{ {COUNTRY} }} }}",
        {"named": [PLACES, REPORT]},
    ),
    "query_dataset_full": (
        f"ASK {{ {COUNTRY} . GRAPH <{REPORT}> {{ {TOLD} }} GRAPH <{LATER}> {{ ?later a pob:Report }} }}",
        {"default": PLACES, "named": [REPORT, LATER]},
    ),
    "query_multiple_dataset": (f"ASK FROM <{REPORT}> {{ {COUNTRY} }}", {"default": PLACES}),
}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", DATASETS)
def test_dataset(client: Client, name: str, method: str) -> None:
    query, graphs = DATASETS[name]
    if method == "post":
        response = direct(client, query, **graphs)
    else:
        params = {f"{kind}-graph-uri": graph for kind, graph in graphs.items()}
        response = client.get("/sparql", params={"query": query, **params})
    assert response.json()["boolean"] is True


@pytest.mark.parametrize(
    ("name", "query", "types"),
    [
        ("query_content_type_select", "SELECT (1 AS ?value) {}", SOLUTIONS),
        ("query_content_type_ask", "ASK {}", SOLUTIONS),
        ("query_content_type_describe", "DESCRIBE <http://example.org/>", RDF),
        ("query_content_type_construct", "CONSTRUCT { <s> <p> 1 } WHERE {}", RDF),
    ],
)
def test_content_type(client: Client, name: str, query: str, types: set[str]) -> None:
    response = direct(client, query)
    assert response.status_code == 200, name
    assert response.headers["content-type"].partition(";")[0] in types
