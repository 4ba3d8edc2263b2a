"""What sectors.yml says: the words that speak for sectors, and how much each reading weighs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loaders.cell.expressions import Needing
from ontology.yaml_files import read_typed

Sectors = Mapping[str, float]
Kinds = frozenset[str]


@dataclass(frozen=True, slots=True)
class VoteWeights:
    """How much each reading speaks for a sector."""

    section: float
    section_further: float
    further_needs: float
    title: float
    content: float
    named_field: float
    participants: float
    quoted: float
    dedicated: float
    in_name: float
    shown: float
    given_way: float
    given_to: float
    organisation: float
    drowns: float
    theme: float
    successive: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Enough:
    """What a second and a third sector must weigh."""

    beside_any: float
    beside_governance: float
    under_heading: float


@dataclass(frozen=True, slots=True)
class Official:
    """What makes a meeting the authorities' affair, of which kinds, and how much that weighs."""

    weight: float
    kinds: Kinds


@dataclass(frozen=True, slots=True)
class OfficialWhen:
    """Each thing that makes a meeting the authorities' affair."""

    delegation: Official
    between_authorities: Official
    several_fields: Official


@dataclass(frozen=True, slots=True)
class SectorWords:
    """The entries of sectors.yml; the file tells what each is for."""

    weights: VoteWeights
    close: Sectors
    hardly: Sectors
    enough: Enough
    softer: Sectors
    literal: frozenset[str]
    event_types: Mapping[str, Sectors]
    under_headings: Mapping[str, Sectors]
    only_under: Mapping[str, frozenset[str]]
    heading_yields: Mapping[str, str]
    gives_way: Mapping[str, frozenset[str]]
    organisation_kinds: Mapping[str, str]
    between_bodies: Kinds
    official: tuple[str, ...]
    official_when: OfficialWhen
    delegation: re.Pattern[str]
    theme_first: Mapping[str, Kinds]
    from_afar: re.Pattern[str]
    told_by_content: Mapping[str, re.Pattern[str]]
    visiting: tuple[str, ...]
    no_feast: tuple[str, ...]
    dedication: re.Pattern[str]
    named_fields: tuple[Needing, ...]
    institutions: frozenset[str]
    spoken_of_institutions: frozenset[str]
    named_after: frozenset[str]
    prizes: frozenset[str]
    general_headings: tuple[str, ...]
    general_sector: str
    silent: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]


@cache
def vocabulary() -> SectorWords:
    """The vocabulary, read once."""
    return read_typed(Path(__file__).with_name("sectors.yml"), SectorWords)
