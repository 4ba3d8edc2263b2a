"""Triples as a document of the format that the client likes best."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from fastapi import Request
from fastapi.responses import Response
from pyoxigraph import Triple
from starlette.exceptions import HTTPException

from queries.engine.addresses import prefixes_with
from queries.engine.serialise import JSON_LD, NT, RDF_XML, TRIPLE_MEDIA, TURTLE, Medium, write_triples
from web.endpoint.protocol import ProtocolError, offers
from web.http.negotiation import parse_accept, preferred, quality_of
from web.http.tags import is_held

_BY_EXTENSION = {
    **{medium.name: medium for medium in TRIPLE_MEDIA},
    **{medium.extension: medium for medium in TRIPLE_MEDIA},
    "json": JSON_LD,
    "xml": RDF_XML,
}


def rdf_medium(request: Request) -> Medium:
    """The RDF format that the request asks for, Turtle for a browser that takes pages alone.

    Raises ProtocolError 406 for any other client that accepts none.
    """
    accept = request.headers.get("accept", "*/*")
    medium = preferred(accept, offers(TRIPLE_MEDIA))
    if medium is None and quality_of("text/html", parse_accept(accept)) > 0:
        return TURTLE
    if medium is None:
        names = ", ".join(one.media_type for one in TRIPLE_MEDIA)
        raise ProtocolError("protocol-format", status=406, known=names)
    return medium


def prefers_html(request: Request) -> bool:
    """Whether a page suits the client at least as well as any RDF format does."""
    ranges = parse_accept(request.headers.get("accept", "*/*"))
    html = quality_of("text/html", ranges)
    return html > 0 and html >= max(quality_of(media_type, ranges) for media_type, _ in offers(TRIPLE_MEDIA))


def medium_of_extension(extension: str) -> Medium:
    """The RDF format whose files end so; raises a 404 for the ending of no RDF format."""
    if extension not in _BY_EXTENSION:
        raise HTTPException(404)
    return _BY_EXTENSION[extension]


def document(
    request: Request, triples: Iterable[Triple], medium: Medium, headers: Mapping[str, str] | None = None
) -> Response:
    """The triples in that format, those of a subject together; 304 for who has them."""
    ordered = sorted(set(triples), key=str)
    prefixes = used_prefixes(prefixes_with(request.app.state.settings.base), ordered)
    body = write_triples(medium, ordered, prefixes)
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    told = {"vary": "accept", "etag": tag, "cache-control": "no-cache", **(headers or {})}
    if is_held(request.headers.get("if-none-match", ""), told["etag"]):
        return Response(status_code=304, headers=told)
    return Response(body, media_type=medium.media_type, headers=told)


def used_prefixes(prefixes: Mapping[str, str], triples: Iterable[Triple]) -> dict[str, str]:
    """The prefixes that some IRI of the triples begins with."""
    iris = {str(term).strip("<>") for triple in triples for term in triple}
    return {name: iri for name, iri in prefixes.items() if any(one.startswith(iri) for one in iris)}


def alternates(path: str) -> str:
    """The Link header that leads from a page to the same in each RDF format; `path` lacks the ending."""
    return ", ".join(
        f'<{path}.{medium.extension}>; rel="alternate"; type="{medium.media_type}"'
        for medium in (TURTLE, JSON_LD, NT, RDF_XML)
    )
