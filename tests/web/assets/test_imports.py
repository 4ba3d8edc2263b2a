"""The scripts of the explorer import each other without circles, types included."""

import re
from pathlib import Path

import networkx as nx

ASSETS = Path(__file__).parents[3] / "web" / "assets"
IMPORT = re.compile(r'^(?:import|export)\b[^;]*?from "(\.[^"]+)";', re.MULTILINE)


def imports() -> "nx.DiGraph[str]":
    """Which script imports which, by their paths under `web/assets`."""
    found: nx.DiGraph[str] = nx.DiGraph()
    for script in ASSETS.rglob("*.ts"):
        for named in IMPORT.findall(script.read_text(encoding="utf-8")):
            if named.endswith(".json"):
                continue
            imported = (script.parent / f"{named}.ts").resolve()
            assert imported.exists(), f"{script.name}: {named}"
            found.add_edge(str(script.relative_to(ASSETS)), str(imported.relative_to(ASSETS)))
    return found


def test_scripts_import_each_other_without_circles() -> None:
    found = imports()
    assert found.number_of_edges() > 40
    circles = [sorted(group) for group in nx.strongly_connected_components(found) if len(group) > 1]
    assert circles == []
