"""The words around dates, from dates.yml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.yaml_files import read_typed


@dataclass(frozen=True, slots=True)
class DateWords:
    """The entries of dates.yml; the file tells what each is for."""

    silent: frozenset[str]
    through: frozenset[str]
    and_: frozenset[str]
    open: Mapping[str, str]
    whole_period: tuple[re.Pattern[str], ...]
    whole_year: tuple[re.Pattern[str], ...]
    part_of_year: re.Pattern[str]
    school_year: str
    latin: Mapping[str, str]


@cache
def date_words() -> DateWords:
    """The vocabulary, read once."""
    return read_typed(Path(__file__).with_name("dates.yml"), DateWords)
