"""The vocabulary around origins, from origins.yml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.lexicon.organisations import beginnings_of, heads
from ontology.yaml_files import read_typed


@dataclass(frozen=True, slots=True)
class OriginWords:
    """Stems of origins.yml as tuples for `str.startswith`; groups of countries with their patterns."""

    participants: tuple[str, ...]
    participles: tuple[str, ...]
    remembered: tuple[str, ...]
    told_of: tuple[str, ...]
    about: tuple[str, ...]
    events: tuple[str, ...]
    residents: tuple[str, ...]
    visiting: tuple[str, ...]
    local_branches: tuple[str, ...]
    delegations: tuple[str, ...]
    roads: tuple[str, ...]
    journeys: tuple[str, ...]
    nicknamed: tuple[str, ...]
    bridges: tuple[str, ...]
    calls: tuple[str, ...]
    whence: tuple[str, ...]
    together: tuple[str, ...]
    pairs: tuple[str, ...]
    represented: tuple[str, ...]
    representing: tuple[str, ...]
    joined: tuple[str, ...]
    deeds: tuple[str, ...]
    took: tuple[str, ...]
    part: tuple[str, ...]
    prizes: tuple[str, ...]
    given_to: re.Pattern[str]
    rank: re.Pattern[str]
    on_behalf: frozenset[str]
    playing: tuple[str, ...]
    fighting: tuple[str, ...]
    things: tuple[str, ...]
    bringing: tuple[str, ...]
    out_of: frozenset[str]
    moved: tuple[str, ...]
    towards: frozenset[str]
    reflexive: tuple[str, ...]
    listed_bodies: re.Pattern[str]
    relations: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    group_heads: tuple[str, ...]
    group_bracket: re.Pattern[str]
    locative: re.Pattern[str]
    person_then_bracket: re.Pattern[str]
    led_by_colon: re.Pattern[str]
    form_before: re.Pattern[str]
    road_number: re.Pattern[str]
    brackets_passed: re.Pattern[str]
    words_only: re.Pattern[str]
    sender_then_verb: re.Pattern[str]


@cache
def origin_words() -> OriginWords:
    """The vocabulary, read once."""
    return read_typed(Path(__file__).with_name("origins.yml"), OriginWords)


@cache
def nicknamed() -> tuple[str, ...]:
    """How the nouns begin after which a quotation is a nickname, and no place: «ансамбль «Волга»»."""
    return (*origin_words().nicknamed, *sorted(beginnings_of(heads().traits.nicknamed)))
