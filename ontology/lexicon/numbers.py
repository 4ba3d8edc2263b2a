"""numbers.yml: numbers in words, in all their forms, with «ё» and without."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from ontology.morphology import parses
from ontology.plain import with_e
from ontology.yaml_files import read_typed

N = TypeVar("N")
_NUMERALS = frozenset({"NUMR", "ADJF"})


@dataclass(frozen=True, slots=True)
class Numbers:
    """The entries of numbers.yml: dictionary forms, and the beginnings of ordinals."""

    cardinals: Mapping[str, int]
    collectives: Mapping[str, int]
    fractions: Mapping[str, float]
    ordinals: Mapping[str, int]
    roman: Mapping[str, int]
    ambiguous: frozenset[str]


@lru_cache(maxsize=1)
def numbers() -> Numbers:
    """Numbers by their words, read once."""
    return read_typed(Path(__file__).with_suffix(".yml"), Numbers)


@lru_cache(maxsize=1)
def whole_numbers() -> Mapping[str, int]:
    """The number that every form of a cardinal or a collective tells: «трёх», «двое»."""
    return MappingProxyType(dict(_forms({**numbers().cardinals, **numbers().collectives}.items())))


@lru_cache(maxsize=1)
def amounts() -> Mapping[str, float]:
    """The number that every form of a cardinal or a fraction tells: «двумя», «полутора»."""
    told: dict[str, float] = {**numbers().cardinals, **numbers().fractions}
    return MappingProxyType(dict(_forms(told.items())))


@lru_cache(maxsize=1)
def ordinals() -> Mapping[str, int]:
    """The number that the beginning of an ordinal, or a Roman digit in lower case, tells: «втор», «ii»."""
    return MappingProxyType({**numbers().ordinals, **{one.lower(): n for one, n in numbers().roman.items()}})


@lru_cache(maxsize=1)
def tens() -> Mapping[str, int]:
    """The tens before an ordinal: «двадцать (пятое)»."""
    return {word: number for word, number in numbers().cardinals.items() if number in range(20, 100)}


def _forms(told: Iterable[tuple[str, N]]) -> Iterator[tuple[str, N]]:
    for word, number in told:
        readings = parses(word)
        reading = next((one for one in readings if one.tag.POS in _NUMERALS), readings[0])
        forms = {word, *(form.word for form in reading.lexeme)} - numbers().ambiguous
        yield from ((spelt, number) for form in sorted(forms) for spelt in (form, with_e(form)))
