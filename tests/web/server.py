"""`pobratim serve` as a process of its own, and sockets that treat it as no good client would."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection, socket
from threading import Thread
from urllib.parse import quote, urlsplit

import psutil

ROOT = Path(__file__).parents[2]
JSON_RESULTS = "application/sparql-results+json"


@contextmanager
def serving(data: Path, *options: str) -> Iterator[str]:
    """The address of a server over the data folder, started with these options."""
    command = [sys.executable, "-m", "cli.main", "serve", "--data", str(data), "--port", "0", *options]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    with process:  # ends by closing what was read from
        try:
            address = address_of(process)
            assert process.stderr is not None
            reading = Thread(target=process.stderr.read)  # else a server that says much would wait
            reading.start()
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)
        reading.join()


def process_of(address: str) -> psutil.Process:
    """The process of ours that answers at the address."""
    port = urlsplit(address).port
    return next(
        child
        for child in psutil.Process().children()
        if any(one.laddr and one.laddr.port == port for one in child.net_connections())
    )


def address_of(process: "subprocess.Popen[str]") -> str:
    """Where a server says that it answers."""
    assert process.stderr is not None
    for line in process.stderr:
        found = re.search(r"http://\S+:\d+", line)
        if found is not None:
            return found[0]
    raise RuntimeError(f"the server ended with {process.wait()}")


def asking(address: str, query: str, *, reading: int = 0) -> socket:
    """A connection that has asked the query and read so many bytes of the answer, if it has as many."""
    parts = urlsplit(address)
    assert parts.hostname is not None
    connection = create_connection((parts.hostname, parts.port or 80), timeout=30)
    request = (
        f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: {JSON_RESULTS}\r\n\r\n"
    )
    connection.sendall(request.encode())
    while reading > 0 and (heard := connection.recv(reading)):
        reading -= len(heard)
    return connection
