"""What leaves for other tools is right by their own validators: no error in any export of the sample."""

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import QuerySolutions, RdfFormat, Store

from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from queries.exports import EXPORTS, ExportSource
from web.app import create_app
from web.settings import Limits, Settings

pytestmark = pytest.mark.slow


PINNED = "tests/validators.lock is not installed"


@pytest.fixture(scope="module")
def source(sample: Path) -> ExportSource:
    return ExportSource(DataFolder(sample).current(), DEFAULT_BASE, "en")


@pytest.fixture(scope="module")
def unpacked(source: ExportSource, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables in a folder."""
    return extracted(source, "tables", tmp_path_factory.mktemp("tables"))


@pytest.fixture(scope="module")
def client(sample: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(data=sample, limits=Limits(requests_per_minute=None)))) as client:
        yield client


def written(source: ExportSource, name: str) -> bytes:
    output = BytesIO()
    EXPORTS[name].write(source, output)
    return output.getvalue()


def extracted(source: ExportSource, name: str, folder: Path) -> Path:
    with zipfile.ZipFile(BytesIO(written(source, name))) as archive:
        archive.extractall(folder)
    return folder


def test_csvw_reads_every_table_as_it_is_described(unpacked: Path) -> None:
    from csvw import TableGroup
    from csvw.metadata import CSVW

    assert CSVW(str(unpacked / "csv-metadata.json"), validate=True).is_valid
    tables = TableGroup.from_file(unpacked / "csv-metadata.json").tabledict
    events = list(tables["Event.csv"].iterdicts(strict=True))
    assert events
    assert all(isinstance(one["sector"], list) for one in events)
    assert any(one["startDate"].year == 2025 for one in events if one["startDate"])


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frictionless_finds_the_package_valid(unpacked: Path) -> None:
    from frictionless import Package

    report = Package(str(unpacked / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])[:5]
    assert report.stats["tasks"] > 10


TERMS = (
    "CreativeWork Dataset Organization WebSite about contentSize datePublished description encodingFormat"
    " hasPart identifier license name publisher url"
)
CONTEXT = {
    "@context": {
        **{term: f"http://schema.org/{term}" for term in TERMS.split()},
        "File": "http://schema.org/MediaObject",
        "conformsTo": "http://purl.org/dc/terms/conformsTo",
    }
}
"""What of RO-Crate's context the crate uses; the validator would ask the network for all of it."""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_roc_validator_finds_the_crate_valid(
    source: ExportSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = pytest.importorskip("rocrate_validator.services", reason=PINNED)
    models = pytest.importorskip("rocrate_validator.models", reason=PINNED)
    http = pytest.importorskip("rocrate_validator.utils.http", reason=PINNED)

    answer = pytest.importorskip("requests").Response()
    answer.status_code, answer._content = 200, json.dumps(CONTEXT).encode()
    answer.headers["content-type"] = "application/ld+json"
    monkeypatch.setattr(http.HttpRequester, "get", lambda *_, **__: answer, raising=False)

    def issues_of(crate: Path) -> list[str]:
        settings = services.ValidationSettings(
            rocrate_uri=str(crate),
            profile_identifier="ro-crate-1.1",
            requirement_severity=models.Severity.REQUIRED,
        )
        return [str(one.message) for one in services.validate(settings).get_issues()]

    crate = extracted(source, "ro-crate", tmp_path)
    assert issues_of(crate) == []
    (crate / "graph.nq.gz").unlink()
    assert issues_of(crate) != []


def test_a_crate_holds_no_report_and_the_same_snapshot_gives_the_same_bytes(source: ExportSource) -> None:
    once = written(source, "ro-crate")
    assert written(source, "ro-crate") == once
    names = zipfile.ZipFile(BytesIO(once)).namelist()
    assert {"ro-crate-metadata.json", "graph.nq.gz", "manifest.json", "shapes.ttl"} <= set(names)
    assert not [name for name in names if name.endswith((".docx", ".txt"))]


def test_openapi_describes_the_addresses_rightly(client: TestClient) -> None:
    from openapi_spec_validator import validate

    validate(client.get("/api/openapi.json").json())


def test_geojson_of_the_network_is_valid(client: TestClient) -> None:
    import geojson

    found: Any = geojson.loads(client.get("/network.geojson").text)
    assert found["features"]
    assert not [one.errors() for one in found["features"] if not one.is_valid]


def test_followthemoney_takes_every_entity(source: ExportSource) -> None:
    ftm = pytest.importorskip("followthemoney", reason=PINNED)
    entities = [json.loads(line) for line in written(source, "ftm").splitlines()]
    assert {"Organization", "Event", "Contract"} <= {one["schema"] for one in entities}
    for one in entities:
        ftm.model.get(one["schema"]).validate(one)


def test_links_between_ftm_entities_lead_somewhere(source: ExportSource) -> None:
    entities = [json.loads(line) for line in written(source, "ftm").splitlines()]
    ids = {one["id"] for one in entities}
    assert len(ids) == len(entities)
    linked = ("member", "organization", "involved", "addressEntity")
    assert {to for one in entities for name in linked for to in one["properties"].get(name, ())} <= ids


_TURTLE = RdfFormat.TURTLE
WIKIDATA = """
@prefix wdt: <http://www.wikidata.org/prop/direct/> . @prefix wd: <http://www.wikidata.org/entity/> .
wd:Q1 wdt:P1566 "{0}" . wd:Q2 wdt:P1566 "{1}" .
"""


def test_the_answer_of_wikidata_is_quickstatements(source: ExportSource) -> None:
    query = written(source, "wikidata").decode()
    head = query.partition("VALUES")[2]
    home, twin = head.split('("')[1].split('"')[0:3:2]
    store = Store()
    store.load(WIKIDATA.format(home, twin).encode(), format=_TURTLE)
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    lines = [row["line"].value for row in found]
    assert sorted(line.split("|")[:3] for line in lines) == [["Q1", "P190", "Q2"], ["Q2", "P190", "Q1"]]
    assert all(line.split("|")[3:][0] == "S854" for line in lines)
