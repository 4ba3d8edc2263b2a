"""Which program built a snapshot."""

import hashlib
from functools import lru_cache
from pathlib import Path

from ontology.version import program_version

ROOT = Path(__file__).parents[2]
DECIDING = frozenset({".py", ".rq", ".sql", ".ttl", ".yml", ".tsv", ".gz"})


@lru_cache(maxsize=1)
def code_version() -> str:
    """The version of this program with a digest of the code and data that decide on a graph's content."""
    return f"{program_version()}+{digest(ROOT / 'graph', ROOT / 'ontology')[:12]}"


def digest(*paths: Path) -> str:
    """Hexadecimal digits that depend on these files, and in folders on those that decide on content."""
    made = hashlib.sha256()
    for path in paths:
        for file in (path, *sorted(path.rglob("*"))):
            if file.suffix in DECIDING:
                made.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return made.hexdigest()
