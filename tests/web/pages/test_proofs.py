"""The proofs of a fact: a few at first, more where one asks, bounded where very many rows tell of a thing."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

from graph.build.run import ReportInput, build_snapshot
from graph.iris import DEFAULT_BASE
from graph.snapshots.snapshot import DataFolder
from loaders.batch import read_batch
from tests.reports import build_report, event
from tests.web.clients import browser_of
from tests.web.html import path_of
from web.site import index_snapshot
from web.views import evidence

ROWS = 40
SCHOOL = "Гимназия № 7 г. Орши"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school that forty rows tell of, one of them by another name as well."""
    home = tmp_path_factory.mktemp("proofs")
    rows = [
        event(
            at,
            f"Турнир № {at} по шахматам",
            dates=f"{1 + at % 28} июля 2024 года",
            content=f"Соревнования в ГУО «{SCHOOL}»",
        )
        for at in range(1, ROWS + 1)
    ]
    report = build_report(home / "many.docx", "Город Смоленск", *rows)
    data = DataFolder(home / "data")
    build_snapshot(
        [ReportInput(one.key, one.facts) for one in read_batch([report], home / "cache").read],
        data,
        prepare=lambda snapshot: index_snapshot(data, snapshot, DEFAULT_BASE),
    )
    return data.path


@pytest.fixture
def visit(folder: Path) -> Iterator[TestClient]:
    with browser_of(folder) as client:
        yield client


def facts_proved(page: str) -> list[Any]:
    """The proofs of each fact that the page tells."""
    document: Any = html.fromstring(page)
    return list(document.xpath("//dl[@class='facts']//details[@class='proof']"))


def told(proofs: Any) -> tuple[int, int]:
    """How many proofs there are said to be, and how many are shown."""
    number = re.search(r"\d+", proofs.xpath("./summary")[0].text_content())
    assert number is not None
    return int(number[0]), len(proofs.xpath("./blockquote"))


def test_a_few_proofs_are_shown_and_a_link_leads_to_the_rest(visit: TestClient, folder: Path) -> None:
    address = f"/id/{path_of(folder, 'organisation', 'имназия')}"
    first = facts_proved(visit.get(address).text)[0]
    assert told(first) == (ROWS, evidence.SHOWN_PROOFS)
    onward = first.xpath("./p/a/@href")[0]
    assert told(facts_proved(visit.get(onward).text)[0]) == (ROWS, ROWS)


@pytest.mark.parametrize("asked", ["", "0", "-3", "many", "9" * 30, "²"])
def test_what_is_no_number_of_proofs_asks_for_no_more(visit: TestClient, folder: Path, asked: str) -> None:
    address = f"/id/{path_of(folder, 'organisation', 'имназия')}"
    page = visit.get(address, params={"proofs": asked})
    assert page.status_code == 200
    assert told(facts_proved(page.text)[0]) == (ROWS, evidence.SHOWN_PROOFS)


def test_of_very_much_evidence_a_part_is_read_and_told_as_such(
    visit: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/id/{path_of(folder, 'organisation', 'имназия')}?lang=en"
    whole = visit.get(address).text
    monkeypatch.setattr(evidence, "READ_EVIDENCE", 3)
    page = visit.get(f"{address}&proofs=7").text
    every = facts_proved(page)
    assert "at least" in every[0].xpath("./summary")[0].text_content()
    for proofs in every:
        number, shown = told(proofs)
        assert 1 <= shown <= min(number, 7)
    assert len(every) == len(facts_proved(whole)), "no fact has lost its proof"
