"""Lists of everything of one kind: what comes first."""

import re
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.build.run import ReportInput, build_snapshot
from graph.snapshots.snapshot import DataFolder
from tests.web.clients import UNLIMITED
from tests.web.html import read
from tests.web.reports import ORSHA, entry, report
from web.app import create_app
from web.settings import Settings


@pytest.mark.slow
def test_rows_are_listed_as_they_stand_in_their_reports(tmp_path: Path) -> None:
    rows = [entry(number, "Встреча", day=date(2024, 7, 5), partner=ORSHA) for number in (10, 2, 11, 1)]
    build_snapshot([ReportInput.of(report("2024-Q3-municipal", *rows))], DataFolder(tmp_path))
    with TestClient(create_app(Settings(data=tmp_path, limits=UNLIMITED))) as client:
        links = read(client.get("/browse/entry").text).links
    numbers = [link.rpartition("/")[2] for link in links if re.search(r"/entry/\d+$", link)]
    assert numbers == ["1", "2", "10", "11"]
