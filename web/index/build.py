"""From a snapshot to the explorer's index: the steps, top to bottom.

Each step asks one query of `queries/pages` and fills one or two tables. The file is written beside its
place and renamed, so that a reader sees the whole index or none.
"""

import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from graph.snapshots.version import ROOT, code_version, digest
from ontology.disk import put_in_place
from ontology.errors import StoreError
from web.index.english import name_in_english
from web.index.filling import IndexFilling
from web.index.interruption import GivenUpError, IsUnwanted, asked_while_wanted, open_database, wanted
from web.index.marks import place_marks
from web.index.records import (
    add_agreement_partners,
    add_agreements,
    add_entries,
    add_events,
    add_partnerships,
    add_reports,
    add_stages,
)
from web.index.rows import Ask
from web.index.structure import find_structure
from web.index.things import (
    add_concepts,
    add_names,
    add_organisations,
    add_other_names,
    add_people,
    add_places,
    add_posts,
    add_twinnings,
)
from web.index.words import index_words

_DAY = 86_400.0
"""Seconds."""

STEPS: tuple[Callable[[IndexFilling], None], ...] = (
    add_names,
    add_concepts,
    add_places,
    add_organisations,
    add_people,
    add_reports,
    add_events,
    add_agreements,
    add_entries,
    add_stages,
    add_posts,
    add_twinnings,
    add_partnerships,
    add_agreement_partners,
    add_other_names,
    name_in_english,
)


def build_index(
    ask: Ask, base: str, path: Path, *, previous: Path | None = None, is_unwanted: IsUnwanted = wanted
) -> Path:
    """The index of the data that `ask` answers for, written to `path`.

    `previous` is the index of the snapshot before: marks it has drawn keep their places. Raises StoreError,
    and leaves nothing, as soon as it is unwanted.
    """
    with _draft(path) as draft:
        if not _is_written(draft, ask, base, previous, is_unwanted):
            raise StoreError("ending")
    return path


def _is_written(draft: Path, ask: Ask, base: str, previous: Path | None, is_unwanted: IsUnwanted) -> bool:
    """Whether the index was written rather than given up.

    What it was given up at ends here: answers of a store must not outlive the thread that asked.
    """
    try:
        with closing(open_database(draft, is_unwanted)) as db:
            _write(db, IndexFilling(asked_while_wanted(ask, is_unwanted), base, db), previous)
    except GivenUpError:
        return False
    return True


def _write(db: sqlite3.Connection, filling: IndexFilling, previous: Path | None) -> None:
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    db.executescript(_script("schema.sql"))
    db.executemany("INSERT INTO meta VALUES (?, ?)", (("tables", _tables()), ("code", _code())))
    for step in STEPS:
        step(filling)
    db.executescript(_script("indexes.sql"))
    db.executescript(_script("counts.sql"))
    find_structure(db)
    place_marks(db, previous)
    index_words(db)
    db.commit()
    db.execute("ANALYZE")


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    """A file of the writer's own, so that several may write one index; takes its place when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".draft")
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.chmod(0o600)
        put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Removes what writers left that were killed a day ago or longer: none writes for so long."""
    for left in path.parent.glob(f"{path.name}.*.draft"):
        with suppress(FileNotFoundError):
            if left.stat().st_mtime < time.time() - _DAY:
                left.unlink()


def is_current(path: Path) -> bool:
    """Whether a whole index is there, made by the code that would make it now."""
    return _stated(path).get("code") == _code()


def is_comparable(path: Path) -> bool:
    """Whether a whole index is there with the tables that pages ask now, whatever code filled them."""
    return _stated(path).get("tables") == _tables()


def _stated(path: Path) -> Mapping[str, str]:
    """What an index says of itself; nothing where it is missing, damaged or cut short."""
    if not path.exists():
        return {}
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            ((pages,),), ((size,),) = db.execute("PRAGMA page_count"), db.execute("PRAGMA page_size")
            is_whole = pages * size == path.stat().st_size
            return dict(db.execute("SELECT key, value FROM meta")) if is_whole else {}
    except sqlite3.DatabaseError:
        return {}


@lru_cache(maxsize=1)
def _tables() -> str:
    scripts = "".join(_script(name) for name in ("schema.sql", "indexes.sql", "counts.sql"))
    return hashlib.sha256(scripts.encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _code() -> str:
    """Changes with all that decides on the content of an index: its steps, their queries, what they call."""
    own = (ROOT / name for name in ("web/index", "web/search/lemmas.py", "queries/pages"))
    return f"{code_version()} {digest(*own)[:16]}"


def _script(name: str) -> str:
    return (files("web.index") / name).read_text(encoding="utf-8")
