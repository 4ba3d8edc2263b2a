"""A process that is started with one end of a socket, and ends when its owner does.

It inherits the socket where the system hands descriptors on. Elsewhere (Windows) it connects to its owner on
the loopback address and shows a secret that it was given on its standard input, which stays open as long as
the owner lives.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from hmac import compare_digest
from secrets import token_bytes
from socket import create_connection, create_server, socket, socketpair

from ontology.processes import end_with_connection, end_with_input

LOOPBACK = "127.0.0.1"
SECRET_BYTES = 32
STARTING_SECONDS = 60.0
INHERITED, CONNECTED = "inherited", "connected"

Process = subprocess.Popen[bytes]


def start(module: str, arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Process, socket]:
    """The module as a process, and our end of the socket whose other end it `takes`."""
    command = (sys.executable, "-P", "-m", module)
    if hasattr(os, "fork"):
        ours, theirs = socketpair()
        with theirs:
            number = theirs.fileno()
            argv = [*command, INHERITED, str(number), *arguments]
            return _started(argv, environment, subprocess.DEVNULL, (number,)), ours
    with create_server((LOOPBACK, 0)) as listener:
        argv = [*command, CONNECTED, str(listener.getsockname()[1]), *arguments]
        process = _started(argv, environment, subprocess.PIPE)
        return process, _welcomed(listener, process)


def _started(
    argv: Sequence[str], environment: Mapping[str, str], stdin: int, inherited: Sequence[int] = ()
) -> Process:
    return subprocess.Popen(
        argv, stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
        pass_fds=inherited,
    )  # fmt: skip


def _welcomed(listener: socket, process: Process) -> socket:
    """The connection of the process, told from others' by its secret; raises OSError where none comes."""
    secret = token_bytes(SECRET_BYTES)
    assert process.stdin is not None
    process.stdin.write(secret)
    process.stdin.flush()
    listener.settimeout(STARTING_SECONDS)
    while True:
        connection, _ = listener.accept()
        connection.settimeout(STARTING_SECONDS)
        if compare_digest(_received(connection), secret):
            return connection
        connection.close()


def _received(connection: socket) -> bytes:
    """As many bytes as a secret has, or fewer where no more come."""
    told = b""
    while len(told) < SECRET_BYTES and (piece := connection.recv(SECRET_BYTES - len(told))):
        told += piece
    return told


def take(way: str, number: str) -> socket:
    """The socket of this process, which from now on ends with its owner, by its first two arguments."""
    if way == INHERITED:
        end_with_connection(int(number))
        return socket(fileno=int(number))
    secret = sys.stdin.buffer.read(SECRET_BYTES)
    connection = create_connection((LOOPBACK, int(number)))
    connection.sendall(secret)
    end_with_input()
    return connection
