"""Draws the rooms of the house into docs/architecture.md from the imports of the code.

A box is a folder or module of a package, an arrow says that one uses the other; a package's boxes are drawn
with the arrows among them, the packages with the arrows between. Mermaid, which GitHub and most editors show.
"""

from collections.abc import Iterable
from pathlib import Path

import grimp

PAGE = Path(__file__).resolve().parent.parent / "docs" / "architecture.md"
PACKAGES = ("cli", "web", "loaders", "queries", "graph", "ontology")
BEGIN = "<!-- rooms: made by python -m tools.draw_rooms -->\n"
END = "<!-- end of rooms -->\n"
Arrows = set[tuple[str, str]]


def arrows_between(imports: grimp.ImportGraph, depth: int) -> Arrows:
    """Which rooms use which others, a room being the first `depth` names of a module's path."""
    found = (
        (_room(module, depth), _room(used, depth))
        for module in imports.modules
        for used in imports.find_modules_directly_imported_by(module)
    )
    return {(one, other) for one, other in found if one != other}


def _room(module: str, depth: int) -> str:
    return ".".join(module.split(".")[:depth])


def without_detours(arrows: Arrows) -> Arrows:
    """The arrows that no way over other arrows replaces: an acyclic house stays readable so."""
    return {(one, other) for one, other in arrows if not _reaches(arrows - {(one, other)}, one, other)}


def _reaches(arrows: Arrows, start: str, goal: str) -> bool:
    seen = {start}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        nearby = {other for one, other in arrows if one == here} - seen
        if goal in nearby:
            return True
        seen |= nearby
        waiting.extend(nearby)
    return False


def picture(name: str, arrows: Arrows) -> str:
    """One flow chart of the arrows, under a heading."""
    names = sorted({room for arrow in arrows for room in arrow})
    boxes = (f'  {_id(room)}["{room.rpartition(".")[2]}"]' for room in names)
    lines = (f"  {_id(one)} --> {_id(other)}" for one, other in sorted(without_detours(arrows)))
    return "\n".join([f"### {name}", "", "```mermaid", "flowchart TD", *boxes, *lines, "```", ""])


def _id(room: str) -> str:
    return f"room_{room.replace('.', '_')}"  # a bare «graph» is a word of Mermaid


def pictures(imports: grimp.ImportGraph) -> Iterable[str]:
    """The packages together, then the rooms of each."""
    yield picture("The packages", arrows_between(imports, 1))
    rooms = arrows_between(imports, 2)
    for package in PACKAGES:
        own = {arrow for arrow in rooms if all(room.startswith(f"{package}.") for room in arrow)}
        if own:
            yield picture(f"`{package}/`", own)


def drawn(page: str) -> str:
    """The page with its pictures made anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    imports = grimp.build_graph(*PACKAGES, cache_dir=None)
    return before + BEGIN + "\n" + "\n".join(pictures(imports)) + "\n" + END + after


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
