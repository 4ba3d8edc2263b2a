"""Where the gazetteer's data files are, and those of them that are made at set-up."""

from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, BinaryIO

from ontology.errors import StoreError
from ontology.yaml_files import read_yaml

HERE = Path(__file__).parent
SETTLEMENTS = "settlements.tsv"
NAMES = "settlement_names.tsv"
AREAS = "areas.tsv"
COUNTRIES = "countries.tsv"


@cache
def stated(name: str) -> Any:
    """What a data file beside the code states, read once; nobody may change it."""
    return read_yaml(HERE / name)


def generated(name: str) -> bytes:
    """A table that `ontology.gazetteer.compiling` makes; raises StoreError where it was not made."""
    with _opened(name) as file:
        return file.read()


def mapped(name: str) -> mmap:
    """Such a table where it lies on disk, of which only what is looked at takes memory."""
    with _opened(name) as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def _opened(name: str) -> BinaryIO:
    try:
        return (HERE / name).open("rb")
    except FileNotFoundError as error:
        raise StoreError("gazetteer-not-made", table=name) from error
