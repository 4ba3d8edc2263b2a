"""Which program built a snapshot."""

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

DECIDING = frozenset({".py", ".rq", ".ttl", ".yml", ".tsv", ".gz"})


@lru_cache(maxsize=1)
def code_version() -> str:
    """The version of this program with a digest of the code and data that decide on a graph's content."""
    try:
        number = version("pobratim")
    except PackageNotFoundError:
        number = "0"
    digest = hashlib.sha256()
    root = Path(__file__).parent.parent
    for package in ("graph", "ontology"):
        for file in sorted((root / package).rglob("*")):
            if file.suffix in DECIDING:
                digest.update(file.relative_to(root).as_posix().encode() + file.read_bytes())
    return f"{number}+{digest.hexdigest()[:12]}"
