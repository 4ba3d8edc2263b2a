"""Runs the W3C's SPARQL query tests through our endpoint and, beside it, on the bare engine.

    python -m tools.w3c FOLDER        # a checkout of w3c/rdf-tests; its files are never part of this project

Every data file is a named graph of one store; a test names those it wants by `default-graph-uri` and
`named-graph-uri`. Told are the numbers by suite, and each test that fails, first those that the engine alone
passes. What is refused by design (updates, SERVICE) is not applicable.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi.testclient import TestClient
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)  # fmt: skip

from tests.queries.small import write_snapshot
from web.app import create_app
from web.settings import Limits, Settings

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
EVALUATION = {"QueryEvaluationTest", "CSVResultFormatTest"}
POSITIVE = {"PositiveSyntaxTest", "PositiveSyntaxTest11"}
NEGATIVE = {"NegativeSyntaxTest", "NegativeSyntaxTest11"}
ELSEWHERE = (
    "entailment",
    "service",
    "protocol",
    "graph-store-protocol",
    "http-rdf-update",
    "service-description",
)
"""Suites of what the endpoint does not do, or that are no queries."""
NOTHING = "urn:x-nothing"
OK, REFUSED = 200, 403

Rows = frozenset[str] | bool | None


@dataclass(frozen=True, slots=True)
class SuiteTest:
    """A test of a manifest; paths are file addresses."""

    suite: str
    name: str
    kind: str
    query: str
    data: tuple[str, ...] = ()
    graphs: tuple[str, ...] = ()
    expected: str | None = None


@dataclass(slots=True)
class SuiteTally:
    """What became of the tests of a suite."""

    outcomes: Counter[str] = field(default_factory=Counter)
    ours: list[str] = field(default_factory=list)
    engines: list[str] = field(default_factory=list)


def cases(folder: Path) -> Iterator[SuiteTest]:
    """The query tests of every manifest under the folder."""
    for manifest in sorted(folder.glob("sparql/sparql1*/**/manifest*.ttl")):
        if manifest.parent.name not in ELSEWHERE:
            yield from _of_manifest(manifest)


def _kind_of(types: Iterable[object]) -> str:
    """The kind of test among the types; empty where none of them is one that is tried."""
    return next((_tail(one) for one in types if _tail(one) in EVALUATION | POSITIVE | NEGATIVE), "")


def _of_manifest(manifest: Path) -> Iterator[SuiteTest]:
    said: dict[object, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse(path=str(manifest), format=RdfFormat.TURTLE, base_iri=manifest.as_uri()):
            said[quad.subject][quad.predicate.value].append(quad.object)
    except SyntaxError:
        return
    suite = f"{manifest.parts[-3]}/{manifest.parts[-2]}"
    for node, told in list(said.items()):
        kind = _kind_of(told[TYPE])
        if not kind or not told[f"{MF}action"]:
            continue
        action = told[f"{MF}action"][0]
        asked = said[action]
        query = _iri(asked[f"{QT}query"][0] if asked[f"{QT}query"] else action)
        expected = next((_iri(one) for one in told[f"{MF}result"]), None)
        named = (_iri((said[one][f"{QT}graph"] or [one])[0]) for one in asked[f"{QT}graphData"])
        yield SuiteTest(
            suite, _tail(node), kind, query, tuple(map(_iri, asked[f"{QT}data"])), tuple(named), expected
        )


def _tail(node: object) -> str:
    return _iri(node).replace("#", "/").rpartition("/")[2]


def _iri(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


# ── the store ──


def filled(store: Store, wanted: Iterable[SuiteTest]) -> None:
    """Loads each file that a test names, and those beside it, in the named graph of its address."""
    files = {file for case in wanted for file in (*case.data, *case.graphs)}
    files |= {one.as_uri() for case in wanted for one in _path(case.query).parent.glob("data*.*")}
    for file in sorted(files):
        form = RdfFormat.from_extension(_path(file).suffix[1:].replace("n3", "ttl"))
        if form is None or form.supports_datasets:
            continue
        try:
            for quad in parse(path=str(_path(file)), format=form, base_iri=file):
                store.add(Quad(quad.subject, quad.predicate, quad.object, NamedNode(file)))
        except SyntaxError as error:
            print(f"unreadable: {file}: {error}", file=sys.stderr)


def _path(address: str) -> Path:
    return Path(address.removeprefix("file://"))


# ── asking ──


def text_of(case: SuiteTest) -> str:
    """The query as its file has it, relative to its address."""
    return f"BASE <{case.query}>\n{_path(case.query).read_text(encoding='utf-8')}"


def through_http(client: TestClient, case: SuiteTest) -> tuple[int, str, bytes]:
    """Status, media type and body of the endpoint's answer."""
    params: dict[str, list[str]] = {"default-graph-uri": [*case.data], "named-graph-uri": [*case.graphs]}
    if (
        case.kind in EVALUATION
        and not case.data
        and not case.graphs
        and " FROM " not in f" {text_of(case).upper()} "
    ) or (case.graphs and not case.data):
        params["default-graph-uri"] = [NOTHING]
    accept = (
        "text/csv"
        if case.kind == "CSVResultFormatTest"
        else "application/sparql-results+json, application/n-triples"
    )
    headers = {"content-type": "application/sparql-query", "accept": accept}
    answer = client.post("/sparql", params=params, content=text_of(case).encode(), headers=headers)
    return answer.status_code, answer.headers.get("content-type", "").partition(";")[0], answer.content


def _asked(store: Store, case: SuiteTest) -> QueryBoolean | QueryTriples | QuerySolutions:
    """The store's answer, over the data that the case or its query names."""
    if " FROM " in f" {text_of(case).upper()} " and not case.data and not case.graphs:
        return store.query(text_of(case))
    default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(one) for one in case.data or (NOTHING,)]
    named: list[NamedNode | BlankNode] = [NamedNode(one) for one in case.graphs]
    return store.query(text_of(case), default_graph=default, named_graphs=named)


def by_engine(store: Store, case: SuiteTest) -> Rows:
    """What the bare engine answers; raises as it does."""
    found = _asked(store, case)
    if isinstance(found, QueryBoolean):
        return bool(found)
    if isinstance(found, QueryTriples):
        return canonical(found)
    assert isinstance(found, QuerySolutions)
    names = [one.value for one in found.variables]
    return rows_of({name: row[name] for name in names} for row in found)


def answered(kind: str, media_type: str, body: bytes) -> Rows:
    """What an answer of the endpoint says."""
    if media_type == "text/csv":
        return csv_rows(body.decode())
    if media_type == "application/n-triples":
        return canonical(quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES))
    return results(body, QueryResultsFormat.JSON)


# ── comparing ──


def results(body: bytes, form: QueryResultsFormat) -> Rows:
    """Rows or truth of a document of results."""
    found = parse_query_results(body, form)
    if isinstance(found, QueryBoolean):
        return bool(found)
    names = [one.value for one in found.variables]
    return rows_of({name: row[name] for name in names} for row in found)


def rows_of(rows: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The rows in a form in which two answers that differ by names of blank nodes are the same."""
    triples = []
    for row in rows:
        node = BlankNode()
        triples.append(Triple(node, NamedNode(TYPE), NamedNode("urn:row")))
        triples += [
            Triple(node, NamedNode(f"urn:{name}"), value) for name, value in row.items() if value is not None
        ]
    return canonical(triples)


def canonical(triples: Iterable[Triple]) -> frozenset[str]:
    """The triples, the same for graphs that differ by names of blank nodes alone."""
    dataset = Dataset(Quad(one.subject, one.predicate, one.object) for one in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(map(str, dataset))


def csv_rows(text: str) -> frozenset[str]:
    """The rows of a CSV answer, by column."""
    header, *rows = list(csv.reader(StringIO(text)))
    counted = Counter(str(sorted(zip(header, row, strict=False))) for row in rows)
    return frozenset(f"{number} x {row}" for row, number in counted.items())


def expected_of(case: SuiteTest) -> Rows:
    """What the test wants; None where its file cannot be read."""
    assert case.expected is not None
    path = _path(case.expected)
    if case.kind == "CSVResultFormatTest" and path.suffix == ".csv":
        return csv_rows(path.read_text(encoding="utf-8"))
    form = QueryResultsFormat.from_extension(path.suffix[1:])
    if form is not None:
        return results(path.read_bytes(), form)
    rdf = RdfFormat.from_extension(path.suffix[1:])
    if rdf is None:
        return None
    quads = list(parse(path=str(path), format=rdf, base_iri=case.expected))
    if any(quad.object == NamedNode(f"{RS}ResultSet") for quad in quads):
        return _result_set(quads)
    return canonical(quad.triple for quad in quads)


def _result_set(quads: Sequence[Quad]) -> Rows:
    said: dict[Any, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        said[quad.subject][quad.predicate.value.removeprefix(RS)].append(quad.object)
    (result,) = [node for node, told in said.items() if NamedNode(f"{RS}ResultSet") in told[TYPE]]
    if said[result]["boolean"]:
        return (
            _iri(said[result]["boolean"][0].value if isinstance(said[result]["boolean"][0], Literal) else "")
            == "true"
        )
    rows = []
    for solution in said[result]["solution"]:
        bindings = (said[one] for one in said[solution]["binding"])
        rows.append({one["variable"][0].value: one["value"][0] for one in bindings})
    return rows_of(rows)


# ── running ──


def _wanted(case: SuiteTest) -> tuple[Rows | None, str | None]:
    """What the case asks for; else why it cannot be tried."""
    try:
        wanted = expected_of(case)
    except (SyntaxError, ValueError, OSError) as error:
        return None, f"its result cannot be read: {error}"
    unread = [
        one
        for one in case.data
        if not one.endswith("n3") and RdfFormat.from_extension(_path(one).suffix[1:]) is None
    ]
    return wanted, "a format that is not read" if wanted is None or unread else None


def outcome(client: TestClient, store: Store, case: SuiteTest) -> tuple[str, str]:
    """«passed», «failed» or «not applicable», and why."""
    wanted, unread = _wanted(case) if case.kind in EVALUATION else (None, None)
    if unread is not None:
        return "not applicable", unread
    status, media_type, body = through_http(client, case)
    if status == REFUSED:
        return "not applicable", "refused by design"
    if case.kind in NEGATIVE:
        return ("passed", "") if status == 400 else ("failed", f"{status}: it should be refused")
    if status != OK:
        return "failed", f"{status}: {body[:300].decode(errors='replace')}"
    if case.kind in POSITIVE:
        return "passed", ""
    return ("passed", "") if answered(case.kind, media_type, body) == wanted else ("failed", "another answer")


def engine_passes(store: Store, case: SuiteTest) -> bool:
    """Whether the bare engine has the test right."""
    try:
        found = by_engine(store, case)
    except (SyntaxError, ValueError, OSError, RuntimeError):
        return case.kind in NEGATIVE
    return case.kind in POSITIVE or (case.kind in EVALUATION and found == expected_of(case))


def is_ours(client: TestClient, store: Store, case: SuiteTest) -> bool:
    """Whether the bare engine has right what fails here, or answers otherwise than the endpoint does."""
    if case.kind == "CSVResultFormatTest":
        return False
    status, media_type, body = through_http(client, case)
    if case.kind in EVALUATION and status == OK:
        return answered(case.kind, media_type, body) != by_engine(store, case)
    return engine_passes(store, case)


def run(folder: Path) -> dict[str, SuiteTally]:
    """The outcomes by suite."""
    wanted = list(cases(folder))
    store = Store()
    filled(store, wanted)
    tallies: dict[str, SuiteTally] = defaultdict(SuiteTally)
    with TemporaryDirectory() as data:
        write_snapshot(Path(data), "w3c", tuple(store))
        app = create_app(Settings(data=Path(data), limits=Limits(requests_per_minute=None, query_workers=1)))
        with TestClient(app) as client:
            for case in wanted:
                what, why = outcome(client, store, case)
                tally = tallies[case.suite]
                tally.outcomes[what] += 1
                if what == "failed" and is_ours(client, store, case):
                    tally.ours.append(f"{case.name}: {why}")
                elif what == "failed":
                    tally.outcomes["the engine's"] += 1
                    tally.engines.append(f"{case.name}: {why}")
    return tallies


def main() -> None:
    """Tells the outcomes of the suites in the folder named on the command line."""
    tallies = run(Path(sys.argv[1]).resolve())
    total: Counter[str] = Counter()
    for suite, tally in sorted(tallies.items()):
        total += tally.outcomes
        print(f"{suite:40} {dict(tally.outcomes)}")
        for one in tally.ours:
            print(f"    ours alone: {one[:200]}")
        for one in tally.engines:
            print(f"    engine's too: {one[:200]}")
    print(f"{'in all':40} {dict(total)}, ours alone {sum(len(one.ours) for one in tallies.values())}")


if __name__ == "__main__":
    main()
