"""The clients that analysts use, at their defaults, against a server."""

import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas
import pytest
from pyld import jsonld
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.browser.served import served
from tests.engines.java import java, jena_jars, needs_java
from tests.queries.small import ID, write_snapshot
from tests.web.server import serving
from web.settings import Limits, Settings

ROOT = Path(__file__).parents[3]
COMUNICA = ROOT / "tests" / "clients"
SCRIPTS = re.findall(r"```r\n(.*?)```", (ROOT / "docs" / "queries.md").read_text("utf-8"), re.DOTALL)

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset.*:DeprecationWarning"),
]
"""What rdflib and SPARQLWrapper say of their own insides is not ours to mend."""

PREFIX = (
    "PREFIX pob: <https://w3id.org/pobratim/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)
EVENTS = PREFIX + "SELECT ?event ?name { ?event a pob:Event ; rdfs:label ?name }"
BUILT = PREFIX + "CONSTRUCT { ?event rdfs:label ?name } WHERE { ?event a pob:Event ; rdfs:label ?name }"
DESCRIBED = f"DESCRIBE <{ID}place/by>"
ASKED = PREFIX + "ASK { ?event a pob:Event }"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data: Path = tmp_path_factory.mktemp("clients")
    write_snapshot(data, "small")
    with serving(data, "--requests-per-minute", "0") as found:
        yield found


def wrapped(address: str, query: str, form: str, method: str = "GET") -> Any:
    client = SPARQLWrapper(f"{address}/sparql")
    client.setQuery(query)
    client.setReturnFormat(form)
    client.setMethod(method)
    return client.query().convert()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_reads_solutions_in_every_format(address: str, method: str) -> None:
    assert len(wrapped(address, EVENTS, JSON, method)["results"]["bindings"]) == 3
    assert len(wrapped(address, EVENTS, XML, method).getElementsByTagName("result")) == 3
    for form in (CSV, TSV):
        assert len(wrapped(address, EVENTS, form, method).splitlines()) == 4
    assert wrapped(address, ASKED, JSON, method)["boolean"] is True


@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, XML, JSONLD])
@pytest.mark.parametrize("query", [BUILT, DESCRIBED])
def test_sparqlwrapper_reads_triples_in_every_format(address: str, form: str, query: str) -> None:
    found = wrapped(address, query, form)
    triples = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
    assert len(triples) >= 3


def test_rdflib_asks_as_if_the_graph_were_its_own(address: str) -> None:
    triples = Graph(SPARQLStore(f"{address}/sparql"))
    country = URIRef(f"{ID}place/by")
    assert (country, None, None) in triples
    assert len(list(triples.query(EVENTS))) == 3


def test_rdflib_follows_an_iri_to_its_triples(address: str) -> None:
    for accept, form in (
        ("text/turtle", "turtle"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ):
        request = urllib.request.Request(f"{address}/id/place/by", headers={"accept": accept})
        with urllib.request.urlopen(request) as answer:
            assert len(Graph().parse(data=answer.read(), format=form)) > 3


def test_pandas_reads_an_address(address: str) -> None:
    frame = pandas.read_csv(f"{address}/sparql?format=csv&query={quote(EVENTS)}")
    assert list(frame.columns) == ["event", "name"]
    assert len(frame) == 3


def test_pyld_expands_what_it_is_given(address: str) -> None:
    with urllib.request.urlopen(f"{address}/data/place/by.jsonld") as answer:
        document = json.load(answer)
    expanded = jsonld.expand(jsonld.from_rdf(jsonld.to_rdf(document)))
    assert any(one["@id"] == f"{ID}place/by" for one in expanded)


R_PACKAGE = Path("/usr/lib/R/site-library/SPARQL")


@pytest.mark.skipif(
    shutil.which("Rscript") is None or not R_PACKAGE.exists(), reason="R or its package is not installed"
)
def test_r_runs_what_the_documentation_shows(address: str, tmp_path: Path) -> None:
    plain, packaged = SCRIPTS
    told = "cat(nrow(partners), sum(by_home$events), nrow(ties), '\\n')\n"
    asked = "cat(nrow(found$results), sum(found$results$events), '\\n')\n"
    package = subprocess.run(
        ["Rscript", "--vanilla", "-e", "library(SPARQL)"], capture_output=True, check=False
    )
    scripts = (plain + told, packaged + asked) if package.returncode == 0 else (plain + told,)
    text = "\n".join(scripts).replace("http://127.0.0.1:8000", address)
    done = subprocess.run(
        ["Rscript", "--vanilla", "-"], input=text, capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    ties = wrapped(address, PREFIX + "SELECT ?events { ?t a pob:Partnership ; pob:eventCount ?events }", JSON)
    events = [int(row["events"]["value"]) for row in ties["results"]["bindings"]]
    numbers = [line for line in done.stdout.splitlines() if re.fullmatch(r"[\d ]+", line)]
    assert [line.split() for line in numbers][1:] == [[str(len(events)), str(sum(events))]][
        : len(scripts) - 1
    ]
    assert all(int(number) > 0 for number in numbers[0].split())
    assert (tmp_path / "Rplots.pdf").stat().st_size > 1000


@pytest.mark.slow
@needs_java("jena-cmds.jar")
def test_jena_asks_from_its_command_line(address: str, tmp_path: Path) -> None:
    jars = jena_jars(tmp_path / "messages")
    (tmp_path / "own.ttl").write_text(f"<{ID}place/by> <http://example.org/budget> 7 .", encoding="utf-8")
    query = ROOT / "queries" / "library" / "reports.rq"
    service = f"{address}/sparql"
    found = java(jars, "arq.rsparql", "--service", service, "--query", query, "--results", "csv")
    with urllib.request.urlopen(f"{address}/questions/reports.csv") as answer:
        assert len(found.splitlines()) == len(answer.read().decode("utf-8").splitlines()) > 1
    joined = (
        "SELECT * { ?place <http://example.org/budget> ?budget "
        f"SERVICE <{service}> {{ ?place <http://www.w3.org/2000/01/rdf-schema#label> ?name }} }}"
    )
    rows = java(jars, "arq.arq", "--data", tmp_path / "own.ttl", "--results", "csv", joined)
    assert "Belarus" in rows


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that gives two rows at most."""
    data: Path = tmp_path_factory.mktemp("strict")
    write_snapshot(data, "small")
    with served(Settings(data=data, limits=Limits(requests_per_minute=None, query_rows=2))) as found:
        yield found


@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_does_not_take_a_cut_answer_for_a_whole_one(strict: str, form: str) -> None:
    with pytest.raises(QueryBadFormed, match="partial=1"):
        wrapped(strict, EVENTS, form)
    assert len(wrapped(strict, f"{EVENTS} LIMIT 2", JSON)["results"]["bindings"]) == 2


def test_sparqlwrapper_takes_a_part_that_it_asked_for_and_is_told_so(strict: str) -> None:
    client = SPARQLWrapper(f"{strict}/sparql")
    client.setQuery(EVENTS)
    client.setReturnFormat(JSON)
    client.addParameter("partial", "1")
    answer = client.query()
    assert answer.info()["x-truncated"] == "true"
    found: Any = answer.convert()
    assert len(found["results"]["bindings"]) == 2


def test_pandas_does_not_take_a_cut_answer_for_a_whole_one(strict: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="400"):
        pandas.read_csv(f"{strict}/sparql?format=csv&query={quote(EVENTS)}")


def test_rdflib_does_not_take_a_cut_answer_for_a_whole_one(strict: str) -> None:
    store = Graph(SPARQLStore(f"{strict}/sparql"))
    with pytest.raises(ValueError, match="wrong"):
        store.query(EVENTS)
    with pytest.raises(ValueError, match="wrong"):
        list(store)


@pytest.mark.slow
@pytest.mark.skipif(not (COMUNICA / "node_modules").is_dir(), reason="npm ci --prefix tests/clients")
def test_comunica_asks_alone_with_a_file_by_service_and_follows_iris(address: str, strict: str) -> None:
    command = ["node", str(COMUNICA / "comunica.mjs"), address, strict]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("passed") == 9
