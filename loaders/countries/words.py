"""The vocabulary around foreign places, from countries.yml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.yaml_files import read_typed


@dataclass(frozen=True, slots=True)
class CountryWords:
    """Beginnings of words, and whole prepositions; countries.yml tells what each is for."""

    prepositions: tuple[str, ...]
    range_words: tuple[str, str]
    whence: tuple[str, ...]
    together: tuple[str, ...]
    sent: tuple[str, ...]
    where: tuple[str, ...]
    about: tuple[str, ...]
    towards: tuple[str, ...]
    through: tuple[str, ...]
    tales: tuple[str, ...]
    trips: tuple[str, ...]
    learnt: tuple[str, ...]
    performances: tuple[str, ...]
    wars: tuple[str, ...]
    things: tuple[str, ...]
    trade: tuple[str, ...]
    veterans: tuple[str, ...]
    fought_for: tuple[str, ...]
    battles: tuple[str, ...]
    lives: tuple[str, ...]
    held: tuple[str, ...]
    themes: tuple[str, ...]
    devoted: tuple[str, ...]
    relations: tuple[str, ...]
    officials: tuple[str, ...]


@cache
def country_words() -> CountryWords:
    """The vocabulary, read once."""
    return read_typed(Path(__file__).with_name("countries.yml"), CountryWords)
