"""What changed, for programs that keep a copy: by request, as a feed, as an event stream."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib.namespace import DCTERMS

from graph.snapshots.snapshot import DataFolder
from graph.write.rdf import TYPE
from ontology.terms import LDES, TREE

pytestmark = pytest.mark.slow

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def ids(data: Path) -> tuple[str, str]:
    """The two snapshots, the older first."""
    newer, older = DataFolder(data).snapshots()[:2]
    return older.id, newer.id


def triples_of(client: TestClient, address: str) -> set[Triple]:
    answer = client.get(address, headers={"accept": "text/turtle"})
    assert answer.status_code == 200, answer.text
    return {quad.triple for quad in parse(answer.content, format=RdfFormat.TURTLE)}


def objects(triples: set[Triple], predicate: str) -> set[str]:
    return {one.object.value for one in triples if one.predicate.value == predicate}  # type: ignore[union-attr]


def test_changes_as_json(client: TestClient, ids: tuple[str, str]) -> None:
    answer = client.get(f"/changes?since={ids[0]}", headers={"accept": "application/json"})
    told = answer.json()
    assert (told["since"]["id"], told["until"]["id"]) == ids
    assert {"Event", "Report"} <= {one["kind"] for one in told["added"]}
    event = next(one for one in told["added"] if one["kind"] == "Event")
    assert event["labels"]["ru"]
    assert any(fact["predicate"].endswith("startDate") and fact["value"] for fact in event["facts"])
    assert client.get("/changes", headers={"accept": "application/json"}).json() == told


def test_changes_as_rdf_tell_the_same(client: TestClient, ids: tuple[str, str]) -> None:
    told = client.get("/changes", headers={"accept": "application/json"}).json()
    subjects = objects(
        triples_of(client, f"/changes?since={ids[0]}"),
        "http://purl.org/vocab/changeset/schema#subjectOfChange",
    )
    assert {one["iri"] for one in told["added"] if one["facts"]} <= subjects


def test_since_a_day(client: TestClient, ids: tuple[str, str]) -> None:
    json = {"accept": "application/json"}
    assert client.get("/changes?since=2999-01-01", headers=json).json()["since"]["id"] == ids[1]
    refused = client.get("/changes?since=1999-01-01", headers=json)
    assert refused.status_code == 400
    assert ids[0] in refused.json()["detail"]
    assert client.get("/changes?since=никогда", headers=json).status_code == 400


def test_the_feed_has_an_entry_for_each_snapshot_but_the_first(
    client: TestClient, ids: tuple[str, str]
) -> None:
    answer = client.get("/changes.atom?lang=en")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"urn:pobratim:snapshot:{ids[1]}"
    assert "added" in (entry.findtext(f"{ATOM}title") or "")
    for name in ("id", "title", "updated", "author"):
        assert root.find(f"{ATOM}{name}") is not None
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert client.get(link.attrib["href"].removeprefix("http://testserver")).status_code == 200


def test_a_replica_that_follows_the_stream_ends_with_the_served_things(
    client: TestClient, data: Path
) -> None:
    """Follows every relation as an LDES client does, keeps the last version of each thing, and compares."""
    overview = triples_of(client, "/stream")
    assert objects(overview, str(LDES.timestampPath))
    pages, members = _followed(client, overview)
    assert len(pages) >= 2
    versions = {one.subject: one.object for one in members if one.predicate.value == str(DCTERMS.isVersionOf)}
    things = {thing.value for thing in versions.values()}  # type: ignore[union-attr]
    served = DataFolder(data).current().open().engine
    kind = NamedNode("https://w3id.org/pobratim/ontology#Event")
    events = {str(quad.subject.value) for quad in served.quads_for_pattern(None, TYPE, kind, None)}  # type: ignore[union-attr]
    assert events <= things
    created = sum(
        one.object.value.endswith("#Create") for one in members if isinstance(one.object, NamedNode)
    )
    assert created >= len(things)


def _followed(client: TestClient, overview: set[Triple]) -> tuple[set[str], set[Triple]]:
    waiting, seen, members = objects(overview, str(TREE.node)), set[str](), set[Triple]()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        triples = triples_of(client, address.removeprefix("http://testserver"))
        members |= triples
        waiting |= objects(triples, str(TREE.node)) - seen
    return seen, members


def test_a_page_that_is_none_is_404(client: TestClient, ids: tuple[str, str]) -> None:
    assert client.get("/stream/none/1.ttl").status_code == 404
    assert client.get(f"/stream/{ids[0]}/999.ttl").status_code == 404
    assert client.get(f"/stream/{ids[0]}/0.ttl").status_code == 404
