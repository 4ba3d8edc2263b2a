"""How an explained row or entity looks: in the terminal, or as one HTML page that asks for nothing."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from jinja2 import Environment, PackageLoader
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.write.wording import reason_told, rule_told
from loaders.explain import ExplainedCell, Explanation, Reason
from ontology.model import PartConfidence
from ontology.speech import Speech
from ontology.speech.findings import finding_message
from queries.explain import Account, ExplainedFact, ExplainedGround, Merged, RowOfReport, Said

MARK = "bold black on yellow"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("cli", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


def row_page(explanation: Explanation, speech: Speech) -> str:
    """One self-contained page: the cells with marks, each mark a link to its reason."""
    return _page(
        "explain.html",
        speech,
        doubts_told=doubts_told,
        explanation=explanation,
        finding_message=finding_message,
    )


def account_page(account: Account, asked: str, speech: Speech) -> str:
    """One self-contained page: what proves an entity, each reading with its words marked."""
    return _page(
        "account.html", speech, account=account, asked=asked, rule_told=rule_told, reason_told=reason_told
    )


def _page(template: str, speech: Speech, **values: object) -> str:
    return _templates().get_template(template).render(speech=speech, t=speech.say, **values)


def show(explanation: Explanation, console: Console, speech: Speech) -> None:
    """Prints the cells with numbered marks, then a table of the reasons."""
    console.print(Text(f"{explanation.report} № {explanation.number}", style="bold"))
    for cell in explanation.cells:
        console.print(Text(f"\n{speech.say(f'cell.{cell.name}')}", style="dim"))
        console.print(_marked(cell))
    console.print(_reasons(explanation, speech))
    for finding in explanation.findings:
        severity = speech.say(f"severity.{finding.severity}")
        console.print(
            Text(f"{severity}: {finding_message(finding, speech)} [{finding.code}]", style="yellow")
        )


def _marked(cell: ExplainedCell) -> Text:
    text = Text()
    for piece in cell.pieces:
        text.append(piece.text, style=MARK if piece.marks else "")
        if piece.marks:
            text.append("⁽" + ",".join(map(str, piece.marks)) + "⁾", style="cyan")
    return text


def _reasons(explanation: Explanation, speech: Speech) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("№", justify="right")
    for heading in ("field", "value", "rule"):
        table.add_column(speech.say(f"column.{heading}"), overflow="fold")
    table.add_column(speech.say("column.confidence"), justify="right")
    table.add_column(speech.say("column.doubts"), overflow="fold")
    for reason in explanation.reasons:
        sure = f"{reason.confidence:.2f}"
        told = doubts_told(reason, speech)
        cells = (str(reason.number), reason.field, reason.value, reason.rule, sure, told)
        table.add_row(*(Text(cell) for cell in cells))
    return table


def doubts_told(reason: Reason, speech: Speech) -> str:
    """What speaks against what the words tell, and the parts of the value that are less sure than it."""
    return "; ".join((*_in_words(reason.doubts, speech), *(_part_told(one, speech) for one in reason.parts)))


def _in_words(doubts: Iterable[str], speech: Speech) -> Iterator[str]:
    return (speech.say(f"doubt.{doubt}") for doubt in doubts)


def _part_told(part: PartConfidence, speech: Speech) -> str:
    why = ", ".join(_in_words(part.doubts, speech))
    return f"{speech.say(f'part.{part.part}')} {part.confidence:.2f}" + (f" ({why})" if why else "")


SHOWN_ROWS = 12


def show_account(account: Account, asked: str, console: Console, speech: Speech) -> None:
    """Prints what proves an entity: readings with their words, merges, contradictions, what it rests on."""
    if account.iri != asked:
        console.print(Text(speech.say("explain.retired", iri=asked), style="yellow"))
    console.print(Text.assemble((f"{account.kind} «{account.label}»", "bold"), f"\n{account.iri}"))
    for heading, lines in _sections(account, speech).items():
        _print_section(speech.say(f"explain.{heading}"), lines, console)


def _sections(account: Account, speech: Speech) -> Mapping[str, Iterable[Text]]:
    """What is told of an entity, by the heading above it."""
    return {
        "read": (line for one in account.readings for line in _reading(one, speech)),
        "known": map(_said, account.known),
        "merges": (_merged(one, speech) for one in account.merges),
        "contradictions": (_otherwise(said, place, speech) for said, place in account.otherwise),
        "grounds" if account.is_derived else "rows": (
            line for one in account.grounds for line in _ground(one, speech)
        ),
    }


def _print_section(heading: str, lines: Iterable[Text], console: Console) -> None:
    for number, line in enumerate(lines):
        if number == 0:
            console.print(Text(f"\n{heading}", style="bold"))
        console.print(Text("  ").append_text(line))


def _otherwise(said: Said, place: RowOfReport, speech: Speech) -> Text:
    return _said(said).append(f"  {_place(place, speech)}", "dim")


def _said(said: Said) -> Text:
    return Text.assemble((f"{said[0]}: ", "cyan"), said[1])


def _reading(reading: ExplainedFact, speech: Speech) -> Iterator[Text]:
    yield from (_said(one) for one in reading.said)
    for proof in reading.proofs:
        cell = speech.say(f"cell.{proof.cell}") if proof.cell is not None else speech.say("explain.whole_row")
        words = f"«{cell}» {proof.start}–{proof.end} " if proof.quote is not None else cell
        quote = f"“{' '.join(proof.quote.split())}”" if proof.quote is not None else ""
        place = f"    {_place(proof.place, speech)}, {words}"
        yield Text.assemble(
            place, (quote, MARK), (f"  {rule_told(proof.rule, speech)} {proof.confidence:.2f}", "dim")
        )
        if proof.doubts:
            yield Text(f"      {', '.join(_in_words(proof.doubts, speech))}", style="yellow")


def _merged(merged: Merged, speech: Speech) -> Text:
    reasons = ", ".join(reason_told(one, speech) for one in merged.reasons)
    return Text.assemble(
        f"«{merged.value}» – {reasons} {merged.score:.2f}", (f"  {_place(merged.place, speech)}", "dim")
    )


def _ground(ground: ExplainedGround, speech: Speech) -> Iterator[Text]:
    if ground.label is not None:
        yield Text(f"«{ground.label}»")
    for place in ground.places[:SHOWN_ROWS]:
        yield Text(f"    {_place(place, speech)}, {place.reporter}")
    if len(ground.places) > SHOWN_ROWS:
        yield Text(f"    {speech.count('explain.more', len(ground.places) - SHOWN_ROWS)}")


def _place(place: RowOfReport, speech: Speech) -> str:
    return speech.place(place.report, table=place.table, row=place.row, number=place.number)
