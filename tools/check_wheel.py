"""Says whether a wheel holds every data file: vocabularies, queries, templates, built pages."""

import sys
import zipfile
from pathlib import Path

PACKAGES = ("cli", "graph", "loaders", "ontology", "queries", "web")
NOT_SHIPPED = ("web/assets/",)
SUFFIXES = {
    ".gz",
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
    return {name for name in names if not name.startswith(NOT_SHIPPED)}


def main(wheel: str) -> int:
    """0 where the wheel holds them all; else names each missing one and is 1."""
    root = Path(__file__).resolve().parent.parent
    with zipfile.ZipFile(wheel) as archive:
        missing = sorted(expected(root) - set(archive.namelist()))
    for name in missing:
        print(f"not in the wheel: {name}", file=sys.stderr)
    if not missing:
        print(f"{Path(wheel).name}: all data files ship")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
