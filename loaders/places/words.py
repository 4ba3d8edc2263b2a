"""The vocabulary around places, from places.yml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ontology.gazetteer.forms import adjective_stem
from ontology.lexicon.organisations import beginnings_of_bodies
from ontology.morphology import parses
from ontology.remembered import remembered
from ontology.yaml_files import read_typed


@dataclass(frozen=True, slots=True)
class AreaNoun:
    """The noun of an area in its dictionary form; the other fields are told in places.yml."""

    kind: str
    name: str = ""
    shown: str | None = None
    country: str | None = None
    leads: bool = False
    common: bool = False
    named: bool = False
    led: bool = False
    like: str | None = None

    @property
    def label(self) -> str:
        """What the bare noun means in full."""
        return self.shown or self.name


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Word lists of places.yml; those of stems are tuples for `str.startswith`."""

    markers: Mapping[str, str]
    countries_of_markers: Mapping[str, str]
    needs_full_stop: frozenset[str]
    sure_markers: frozenset[str]
    located_markers: frozenset[str]
    twins: tuple[str, ...]
    twin_words: tuple[str, ...]
    urban_type: tuple[str, ...]
    areas: Mapping[str, AreaNoun]
    areas_by_adjective: Mapping[str, AreaNoun]
    area_abbreviations: Mapping[str, str]
    plural_abbreviations: tuple[str, ...]
    countries_of_districts: frozenset[str]
    district_adjectives: tuple[str, ...]
    no_district_adjectives: tuple[str, ...]
    countries_of_adjectives: Mapping[str, str]
    shown_adjectives: Mapping[str, str]
    bodies_of_towns: tuple[str, ...]
    streets: frozenset[str]
    namesakes: frozenset[str]
    organisation_heads: tuple[str, ...]
    village_bodies: tuple[str, ...]
    inhabitants: tuple[str, ...]
    of_inhabitants: tuple[str, ...]
    endings_of_towns: tuple[str, ...]
    not_place_adjectives: frozenset[str]
    not_organisations: tuple[str, ...]
    strongholds: tuple[str, ...]
    administrative_adjectives: Mapping[str, tuple[str, ...]]
    levels_of_bodies: Mapping[str, tuple[str, ...]]
    regional_heads: tuple[str, ...]
    national_heads: tuple[str, ...]
    ambiguous: frozenset[str]
    towns_alone: frozenset[str]
    whence: frozenset[str]
    relations: tuple[str, ...]
    together: frozenset[str]
    place_prepositions: frozenset[str]
    on_behalf: frozenset[str]
    heads_of_towns: tuple[str, ...]
    ranks: frozenset[str]
    teams: tuple[str, ...]
    followers: tuple[str, ...]
    called_town: tuple[str, ...]
    venue_prepositions: frozenset[str]
    municipal_frames: tuple[str, ...]
    remote: tuple[str, ...]
    sites: tuple[str, ...]
    pages: tuple[tuple[str, str], ...]
    stems_of_adjectives: tuple[str, ...]
    derivatives: tuple[str, ...]
    works: re.Pattern[str]
    orders: tuple[str, ...]
    council_of_deputies: tuple[str, ...]
    likened: tuple[str, ...]
    in_lists: frozenset[str]
    adjective_endings: tuple[str, ...]
    undeclined_endings: tuple[str, ...]
    of_twins: str
    townlet: tuple[str, ...]
    goes_on_mark: frozenset[str]
    township: str
    townlet_mark: str
    parts_of_cities: tuple[str, str]
    city_mark: str
    stressed_adjective: str
    usual_adjective: str
    goes_on_list: re.Pattern[str]
    locates: re.Pattern[str]
    between_pairs: re.Pattern[str]
    torn_word: re.Pattern[str]


@cache
def place_words() -> PlaceWords:
    """The vocabulary, read once."""
    words = read_typed(Path(__file__).with_name("places.yml"), PlaceWords)
    bodies = tuple(sorted(beginnings_of_bodies()))
    return replace(
        words,
        organisation_heads=(*words.organisation_heads, *bodies),
        national_heads=(*words.national_heads, *bodies),
        areas={name: replace(noun, name=name) for name, noun in words.areas.items()},
    )


@remembered
def is_adjective(word: str) -> bool:
    """Whether the word is likeliest an adjective or a participle."""
    likeliest = str(parses(word)[0].tag)
    return adjective_stem(word) is not None and ("ADJF" in likeliest or "PRTF" in likeliest)


@remembered
def is_verb(word: str) -> bool:
    """Whether the word is likeliest a verb in any form but a participle."""
    return parses(word)[0].tag.POS in ("VERB", "INFN", "GRND", "PRTS")
