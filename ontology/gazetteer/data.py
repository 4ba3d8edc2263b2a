"""Where the gazetteer's data files are, and those of them that are made at set-up."""

from functools import cache
from pathlib import Path
from typing import Any

from ontology.errors import StoreError
from ontology.yaml_files import read_yaml

HERE = Path(__file__).parent
SETTLEMENTS = "settlements.tsv.gz"
NAMES = "settlement_names.tsv.gz"
AREAS = "areas.tsv"
COUNTRIES = "countries.tsv"


@cache
def stated(name: str) -> Any:
    """What a data file beside the code states, read once; nobody may change it."""
    return read_yaml(HERE / name)


def generated(name: str) -> bytes:
    """A table that `ontology.gazetteer.compiling` makes; raises StoreError where it was not made."""
    try:
        return (HERE / name).read_bytes()
    except FileNotFoundError as error:
        raise StoreError("gazetteer-not-made", table=name) from error
