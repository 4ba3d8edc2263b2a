"""What a request asks for under the SPARQL 1.1 Protocol, and in which format it would be answered."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes

from ontology.errors import InputError
from queries.engine import Media
from queries.engine.serialise import (
    BOOLEAN_MEDIA,
    JSON,
    JSON_LD,
    MEDIA,
    NT,
    RDF_XML,
    SOLUTION_MEDIA,
    TRIPLE_MEDIA,
    TURTLE,
    XML,
    Medium,
)
from queries.engine.text import form
from web.http.negotiation import parse_accept, preferred, quality_of

FORM_TYPE = "application/x-www-form-urlencoded"
QUERY_TYPE = "application/sparql-query"
UPDATE_TYPE = "application/sparql-update"

_ALIASES = (
    ("application/json", JSON),
    ("application/json", JSON_LD),
    ("application/xml", XML),
    ("application/xml", RDF_XML),
    ("text/xml", XML),
    ("text/plain", NT),
)
_NAMES = {
    **{medium.name: (medium,) for medium in MEDIA.values()},
    "json": (JSON, JSON_LD),
    "json-ld": (JSON_LD,),
    "xml": (XML, RDF_XML),
    "rdf": (RDF_XML,),
    "rdf+xml": (RDF_XML,),
    "turtle": (TURTLE,),
    "n3": (TURTLE,),
    "n-triples": (NT,),
    "ntriples": (NT,),
}
"""What clients call formats beside Accept; which of two is meant, the form of the query tells."""
_QUERY_ALONE = b"query="
"""How the parameters of most requests begin, which have this one alone."""
_OF_UPDATES = frozenset({"update", "using-graph-uri", "using-named-graph-uri"})
_FORMAT_PARAMETERS = ("format", "output", "results")


class ProtocolError(InputError):
    """A request that is no SPARQL Protocol operation; `status` says in which way."""

    def __init__(self, key: str, /, *, status: int = 400, **values: Any) -> None:
        self.status = status
        super().__init__(key, **values)


@dataclass(frozen=True, slots=True)
class ProtocolOperation:
    """A query operation of the protocol, as the request states it; `text` is None where no query is given.

    `takes_part` says that an answer may be cut at the row limit.
    """

    text: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    seconds: float | None = None
    takes_part: bool = False


def read_operation(method: str, query_string: bytes, content_type: str, body: bytes) -> ProtocolOperation:
    """The operation of a request; raises ProtocolError for one that is none."""
    if method == "GET" and query_string.startswith(_QUERY_ALONE) and b"&" not in query_string:
        return ProtocolOperation(_value(query_string[len(_QUERY_ALONE) :]))
    pairs = _pairs(query_string)
    if method == "POST":
        content_type = content_type.partition(";")[0].strip().lower()
        if content_type == FORM_TYPE:
            pairs += _pairs(body)
        elif content_type == QUERY_TYPE:
            pairs.append(("query", _decoded(body)))
        elif content_type == UPDATE_TYPE:
            raise _read_only()
        else:
            raise ProtocolError(
                "protocol-content-type", status=415, given=content_type, known=f"{QUERY_TYPE}, {FORM_TYPE}"
            )
    return _operation(pairs)


def _operation(pairs: list[tuple[str, str]]) -> ProtocolOperation:
    given: dict[str, list[str]] = {}
    for key, value in pairs:
        given.setdefault(key, []).append(value)

    def values(name: str) -> tuple[str, ...]:
        return tuple(filter(None, given[name])) if name in given else ()

    if not given.keys().isdisjoint(_OF_UPDATES):
        raise _read_only()
    queries = given.get("query", [])
    if len(queries) > 1:
        raise ProtocolError("protocol-two-queries")
    return ProtocolOperation(
        text=queries[0] if queries else None,
        default_graphs=values("default-graph-uri"),
        named_graphs=values("named-graph-uri"),
        formats=tuple(chain.from_iterable(map(values, _FORMAT_PARAMETERS))),
        seconds=_seconds(next(iter(values("timeout")), None)),
        takes_part="1" in values("partial"),
    )


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict")
    except (UnicodeDecodeError, ValueError):
        raise ProtocolError("protocol-encoding") from None


def _value(encoded: bytes) -> str:
    """The value of one parameter, as `_pairs` would have it."""
    try:
        encoded.decode("ascii")
        return unquote_to_bytes(encoded.replace(b"+", b" ")).decode("utf-8")
    except UnicodeDecodeError:
        raise ProtocolError("protocol-encoding") from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise ProtocolError("protocol-query-encoding") from None


def _seconds(written: str | None) -> float | None:
    if written is None:
        return None
    if not re.fullmatch(r"\d{1,5}(\.\d{1,3})?", written):
        raise ProtocolError("protocol-timeout")
    return float(written)


def _read_only() -> ProtocolError:
    return ProtocolError("protocol-updates", status=403)


def choose_media(accept: str, operation: ProtocolOperation) -> Media:
    """How to write the answer, by a format that we know or the Accept header.

    Raises ProtocolError 406 if none fits.
    """
    return _media(accept, form(operation.text or ""), operation.formats)


@lru_cache(maxsize=512)
def _media(accept: str, form_of_query: str, formats: tuple[str, ...]) -> Media:
    offered = {"SELECT": SOLUTION_MEDIA, "ASK": BOOLEAN_MEDIA}.get(form_of_query, TRIPLE_MEDIA)
    named = [medium for name in formats for medium in _called(name)]
    chosen = _first_of(offered, named) if named else preferred(accept, offers(offered))
    if chosen is None:
        raise ProtocolError(
            "protocol-format",
            status=406,
            known=", ".join(medium.media_type.partition(";")[0] for medium in offered),
        )
    return Media(
        solutions=chosen if chosen in SOLUTION_MEDIA else JSON,
        boolean=chosen if chosen in BOOLEAN_MEDIA else JSON,
        triples=chosen if chosen in TRIPLE_MEDIA else TURTLE,
    )


def offers(media: tuple[Medium, ...]) -> Iterator[tuple[str, Medium]]:
    """The media by their own types first, then by the types that clients also use for them."""
    for medium in media:
        yield medium.media_type.partition(";")[0], medium
    for alias, medium in _ALIASES:
        if medium in media:
            yield alias, medium


def _called(name: str) -> tuple[Medium, ...]:
    """The media that a client may mean by that name or media type."""
    of_type = (medium for media_type, medium in offers(tuple(MEDIA.values())) if media_type == name.lower())
    return _NAMES.get(name.lower()) or tuple(of_type)


def _first_of(offered: Sequence[Medium], named: Sequence[Medium]) -> Medium | None:
    return next((medium for medium in named if medium in offered), None)


def likes_page(method: str, accept: str) -> bool:
    """Whether the client likes HTML better than any answer a program would take, as browsers do."""
    return method == "GET" and _likes_html(accept or "*/*")


@lru_cache(maxsize=512)
def _likes_html(accept: str) -> bool:
    ranges = parse_accept(accept)
    machine = max(quality_of(media_type, ranges) for media_type, _ in offers(tuple(MEDIA.values())))
    return quality_of("text/html", ranges) > machine
