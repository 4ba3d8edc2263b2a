"""The vocabulary around places, from places.yml."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ontology.gazetteer.forms import adjective_stem
from ontology.morphology import parses
from ontology.yaml_files import read_yaml


@dataclass(frozen=True, slots=True)
class AreaNoun:
    """The noun of an area in its dictionary form; the other fields are told in places.yml."""

    name: str
    kind: str
    shown: str | None = None
    country: str | None = None
    leads: bool = False
    common: bool = False
    named: bool = False

    @property
    def label(self) -> str:
        """What the bare noun means in full."""
        return self.shown or self.name


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Word lists of places.yml; those of stems are tuples for `str.startswith`; `seats` by body."""

    markers: dict[str, str]
    countries_of_markers: dict[str, str]
    needs_full_stop: frozenset[str]
    sure_markers: frozenset[str]
    located_markers: frozenset[str]
    twins: tuple[str, ...]
    twin_words: tuple[str, ...]
    urban_type: tuple[str, ...]
    areas: dict[str, AreaNoun]
    area_abbreviations: dict[str, str]
    district_adjectives: tuple[str, ...]
    no_district_adjectives: tuple[str, ...]
    countries_of_adjectives: dict[str, str]
    shown_adjectives: dict[str, str]
    bodies_of_towns: tuple[str, ...]
    streets: frozenset[str]
    namesakes: frozenset[str]
    organisation_heads: tuple[str, ...]
    village_bodies: tuple[str, ...]
    seats: dict[str, str]
    inhabitants: tuple[str, ...]
    of_inhabitants: tuple[str, ...]
    endings_of_towns: tuple[str, ...]
    not_place_adjectives: frozenset[str]
    not_organisations: tuple[str, ...]
    administrative_adjectives: dict[str, tuple[str, ...]]
    levels_of_bodies: dict[str, tuple[str, ...]]
    regional_heads: tuple[str, ...]
    national_heads: tuple[str, ...]
    ambiguous: frozenset[str]
    whence: frozenset[str]
    relations: tuple[str, ...]
    together: frozenset[str]
    place_prepositions: frozenset[str]
    heads_of_towns: tuple[str, ...]
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
    between_pairs: re.Pattern[str]
    torn_word: re.Pattern[str]


@cache
def place_words() -> PlaceWords:
    """The vocabulary, read once."""
    file: dict[str, Any] = read_yaml(Path(__file__).with_name("places.yml"))
    return PlaceWords(
        markers=file["markers"],
        countries_of_markers=file["countries_of_markers"],
        needs_full_stop=frozenset(file["needs_full_stop"]),
        sure_markers=frozenset(file["sure_markers"]),
        located_markers=frozenset(file["located_markers"]),
        twins=tuple(file["twins"]),
        twin_words=tuple(file["twin_words"]),
        urban_type=tuple(file["urban_type"]),
        areas={name: AreaNoun(name, **row) for name, row in file["areas"].items()},
        area_abbreviations=file["area_abbreviations"],
        district_adjectives=tuple(file["district_adjectives"]),
        no_district_adjectives=tuple(file["no_district_adjectives"]),
        countries_of_adjectives=file["countries_of_adjectives"],
        shown_adjectives=file["shown_adjectives"],
        bodies_of_towns=tuple(file["bodies_of_towns"]),
        streets=frozenset(file["streets"]),
        namesakes=frozenset(file["namesakes"]),
        organisation_heads=tuple(file["organisation_heads"]),
        village_bodies=tuple(file["village_bodies"]),
        inhabitants=tuple(file["inhabitants"]),
        of_inhabitants=tuple(file["of_inhabitants"]),
        endings_of_towns=tuple(file["endings_of_towns"]),
        seats={body: place for place, bodies in file["seats"].items() for body in bodies},
        not_place_adjectives=frozenset(file["not_place_adjectives"]),
        not_organisations=tuple(file["not_organisations"]),
        administrative_adjectives={k: tuple(v) for k, v in file["administrative_adjectives"].items()},
        levels_of_bodies={k: tuple(v) for k, v in file["levels_of_bodies"].items()},
        regional_heads=tuple(file["regional_heads"]),
        national_heads=tuple(file["national_heads"]),
        ambiguous=frozenset(file["ambiguous"]),
        whence=frozenset(file["whence"]),
        relations=tuple(file["relations"]),
        together=frozenset(file["together"]),
        place_prepositions=frozenset(file["place_prepositions"]),
        heads_of_towns=tuple(file["heads_of_towns"]),
        called_town=tuple(file["called_town"]),
        venue_prepositions=frozenset(file["venue_prepositions"]),
        municipal_frames=tuple(file["municipal_frames"]),
        remote=tuple(file["remote"]),
        sites=tuple(file["sites"]),
        pages=tuple((one, other) for one, other in file["pages"]),
        stems_of_adjectives=tuple(file["stems_of_adjectives"]),
        derivatives=tuple(file["derivatives"]),
        works=re.compile(file["works"]),
        orders=tuple(file["orders"]),
        council_of_deputies=tuple(file["council_of_deputies"]),
        likened=tuple(file["likened"]),
        in_lists=frozenset(file["in_lists"]),
        adjective_endings=tuple(file["adjective_endings"]),
        undeclined_endings=tuple(file["undeclined_endings"]),
        of_twins=file["of_twins"],
        townlet=tuple(file["townlet"]),
        goes_on_mark=frozenset(file["goes_on_mark"]),
        township=file["township"],
        townlet_mark=file["townlet_mark"],
        parts_of_cities=(file["parts_of_cities"][0], file["parts_of_cities"][1]),
        city_mark=file["city_mark"],
        stressed_adjective=file["stressed_adjective"],
        usual_adjective=file["usual_adjective"],
        goes_on_list=re.compile(file["goes_on_list"]),
        between_pairs=re.compile(file["between_pairs"]),
        torn_word=re.compile(file["torn_word"]),
    )


@cache
def is_adjective(word: str) -> bool:
    """Whether the word is likeliest an adjective or a participle."""
    likeliest = str(parses(word)[0].tag)
    return adjective_stem(word) is not None and ("ADJF" in likeliest or "PRTF" in likeliest)


@cache
def is_verb(word: str) -> bool:
    """Whether the word is likeliest a verb in any form but a participle."""
    return parses(word)[0].tag.POS in ("VERB", "INFN", "GRND", "PRTS")
