"""Options that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from cli.console import words
from ontology.errors import ParameterError

DataFolder = Annotated[
    Path, typer.Option("--data", envvar="POBRATIM_DATA", help=words("option.data"), metavar="DIR")
]
DEFAULT_DATA = Path("data")


def web_address(value: str | None) -> str | None:
    """The address as given; raises ParameterError where it is none of a web server."""
    if value is not None and not value.startswith(("http://", "https://")):
        raise ParameterError("no-address", value=value)
    return value


Endpoint = Annotated[
    str | None,
    typer.Option(
        callback=web_address,
        envvar="POBRATIM_ENDPOINT",
        help=words("option.endpoint"),
        metavar="URL",
    ),
]
DefaultGraph = Annotated[
    str | None,
    typer.Option(
        envvar="POBRATIM_DEFAULT_GRAPH",
        help=words("option.default-graph"),
        metavar="IRI",
    ),
]
Base = Annotated[str, typer.Option(envvar="POBRATIM_BASE", help=words("option.base"), metavar="IRI")]
Judgements = Annotated[
    Path | None,
    typer.Option(
        envvar="POBRATIM_JUDGEMENTS",
        help=words("option.judgements"),
        metavar="FILE",
    ),
]
Language = Annotated[
    Literal["ru", "en"], typer.Option("--lang", envvar="POBRATIM_LANG", help=words("option.lang"))
]
Reports = Annotated[
    list[Path],
    typer.Argument(help=words("option.reports"), metavar="REPORT…", show_default=False),
]
