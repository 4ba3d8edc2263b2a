"""What catalogues, crawlers and other servers read: dumps, VoID, shapes, sitemap, structured data."""

import gzip
import json
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import RdfFormat, Store, parse

from queries.catalog import questions


def test_a_dump_answers_the_stored_questions_wherever_it_is_loaded(client: TestClient) -> None:
    answer = client.get("/dump.nq.gz")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/gzip"
    store = Store()
    store.bulk_load(gzip.decompress(answer.content), format=RdfFormat.N_QUADS)
    answered = [name for name, one in questions().items() if list(store.query(one.sparql))]  # type: ignore[arg-type]
    assert {"partners", "partner-countries", "reports", "activity-by-municipality"} <= set(answered)
    assert client.get("/dump.nq.gz").content == answer.content


def test_there_are_dumps_of_known_formats_alone(client: TestClient) -> None:
    assert client.get("/dump.zip.gz").status_code == 404
    assert client.get("/dump.ttl.gz").status_code == 200


@pytest.mark.parametrize("path", ["/void.ttl", "/void.jsonld", "/shapes", "/shapes.ttl", "/shapes.nt"])
def test_descriptions_are_rdf(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": "text/turtle"})
    assert answer.status_code == 200
    assert list(
        parse(answer.content, format=RdfFormat.from_media_type(answer.headers["content-type"].split(";")[0]))
    )


def test_the_iri_of_a_named_graph_gives_the_graph(client: TestClient) -> None:
    answer = client.get("/id/graph/partnerships", headers={"accept": "application/n-triples"})
    assert answer.status_code == 200
    assert b"#Partnership>" in answer.content


@pytest.mark.parametrize("accept", ["*/*", "text/html,application/xhtml+xml,*/*;q=0.8"])
def test_a_named_graph_has_no_page_and_is_given_whoever_asks(client: TestClient, accept: str) -> None:
    answer = client.get("/id/graph/partnerships", headers={"accept": accept}, follow_redirects=True)
    assert (answer.status_code, answer.url.path) == (200, "/data/graph/partnerships.ttl")


def test_the_sitemap_leads_to_pages(client: TestClient) -> None:
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").text
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = [one.text or "" for one in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert found
    assert client.get(found[0].removeprefix("http://testserver")).status_code == 200


class _Scripts(HTMLParser):
    """Collects what stands in elements for structured data."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and ("type", "application/ld+json") in attrs

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


def test_pages_tell_search_engines_what_they_are_of(client: TestClient) -> None:
    address = client.get("/sitemap.xml").text.partition("<loc>")[2].partition("</loc>")[0]
    reader = _Scripts()
    reader.feed(client.get(address.removeprefix("http://testserver"), headers={"accept": "text/html"}).text)
    told = json.loads(reader.found[0])
    assert told["@context"] == "https://schema.org"
    assert told["@id"].startswith("http")
