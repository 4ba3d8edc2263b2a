"""The tools of an assistant, over standard input and output or HTTP on loopback."""

from threading import Thread
from typing import Annotated

import typer

from cli.console import tell, words
from cli.options import DEFAULT_DATA, Base, DataFolder, DefaultGraph, Endpoint, Language
from graph.iris import DEFAULT_BASE
from ontology.errors import ParameterError
from web.settings import Settings
from web.site import Site


def register(app: typer.Typer) -> None:
    """Adds this command to the application."""
    app.command("mcp", help=words("command.mcp"))(mcp)


def mcp(
    port: Annotated[
        int | None, typer.Option(help=words("option.mcp-port"), min=1, max=65535, metavar="PORT")
    ] = None,
    lang: Language = "ru",
    data: DataFolder = DEFAULT_DATA,
    endpoint: Endpoint = None,
    default_graph: DefaultGraph = None,
    base: Base = DEFAULT_BASE,
) -> None:
    """Offers the tools until the client goes; on a port, until it is stopped."""
    try:
        from web.assistant.knowledge import Knowledge
        from web.assistant.server import assistant_server
    except ModuleNotFoundError as error:
        raise ParameterError("no-extra", extra="mcp") from error
    site = Site(Settings(data=data, base=base, lang=lang, endpoint=endpoint, default_graph=default_graph))
    try:
        knowledge = Knowledge(site, lang)
        server = assistant_server(knowledge)
        Thread(target=knowledge.prepare, daemon=True).start()
        if port is None:
            server.run("stdio")
        else:
            tell("said.mcp", address=f"http://127.0.0.1:{port}/mcp")
            server.run("streamable-http", host="127.0.0.1", port=port)
    finally:
        site.close()
