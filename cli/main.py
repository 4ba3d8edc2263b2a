"""The `pobratim` command: its subcommands, and how an error ends it.

Exit codes: 0 done · 1 something unexpected · 2 an input, parameter or option that cannot be used ·
3 the data folder or endpoint does not serve · 4 the graph broke a rule and the old one stays.
"""

import os
import sys
from importlib import import_module
from typing import Annotated

import typer

from cli.console import complain, tell, words
from ontology.errors import PobratimError
from ontology.version import program_version

INTERRUPTED = 130
COMMANDS = {
    "check": "reading", "extract": "reading", "explain": "reading",
    "add": "shelving", "remove": "shelving", "reports": "shelving",
    "users": "users",
    "build": "building", "snapshots": "building", "rollback": "building",
    "serve": "serving",
    "ask": "asking", "query": "asking", "queries": "asking",
    "mcp": "assisting",
    "review": "reviewing", "changes": "reviewing", "learn": "learning",
    "verify": "keeping", "backup": "keeping", "restore": "keeping",
    "export": "exporting", "network": "exporting", "publish": "exporting",
    "brief": "briefing",
}  # fmt: skip
"""Each subcommand and the module of this package that registers it."""


def application(command: str | None = None) -> typer.Typer:
    """The command-line application with every subcommand, or only those of one subcommand's module.

    One module alone answers sooner: an unchanged build need not wait for a web server to be imported.
    """
    app = typer.Typer(
        name="pobratim",
        help=words("command"),
        epilog=words("command.exits"),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    # Without a callback typer would make an only subcommand the whole application.
    app.callback()(_common_options)
    modules = [COMMANDS[command]] if command in COMMANDS else list(dict.fromkeys(COMMANDS.values()))
    for name in modules:
        import_module(f"cli.{name}").register(app)
    return app


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"pobratim {program_version()}")
        raise typer.Exit


def _common_options(
    version: Annotated[
        bool,
        typer.Option("--version", help=words("option.version"), callback=_tell_version, is_eager=True),
    ] = False,
) -> None:
    """What every subcommand takes before its name."""


def main() -> None:
    """Runs the command; a known error is one line on standard error and its exit code."""
    try:
        application(sys.argv[1] if len(sys.argv) > 1 else None)()
    except PobratimError as error:
        complain(error)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, SystemExit) as ended:
        if isinstance(ended, SystemExit) and ended.code != INTERRUPTED:
            raise
        tell("said.stopped")
        sys.exit(INTERRUPTED)
    except Exception as error:
        if os.environ.get("POBRATIM_DEBUG"):
            raise
        tell("said.unexpected", "red", kind=type(error).__name__, error=error)
        sys.exit(1)


if __name__ == "__main__":
    main()
