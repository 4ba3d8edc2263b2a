"""The remote engine: any server that speaks the SPARQL 1.1 Protocol (Virtuoso, QLever, GraphDB …)."""

from collections.abc import Iterator, Mapping

import httpx
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from ontology.errors import PobratimError, StoreError
from queries.engine import Answering, End, Engine, Limits, Query
from queries.errors import LimitExceededError, QueryError
from queries.serialise import write_boolean, write_solutions, write_triples
from queries.text import declare_prefixes, form, refuse_side_effects
from queries.version import ANSWER_SECONDS, Version
from queries.workers import Counted

_SNAPSHOT = """
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX void: <http://rdfs.org/ns/void#>
SELECT ?version WHERE { ?dataset a void:Dataset ; dcterms:identifier ?version } ORDER BY ?version LIMIT 1
"""
_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.9"


class RemoteEngine(Engine):
    """Answers from a server; `default_graph` is for one whose own default graph is the union of all graphs.

    Answers are read as terms and written anew, so that every server gives the same documents and row limit.
    """

    def __init__(
        self,
        endpoint: str,
        *,
        prefixes: Mapping[str, str],
        default_graph: str | None = None,
        client: httpx.Client | None = None,
    ) -> None:
        self._endpoint = endpoint
        self._prefixes = dict(prefixes)
        self._default_graph = default_graph
        self._client = client or httpx.Client(trust_env=False)
        self._version = Version(self._stated)

    @property
    def snapshot(self) -> str:
        """The version that the server's data state of themselves, see `queries.version`."""
        return self._version.get()

    @property
    def known_snapshot(self) -> str | None:
        return self._version.known

    def _stated(self) -> str:
        rows = self.select(_SNAPSHOT, limits=Limits(seconds=ANSWER_SECONDS))
        return next((term.value for (term,) in rows.rows if term is not None), "unversioned")

    def answer(self, query: Query) -> Answering:
        refuse_side_effects(query.text)
        form_of_query = form(query.text)
        body = self._fetch(query, _RESULTS if form_of_query in ("SELECT", "ASK") else _TRIPLES)
        try:
            return _rewritten(body, form_of_query, query, self._prefixes)
        except (SyntaxError, ValueError) as error:
            raise StoreError("server-unreadable", address=self._endpoint, reason=error) from error

    def close(self) -> None:
        self._client.close()

    def _fetch(self, query: Query, accept: str) -> httpx.Response:
        fields: dict[str, str | list[str]] = {"query": declare_prefixes(query.text, self._prefixes)}
        default_graphs = list(query.default_graphs)
        if not default_graphs and not query.named_graphs and self._default_graph is not None:
            default_graphs = [self._default_graph]
        if default_graphs:
            fields["default-graph-uri"] = default_graphs
        if query.named_graphs:
            fields["named-graph-uri"] = list(query.named_graphs)
        try:
            answer = self._client.post(
                self._endpoint, data=fields, headers={"accept": accept}, timeout=query.limits.seconds
            )
        except httpx.TimeoutException:
            raise LimitExceededError("time", f"{query.limits.seconds:g} s") from None
        except httpx.HTTPError as error:
            raise StoreError("server-silent", address=self._endpoint, reason=error) from None
        if answer.is_error:
            raise _refusal(self._endpoint, answer)
        return answer


def _refusal(endpoint: str, answer: httpx.Response) -> PobratimError:
    said = " ".join(answer.text.split())[:500]
    if answer.status_code == httpx.codes.BAD_REQUEST:
        return QueryError("server-refuses", address=endpoint, said=said)
    return StoreError("server-answers", address=endpoint, status=answer.status_code, said=said)


def _rewritten(
    answer: httpx.Response, form_of_query: str, query: Query, prefixes: Mapping[str, str]
) -> Answering:
    media = query.media
    if form_of_query not in ("SELECT", "ASK"):
        quads = parse(answer.content, format=_rdf_format(answer))
        triples = Counted((quad.triple for quad in quads), query.limits.rows)
        document = write_triples(media.triples, triples, prefixes)
        end = End(triples.count, triples.truncated)
        return Answering("triples", media.triples, iter([document]), end)
    result = parse_query_results(answer.content, format=QueryResultsFormat.JSON)
    if form_of_query == "ASK" or not isinstance(result, QuerySolutions):
        document = write_boolean(media.boolean, _truth(result))
        return Answering("boolean", media.boolean, iter([document]), End(1))
    names = [variable.value for variable in result.variables]
    rows, end = Counted(iter(result), query.limits.rows), End()
    chunks = _counting(write_solutions(media.solutions, names, rows), rows, end)
    return Answering("solutions", media.solutions, chunks, end)


def _truth(result: QuerySolutions | QueryBoolean) -> bool:
    """Whether an ASK holds; Virtuoso says so by a single row with 1 or 0 in it."""
    if isinstance(result, QuerySolutions):
        return any(term is not None and term.value in ("1", "true") for row in result for term in row)
    return bool(result)


def _rdf_format(answer: httpx.Response) -> RdfFormat:
    media_type = answer.headers.get("content-type", "").partition(";")[0].strip()
    return RdfFormat.from_media_type(media_type) or RdfFormat.TURTLE


def _counting(chunks: Iterator[bytes], rows: Counted, end: End) -> Iterator[bytes]:
    yield from chunks
    end.rows, end.truncated = rows.count, rows.truncated
