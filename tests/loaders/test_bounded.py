"""Reading costs in proportion to what is read: no cell, however long and monotonous, is worth waiting for."""

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from loaders.cell import regular
from loaders.extract import extract_entry
from ontology.model import FIVE_CELLS, CellName, Entry, EntryFacts, Period

PIECES = [
    "Орша, ", "г. ", "1-2-3-", "Минский район, ", "Иванович ", "Республика Беларусь, ", "Иванов И.И., ",
    "(", ")", "«", "»", '"', "«а» ", "(а) ", "1 ", "школа № 1, ", "ООО «Сад», ", "договор ", "побратим ",
    "\n- ", "; ", ". ", "побратимы Орша и ", "подписали договор и ", "Джон Смит и ", "ivanov@mail.ru, ",
    "ООО «Луч» (Беларусь), ", "Совет депутатов ", "мэр г. Орши И.И. Иванов, ", "между Оршей и Рудней, ",
    "Соглашение о дружбе от 3 мая 2024 года, ", "договор между Оршей и Рудней, ",
]  # fmt: skip
LENGTH = 6_000
SECONDS = 30  # what takes this long here would take for ever


def entry(cell: CellName, text: str) -> Entry:
    cells = {name: text if name is cell else "" for name in FIVE_CELLS}
    period = Period("2024-Q3", date(2024, 7, 1), date(2024, 9, 30))
    return Entry("2024-Q3-municipal", 1, "Город Смоленск", None, "город Смоленск", cells, 1, 3, period)


def read_in_time(piece: str, length: int) -> EntryFacts:
    """The facts of a row with the piece repeated in the cell that most subjects read."""
    facts = extract_entry(entry(CellName.CONTENT, piece * (length // len(piece))), SECONDS)
    assert "row_too_slow" not in {finding.code for finding in facts.findings}
    return facts


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_a_monotonous_cell_is_read_in_time(piece: str) -> None:
    start = time.process_time()
    read_in_time(piece, LENGTH)
    assert time.process_time() - start < SECONDS / 5


def test_a_clause_is_not_read_again_for_each_name_in_it() -> None:
    start = time.process_time()
    facts = read_in_time("Иванов И.И., ", 26_000)
    assert [len([one for one in fact.evidence if one.part is None]) for fact in facts.persons] == [2000]
    assert time.process_time() - start < SECONDS / 3, "it takes a second if read once"


def test_all_of_a_long_list_is_read() -> None:
    facts = extract_entry(entry(CellName.PLACE, "г. Орша, г. Минск, " * 500), SECONDS)
    assert {fact.value.name for fact in facts.venues} == {"Орша", "Минск"}
    named = [one for fact in facts.venues for one in fact.evidence if one.part is None]
    assert len(named) == 1000


def test_no_word_and_no_row_of_marks_goes_on_for_ever() -> None:
    assert regular("а" * 500 + " Орша" + "_" * 300) == "а" * 100 + " Орша" + "_" * 96
    assert regular("Орша " + "«" * 500 + "клуб") == "Орша " + "«" * 39 + "клуб"


@pytest.mark.slow
def test_no_expression_searches_again_from_each_place() -> None:
    root = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-m", "tests.loaders.slow_patterns"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "", "these are quadratic: begin them at a word, bound what they repeat"
