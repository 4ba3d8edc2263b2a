"""How an explained row looks: in the terminal with marks and numbers, or as one HTML page."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from jinja2 import Environment, PackageLoader
from rich.console import Console
from rich.table import Table
from rich.text import Text

from loaders.explain import ExplainedCell, Explanation
from queries.explain import Proof

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


def show_proofs(proofs: Sequence[Proof], console: Console) -> None:
    """Prints each assertion with the report, row, cell and words it was read from, rule and confidence."""
    for (predicate, value), group in groupby(proofs, key=lambda proof: (proof.predicate, proof.object)):
        console.print(Text.assemble((predicate, "bold"), " → ", value))
        for proof in group:
            place = f"{proof.report}, table {proof.table}, row {proof.row}"
            words = f", {proof.cell} {proof.start}–{proof.end} " if proof.quote is not None else ""
            quote = f"“{' '.join(proof.quote.split())}”" if proof.quote is not None else ""
            console.print(
                Text.assemble(
                    f"    {place}{words}", (quote, MARK), (f"  {proof.rule} {proof.confidence:.2f}", "dim")
                )
            )
