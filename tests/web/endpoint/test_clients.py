"""The clients that analysts use, at their defaults, against a server."""

import json
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

from tests.queries.small import ID, write_snapshot
from tests.web.server import serving

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
