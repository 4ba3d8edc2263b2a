"""Options that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ontology.errors import ParameterError

DataFolder = Annotated[
    Path, typer.Option("--data", envvar="POBRATIM_DATA", help="Folder that holds the graph.", metavar="DIR")
]
DEFAULT_DATA = Path("data")


def web_address(value: str | None) -> str | None:
    """The address as given; raises ParameterError where it is none of a web server."""
    if value is not None and not value.startswith(("http://", "https://")):
        raise ParameterError(
            f"“{value}” is no address of a server (--endpoint or POBRATIM_ENDPOINT).",
            remedy="Give one that begins with http:// or https://.",
        )
    return value


Endpoint = Annotated[
    str | None,
    typer.Option(
        callback=web_address,
        envvar="POBRATIM_ENDPOINT",
        help="Ask this SPARQL 1.1 server instead of the data folder.",
        metavar="URL",
    ),
]
DefaultGraph = Annotated[
    str | None,
    typer.Option(
        envvar="POBRATIM_DEFAULT_GRAPH",
        help="Graph of the server that queries ask unless they name one.",
        metavar="IRI",
    ),
]
Base = Annotated[
    str, typer.Option(envvar="POBRATIM_BASE", help="What the IRIs of entities begin with.", metavar="IRI")
]
Judgements = Annotated[
    Path | None,
    typer.Option(
        envvar="POBRATIM_JUDGEMENTS",
        help="File of decisions; else judgements.jsonl in the data folder.",
        metavar="FILE",
    ),
]
Language = Annotated[
    Literal["ru", "en"], typer.Option("--lang", envvar="POBRATIM_LANG", help="Language of labels: ru or en.")
]
Reports = Annotated[
    list[Path],
    typer.Argument(help="Reports: .docx, .txt, .doc, .odt, .rtf.", metavar="REPORT…", show_default=False),
]
