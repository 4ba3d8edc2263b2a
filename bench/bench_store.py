"""Load and query: a snapshot's store against bare pyoxigraph and rdflib, on one synthetic graph in one run.

    python -m bench.bench_store [--events 10000] [--runs 5]

Every figure is the median of the runs; ratios are to bare pyoxigraph, which holds the default graph and the
evidence, while a snapshot holds the named graphs of the reports too. The queries ask the events themselves;
`partners` asks the materialised partnerships for what `wide` counts.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
import rdflib
from pyoxigraph import QueryBoolean, QueryTriples, RdfFormat

from bench.synthetic import write
from graph.snapshots.store import open_store
from ontology.terms import PREFIXES

DECLARED = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("pob", "schema", "sector", "xsd"))
HOME = "<https://w3id.org/pobratim/id/municipality/smolensk/velizhsky>"
QUERIES = {
    "point": f"SELECT ?e ?d {{ ?e pob:homeSide {HOME} ; schema:startDate ?d }} ORDER BY DESC(?d) LIMIT 20",
    "by country": f"SELECT ?c (COUNT(?e) AS ?n) {{ ?e pob:homeSide {HOME} ; pob:country ?c }} GROUP BY ?c",
    "signed since": "SELECT ?a ?d { ?a a pob:Agreement ; pob:signedOn ?d"
    " FILTER(?d >= '2025-01-01'^^xsd:date) }",
    "group": "SELECT ?h (COUNT(?e) AS ?n) { ?e a pob:Event ; pob:homeSide ?h } GROUP BY ?h",
    "wide": "SELECT ?c ?s (COUNT(?e) AS ?n) { ?e a pob:Event ; pob:country ?c ; pob:sector ?s }"
    " GROUP BY ?c ?s",
    "partners": "SELECT ?c ?s (SUM(?k) AS ?n) { ?p pob:partnerCountry ?c ; pob:bySector ?b ."
    " ?b pob:sector ?s ; pob:eventCount ?k } GROUP BY ?c ?s",
}

Ask = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Subject:
    """A store under measurement: how long loading took, and what answers with a number of rows."""

    name: str
    load_seconds: float
    ask: Ask


def main() -> None:
    """Prints two tables: seconds and milliseconds, then ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        subjects = load_all(Path(folder), options.events)
        times = {subject.name: measure(subject, options.runs) for subject in subjects}
        report(subjects, times, options.events)


def load_all(folder: Path, events: int) -> list[Subject]:
    """The three stores over the same graph; ours holds the named graphs too."""
    quads, triples = folder / "all.nq", folder / "default.nq"
    write(quads, events)
    write(triples, events, named=False)
    ours_at, bare_at = folder / "ours", folder / "bare"
    ours = seconds(lambda: bulk_load(ours_at, quads))
    bare = seconds(lambda: bulk_load(bare_at, triples))
    memory = rdflib.Dataset()
    rdf = seconds(lambda: memory.parse(triples, format="nquads"))
    return [
        Subject("pobratim", ours, asking(open_store(ours_at).query)),
        Subject("pyoxigraph", bare, asking(pyoxigraph.Store.read_only(str(bare_at)).query)),
        Subject("rdflib", rdf, lambda query: len(list(memory.query(query)))),
    ]


def bulk_load(at: Path, file: Path) -> None:
    """The file is in a new store, closed again."""
    store = pyoxigraph.Store(str(at))
    store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    store.flush()


def asking(query: Callable[[str], Iterable[object] | QueryBoolean | QueryTriples]) -> Ask:
    """Counts the rows of an answer, so that all of it is made."""

    def ask(text: str) -> int:
        answer = query(text)
        if isinstance(answer, QueryBoolean):
            raise TypeError("a SELECT query was expected")
        return sum(1 for _ in answer)

    return ask


def measure(subject: Subject, runs: int) -> dict[str, tuple[float, int]]:
    """The median milliseconds and the rows of each query, after one run to warm up."""
    found = {}
    for name, text in QUERIES.items():
        rows = subject.ask(DECLARED + text)
        taken = [seconds(lambda: subject.ask(DECLARED + text)) for _ in range(runs)]  # noqa: B023
        found[name] = (statistics.median(taken) * 1000, rows)
    return found


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def report(subjects: list[Subject], times: dict[str, dict[str, tuple[float, int]]], events: int) -> None:
    """Prints what was measured; stops where the stores disagree on the number of rows."""
    bare = subjects[1]
    print(f"{events} events\n\n{'':14}" + "".join(f"{one.name:>24}" for one in subjects))
    loads = (f"{one.load_seconds:.2f} s ({one.load_seconds / bare.load_seconds:.2f})" for one in subjects)
    print(f"{'load':14}" + "".join(f"{text:>24}" for text in loads))
    for name in QUERIES:
        if len({times[one.name][name][1] for one in subjects}) != 1:
            raise SystemExit(f"the stores disagree on “{name}”")
        base = times[bare.name][name][0]
        cells = (
            f"{times[one.name][name][0]:.2f} ms ({times[one.name][name][0] / base:.2f})" for one in subjects
        )
        print(f"{name:14}" + "".join(f"{text:>24}" for text in cells))
    print("\n(in brackets: ratio to bare pyoxigraph, lower is faster)")


if __name__ == "__main__":
    main()
