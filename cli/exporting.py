"""Taking the graph elsewhere: export, network, publish."""

from pathlib import Path
from typing import Annotated

import typer

from cli.console import counted, results, say, stages, writing
from cli.options import DEFAULT_DATA, Base, DataFolder, DefaultGraph, Language
from graph.export import FORMATS
from graph.export import export as write_export
from graph.iris import DEFAULT_BASE
from graph.pyvis_page import write_network_page
from graph.snapshot import DataFolder as Folder
from queries.publish import GraphStore
from queries.publish import publish as send


def register(app: typer.Typer) -> None:
    """Adds these commands to the application."""
    app.command()(export)
    app.command()(network)
    app.command()(publish)


def export(
    format: Annotated[str, typer.Option(help=f"One of: {', '.join(FORMATS)}.")] = "ttl",
    named_graph: Annotated[
        str | None, typer.Option("--graph", help="Only this named graph.", metavar="IRI")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write here, not to standard output.", metavar="FILE")
    ] = None,
    data: DataFolder = DEFAULT_DATA,
    base: Base = DEFAULT_BASE,
) -> None:
    """Write the whole graph in an RDF format; nq, trig and jsonld keep the named graphs apart."""
    store = Folder(data).current().open()
    if out is None:
        with results() as output:
            write_export(store, format, output, base=base, graph_iri=named_graph)
        return
    with writing(out), out.open("wb") as file:
        write_export(store, format, file, base=base, graph_iri=named_graph)
    say(f"Wrote {out}.")


def network(
    out: Annotated[Path, typer.Option(help="The page to write.", metavar="FILE")] = Path("network.html"),
    lang: Language = "ru",
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Write one page with the network of partnerships; it opens anywhere, without a connection."""
    store = Folder(data).current().open()
    with writing(out):
        count = write_network_page(store, out, lang)
    say(f"Wrote {out}: {counted(count, 'partnership')}.")


def publish(
    address: Annotated[
        str,
        typer.Argument(help="Graph Store address of a SPARQL 1.1 server.", metavar="URL", show_default=False),
    ],
    default_graph: DefaultGraph = None,
    user: Annotated[
        str | None, typer.Option(envvar="POBRATIM_PUBLISH_USER", help="User of the server.")
    ] = None,
    password: Annotated[
        str | None,
        typer.Option(envvar="POBRATIM_PUBLISH_PASSWORD", help="Password; better in the environment."),
    ] = None,
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Send the served graph to a SPARQL 1.1 server, each graph there replaced by ours."""
    target = GraphStore(address, default_graph, user, password)
    with stages() as progress:
        sent = send(Folder(data).current().open().engine, target, lambda name, count: progress.stage(name))
    say(f"Sent {sent} triples to {address}.")
