"""Extraction by several processes answers as one process does, in the same order."""

import os
import pickle
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from multiprocessing import get_context
from pathlib import Path
from types import MappingProxyType

import pytest

from loaders import parallel
from loaders.documents.open import open_document
from loaders.extract import extract_entry
from loaders.parallel import extract_entries
from loaders.report import read_report
from loaders.sample import build_sample
from ontology.model import Entry, EntryFacts

pytestmark = pytest.mark.slow

ROWS = 30  # more than the first task, so that workers are asked


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    files = build_sample(tmp_path_factory.mktemp("sample"))
    return [entry for path in files for entry in read_report(open_document(Path(path))).entries][:ROWS]


def test_two_processes_answer_as_one(entries: list[Entry]) -> None:
    assert len(entries) == ROWS
    assert list(extract_entries(entries, 2)) == [extract_entry(entry) for entry in entries]


def test_beside_other_threads(entries: list[Entry]) -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        spread = list(extract_entries(entries, 2))
    finally:
        done.set()
        other.join()
    assert spread == [extract_entry(entry) for entry in entries]


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
@pytest.mark.parametrize("kills", [1, 100])
def test_a_killed_worker_loses_nothing(
    entries: list[Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kills: int
) -> None:
    """Workers are forked, so they see what is put in the place of `extract_rows` here."""
    own, marked = os.getpid(), entries[-1]

    def deadly(task: Iterable[Entry]) -> Iterator[EntryFacts]:
        for entry in task:
            before = len(list(tmp_path.iterdir()))
            if os.getpid() != own and entry == marked and before < kills:
                (tmp_path / str(before)).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield extract_entry(entry)

    monkeypatch.setattr(parallel, "_context", lambda: get_context("fork"))
    monkeypatch.setattr(parallel, "extract_rows", deadly)
    assert list(extract_entries(entries, 2)) == [extract_entry(entry) for entry in entries]
    assert list(tmp_path.iterdir())


def test_facts_are_pickled_as_anything(entries: list[Entry]) -> None:
    facts = extract_entry(entries[0])
    sent = pickle.loads(pickle.dumps(facts))
    assert sent == facts
    assert isinstance(sent.entry.cells, MappingProxyType)


def test_no_rows() -> None:
    assert list(extract_entries([], 2)) == []
