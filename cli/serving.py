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
from graph.snapshot import DataFolder as Folder
from ontology.errors import ParameterError
from web.app import create_app
from web.settings import Settings


def register(app: typer.Typer) -> None:
    """Adds this command to the application."""
    app.command(help=words("command.serve"))(serve)


def serve(
    host: Annotated[str, typer.Option(help=words("option.host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option(help=words("option.port"), min=0, max=65535)] = 8000,
    lang: Language = "ru",
    data: DataFolder = DEFAULT_DATA,
    endpoint: Endpoint = None,
    default_graph: DefaultGraph = None,
    base: Base = DEFAULT_BASE,
) -> None:
    """Open the explorer and the SPARQL endpoint on this machine."""
    if endpoint is None:
        Folder(data).current()
    settings = Settings(
        data=data, base=base, endpoint=endpoint, default_graph=default_graph, host=host, port=port, lang=lang
    )
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
