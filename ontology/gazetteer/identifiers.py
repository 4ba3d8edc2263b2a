"""What others call a place in their lists: ISO 3166 and Wikidata."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.yaml_files import read_typed

FILE = Path(__file__).with_suffix(".yml")


@dataclass(frozen=True, slots=True)
class CountryIdentifiers:
    """A country's ISO 3166-1 alpha-3 code and its Wikidata item."""

    iso: str
    wikidata: str


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Countries by the gazetteer's identifier, and the ISO 3166-2 codes of regions by theirs."""

    countries: Mapping[str, CountryIdentifiers]
    regions: Mapping[str, str]


@cache
def identifiers() -> Identifiers:
    """All that the file tells."""
    return read_typed(FILE, Identifiers)
