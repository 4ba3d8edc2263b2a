"""A small built graph that tests of one module read and none changes."""

import pytest

from graph.build.run import ReportInput, build_snapshot
from graph.snapshots.snapshot import DataFolder
from graph.snapshots.store import EmbeddedStore
from tests.graph.reports import two_reports


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    folder = DataFolder(tmp_path_factory.mktemp("small"))
    build_snapshot([ReportInput.of(one) for one in two_reports()], folder)
    return folder


@pytest.fixture(scope="session")
def small_store(small_data: DataFolder) -> EmbeddedStore:
    return small_data.current().open()
