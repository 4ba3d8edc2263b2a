"""The words that tell where a sentence or a quotation ends, from cell.yml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.yaml_files import read_typed


@dataclass(frozen=True, slots=True)
class CellWords:
    """The entries of cell.yml; the file tells what each is for."""

    abbreviations: frozenset[str]
    after_numbers: frozenset[str]
    joining: frozenset[str]
    closing: frozenset[str]


@cache
def cell_words() -> CellWords:
    """The vocabulary, read once."""
    return read_typed(Path(__file__).with_name("cell.yml"), CellWords)
