"""Every IRI answers, in the form that is asked for."""

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import NamedNode, RdfFormat, parse

from ontology.structure import shape_triples
from queries.catalog import questions
from tests.queries.small import ID
from tests.web.clients import small_client
from web.endpoint import linked_data

HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return small_client(tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize(
    ("accept", "document"),
    [
        ("text/turtle", "/data/place/by/shklov.ttl"),
        ("application/ld+json", "/data/place/by/shklov.jsonld"),
        ("application/rdf+xml", "/data/place/by/shklov.rdf"),
        ("application/n-triples;q=0.5, text/turtle;q=0.4", "/data/place/by/shklov.nt"),
        ("application/json", "/data/place/by/shklov.jsonld"),
    ],
)
def test_a_thing_sees_other(client: TestClient, accept: str, document: str) -> None:
    response = client.get("/id/place/by/shklov", headers={"accept": accept})
    assert (response.status_code, response.headers["location"]) == (303, document)
    assert "accept" in response.headers["vary"]


@pytest.mark.parametrize("extension", ["ttl", "jsonld", "nt", "rdf"])
def test_the_document_tells_of_the_thing_and_what_points_at_it(client: TestClient, extension: str) -> None:
    response = client.get(f"/data/place/by/shklov.{extension}")
    media_type = response.headers["content-type"].partition(";")[0]
    quads = list(parse(response.content, format=RdfFormat.from_media_type(media_type)))
    thing = NamedNode(f"{ID}place/by/shklov")
    assert any(quad.subject == thing for quad in quads)
    assert any(quad.object == thing for quad in quads)
    assert f'<{thing.value}>; rel="describes"' in response.headers["link"]


def test_a_thing_with_parts_tells_of_them(client: TestClient) -> None:
    text = client.get("/data/report/2025-Q2/entry/1.ttl").text
    assert "The date cannot be read." in text


def test_a_piece_of_evidence_is_a_whole_web_annotation(client: TestClient) -> None:
    text = client.get("/data/report/2025-Q2/entry/1/evidence/1.ttl").text
    assert "oa:Annotation" in text
    assert 'oa:exact "Мстиславской школы"' in text
    assert 'pob:rule "organisation_place"' in text


def test_a_browser_gets_the_page_and_is_told_of_the_triples(client: TestClient) -> None:
    response = client.get("/id/place/by/shklov", headers=HTML)
    assert response.headers["content-type"].startswith("text/html")
    assert '</data/place/by/shklov.ttl>; rel="alternate"' in response.headers["link"]


@pytest.mark.parametrize("path", ["/data/place/xx.ttl", "/data/a b.ttl", "/ontology/sector/none"])
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"accept": "text/turtle"}).status_code == 404


def test_an_unknown_format_is_406(client: TestClient) -> None:
    assert client.get("/id/place/by/shklov", headers={"accept": "image/png"}).status_code == 406


def test_void_names_the_endpoint(client: TestClient) -> None:
    response = client.get("/.well-known/void")
    assert "<http://testserver/sparql>" in response.text
    assert "small-1" in response.text


@pytest.mark.parametrize(("lang", "word"), [("ru", "Встреча сторон"), ("en", "An occasion")])
def test_the_ontology_is_documented_in_both_languages(client: TestClient, lang: str, word: str) -> None:
    page = client.get(f"/ontology?lang={lang}", headers=HTML)
    assert word in page.text
    assert 'id="Event"' in page.text
    assert 'id="sector/culture"' in page.text


def test_the_ontology_as_rdf(client: TestClient) -> None:
    negotiated = client.get("/ontology", headers={"accept": "text/turtle"})
    assert "Встреча сторон" in negotiated.text
    assert client.get("/ontology.ttl").content == negotiated.content


def test_a_concept_dereferences(client: TestClient) -> None:
    assert "Культура" in client.get("/ontology/sector/culture", headers={"accept": "text/turtle"}).text
    assert (
        client.get("/ontology/sector/culture", headers=HTML).headers["location"].endswith("#sector/culture")
    )


def test_examples_are_published_with_both_languages(client: TestClient) -> None:
    quads = list(parse(client.get("/sparql/examples").content, format=RdfFormat.TURTLE))
    select = NamedNode("http://www.w3.org/ns/shacl#select")
    told = {quad.subject.value: quad.object.value for quad in quads if quad.predicate == select}
    assert told == {f"{ID}question/{name}": one.sparql for name, one in questions().items()}


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/data/place/by.json", "application/ld+json"),
        ("/data/place/by.xml", "application/rdf+xml"),
        ("/ontology.json", "application/ld+json"),
        ("/ontology.ttl", "text/turtle"),
    ],
)
def test_an_ending_names_the_format(client: TestClient, path: str, media_type: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert list(parse(response.content, format=RdfFormat.from_media_type(media_type)))


@pytest.mark.parametrize("path", ["/data/place/by", "/ontology"])
@pytest.mark.parametrize("extension", ["csv", "html", "geojson", "xlsx", "gz", "srj", "tsv"])
def test_the_ending_of_no_rdf_format_is_404(client: TestClient, path: str, extension: str) -> None:
    assert client.get(f"{path}.{extension}").status_code == 404


@pytest.mark.parametrize(
    "path", ["/.well-known/void", "/sparql/examples", "/ontology/sector", "/data/place/by.ttl"]
)
def test_a_browser_is_refused_nothing(client: TestClient, path: str) -> None:
    response = client.get(path, headers={"accept": "text/html"}, follow_redirects=True)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(("text/turtle", "text/html"))


def test_a_program_that_takes_no_rdf_is_told_what_there_is(client: TestClient) -> None:
    response = client.get("/.well-known/void", headers={"accept": "image/png"})
    assert response.status_code == 406


def test_a_page_leads_to_every_rdf_format(client: TestClient) -> None:
    link = client.get("/id/place/by/shklov", headers={"accept": "text/html"}).headers["link"]
    assert [one.partition(">")[0].rpartition(".")[2] for one in link.split(", ")] == [
        "ttl",
        "jsonld",
        "nt",
        "rdf",
    ]


def test_turtle_tells_of_each_subject_once_with_the_prefixes_it_uses(client: TestClient) -> None:
    turtle = client.get("/data/place/by/shklov.ttl").text
    subjects = [line.split(" ")[0] for line in turtle.splitlines() if line and line[0] not in "\t@"]
    assert len(subjects) == len(set(subjects))
    assert "@prefix sh:" not in turtle
    assert "@prefix pob:" in turtle


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "/data/place/by.ttl",
        "/data/place/by.jsonld",
        "/ontology.ttl",
        "/shapes.ttl",
        "/void.ttl",
        "/sparql/examples",
    ],
)
def test_who_has_a_document_is_not_sent_it_again(client: TestClient, path: str) -> None:
    plainly = {"accept-encoding": "identity"}
    first = client.get(path, headers=plainly)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for held in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        again = client.get(path, headers={**plainly, "if-none-match": held})
        assert (again.status_code, again.headers["etag"], again.content) == (304, tag, b"")
    assert client.get(path, headers={"if-none-match": '"x"'}).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/shapes/checks", "/shapes/checks.jsonld", "/shapes", "/shapes.rdf"])
def test_every_process_gives_a_document_the_same_tag(client: TestClient, path: str) -> None:
    first = client.get(path)
    linked_data._checks.cache_clear()
    shape_triples.cache_clear()
    again = client.get(path)  # read anew, as another process reads it
    assert (again.headers["etag"], again.content) == (first.headers["etag"], first.content)


def test_each_form_has_a_tag_of_its_own(client: TestClient) -> None:
    tags = {client.get(f"/data/place/by.{form}").headers["etag"] for form in ("ttl", "jsonld", "nt", "rdf")}
    assert len(tags) == 4


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/data/place/by.ttl", "GET, HEAD, OPTIONS"),
        ("/sparql", "GET, HEAD, OPTIONS, POST"),
        ("/reconcile", "GET, HEAD, OPTIONS, POST"),
    ],
)
def test_what_is_allowed_is_told_by_options_and_by_405(client: TestClient, path: str, allowed: str) -> None:
    asked = client.options(path)
    assert (asked.status_code, asked.headers["allow"]) == (204, allowed)
    refused = client.delete(path)
    assert (refused.status_code, refused.headers["allow"]) == (405, allowed)
