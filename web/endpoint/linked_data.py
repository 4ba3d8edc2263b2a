"""Every IRI answers: things with a page or their triples, the ontology with its words, the dataset with VoID.

/id/…                     HTML: the entity's page; RDF: 303 to the document about it
/data/….ttl               that document, in the format of its ending
/ontology, /ontology/…    the ontology and its concept schemes, as a page in both languages or as RDF
/.well-known/void         VoID and DCAT; /void.ttl too
/shapes, /shapes/…         what is said of the things of each class, and what a graph is checked by, in SHACL
"""

from functools import cache
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, RdfFormat, Triple, parse
from rdflib.namespace import DCAT, DCTERMS, RDF
from starlette.exceptions import HTTPException

from graph.iris import ABOUT_GRAPH, GRAPHS, VOCABULARY_GRAPH
from graph.write.evidence import ANNOTATIONS
from ontology.structure import PARTS, shape_triples
from ontology.terms import SCHEMES, SD
from ontology.vocabulary import CHECKS
from queries.engine import Engine
from queries.engine.serialise import Medium
from queries.examples import PATH, example_triples
from queries.texts import sparql
from web.endpoint.documents import alternates, document, medium_of_extension, prefers_html, rdf_medium
from web.endpoint.protocol import ProtocolError
from web.http.origins import origin_of
from web.pages.entity import render_entity
from web.site import engine_of
from web.views.vocabulary import vocabulary_page

router = APIRouter(tags=["linked data"])

_TYPE = NamedNode(RDF.type)
_SERVICE = NamedNode(SD.Service)
_REPLACED = NamedNode(DCTERMS.isReplacedBy)
_ENDPOINT = NamedNode(SD.endpoint)
_ENDPOINT_URL = NamedNode(DCAT.endpointURL)


@router.get("/id/{path:path}", response_model=None)
def thing(request: Request, path: str) -> Response:
    iri = request.app.state.settings.base + path
    document_path = f"/data/{quote(path)}"
    if prefers_html(request) and path.startswith(PATH):
        return RedirectResponse(f"/questions/{quote(path.removeprefix(PATH))}", status_code=303)
    if prefers_html(request) and not path.startswith(GRAPHS):  # a graph has no page
        response = render_entity(request, iri)
        response.headers["vary"] = "accept, accept-encoding"
        response.headers.append("link", alternates(document_path))
        return response
    medium = _negotiated(request)
    headers = {"vary": "accept"}
    return RedirectResponse(f"{document_path}.{medium.extension}", status_code=303, headers=headers)


@router.get("/data/{path:path}.{extension}", response_model=None)
def data(request: Request, path: str, extension: str) -> Response:
    iri = request.app.state.settings.base + path
    triples = describe(engine_of(request), iri)
    if not triples:
        raise HTTPException(404)
    links = f'<{iri}>; rel="describes", </id/{quote(path)}>; rel="alternate"; type="text/html"'
    return document(request, triples, medium_of_extension(extension), {"link": links})


@router.get("/.well-known/void", response_model=None)
def void(request: Request) -> Response:
    return describe_service(request)


@router.get("/void.{extension}", response_model=None)
def void_file(request: Request, extension: str) -> Response:
    return document(request, _service_triples(request), medium_of_extension(extension))


@router.get("/shapes", response_model=None)
def shapes(request: Request) -> Response:
    return document(request, shape_triples(), _negotiated(request))


@router.get("/shapes.{extension}", response_model=None)
def shapes_file(request: Request, extension: str) -> Response:
    return document(request, shape_triples(), medium_of_extension(extension))


@router.get("/shapes/{part}.{extension}", response_model=None)
def shapes_part(request: Request, part: str, extension: str) -> Response:
    return document(request, _shapes_of(part), medium_of_extension(extension))


@router.get("/shapes/{part}", response_model=None)
def shapes_part_negotiated(request: Request, part: str) -> Response:
    return document(request, _shapes_of(part), _negotiated(request))


@router.get("/sparql/examples", response_model=None)
def examples(request: Request) -> Response:
    triples = example_triples(request.app.state.settings.base, f"{origin_of(request)}/sparql")
    return document(request, triples, _negotiated(request))


@router.get("/ontology", response_model=None)
def ontology(request: Request) -> Response:
    if prefers_html(request):
        page = vocabulary_page(request)
        page.headers["vary"] = "accept"
        page.headers["link"] = alternates("/ontology")
        return page
    return document(request, _vocabulary(request), _negotiated(request))


@router.get("/ontology.{extension}", response_model=None)
def ontology_file(request: Request, extension: str) -> Response:
    return document(request, _vocabulary(request), medium_of_extension(extension))


@router.get("/ontology/{path:path}", response_model=None)
def concept(request: Request, path: str) -> Response:
    if prefers_html(request):
        return RedirectResponse(f"/ontology?{request.url.query}#{quote(path)}", status_code=303)
    triples = describe(engine_of(request), SCHEMES + path)
    if not triples:
        raise HTTPException(404)
    return document(request, triples, _negotiated(request))


def describe_service(request: Request) -> Response:
    """What the snapshot says of itself, the service's address added; retired identifiers are not of it."""
    return document(request, _service_triples(request), _negotiated(request))


def _service_triples(request: Request) -> list[Triple]:
    about = _graph(engine_of(request), request.app.state.settings.base + ABOUT_GRAPH)
    triples = [one for one in about if one.predicate != _REPLACED]
    services = [one.subject for one in triples if one.predicate == _TYPE and one.object == _SERVICE]
    address = NamedNode(origin_of(request) + "/sparql")
    for property_ in (_ENDPOINT, _ENDPOINT_URL):
        triples += [Triple(service, property_, address) for service in services]
    return triples


def _shapes_of(part: str) -> tuple[Triple, ...]:
    if part == "checks":
        return _checks()
    if part not in PARTS:
        raise HTTPException(404)
    return shape_triples(part)


@cache
def _checks() -> tuple[Triple, ...]:
    """The triples that a graph is checked by; nodes without names have the same ones in every process."""
    triples = Dataset(parse(path=str(CHECKS), format=RdfFormat.TURTLE))
    triples.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return tuple(quad.triple for quad in triples)


def describe(engine: Engine, iri: str) -> tuple[Triple, ...]:
    """The triples about a thing, its parts and what points at it, or in a named graph.

    Evidence comes as an annotation; none where the graph says nothing of it, or the IRI cannot be one.
    """
    try:
        node = NamedNode(iri)
    except ValueError:
        return ()
    if f"/{GRAPHS}" in iri and (content := _graph(engine, iri)):
        return content
    about = engine.construct(sparql("documents/describe.rq"), {"thing": node, "whole": node, "target": node})
    return about or engine.construct(ANNOTATIONS, {"evidence": node})


def _vocabulary(request: Request) -> tuple[Triple, ...]:
    return _graph(engine_of(request), request.app.state.settings.base + VOCABULARY_GRAPH)


def _graph(engine: Engine, iri: str) -> tuple[Triple, ...]:
    return engine.construct(sparql("documents/graph.rq"), {"source": NamedNode(iri)})


def _negotiated(request: Request) -> Medium:
    try:
        return rdf_medium(request)
    except ProtocolError as error:
        raise HTTPException(error.status, str(error)) from error
