"""Cells that are monotonous, long and without end: what the slowest costs."""

from datetime import date
from time import process_time

from bench.campaign.run import Run
from loaders.extract import extract_entry
from ontology.model import FIVE_CELLS, CellName, Entry, Period
from tests.loaders.test_bounded import PIECES

_LENGTH = 8_000
_MOST_SECONDS = 5.0
_PERIOD = Period("2024-Q3", date(2024, 7, 1), date(2024, 9, 30))


def attack(run: Run) -> None:
    """Every piece, alone and in pairs, over and over in every cell; none takes more than its time."""
    rng = run.random("cells")
    pairs = [rng.choice(PIECES) + rng.choice(PIECES) for _ in range(60)]
    pieces = rng.sample((*PIECES, *pairs), len(PIECES) + len(pairs))
    took = [
        (_seconds(cell, pieces[number]), cell.value, pieces[number])
        for number in run.each("pieces of cells", len(pieces))
        for cell in FIVE_CELLS
    ]
    seconds, cell, piece = max(took)
    run.note(f"cells of {_LENGTH} characters, {len(took)}", f"slowest {seconds:.2f} s ({piece!r} in {cell})")
    if seconds > _MOST_SECONDS:
        run.fail(f"a cell took {seconds:.1f} s: {piece!r} in {cell}")


def _seconds(cell: CellName, piece: str) -> float:
    cells = {name: (piece * _LENGTH)[:_LENGTH] if name is cell else "" for name in FIVE_CELLS}
    entry = Entry("2024-Q3", 1, "Город Смоленск", None, "город Смоленск", cells, 1, 3, _PERIOD)
    since = process_time()
    extract_entry(entry, 60)
    return process_time() - since
