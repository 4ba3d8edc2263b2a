"""Writing briefs: brief."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cli.console import tell, words, writing
from cli.options import DEFAULT_DATA, Base, DataFolder, Language
from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder as Folder
from ontology.speech import Speech


def register(app: typer.Typer) -> None:
    """Adds this command to the application."""
    app.command(help=words("command.brief"))(brief)


def brief(
    home: Annotated[str | None, typer.Option(help=words("option.brief-home"), metavar="NAME")] = None,
    partner: Annotated[str | None, typer.Option(help=words("option.brief-partner"), metavar="NAME")] = None,
    country: Annotated[str | None, typer.Option(help=words("option.brief-country"), metavar="NAME")] = None,
    sector: Annotated[str | None, typer.Option(help=words("option.brief-sector"), metavar="NAME")] = None,
    organisation: Annotated[
        str | None, typer.Option(help=words("option.brief-organisation"), metavar="NAME")
    ] = None,
    period: Annotated[str | None, typer.Option(help=words("option.brief-period"), metavar="PERIOD")] = None,
    out: Annotated[Path, typer.Option(help=words("option.brief-out"), metavar="FILE")] = Path("brief.docx"),
    template: Annotated[
        Path | None, typer.Option(help=words("option.brief-template"), metavar="FILE")
    ] = None,
    own_template: Annotated[
        Path | None, typer.Option("--write-template", help=words("option.brief-own"), metavar="FILE")
    ] = None,
    lang: Language = "ru",
    data: DataFolder = DEFAULT_DATA,
    base: Base = DEFAULT_BASE,
) -> None:
    """Write a brief as a Word document."""
    # Imported here because other commands need no web framework.
    from web.brief import gather, scope, word
    from web.site import local_explorer

    if own_template is not None:
        with writing(own_template):
            own_template.write_bytes(word.own_template())
        tell("said.wrote", file=own_template)
        return
    explorer = local_explorer(Folder(data), base)
    asked = {
        "home": home, "partner": partner, "country": country, "sector": sector, "organisation": organisation,
        "period": period,
    }  # fmt: skip
    speech = Speech(lang)
    made = gather.brief_of(scope.scope_of(explorer, scope.with_names(explorer, asked), speech), date.today())
    body = word.write_brief(made, speech, template or data / word.TEMPLATE)
    with writing(out):
        out.write_bytes(body)
    tell("said.wrote", file=out)
