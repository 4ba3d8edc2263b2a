"""The words that people are recognised by (people.yml), under the names that they have there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ontology.yaml_files import read_typed

Endings = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """The lists of people.yml; the file tells what each is for."""

    title_words: tuple[str, ...]
    particles: tuple[str, ...]
    lineage: tuple[str, ...]
    honorifics: tuple[str, ...]
    breaking_prepositions: tuple[str, ...]
    joints: tuple[str, ...]
    place_words: tuple[str, ...]
    abbreviated: Mapping[str, str]
    cut_adjectives: tuple[str, ...]
    adjectives_of_rank: tuple[str, ...]
    adverbs_of_posts: tuple[str, ...]
    describing: tuple[str, ...]
    adjectives_of_honour: tuple[str, ...]
    acting_for: tuple[str, ...]
    no_occupations: tuple[str, ...]
    townsmen: tuple[str, ...]
    townspeople: tuple[str, ...]
    strange_townspeople: tuple[str, ...]
    hosting: tuple[str, ...]
    guests: tuple[str, ...]
    welcoming: tuple[str, ...]
    talking: tuple[str, ...]
    done_for: tuple[str, ...]
    representing: tuple[str, ...]
    belonging: tuple[str, ...]
    plural_surnames: tuple[tuple[str, str, str], ...]
    womens_endings: tuple[str, ...]
    plural_cases: Mapping[str, tuple[str, ...]]
    vice: tuple[str, ...]
    possessives: tuple[str, ...]
    coming_from: tuple[str, ...]
    occupation_endings: tuple[str, ...]
    slavic_names: frozenset[str]
    addresses: tuple[str, ...]
    at_the_head: tuple[str, ...]
    courtesies: tuple[str, ...]
    home_posts: tuple[str, ...]
    home_alone: tuple[str, ...]
    home_levels: tuple[str, ...]
    country_of_words: Mapping[str, str]
    named_by_syllables: tuple[str, ...]
    sides: tuple[str, ...]
    own_side: tuple[str, ...]
    held_in: tuple[str, ...]
    unions: Mapping[str, str]
    remembered: tuple[str, ...]
    borne: tuple[str, ...]
    namesake_words: tuple[str, ...]
    about: tuple[str, ...]
    with_: tuple[str, ...]
    genitive_after: tuple[str, ...]
    involvement: tuple[str, ...]
    historic: Mapping[str, str]
    endings: Mapping[str, Endings]
    accusative_only: tuple[str, ...]
    adjective_ending: str
    short_endings: tuple[str, ...]
    after_consonant: tuple[str, ...]
    no_consonants: tuple[str, ...]
    feminine_endings: tuple[str, ...]
    indeclinable: tuple[str, ...]
    telling_endings: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def people_words() -> PeopleWords:
    """The lists of people.yml."""
    return read_typed(Path(__file__).with_name("people.yml"), PeopleWords)


@lru_cache(maxsize=16)
def beginnings(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of the words that begin as one of these."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE)
