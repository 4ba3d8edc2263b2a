"""One table, ours : peer, in one run: extraction, questions, the endpoint, publishing, adding a report.

    python -m bench.bench_peers [--rows 1000] [--seconds 5] [--natasha FOLDER] [--report FILE …]
        [--only-extraction]

Everything is asked of one graph of synthetic rows that the product builds, as it builds it. Extraction and
questions count processor time, the server's included; what several connections share counts by the clock. A
ratio above 1 is ours ahead. A peer that is not installed has a line without figures; `natasha` is looked for
in a folder of its own (`uv pip install --target FOLDER natasha setuptools`), for it needs other versions than
we do. With --report the rows of real reports are read instead of synthetic ones; either way in turns, part by
part, and no row twice, so that what a reader remembers of a row helps neither.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain
from math import exp, log
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from bench.bench_endpoint import our_server, point_queries, rate
from bench.bench_queries import Timing, timed
from bench.engines import Answer, embedded, in_oxigraph, in_rdflib, in_virtuoso, tell
from bench.synthetic import build
from bench.synthetic_rows import rows
from loaders.documents.open import open_document
from loaders.extract import extract_entry
from loaders.report import read_report
from ontology.model import Entry
from queries.catalog import questions
from queries.engine.publish import GraphStore, publish
from tests.engines.servers import OXIGRAPH, VIRTUOSO, oxigraph_server

ROWS_READ = 150
TURNS = 3
_NATASHA = """
import inspect, json, sys
from time import process_time
inspect.getargspec = lambda function: inspect.getfullargspec(function)[:4]  # gone since Python 3.11
from natasha import (
    Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter
)
warming, texts = json.load(sys.stdin)
vocab, embedding = MorphVocab(), NewsEmbedding()
segmenter, morph, ner = Segmenter(), NewsMorphTagger(embedding), NewsNERTagger(embedding)
syntax = NewsSyntaxParser(embedding)
def read(text):
    doc = Doc(text)
    doc.segment(segmenter)
    doc.tag_morph(morph)
    doc.parse_syntax(syntax)
    doc.tag_ner(ner)
    for span in doc.spans:
        span.normalize(vocab)
for text in warming:
    read(text)
started = process_time()
for text in texts:
    read(text)
print(process_time() - started)
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what was measured, ours and the peer's figure, and the ratio that is aimed at.

    `is_rate` says that more is better; a figure that could not be taken is None.
    """

    what: str
    peer: str
    ours: float | None
    theirs: float | None
    aim: str
    is_rate: bool = True

    def __str__(self) -> str:
        figures = "".join(f"{'–' if one is None else f'{one:,.1f}':>14}" for one in (self.ours, self.theirs))
        return f"{self.what:44}{self.peer:28}{figures}{self._ratio:>8}   {self.aim}"

    @property
    def _ratio(self) -> str:
        if not self.ours or not self.theirs:
            return "–"
        return f"{self.ours / self.theirs if self.is_rate else self.theirs / self.ours:.2f}"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--natasha", type=Path, default=Path("artefacts/natasha"))
    parser.add_argument("--data", type=Path, help="a data folder whose graph is asked, instead of one built")
    parser.add_argument("--report", type=Path, nargs="+", default=(), help="real reports to read")
    parser.add_argument("--only-extraction", action="store_true", help="no graph, no server")
    options = parser.parse_args()
    if options.only_extraction:
        for line in extraction(options.natasha, options.report):
            print(line)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder, lines = Path(scratch), list[Line]()
        if options.data is None:
            tell(f"building the graph of {options.rows:,} rows")
            build(folder / "data", options.rows)
        data = options.data or folder / "data"
        store = (data / "current").resolve() / "store"
        for line in chain(
            extraction(options.natasha, options.report),
            asking(store, folder),
            endpoint(data, store, options.seconds),
            publishing(store, folder),
        ):
            tell(str(line))
            lines.append(line)
    print(f"{options.rows:,} rows; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{'':44}{'peer':28}{'ours':>14}{'theirs':>14}{'ratio':>8}   aim")
    for line in lines:
        print(line)


def extraction(folder: Path, reports: Sequence[Path] = ()) -> Iterator[Line]:
    """Characters a second on one core, warm, of rows that neither has read before."""
    entries = [one for path in reports for one in read_report(open_document(path)).entries]
    entries = entries or list(rows(ROWS_READ))
    warming = list(rows(ROWS_READ, seed=7))
    for entry in warming:
        extract_entry(entry)
    ours, theirs, characters = 0.0, 0.0, sum(map(len, map(_text, entries)))
    for turn in range(TURNS):
        part = entries[turn::TURNS]
        began = time.process_time()
        for entry in part:
            extract_entry(entry)
        ours += time.process_time() - began
        if folder.is_dir():
            theirs += _by_natasha(folder, list(map(_text, warming[:20])), list(map(_text, part)))
    what = "extraction, characters/s" + (", real rows" if reports else "")
    rate_of_theirs = characters / theirs if theirs else None
    yield Line(what, "natasha, whole pipeline", characters / ours, rate_of_theirs, "≥ 3")


def _text(entry: Entry) -> str:
    return " ".join(entry.cells.values())


def _by_natasha(folder: Path, warming: list[str], texts: list[str]) -> float:
    """The processor's seconds that its sentences, forms, syntax and names take it."""
    one_core = {"PYTHONPATH": str(folder.resolve()), "OPENBLAS_NUM_THREADS": "1"}
    told_kernel = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")  # an older library's, and slow
    environment = {name: value for name, value in os.environ.items() if name not in told_kernel} | one_core
    told = subprocess.run(
        [sys.executable, "-P", "-W", "ignore", "-c", _NATASHA], input=json.dumps([warming, texts]),
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(told.stdout)


def asking(store: Path, scratch: Path) -> Iterator[Line]:
    """The geometric mean of all stored questions that both answer, in milliseconds."""
    ours = _times(embedded(store, 30.0))
    peers: dict[str, Callable[[], AbstractContextManager[Answer]] | None] = {
        "oxigraph serve-read-only": (lambda: in_oxigraph(store, 30.0)) if OXIGRAPH.exists() else None,
        "Virtuoso": (lambda: in_virtuoso(store, scratch, 30.0)) if VIRTUOSO is not None else None,
        "rdflib, in memory": lambda: in_rdflib(store, scratch, 10.0),
    }
    aims = ("", "≥ 1", "≥ 10")
    for (peer, opened), aim in zip(peers.items(), aims, strict=True):
        if opened is None:
            yield Line("questions, ms", peer, None, None, aim, is_rate=False)
            continue
        theirs = _times(opened())
        both = [name for name in ours if not (ours[name].failed or theirs[name].failed)]
        behind = sum(ours[name].processor > theirs[name].processor for name in both)
        what = f"{len(both)} of {len(ours)} questions, ms ({behind} behind)"
        yield Line(what, peer, _mean(ours, both), _mean(theirs, both), aim, is_rate=False)


def _times(opened: AbstractContextManager[Answer]) -> dict[str, Timing]:
    with opened as answer:
        answer("SELECT * {}")
        return {name: timed(answer, one.sparql, 30.0) for name, one in questions().items()}


def _mean(times: dict[str, Timing], names: list[str]) -> float | None:
    return exp(sum(log(max(times[name].processor, 0.01)) for name in names) / len(names)) if names else None


def endpoint(data: Path, store: Path, seconds: int) -> Iterator[Line]:
    """Point queries a second, by connections: never the same twice, then 500 over and over."""
    fresh, repeated = point_queries(data, "?kind", 100_000), point_queries(data, "pob:Organisation", 500)
    found: dict[tuple[str, int], list[float]] = {}
    kinds = (("never the same", fresh), ("500 things", repeated))
    with oxigraph_server(store, read_only=True) as base:
        for what, asked in kinds:
            for connections in (8, 32):
                found[what, connections] = [rate(f"{base}/query", asked, seconds, connections)[0]]
    with our_server(data, 2) as base:
        for what, asked in kinds:
            for connections in (8, 32):
                found[what, connections].append(rate(f"{base}/sparql", asked, seconds, connections)[0])
    for (what, connections), (theirs, ours) in found.items():
        name = f"/sparql, {what}, {connections} connections, /s"
        yield Line(name, "oxigraph serve-read-only", ours, theirs, "≥ 0.5" if what != "500 things" else "≥ 1")


def publishing(store: Path, scratch: Path) -> Iterator[Line]:
    """Triples a second: to a server that has nothing, and once more; the peer is its own bulk load."""
    opened, size = Store.read_only(str(store)), len(Store.read_only(str(store)))
    dump, loaded, served = scratch / "dump.nq", scratch / "loaded", scratch / "served"
    opened.dump(str(dump), RdfFormat.N_QUADS)
    began = time.perf_counter()
    command = [str(OXIGRAPH), "load", "--location", str(loaded), "--file", str(dump)]
    subprocess.run(command, check=True, capture_output=True)
    bulk = size / (time.perf_counter() - began)
    served.mkdir()
    with oxigraph_server(served) as base:
        target = GraphStore(f"{base}/store")
        for what in ("first", "once more, unchanged"):
            began = time.perf_counter()
            publish(opened, target)
            yield Line(
                f"publishing, {what}, triples/s",
                "oxigraph load",
                size / (time.perf_counter() - began),
                bulk,
                "≥ 0.5",
            )
    shutil.rmtree(served)


if __name__ == "__main__":
    main()
