"""The `pobratim` command: its subcommands, and how an error ends it.

Exit codes: 0 done · 1 something unexpected · 2 an input, parameter or option that cannot be used ·
3 the data folder or endpoint does not serve · 4 the graph broke a rule and the old one stays.
"""

import os
import sys

import typer

from cli import asking, building, exporting, reading, reviewing, serving
from cli.console import complain, say
from ontology.errors import PobratimError

app = typer.Typer(
    name="pobratim",
    help="From quarterly Word reports of international events to a knowledge graph of partnerships.",
    epilog="Exit codes: 0 done, 1 unexpected, 2 unusable input or option, 3 no graph or endpoint to ask, "
    "4 the graph broke a rule (the old one stays).",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for group in (reading, building, asking, exporting, reviewing, serving):
    group.register(app)


def main() -> None:
    """Runs the command; a known error is one line on standard error and its exit code."""
    try:
        app()
    except PobratimError as error:
        complain(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        say("\nStopped; what was served before is still served.")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output went away: nothing to say, and nobody to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
