"""Extraction by several processes answers as one process does, in the same order."""

import threading
from pathlib import Path

import pytest

from loaders.documents.open import open_document
from loaders.extract import extract_entry
from loaders.parallel import extract_entries
from loaders.report import read_report
from loaders.sample import build_sample
from ontology.model import Entry

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


def test_no_rows() -> None:
    assert list(extract_entries([], 2)) == []
