"""A dump loads into other engines as it is, and the stored questions are answered there."""

import gzip
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store, parse_query_results, serialize

from queries.catalog import questions
from queries.engine.addresses import open_engine
from queries.engine.serialise import Term
from queries.run import ask
from tests.engines.servers import VIRTUOSO, virtuoso_server
from tests.engines.test_remote import EMBEDDED, MERGED, comparable
from tests.queries.small import small_quads

HERE = Path(__file__).parent
JARS = Path("/usr/share/java")
"""Where Debian keeps Java's libraries."""
AWAY = ("slf4j", "log4j")
MESSAGES = "org/apache/jena/ext/"

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


def java(program: str, jars: list[Path], *arguments: Path) -> str:
    """What the program beside this file says."""
    path = ":".join(map(str, jars))
    command = ["java", "-cp", path, str(HERE / program), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def needs_java(jar: str) -> pytest.MarkDecorator:
    """Skips where there is no compiler of Java, or the library is not installed."""
    there = shutil.which("javac") is not None and (JARS / jar).exists()
    return pytest.mark.skipif(not there, reason=f"no Java, or no {jar}")


def jena_jars(scratch: Path) -> list[Path]:
    """What Jena needs; Debian moved its classes and left the messages that they read behind."""
    with zipfile.ZipFile(JARS / "jena-core.jar") as archive:
        for name in archive.namelist():
            if name.startswith(MESSAGES) and name.endswith(".properties"):
                to = scratch / name.removeprefix(MESSAGES)
                to.parent.mkdir(parents=True, exist_ok=True)
                to.write_bytes(archive.read(name))
    plain = [one for one in JARS.glob("*.jar") if not one.is_symlink() or "jena" in one.name]
    there = [one for one in plain if not one.name.startswith(AWAY)]
    return [scratch, *sorted(there), JARS / "slf4j-api.jar", JARS / "slf4j-nop.jar"]


@pytest.mark.slow
@needs_java("jena-tdb2.jar")
def test_jena_answers_every_question(dump: Path, asked: Path, tmp_path: Path) -> None:
    java("JenaQuestions.java", jena_jars(tmp_path), dump, asked)
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
    jars = [one for one in JARS.glob("*.jar") if not one.name.startswith(AWAY)]
    jars += [JARS / "slf4j-api.jar", JARS / "slf4j-nop.jar"]
    said = java("Rdf4jReading.java", jars, dump, asked)
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
