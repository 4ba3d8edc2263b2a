"""A dump loads into other engines as it is, and the stored questions are answered there."""

import gzip
import shutil
import subprocess
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store, parse_query_results, serialize

from queries.catalog import questions
from queries.engine.addresses import open_engine
from queries.engine.serialise import Term
from queries.run import ask
from tests.engines.java import java, jena_jars, needs_java, rdf4j_jars
from tests.engines.servers import VIRTUOSO, virtuoso_server
from tests.engines.test_remote import EMBEDDED, MERGED, comparable
from tests.queries.small import small_quads

HERE = Path(__file__).parent

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small graph as a dump has it: named graphs and the default graph."""
    file: Path = tmp_path_factory.mktemp("dump") / "dump.nq"
    with file.open("wb") as output:
        serialize(small_quads(), output, format=RdfFormat.N_QUADS)
    return file


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every stored question as it is asked: a parameter that is open has no block."""
    folder: Path = tmp_path_factory.mktemp("asked")
    for name in questions():
        (folder / f"{name}.rq").write_text(ask(EMBEDDED, name).sparql, encoding="utf-8")
    return folder


@pytest.mark.slow
@needs_java("jena-tdb2.jar")
def test_jena_answers_every_question(dump: Path, asked: Path, tmp_path: Path) -> None:
    java(jena_jars(tmp_path), HERE / "JenaQuestions.java", dump, asked)
    differ = [
        name
        for name in questions()
        if comparable(rows_of(asked / f"{name}.srj")) != comparable(ask(EMBEDDED, name).rows)
    ]
    assert not differ


def rows_of(file: Path) -> tuple[tuple[Term | None, ...], ...]:
    """The rows of an answer in JSON."""
    found = parse_query_results(file.read_bytes(), QueryResultsFormat.JSON)
    assert isinstance(found, QuerySolutions)
    names = [one.value for one in found.variables]
    return tuple(tuple(row[one] for one in names) for row in found)


@needs_java("rdf4j-queryparser-sparql.jar")
def test_rdf4j_reads_the_dump_and_every_question(dump: Path, asked: Path) -> None:
    said = java(rdf4j_jars(), HERE / "Rdf4jReading.java", dump, asked)
    assert said.split() == [str(len(small_quads())), str(len(questions()))]


def test_oxigraph_loads_the_dump(dump: Path) -> None:
    store = Store()
    store.bulk_load(path=str(dump), format=RdfFormat.N_QUADS)
    assert set(store) == set(small_quads())


@pytest.mark.skipif(VIRTUOSO is None or shutil.which("isql-vt") is None, reason="Virtuoso is not installed")
def test_virtuoso_loads_the_dump_and_answers_every_question(dump: Path, tmp_path: Path) -> None:
    packed = tmp_path / "dump.nq.gz"
    packed.write_bytes(gzip.compress(dump.read_bytes()))
    with virtuoso_server(tmp_path) as base:
        settings = (tmp_path / "virtuoso.ini").read_text(encoding="utf-8")
        port = settings.partition("[Parameters]")[2].partition("ServerPort = ")[2].split()[0]
        load = f"DB.DBA.TTLP_MT(gz_file_open('{packed}'), '', '{MERGED}', 512);"
        subprocess.run(["isql-vt", port, "dba", "dba", f"exec={load}"], check=True, capture_output=True)
        with open_engine(f"{base}/sparql?default-graph-uri={MERGED}") as engine:
            for name in questions():
                assert comparable(ask(engine, name).rows) == comparable(ask(EMBEDDED, name).rows), name
