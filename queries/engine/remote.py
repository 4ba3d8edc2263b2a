"""The remote engine: any server that speaks the SPARQL 1.1 Protocol (Virtuoso, QLever, GraphDB …)."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from io import BufferedReader
from traceback import clear_frames

import httpx
from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from ontology.errors import PobratimError, StoreError
from queries.engine import Answering, End, Engine, Query, QueryLimits
from queries.engine.errors import QueryError
from queries.engine.incoming import MOST_BYTES, IncomingQuery, send
from queries.engine.serialise import Medium, UnwritableError, write_boolean, write_solutions, write_triples
from queries.engine.text import ENTITY_PREFIX, declare_prefixes, form, refuse_side_effects
from queries.engine.version import ANSWER_SECONDS, Version
from queries.engine.workers import CountedRows
from queries.texts import sparql

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.9"


class RemoteEngine(Engine):
    """Answers from a server; `default_graph` is for one whose own default graph is the union of all graphs.

    Answers are read as terms and written anew while they arrive, so that every server gives the same
    documents and limits; `most_bytes` limits what is read of one answer.
    """

    def __init__(
        self,
        endpoint: str,
        *,
        prefixes: Mapping[str, str],
        default_graph: str | None = None,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._endpoint = endpoint
        self._prefixes = dict(prefixes)
        self._default_graph = default_graph
        self._client = httpx.Client(trust_env=False)
        self._most_bytes = most_bytes
        self._version = Version(self._stated)

    @property
    def snapshot(self) -> str:
        """The version that the server's data state of themselves, see `queries.engine.version`."""
        return self._version.get()

    @property
    def known_snapshot(self) -> str | None:
        return self._version.known

    def _stated(self) -> str:
        rows = self.select(sparql("documents/version.rq"), limits=QueryLimits(seconds=ANSWER_SECONDS))
        return next((term.value for (term,) in rows.rows if isinstance(term, Literal)), "unversioned")

    def answer(self, query: Query) -> Answering:
        refuse_side_effects(query.text)
        form_of_query = form(query.text)
        body = self._fetch(query, _RESULTS if form_of_query in ("SELECT", "ASK") else _TRIPLES)
        answering = self._rewritten(body, form_of_query, query)
        # what opens the document needs no row; and from here on to close the chunks is to close the response
        first = next(answering.chunks)
        return replace(answering, chunks=_begun(first, answering.chunks))

    def close(self) -> None:
        self._client.close()

    def _fetch(self, query: Query, accept: str) -> IncomingQuery:
        base = query.base or self._prefixes.get(ENTITY_PREFIX)
        fields: dict[str, str | list[str]] = {
            "query": declare_prefixes(query.text, self._prefixes, base=base)
        }
        default_graphs = list(query.default_graphs)
        if not default_graphs and not query.named_graphs and self._default_graph is not None:
            default_graphs = [self._default_graph]
        if default_graphs:
            fields["default-graph-uri"] = default_graphs
        if query.named_graphs:
            fields["named-graph-uri"] = list(query.named_graphs)
        seconds = max(0.001, query.limits.seconds - query.waited)
        request = self._client.build_request(
            "POST", self._endpoint, data=fields, headers={"accept": accept}, timeout=seconds
        )
        incoming = send(self._client, request, seconds=seconds, most=self._most_bytes)
        if incoming.response.is_error:
            with closing(incoming):
                raise _refusal(self._endpoint, incoming)
        return incoming

    def _rewritten(self, body: IncomingQuery, form_of_query: str, query: Query) -> Answering:
        """The answer that arrives, to be written in the media that the query names."""
        media, end = query.media, End()
        if form_of_query not in ("SELECT", "ASK"):
            chunks = _triples(body, media.triples, query.limits.rows, self._prefixes, end)
            return Answering("triples", media.triples, self._guarded(body, chunks), end)
        if form_of_query == "ASK":
            return Answering(
                "boolean", media.boolean, self._guarded(body, _boolean(body, media.boolean, end)), end
            )
        chunks = _solutions(body, media.solutions, query.limits.rows, end)
        return Answering("solutions", media.solutions, self._guarded(body, chunks), end)

    def _guarded(self, body: IncomingQuery, chunks: Iterator[bytes]) -> Generator[bytes, None, None]:
        """The chunks; what cannot be read is the server's fault, and the response ends with them."""
        with closing(body):
            try:
                yield from chunks
            except (PobratimError, SyntaxError, ValueError) as error:
                # what read the answer may be let go by its own thread alone, and an error goes anywhere
                clear_frames(error.__traceback__)
                if isinstance(error, PobratimError):
                    raise
                raise StoreError("server-unreadable", address=self._endpoint, reason=error) from error


def _begun(first: bytes, rest: Generator[bytes, None, None]) -> Generator[bytes, None, None]:
    with closing(rest):
        yield first
        yield from rest


def _refusal(endpoint: str, answer: IncomingQuery) -> PobratimError:
    status = answer.response.status_code
    said = " ".join((answer.read(4096) or b"").decode(errors="replace").split())[:500]
    if status == httpx.codes.BAD_REQUEST:
        return QueryError("server-refuses", address=endpoint, said=said)
    return StoreError("server-answers", address=endpoint, status=status, said=said)


def _solutions(body: IncomingQuery, medium: Medium, limit: int, end: End) -> Iterator[bytes]:
    result = parse_query_results(BufferedReader(body), format=QueryResultsFormat.JSON)
    if not isinstance(result, QuerySolutions):
        raise ValueError("a boolean where rows are expected")
    rows = CountedRows(iter(result), limit)
    yield from write_solutions(medium, [variable.value for variable in result.variables], rows)
    end.rows, end.truncated = rows.count, rows.truncated


def _boolean(body: IncomingQuery, medium: Medium, end: End) -> Iterator[bytes]:
    yield write_boolean(
        medium, _truth(parse_query_results(BufferedReader(body), format=QueryResultsFormat.JSON))
    )
    end.rows = 1


def _triples(
    body: IncomingQuery, medium: Medium, limit: int, prefixes: Mapping[str, str], end: End
) -> Iterator[bytes]:
    quads = parse(BufferedReader(body), format=_rdf_format(body.response))
    triples = CountedRows((quad.triple for quad in quads), limit)
    try:
        document = write_triples(medium, triples, prefixes)
    except UnwritableError as error:
        raise QueryError("query-wrong", reason=error) from None
    end.rows, end.truncated = triples.count, triples.truncated
    yield document


def _truth(result: QuerySolutions | QueryBoolean) -> bool:
    """Whether an ASK holds; Virtuoso says so by a single row with 1 or 0 in it."""
    if isinstance(result, QuerySolutions):
        return any(term is not None and term.value in ("1", "true") for row in result for term in row)
    return bool(result)


def _rdf_format(answer: httpx.Response) -> RdfFormat:
    media_type = answer.headers.get("content-type", "").partition(";")[0].strip()
    return RdfFormat.from_media_type(media_type) or RdfFormat.TURTLE
