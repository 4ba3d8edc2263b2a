"""Says whether a wheel holds every data file: vocabularies, queries, templates, built pages.

What set-up makes is named here one by one: a file that was never made lies on no disk, so that
nothing else would miss it.
"""

import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

PACKAGES = ("cli", "graph", "loaders", "ontology", "queries", "web")
NOT_SHIPPED = ("web/assets/",)
MADE_AT_SETUP = frozenset(
    {
        "ontology/gazetteer/areas.tsv",
        "ontology/gazetteer/countries.tsv",
        "ontology/gazetteer/settlement_names.tsv",
        "ontology/gazetteer/settlements.tsv",
        "web/static/boundaries/region.json",
        "web/static/boundaries/world.json",
        "web/static/dist/manifest.json",
    }
)
SUFFIXES = {
    ".ttl",
    ".rq",
    ".yml",
    ".yaml",
    ".html",
    ".j2",
    ".json",
    ".tsv",
    ".css",
    ".js",
    ".svg",
    ".xml",
}


def expected(root: Path) -> set[str]:
    """Paths, relative to `root`, of all data files that an installed Pobratim needs."""
    files = (path for package in PACKAGES for path in (root / package).rglob("*") if path.is_file())
    names = (path.relative_to(root).as_posix() for path in files if path.suffix in SUFFIXES)
    return {*MADE_AT_SETUP, *(name for name in names if not name.startswith(NOT_SHIPPED))}


def unwanted(names: Iterable[str]) -> list[str]:
    """Files of a wheel that only developers have a use for."""
    return sorted(name for name in names if name.endswith(".map"))


def main(wheel: str) -> int:
    """0 where the wheel holds them all and nothing else; otherwise names each such file and is 1."""
    root = Path(__file__).resolve().parent.parent
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    missing = sorted(expected(root) - held)
    surplus = unwanted(held)
    for name in missing:
        print(f"not in the wheel: {name}; run: make setup", file=sys.stderr)
    for name in surplus:
        print(f"no business of the wheel: {name}; exclude it in pyproject.toml", file=sys.stderr)
    if not missing and not surplus:
        print(f"{Path(wheel).name}: all data files ship")
    return 1 if missing or surplus else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
