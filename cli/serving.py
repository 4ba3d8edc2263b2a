"""Serving the explorer and the endpoint."""

from typing import Annotated

import typer
import uvicorn

from cli.console import say
from cli.options import DEFAULT_DATA, Base, DataFolder, DefaultGraph, Endpoint, Language
from graph.iris import DEFAULT_BASE
from graph.snapshot import DataFolder as Folder
from web.app import create_app
from web.settings import Settings


def register(app: typer.Typer) -> None:
    """Adds this command to the application."""
    app.command()(serve)


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; 127.0.0.1 is this machine only.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
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
    say(f"The explorer is at http://{host}:{port}/ and the SPARQL endpoint at http://{host}:{port}/sparql")
    uvicorn.run(create_app(settings), host=host, port=port, log_level="warning", server_header=False)
