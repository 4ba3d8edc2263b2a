"""How an explained row looks: in the terminal with marks and numbers, or as one HTML page."""

from functools import lru_cache

from jinja2 import Environment, PackageLoader
from rich.console import Console
from rich.table import Table
from rich.text import Text

from loaders.explain import ExplainedCell, Explanation

MARK = "bold black on yellow"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("cli", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


def as_html(explanation: Explanation) -> str:
    """One self-contained page: the cells with marks, each mark a link to its reason."""
    return _templates().get_template("explain.html").render(explanation=explanation)


def show(explanation: Explanation, console: Console) -> None:
    """Prints the cells with numbered marks, then a table of the reasons."""
    console.print(Text(f"{explanation.report} № {explanation.number}", style="bold"))
    for cell in explanation.cells:
        console.print(Text(f"\n{cell.name.value}", style="dim"))
        console.print(_marked(cell))
    console.print(_reasons(explanation))
    for finding in explanation.findings:
        console.print(Text(f"{finding.severity.value}: {finding.message} [{finding.code}]", style="yellow"))


def _marked(cell: ExplainedCell) -> Text:
    text = Text()
    for piece in cell.pieces:
        text.append(piece.text, style=MARK if piece.marks else "")
        if piece.marks:
            text.append("⁽" + ",".join(map(str, piece.marks)) + "⁾", style="cyan")
    return text


def _reasons(explanation: Explanation) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("№", justify="right")
    for heading in ("field", "value", "rule"):
        table.add_column(heading, overflow="fold")
    table.add_column("confidence", justify="right")
    for reason in explanation.reasons:
        cells = (str(reason.number), reason.field, reason.value, reason.rule, f"{reason.confidence:.2f}")
        table.add_row(*(Text(cell) for cell in cells))
    return table
