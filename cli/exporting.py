"""Taking the graph elsewhere: export, network, publish."""

from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from pyoxigraph import Store

from cli.console import results, stages, tell, words, writing
from cli.options import DEFAULT_DATA, Base, DataFolder, DefaultGraph, Language, web_address
from graph.iris import DEFAULT_BASE
from graph.snapshots.export import FORMATS
from graph.snapshots.export import export as write_export
from graph.snapshots.snapshot import DataFolder as Folder
from ontology.errors import ParameterError
from ontology.speech import Speech, own_speech
from queries.engine.publish import GraphStore
from queries.engine.publish import publish as send
from queries.engine.virtuoso import VirtuosoLoader
from queries.exports import EXPORTS, ExportSource
from web.index.filters import Filters
from web.site import local_explorer
from web.views.network.saving import SAVED, Picture, Wanted, html, picture_of
from web.views.network.state import PictureState


def register(app: typer.Typer) -> None:
    """Adds these commands to the application."""
    app.command(help=words("command.export"))(export)
    app.command(help=words("command.network"))(network)
    app.command(help=words("command.publish"))(publish)


PICTURES = ("graphml", "gexf", "geojson")
KNOWN = (*FORMATS, *EXPORTS, *PICTURES)


def export(
    format: Annotated[
        str, typer.Option(help=words("option.export-format", formats=", ".join(KNOWN)))
    ] = "ttl",
    listed: Annotated[bool, typer.Option("--list", help=words("option.export-list"))] = False,
    named_graph: Annotated[
        str | None, typer.Option("--graph", help=words("option.named-graph"), metavar="IRI")
    ] = None,
    evidence: Annotated[bool, typer.Option("--evidence", help=words("option.evidence"))] = False,
    out: Annotated[Path | None, typer.Option(help=words("option.out"), metavar="FILE")] = None,
    data: DataFolder = DEFAULT_DATA,
    base: Base = DEFAULT_BASE,
) -> None:
    """Write the whole graph in a format of RDF, or for another tool."""
    if listed:
        list_exports()
        return
    if format not in KNOWN:
        raise ParameterError("no-format", format=format, known=", ".join(KNOWN))
    snapshot = Folder(data).current()

    def write(output: BinaryIO) -> None:
        if format in PICTURES:
            output.write(SAVED[format][1](_whole_network(data, base)))
        elif format in EXPORTS:
            EXPORTS[format].write(ExportSource(snapshot, base, own_speech().lang), output)
        else:
            write_export(
                snapshot.open(), format, output, base=base, graph_iri=named_graph, annotations=evidence
            )

    if out is None:
        with results() as output:
            write(output)
        return
    with writing(out), out.open("wb") as file:
        write(file)
    tell("said.wrote", file=out)


def list_exports() -> None:
    """Tells each format by name, with what it is for."""
    width = max(map(len, KNOWN))
    with results() as output:
        for name in KNOWN:
            output.write(f"{name:{width}}  {words(f'export.{name}')}\n".encode())


def network(
    out: Annotated[Path, typer.Option(help=words("option.page"), metavar="FILE")] = Path("network.html"),
    lang: Language = "ru",
    data: DataFolder = DEFAULT_DATA,
    base: Base = DEFAULT_BASE,
) -> None:
    """Write one page with the network of partnerships; it opens anywhere, without a connection."""
    picture = _whole_network(data, base, lang)
    with writing(out):
        out.write_bytes(html(picture))
    tell("said.network", file=out, n=len(picture.drawing.lines))


def _whole_network(data: Path, base: str, lang: str | None = None) -> Picture:
    """The network of all partnerships by place."""
    wanted = Wanted(Filters(), PictureState(level="place"))
    return picture_of(local_explorer(Folder(data), base), Speech(lang or own_speech().lang), wanted)


def publish(
    address: Annotated[
        str,
        typer.Argument(callback=web_address, help=words("option.address"), metavar="URL", show_default=False),
    ],
    default_graph: DefaultGraph = None,
    user: Annotated[
        str | None, typer.Option(envvar="POBRATIM_PUBLISH_USER", help=words("option.user"))
    ] = None,
    password: Annotated[
        str | None,
        typer.Option(envvar="POBRATIM_PUBLISH_PASSWORD", help=words("option.password")),
    ] = None,
    update: Annotated[
        str | None, typer.Option(callback=web_address, help=words("option.update"), metavar="URL")
    ] = None,
    query: Annotated[
        str | None, typer.Option(callback=web_address, help=words("option.query-address"), metavar="URL")
    ] = None,
    load_folder: Annotated[
        Path | None,
        typer.Option(
            "--load-folder",
            envvar="POBRATIM_PUBLISH_LOAD_FOLDER",
            help=words("option.load-folder"),
            metavar="DIR",
        ),
    ] = None,
    sql: Annotated[
        str, typer.Option(envvar="POBRATIM_PUBLISH_SQL", help=words("option.sql"), metavar="HOST:PORT")
    ] = "localhost:1111",
    data: DataFolder = DEFAULT_DATA,
) -> None:
    """Send the served graph to a SPARQL 1.1 server, each graph there replaced by ours."""
    loader = _loader(load_folder, sql, default_graph, user, password)
    target = GraphStore(address, default_graph, user, password, update, query, loader)
    folder = Folder(data)

    def earlier(version: str) -> Store | None:
        found = (one for one in folder.snapshots() if one.id == version)
        return next((one.open().engine for one in found), None)

    with stages() as progress:
        store = folder.current().open().engine
        sent = send(store, target, lambda name, count: progress.stage(name), earlier)
    tell(f"said.published-{sent.way}", n=sent.triples, address=address)


def _loader(
    folder: Path | None, sql: str, default_graph: str | None, user: str | None, password: str | None
) -> VirtuosoLoader | None:
    """Virtuoso's loader, where a folder for it is named; raises ParameterError for what it lacks."""
    if folder is None:
        return None
    if user is None or password is None or default_graph is None:
        raise ParameterError("loader-lacks")
    return VirtuosoLoader(sql, folder.resolve(), user, password)
