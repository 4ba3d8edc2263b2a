"""The SPARQL 1.1 Protocol, case by case as the W3C's suite has them, and what goes beyond it."""

import csv
import json
from io import StringIO
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from httpx2 import Client, Response
from pyoxigraph import RdfFormat, parse

from queries.engine.serialise import as_n_triples
from tests.queries.small import ID
from tests.web.clients import small_client
from web.app import create_app
from web.settings import Limits, Settings

ASK = "ASK {}"
SELECT = (
    "SELECT ?c ?label { ?c a pob:Country ; rdfs:label ?label FILTER(LANG(?label) = 'en') } ORDER BY ?label"
)
CONSTRUCT = "CONSTRUCT { ?c a pob:Country } WHERE { ?c a pob:Country }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
PLACES, REPORT = f"{ID}graph/places", f"{ID}graph/report/2025-Q1"


@pytest.fixture(scope="module")
def client(either_client: Client) -> Client:
    return either_client


def ask(response: Response) -> bool:
    assert response.status_code == 200
    return bool(response.json()["boolean"])


# ── the query operation ──


def test_query_by_get(client: Client) -> None:
    assert ask(client.get("/sparql", params={"query": ASK}))


def test_query_by_url_encoded_post(client: Client) -> None:
    assert ask(client.post("/sparql", data={"query": ASK}))


def test_query_by_direct_post(client: Client) -> None:
    assert ask(client.post("/sparql", content=ASK, headers=DIRECT))


def test_query_by_direct_post_with_charset(client: Client) -> None:
    headers = {"content-type": "application/sparql-query; charset=utf-8"}
    query = "ASK { ?c rdfs:label 'Беларусь'@ru }"
    assert ask(client.post("/sparql", content=query.encode(), headers=headers))


@pytest.mark.parametrize("method", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("graphs", "query", "expected"),
    [
        ([("default-graph-uri", PLACES)], "ASK { ?c a pob:Country }", True),
        ([("default-graph-uri", REPORT)], "ASK { ?c a pob:Country }", False),
        (
            [("default-graph-uri", PLACES), ("default-graph-uri", REPORT)],
            "ASK { ?c a pob:Country . ?r a pob:Report }",
            True,
        ),
        ([("default-graph-uri", PLACES)], "ASK { GRAPH ?g { ?s ?p ?o } }", False),
        ([("named-graph-uri", REPORT)], "ASK { GRAPH ?g { ?r a pob:Report } }", True),
        ([("named-graph-uri", REPORT)], "ASK { GRAPH ?g { ?c a pob:Country } }", False),
        (
            [("named-graph-uri", REPORT), ("named-graph-uri", PLACES)],
            "ASK { GRAPH ?g { ?c a pob:Country } }",
            True,
        ),
        (
            [("default-graph-uri", PLACES), ("named-graph-uri", REPORT)],
            "ASK { ?c a pob:Country . GRAPH ?g { ?r a pob:Report } FILTER NOT EXISTS { ?x a pob:Report } }",
            True,
        ),
        # the protocol's dataset stands above the query's own
        ([("default-graph-uri", PLACES)], f"ASK FROM <{REPORT}> {{ ?c a pob:Country }}", True),
        ([], f"ASK FROM <{PLACES}> {{ ?c a pob:Country FILTER NOT EXISTS {{ ?r a pob:Report }} }}", True),
        ([], f"ASK FROM NAMED <{PLACES}> {{ GRAPH ?g {{ ?c a pob:Country }} }}", True),
    ],
)  # fmt: skip
def test_dataset(
    client: Client, method: str, graphs: list[tuple[str, str]], query: str, expected: bool
) -> None:
    if method == "get":
        response = client.get("/sparql", params=[("query", query), *graphs])
    elif method == "form":
        body = urlencode([("query", query), *graphs])
        response = client.post("/sparql", content=body, headers=FORM)
    else:
        response = client.post("/sparql", params=tuple(graphs), content=query, headers=DIRECT)
    assert ask(response) is expected


# ── requests that are no operation ──


@pytest.mark.parametrize(
    ("method", "options", "status"),
    [
        ("PUT", {"params": {"query": ASK}}, 405),
        ("DELETE", {"params": {"query": ASK}}, 405),
        ("GET", {"params": [("query", ASK), ("query", "SELECT * {}")]}, 400),
        ("POST", {"data": {"query": [ASK, "SELECT * {}"]}}, 400),
        ("POST", {"data": {"other": "x"}}, 400),
        ("POST", {"content": ASK, "headers": {"content-type": "text/plain"}}, 415),
        ("POST", {"content": ASK}, 415),
        ("POST", {"content": "ASK { ?s ?p 'Ж' }".encode("utf-16"), "headers": DIRECT}, 400),
        ("POST", {"content": b"query=%FF%FE", "headers": FORM}, 400),
        ("GET", {"params": {"query": "ASK { bad syntax"}}, 400),
        ("POST", {"content": "ASK bad", "headers": DIRECT}, 400),
        ("POST", {"data": {"query": ""}}, 400),
        ("GET", {"params": {"query": ASK, "timeout": "soon"}}, 400),
        ("GET", {"params": {"query": ASK, "default-graph-uri": "no iri"}}, 400),
        ("POST", {"data": {"update": "CLEAR ALL"}}, 403),
        ("POST", {"content": "CLEAR ALL", "headers": {"content-type": "application/sparql-update"}}, 403),
        ("POST", {"content": "CLEAR ALL", "headers": DIRECT}, 403),
        ("GET", {"params": {"update": "CLEAR ALL"}}, 403),
        ("POST", {"data": {"query": "LOAD <http://127.0.0.1:9/>"}}, 403),
        ("GET", {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}}, 403),
    ],
)  # fmt: skip
def test_bad_request(client: Client, method: str, options: dict[str, object], status: int) -> None:
    assert client.request(method, "/sparql", **options).status_code == status  # type: ignore[arg-type]


def test_a_problem_says_where_and_what(client: Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT *\nWHERE { ?s no:such ?o }"})
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (problem["line"], problem["column"], problem["status"]) == (2, 12, 400)
    assert "no:" in problem["detail"]


# ── results ──


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "", "application/sparql-results+json"),
        (SELECT, "application/json", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "application/xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
        (SELECT, "text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        (SELECT, "text/*", "text/csv"),
        (SELECT, "text/turtle, application/sparql-results+json;q=0.1", "application/sparql-results+json"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        (CONSTRUCT, "*/*", "text/turtle"),
        (CONSTRUCT, "text/turtle", "text/turtle"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/trig", "application/trig"),
        (CONSTRUCT, "application/n-quads", "application/n-quads"),
        (f"DESCRIBE <{ID}place/by>", "text/turtle", "text/turtle"),
    ],
)  # fmt: skip
def test_content_negotiation(client: Client, query: str, accept: str, media_type: str) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].removesuffix("; charset=utf-8") == media_type
    assert "accept" in response.headers["vary"]
    if query is CONSTRUCT:
        assert len(set(parse(response.content, format=RdfFormat.from_media_type(media_type)))) == 3


@pytest.mark.parametrize(
    ("query", "accept"),
    [(SELECT, "image/png"), (SELECT, "text/turtle"), (ASK, "text/csv"), (CONSTRUCT, "text/csv")],
)
def test_nothing_acceptable_is_406(client: Client, query: str, accept: str) -> None:
    assert client.get("/sparql", params={"query": query}, headers={"accept": accept}).status_code == 406


def test_format_stands_in_for_accept(client: Client) -> None:
    response = client.get("/sparql", params={"query": SELECT, "format": "csv"})
    assert list(csv.reader(StringIO(response.text)))[1] == [f"{ID}place/by", "Belarus"]


@pytest.mark.parametrize(
    ("query", "parameters", "media_type"),
    [
        # what SPARQLWrapper sends beside its Accept header
        (CONSTRUCT, {"format": "turtle", "output": "turtle", "results": "turtle"}, "text/turtle"),
        (CONSTRUCT, {"format": "xml", "output": "xml", "results": "xml"}, "application/rdf+xml"),
        (CONSTRUCT, {"format": "n3", "output": "n3", "results": "n3"}, "text/turtle"),
        (SELECT, {"format": "xml", "output": "xml", "results": "xml"}, "application/sparql-results+xml"),
        (SELECT, {"output": "csv"}, "text/csv"),
        (CONSTRUCT, {"format": "json-ld"}, "application/ld+json"),
        (CONSTRUCT, {"format": "json"}, "application/ld+json"),
        (CONSTRUCT, {"results": "application/n-triples"}, "application/n-triples"),
        # a name of no format says nothing, and Accept decides
        (SELECT, {"format": "auto"}, "application/sparql-results+json"),
    ],
)
def test_formats_are_known_by_the_names_that_clients_use(
    client: Client, query: str, parameters: dict[str, str], media_type: str
) -> None:
    accept = {"accept": "*/*"}
    response = client.get("/sparql", params={"query": query, **parameters}, headers=accept)
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media_type


def test_a_format_that_the_answer_cannot_have_is_406(client: Client) -> None:
    assert client.get("/sparql", params={"query": CONSTRUCT, "format": "csv"}).status_code == 406


def test_relative_iris_are_relative_to_the_request(client: Client) -> None:
    query = "SELECT (<x> AS ?x) (<#y> AS ?y) (<http://a/> AS ?z) {}"
    (row,) = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert [row[name]["value"] for name in "xyz"] == [
        "http://testserver/x",
        "http://testserver/sparql#y",
        "http://a/",
    ]


def test_an_answer_for_one_host_is_not_given_to_another(client: Client) -> None:
    query = {"query": "SELECT (<x> AS ?x) {}"}
    for host in ("one.example", "two.example", "one.example"):
        (row,) = client.get("/sparql", params=query, headers={"host": host}).json()["results"]["bindings"]
        assert row["x"]["value"] == f"http://{host}/x"


def test_every_medium_tells_the_same(client: Client) -> None:
    def got(name: str) -> Response:
        response: Response = client.get("/sparql", params={"query": SELECT, "format": name})
        return response

    expected = [[f"{ID}place/by", "Belarus"], [f"{ID}place/ru", "Russia"], [f"{ID}place/rs", "Serbia"]]
    bindings = got("json").json()["results"]["bindings"]
    assert [[row["c"]["value"], row["label"]["value"]] for row in bindings] == expected
    space = "{http://www.w3.org/2005/sparql-results#}"
    results = ElementTree.fromstring(got("xml").text).iter(f"{space}result")
    assert [[binding[0].text for binding in result] for result in results] == expected
    assert list(csv.reader(StringIO(got("csv").text)))[1:] == expected
    assert got("tsv").text.splitlines()[1] == f'<{ID}place/by>\t"Belarus"@en'


TRIPLE_TERM = 'CONSTRUCT { <a:s> <a:p> <<( <a:a> <a:b> "x"@en--ltr )>> } WHERE {}'


@pytest.mark.parametrize("form", ["ttl", "nt", "rdfxml", "trig", "nq"])
def test_a_triple_term_leaves_in_every_format_that_has_one(client: Client, form: str) -> None:
    answer = client.get("/sparql", params={"query": TRIPLE_TERM, "format": form})
    media_type = answer.headers["content-type"].partition(";")[0]
    (quad,) = parse(answer.content, format=RdfFormat.from_media_type(media_type))
    assert as_n_triples(quad.object) == '<<( <a:a> <a:b> "x"@en--ltr )>>'


def test_a_format_that_has_no_triple_terms_is_told_so(client: Client) -> None:
    answer = client.get("/sparql", params={"query": TRIPLE_TERM, "format": "jsonld"})
    assert answer.status_code == 400
    assert "JSON-LD" in answer.json()["detail"]


# ── beyond the protocol ──


def test_an_unchanged_answer_is_not_sent_again(client: Client) -> None:
    first = client.get("/sparql", params={"query": SELECT})
    tag = first.headers["etag"]
    again = client.get("/sparql", params={"query": SELECT}, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/sparql", params={"query": SELECT, "format": "csv"}, headers={"if-none-match": tag})
    assert other.status_code == 200


def test_an_answer_that_time_changes_is_not_kept(client: Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT (NOW() AS ?now) {}"})
    assert "etag" not in response.headers
    assert response.headers["cache-control"] == "no-store"


def test_any_origin_may_ask(client: Client) -> None:
    assert client.get("/sparql", params={"query": ASK}).headers["access-control-allow-origin"] == "*"
    preflight = client.options("/sparql")
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]


def test_the_row_limit_is_announced_and_told_when_it_bites(tmp_path: Path) -> None:
    client = small_client(tmp_path, limits=Limits(requests_per_minute=None, query_rows=2, query_workers=1))
    cut = client.get("/sparql", params={"query": SELECT, "partial": "1"})
    assert (cut.headers["x-row-limit"], cut.headers["x-rows"], cut.headers["x-truncated"]) == (
        "2",
        "2",
        "true",
    )
    assert len(cut.json()["results"]["bindings"]) == 2
    assert "x-truncated" not in client.get("/sparql", params={"query": ASK}).headers


@pytest.mark.parametrize(
    "accept", ["application/sparql-results+json", "text/csv", "application/sparql-results+xml"]
)
def test_a_cut_answer_is_not_given_as_a_whole_one(tmp_path: Path, accept: str) -> None:
    client = small_client(tmp_path, limits=Limits(requests_per_minute=None, query_rows=2, query_workers=1))
    refused = client.get("/sparql", params={"query": SELECT}, headers={"accept": accept})
    assert refused.status_code == 400
    assert (refused.json()["limit"], refused.json()["allowed"]) == ("rows", "2")
    assert "partial=1" in refused.json()["detail"]
    construct = client.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }"})
    assert construct.status_code == 400
    assert client.get("/sparql", params={"query": f"{SELECT} LIMIT 2"}).status_code == 200


def test_a_long_answer_comes_whole_and_tells_its_rows(client: Client) -> None:
    query = "SELECT ?a ?b ?c ?d { ?a ?b ?c . ?d a ?e } LIMIT 20000"
    response = client.get("/sparql", params={"query": query})
    assert response.headers["x-rows"] == "20000"
    assert len(json.loads(response.content)["results"]["bindings"]) == 20_000


def test_the_time_limit_is_told_and_others_are_answered(client: Client) -> None:
    response = client.get("/sparql", params={"query": ENDLESS, "timeout": "0.2"})
    assert response.status_code == 503
    assert (response.json()["limit"], response.json()["allowed"]) == ("time", "0.2 s")
    assert ask(client.get("/sparql", params={"query": ASK}))


def test_without_a_query_the_service_describes_itself(client: Client) -> None:
    response = client.get("/sparql", headers={"accept": "text/turtle"})
    sd = "http://www.w3.org/ns/sparql-service-description#"
    told = {
        (quad.predicate.value, str(quad.object)) for quad in parse(response.content, format=RdfFormat.TURTLE)
    }
    assert (f"{sd}endpoint", "<http://testserver/sparql>") in told


def test_a_browser_gets_the_desk(client: Client) -> None:
    browser = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    page = client.get("/sparql", params={"query": ASK}, headers=browser)
    assert page.headers["content-type"].startswith("text/html")
    assert f'data-query="{ASK}"' in page.text
    assert "https://" not in page.text.split("<main")[0].replace("https://w3id.org", "")


def test_head_is_get_without_a_body(client: Client) -> None:
    response = client.head("/sparql", params={"query": ASK})
    assert (response.status_code, response.content) == (200, b"")


# ── the desk ──


def test_a_short_link_is_stable_and_opens_the_query(client: Client) -> None:
    first, second = (client.post("/s", json={"query": SELECT}).json()["link"] for _ in range(2))
    assert first == second
    path = first.removeprefix("http://testserver")
    assert client.get(path, headers={"accept": "application/sparql-query"}).text == SELECT
    assert "data-query" in client.get(path, headers={"accept": "text/html"}).text


@pytest.mark.parametrize("key", ["..%2f..%2fmanifest", "0" * 12, "x", "0" * 13])
def test_an_unknown_short_link_is_404(client: Client, key: str) -> None:
    assert client.get(f"/s/{key}").status_code == 404


def test_a_long_query_gets_no_short_link(client: Client) -> None:
    assert client.post("/s", json={"query": "#" * 70_000}).status_code == 400


def test_desk_data_names_our_terms_in_the_language_asked(client: Client) -> None:
    data = client.get("/sparql/desk.json", params={"lang": "en"}).json()
    assert data["prefixes"]["id"] == ID
    event = next(term for term in data["terms"] if term["name"] == "pob:Event")
    assert (event["label"], event["kind"]) == ("Event", "class")


def test_a_builder_is_offered_classes_steps_and_concepts_in_both_languages(client: Client) -> None:
    russian, english = (
        {
            one["iri"]: one
            for one in client.get("/sparql/builder.json", params={"lang": lang}).json()["classes"]
        }
        for lang in ("ru", "en")
    )
    assert (russian["pob:Event"]["label"], english["pob:Event"]["label"]) == ("Событие", "Event")
    assert russian.keys() == english.keys()
    steps = {(step["path"], step["inverse"]): step for step in english["pob:Organisation"]["steps"]}
    assert steps["pob:organisationKind", False]["value"] == "concept"
    assert steps["pob:participant", True]["to"] == ["pob:Event"]
    assert english["pob:OrganisationKind"]["concepts"]
    assert all(step["to"] for one in english.values() for step in one["steps"] if step["value"] == "thing")


def test_the_editor_is_told_its_words_in_another_language(client: Client) -> None:
    russian, english = (client.get("/sparql/desk.json", params={"lang": one}).json() for one in ("ru", "en"))
    assert russian["words"]["Run query"] == "Выполнить запрос"
    assert russian["patterns"][0] == ["^Shows Table view$", "Показать: Таблица"]
    assert (english["words"], english["views"]["map"]) == ({}, "Map")


def test_queries_of_the_desk_declare_the_prefixes_they_use(client: Client) -> None:
    example = client.get("/sparql/desk.json").json()["examples"]["partners"]
    assert "PREFIX pob: <https://w3id.org/pobratim/ontology#>\n" in example
    page = client.get("/sparql?query=ASK { id:place/by a pob:Place }", headers={"accept": "text/html"}).text
    assert f"PREFIX id: &lt;{ID}&gt;\nPREFIX pob: " in page


def test_labels(client: Client) -> None:
    wanted = {"iris": [f"{ID}place/by", "no iri", "http://a/"]}
    assert client.post("/sparql/labels?lang=en", json=wanted).json() == {f"{ID}place/by": "Belarus"}


def test_a_folder_without_a_graph_is_told_again_and_again(tmp_path: Path) -> None:
    limits = Limits(requests_per_minute=None, query_workers=1)
    client = TestClient(create_app(Settings(data=tmp_path, limits=limits)))
    for _ in range(2):
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 503


@pytest.mark.parametrize(
    ("languages", "answered", "word"),
    [
        ("", "en", "line"),
        ("*", "en", "line"),
        ("de, fr;q=0.8", "en", "line"),
        ("ru", "ru", "строка"),
        ("ru-RU,ru;q=0.9,en-US;q=0.8", "ru", "строка"),
        ("en-GB, ru;q=0.5", "en", "line"),
        ("en;q=0.3, ru;q=0.5", "ru", "строка"),
        ("ru;q=0", "en", "line"),
    ],
)
def test_what_went_wrong_is_told_in_the_language_asked_for(
    client: Client, languages: str, answered: str, word: str
) -> None:
    response = client.get("/sparql", params={"query": "SELECT"}, headers={"accept-language": languages})
    assert response.headers["content-language"] == answered
    assert word in response.json()["detail"].casefold()
