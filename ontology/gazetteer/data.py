"""Where the gazetteer's data files are, and those of them that are made at set-up."""

from pathlib import Path

from ontology.errors import StoreError

HERE = Path(__file__).parent
SETTLEMENTS = "settlements.tsv.gz"
COUNTRIES = "countries.tsv"


def generated(name: str) -> bytes:
    """A table that `ontology.gazetteer.compiling` makes; raises StoreError where it was not made."""
    try:
        return (HERE / name).read_bytes()
    except FileNotFoundError as error:
        raise StoreError("gazetteer-not-made", table=name) from error
