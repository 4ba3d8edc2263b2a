"""Answers made together with a snapshot: who asks the same reads them, and no engine is asked.

SNAPSHOT/answers/<digest>.srj    a line that tells the number of rows, then the document
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from queries.engine import Query
from queries.engine.serialise import JSON

FOLDER = "answers"


@dataclass(frozen=True, slots=True)
class Ready:
    """A whole answer in JSON."""

    rows: int
    document: bytes


def keep(snapshot: Path, base: str, text: str, answer: Ready) -> None:
    """Writes the answer to a SELECT into the folder of a snapshot with that entity base."""
    folder = snapshot / FOLDER
    folder.mkdir(exist_ok=True)
    head = json.dumps({"rows": answer.rows}).encode()
    (folder / _name(base, text)).write_bytes(head + b"\n" + answer.document)


def kept_in(snapshot: Path) -> frozenset[str]:
    """The names of the answers that were made together with a snapshot, which is never written again."""
    folder = snapshot / FOLDER
    return frozenset(file.name for file in folder.glob("*.srj")) if folder.is_dir() else frozenset()


def ready(snapshot: Path, kept: frozenset[str], base: str, query: Query) -> Ready | None:
    """The one of the kept answers that was made to this very query; None where there is none that serves."""
    if query.default_graphs or query.named_graphs or query.media.solutions != JSON:
        return None
    name = _name(base, query.text)
    answer = _read(snapshot / FOLDER / name) if name in kept else None
    return answer if answer is not None and answer.rows <= query.limits.rows else None


def _name(base: str, text: str) -> str:
    return sha256("\n".join((base, text)).encode()).hexdigest()[:32] + ".srj"


def _read(file: Path) -> Ready | None:
    """The answer in the file; None where it cannot be read, and the engine has to be asked."""
    try:
        head, _, document = file.read_bytes().partition(b"\n")
        return Ready(json.loads(head)["rows"], document)
    except (OSError, ValueError, KeyError, TypeError):
        return None
