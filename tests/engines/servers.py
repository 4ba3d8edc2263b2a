"""Real SPARQL servers on loopback, started on free ports and stopped by their process."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
FUSEKI = shutil.which("fuseki-server")

_VIRTUOSO_SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
NumberOfBuffers = {buffers}
MaxQueryMem = 2G
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 2000000
"""


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def oxigraph_server(folder: Path, *, read_only: bool = False) -> Iterator[str]:
    """`oxigraph serve` on the folder; its base address."""
    port = free_port()
    command = "serve-read-only" if read_only else "serve"
    arguments = [str(OXIGRAPH), command, "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with running(arguments, f"http://127.0.0.1:{port}/query?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso_server(folder: Path, *, buffers: int = 20_000, sql_port: int | None = None) -> Iterator[str]:
    """Virtuoso on an empty database in the folder; its base address. User and password are dba."""
    assert VIRTUOSO is not None
    port = free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(
        _VIRTUOSO_SETTINGS.format(
            folder=folder, port=port, sql_port=sql_port or free_port(), buffers=buffers
        ),
        encoding="utf-8",
    )
    arguments = [VIRTUOSO, "+foreground", "+configfile", str(settings)]
    with running(arguments, f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def fuseki_server(folder: Path) -> Iterator[str]:
    """Fuseki on an empty TDB2 database in the folder; the base address of its data set."""
    assert FUSEKI is not None
    port = free_port()
    arguments = [
        FUSEKI,
        "--localhost",
        "--port",
        str(port),
        "--tdb2",
        "--loc",
        str(folder),
        "--update",
        "/ds",
    ]
    with running(arguments, f"http://127.0.0.1:{port}/ds/query?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}/ds"


@contextmanager
def running(arguments: list[str], probe: str) -> Iterator[None]:
    """The program while it answers at the probe address; stopped at the end."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_answering(process, probe)
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_answering(process: subprocess.Popen[bytes], probe: str) -> None:
    """Returns once the program answers there; raises RuntimeError where it does not within a minute."""
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            if httpx.get(probe, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")
