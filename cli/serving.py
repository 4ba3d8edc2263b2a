"""Serving the explorer and the endpoint."""

import os
import socket
from contextlib import suppress
from typing import Annotated

import typer
import uvicorn

from cli.console import tell, words
from cli.options import DEFAULT_DATA, Base, DataFolder, DefaultGraph, Endpoint, Language
from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder as Folder
from ontology.errors import ParameterError
from web.app import create_app
from web.settings import Limits, Settings

DEFAULT = Limits()

Requests = Annotated[
    int,
    typer.Option(
        "--requests-per-minute",
        envvar="POBRATIM_REQUESTS_PER_MINUTE",
        help=words("option.requests"),
        min=0,
        metavar="N",
    ),
]
Seconds = Annotated[
    float,
    typer.Option(
        "--query-seconds",
        envvar="POBRATIM_QUERY_SECONDS",
        help=words("option.query-seconds"),
        min=0.1,
        metavar="S",
    ),
]
Rows = Annotated[
    int,
    typer.Option(
        "--query-rows", envvar="POBRATIM_QUERY_ROWS", help=words("option.query-rows"), min=1, metavar="N"
    ),
]
Workers = Annotated[
    int,
    typer.Option(
        "--query-workers",
        envvar="POBRATIM_QUERY_WORKERS",
        help=words("option.query-workers"),
        min=1,
        max=64,
        metavar="N",
    ),
]


def register(app: typer.Typer) -> None:
    """Adds this command to the application."""
    app.command(help=words("command.serve"))(serve)


def serve(
    host: Annotated[str, typer.Option(help=words("option.host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option(help=words("option.port"), min=0, max=65535)] = 8000,
    lang: Language = "ru",
    requests: Requests = DEFAULT.requests_per_minute or 0,
    seconds: Seconds = DEFAULT.query_seconds,
    rows: Rows = DEFAULT.query_rows,
    workers: Workers = DEFAULT.query_workers,
    data: DataFolder = DEFAULT_DATA,
    endpoint: Endpoint = None,
    default_graph: DefaultGraph = None,
    base: Base = DEFAULT_BASE,
) -> None:
    """Open the explorer and the SPARQL endpoint on this machine."""
    if endpoint is None:
        Folder(data).current()
    limits = Limits(
        requests_per_minute=requests or None, query_seconds=seconds, query_rows=rows, query_workers=workers
    )
    settings = Settings(data, base, endpoint, default_graph, lang, limits)
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning", server_header=False))
    with _listening(host, port) as listener, suppress(KeyboardInterrupt):
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
        tell("said.serving", address=address)
        server.run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    """A socket bound before anything is promised; raises ParameterError where it cannot be."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = error.strerror if isinstance(error, socket.gaierror) else os.strerror(error.errno or 0)
        raise ParameterError("cannot-listen", host=host, port=port, reason=reason) from error
