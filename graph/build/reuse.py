"""What the next build need not make again: of what each graph of a snapshot was made, kept beside it.

A build compares this with what it is about to write, and copies the graphs that would come out the same.
"""

import json
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import pyoxigraph

from graph.build.notices import Notice, notice_from_json
from graph.entities import Id
from graph.snapshots.version import code_version
from graph.write.about import TripleCounts
from graph.write.contents import Known
from ontology.regions import region_digest

FILE_NAME = "reuse.json"
WORTH_COPYING = 0.5
"""The share of entries whose evidence may change before everything is sooner written anew."""


@dataclass(frozen=True, slots=True)
class Reusable:
    """Of what a snapshot's graphs were made.

    `graphs` are sizes and digests of the named graphs but the evidence, of which `evidence` has the sizes;
    `entries` are digests of what the evidence of each entry is made of, `notices` are those of the shapes.
    `things` are digests of what each of the large graphs tells of each thing, `counts` those of the default
    graph without the graph `about`; `unpacked` quads were written or taken away since the store was last
    packed.
    """

    graphs: Mapping[Id, Known]
    evidence: Mapping[Id, int]
    entries: Mapping[Id, int]
    notices: tuple[Notice, ...]
    things: Mapping[Id, Mapping[Id, int]]
    counts: TripleCounts
    unpacked: int

    def digest(self, path: Id) -> int | None:
        """The digest of a named graph but the evidence; None of one that is not there."""
        known = self.graphs.get(path)
        return known[1] if known is not None else None

    def changed(self, digests: Mapping[Id, int]) -> frozenset[Id]:
        """The entries whose evidence is to be made anew, those that are new included."""
        return frozenset(entry for entry, digest in digests.items() if self.entries.get(entry) != digest)

    def outdated(self, digests: Mapping[Id, int]) -> list[Id]:
        """The entries whose evidence is there and is not to stay."""
        return [entry for entry, digest in self.entries.items() if digests.get(entry) != digest]

    def is_worth_copying(self, digests: Collection[Id], changed: Collection[Id]) -> bool:
        """Whether most of the evidence stays as it is."""
        return len(changed) <= WORTH_COPYING * len(digests)


def settings(base: str) -> list[str]:
    """What a graph depends on beside its reports and people's judgements."""
    versions = [pyoxigraph.__version__, f"{sys.version_info.major}.{sys.version_info.minor}"]
    return [code_version(), base, region_digest(), *versions]


def save_reusable(folder: Path, base: str, made: Reusable) -> None:
    """Writes it into the folder of the snapshot."""
    counts = {"alike": list(made.counts.alike.items()), "classes": made.counts.classes}
    notices = [asdict(one) for one in made.notices]
    held = {one.name: getattr(made, one.name) for one in fields(made)}
    record = {"settings": settings(base), **held, "notices": notices, "counts": counts}
    text = json.dumps(record, ensure_ascii=False, default=str)
    (folder / FILE_NAME).write_text(text, encoding="utf-8")


def load_reusable(folder: Path, base: str) -> Reusable | None:
    """What the snapshot in that folder holds for a build of the same settings; None where it does not."""
    try:
        record = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        return _read(record) if record.pop("settings") == settings(base) else None
    except (OSError, ValueError, KeyError, TypeError, ArithmeticError):
        return None


def _read(record: dict[str, Any]) -> Reusable:
    notices = tuple(notice_from_json(one) for one in record["notices"])
    graphs = {path: (size, digest) for path, (size, digest) in record["graphs"].items()}
    counts = _counts(**record["counts"])
    return Reusable(**{**record, "graphs": graphs, "notices": notices, "counts": counts})


def _counts(alike: Iterable[tuple[Any, int]], classes: Mapping[str, int]) -> TripleCounts:
    found = TripleCounts(classes=Counter(classes))
    for (own, predicate, end), number in alike:
        found.alike[tuple(own), predicate, end if isinstance(end, str) else tuple(end)] = number
    return found
