"""Groups of countries that people name together: «СНГ», «Азия», “EU”."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ontology.codec import from_json
from ontology.yaml_files import read_yaml


@dataclass(frozen=True, slots=True)
class CountryGroup:
    """A group of countries: its names in both languages, further names, the codes of its members."""

    ru: str
    en: str
    names: tuple[str, ...]
    countries: frozenset[str]


@cache
def country_groups() -> Mapping[str, CountryGroup]:
    """Every group by its code, which is like no code of a country."""
    data: Mapping[str, Any] = read_yaml(Path(__file__).with_name("groups.yml"))
    return {code: from_json(CountryGroup, told) for code, told in data.items()}
