"""Monotonous cells: seconds to read one, and growth from 1,000 to 8,000 repetitions beside a straight line.

    python -m bench.bench_cells [PIECE ...]

By processor time, which a busy machine distorts less. 1.00 is growth in a straight line.
"""

import argparse
import time

from loaders.extract import extract_entry
from ontology.model import FIVE_CELLS, CellName, Entry

PIECES = (
    "Орша, ", "Минский район, ", "Республика Беларусь, ", "г. ", "1-2-3-", "Иванович ", "Иванов И.И., ",
    "школа № 1, ", "ООО «Сад», ", "договор ", "побратим ", "(", "«", '"', "(а) ", "«а» ", "1 ",
    "побратимы Орша и ", "подписали договор и ", "Джон Смит и ", "ivanov@mail.ru, ",
    "ООО «Луч» (Беларусь), ", "Совет депутатов ", "мэр г. Орши И.И. Иванов, ", "между Оршей и Рудней, ",
    "Соглашение о дружбе от 3 мая 2024 года, ", "договор между Оршей и Рудней, ",
)  # fmt: skip
FEW, MANY = 1_000, 8_000
NO_LIMIT = 600.0


def main() -> None:
    """Prints a line for each piece."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pieces", nargs="*", default=PIECES)
    print(f"{'piece':24}{FEW:>9,}{MANY:>9,}   growth (aim: 1,000 under 1 s; at most 1.20)")
    seconds("Встреча в г. Орша, Республика Беларусь. ", 1)
    for piece in parser.parse_args().pieces:
        few, many = seconds(piece, FEW), seconds(piece, MANY)
        print(f"{piece!r:24}{few:9.2f}{many:9.2f}   {many / few / (MANY / FEW):.2f}", flush=True)


def seconds(piece: str, count: int) -> float:
    """Processor time of reading a row with the piece repeated in the cell that most subjects read."""
    cells = {**dict.fromkeys(FIVE_CELLS, ""), CellName.CONTENT: piece * count}
    entry = Entry("2024-Q3-municipal", 1, "Город Смоленск", None, "город Смоленск", cells, 1, 3)
    start = time.process_time()
    extract_entry(entry, NO_LIMIT)
    return time.process_time() - start


if __name__ == "__main__":
    main()
