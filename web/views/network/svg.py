"""The drawing as SVG: on the page in its theme, and as a document with title, legend and source."""

from collections.abc import Callable, Iterator
from typing import Any

from ontology.speech import Speech
from web.views.letters import text_width
from web.views.network.model import Drawing, DrawnLine, LegendEntry, Node
from web.views.palette import on_paper, on_screen
from web.views.view import environment

HEAD, LINE, STEP, LETTERS = 34, 18, 24, 13

Address = Callable[[Node], str]
LinkAddress = Callable[[DrawnLine], str]


def on_page(drawing: Drawing, page_of: Address, link_of: LinkAddress, speech: Speech) -> str:
    """The picture alone, for a page that has the rest around it; its tooltips say what is counted."""
    means = {f"{one}_means": speech.say(f"network.means.{one}") for one in ("line", "node")}
    return _rendered(drawing, page_of, link_of, on_page=True, **means)


def document(drawing: Drawing, page_of: Address, link_of: LinkAddress) -> bytes:
    """The picture for documents, with its caption."""
    return _rendered(drawing, page_of, link_of, on_page=False).encode()


def _rendered(drawing: Drawing, page_of: Address, link_of: LinkAddress, *, on_page: bool, **more: str) -> str:
    lines = [*_broken(drawing.caption.lines, drawing.frame.width - 44)]
    legend = [*_legend(drawing)]
    head, foot = HEAD + LINE * len(lines) + 10, max((y for _, _, y in legend), default=0) + STEP
    values: dict[str, Any] = {
        "frame": drawing.frame,
        "hulls": drawing.hulls,
        "lines": drawing.lines,
        "nodes": drawing.nodes,
        "caption": drawing.caption,
        "caption_lines": lines,
        "legend": legend,
        "head": 0 if on_page else head,
        "foot": 0 if on_page else foot,
        "on_page": on_page,
        "paint": on_screen if on_page else on_paper,
        "page_of": page_of,
        "link_of": link_of,
        **more,
    }
    return environment().get_template("network/drawing.svg").render(values)


def _broken(lines: tuple[str, ...], width: float) -> Iterator[str]:
    """The lines of the caption, each as long as the picture is wide at most."""
    for line in lines:
        row: list[str] = []
        for word in line.split(" "):
            if row and text_width(" ".join([*row, word]), LETTERS) > width:
                yield " ".join(row)
                row = []
            row.append(word)
        yield " ".join(row)


def _legend(drawing: Drawing) -> Iterator[tuple[LegendEntry, float, float]]:
    """Where each mark of the legend stands below the picture, in rows."""
    x, y = 22.0, 18.0
    for mark in drawing.caption.legend:
        width = 28 + text_width(mark.label, LETTERS) + 20
        if x > 22 and x + width > drawing.frame.width:
            x, y = 22.0, y + STEP
        yield mark, round(x, 1), y
        x += width
