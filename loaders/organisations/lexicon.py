"""The words that organisations' names are made of: the lexicon's entries, and the lists of the rules here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NewType, get_type_hints

from loaders.cell.text import lemmas
from loaders.confidence.counting import Cases, Counted, Sight, Tally
from ontology.lexicon.organisations import (
    Abbreviation,
    Head,
    KnownBody,
    abbreviations,
    bodies,
    forms,
    heads,
)
from ontology.lexicon.posts import posts
from ontology.yaml_files import read_typed

_FOLDER = Path(__file__).parent
Words = NewType("Words", frozenset[str])
"""Words that stand in one line of a file, with spaces between."""
Expressions = NewType("Expressions", re.Pattern[str])
"""Expressions of a list of a file, any of which is looked for, whatever the case."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of body, and the beginnings of words that tell it."""

    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many countries were right, of how many."""

    confirmed: int
    of: int


@dataclass(frozen=True)
class RuleWords:
    """The entries of words.yml; the file tells what each is for."""

    occasions: Words
    pairs: frozenset[tuple[str, str]]
    bare_pairs: frozenset[tuple[str, str]]
    descriptions: Words
    guests: Words
    groups: Words
    people: Words
    outside: Words
    held: Words
    facilities: Words
    named_alone: Words
    facilities_in_short: Words
    containers: Words
    topics: tuple[Topic, ...]
    awards: Words
    occasion_nouns: Words
    envoys: Words
    contests: Words
    scopes: Words
    dedications: Words
    place_stems: Words
    singular_endings: Words
    genitive_endings: Words
    place_model: Words
    beside_hosts: Words
    seats: Words
    between: Words
    defining: Words
    beside_sights: Words
    to_sights: Words
    namesake_marks: Words
    genitives_of_men: Words
    titles_in_short: Words
    honours_before: Words
    strengthening: Words
    numeral_endings: Words
    leading_prepositions: Words
    dedicating: Words
    in_brackets: Words
    hosts_of_councils: Words
    sides: Words
    networks: Words
    presented: Words
    openings: Words
    beginnings: Words
    documents: Words
    prepositions: Mapping[str, Words]
    cases: Mapping[str, str]
    keepers: Words
    deputies: Words
    formulas: Words
    nationwide: Words
    dative: Words
    joining: Words
    instrumental: Words
    substantive: Words
    wars: Words
    fought: Words
    fallen: Words
    passing: Words
    lasting_verbs: Words
    lasting_adjectives: Words


@dataclass(frozen=True)
class PlaceNameWords:
    """The entries of places.yml."""

    town_marks: Words
    town_nouns: Words
    area_nouns: Words
    area_qualifiers: Words
    state_acronyms: Words
    federal_nouns: Words
    areas_named_in_quotes: Words
    state_nouns: Words
    municipal: Words
    municipalities: Words
    origins: Words
    several_towns: Words
    municipality_in_short: Words
    states_in_capitals: Words
    districts_of_city: Words
    named_areas: Words


@dataclass(frozen=True)
class HomeSigns:
    """The entries of homes.yml."""

    senders: Expressions
    union: Expressions
    international: Expressions
    national: Mapping[str, Expressions]
    common: Expressions
    of_city: Expressions
    led: Expressions
    visits: Expressions
    shown: Expressions
    documents: Expressions
    subjects: Expressions
    union_code: str
    likelier: Mapping[str, str]
    areas: Mapping[str, str]
    short_countries: Mapping[str, str]
    first_sight: Counts
    counted: Mapping[str, Counts]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists of this subject; `lists` has the lists of rules, and the heads of each trait."""

    heads: Mapping[str, Head]
    shortened: tuple[str, ...]
    schools_in_short: re.Pattern[str]
    abbreviations: Mapping[str, Abbreviation]
    bodies: Mapping[str, KnownBody]
    lists: Mapping[str, frozenset[str]]
    pairs: frozenset[tuple[str, str]]
    bare_pairs: frozenset[tuple[str, str]]
    topics: tuple[tuple[str, tuple[str, ...]], ...]
    prepositions: Mapping[str, Words]
    cases: Mapping[str, str]
    expressions: Mapping[str, Expressions]
    union: str
    national: tuple[tuple[str, Expressions], ...]
    likelier: Mapping[str, str]
    areas: Mapping[str, str]
    homes: Counted
    short_countries: Mapping[str, str]

    def has(self, name: str, word: str) -> bool:
        """Whether any reading of the word is in the named list."""
        return not self.lists[name].isdisjoint(lemmas(word))

    def is_head(self, word: str) -> bool:
        """Whether any reading of the word heads names without quotes."""
        return any(lemma in self.heads and self.heads[lemma].needs != "quotes" for lemma in lemmas(word))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The word lists, read once."""
    own = {Words: _words, Expressions: _expressions}
    words = read_typed(_FOLDER / "words.yml", RuleWords, own)
    places = read_typed(_FOLDER / "places.yml", PlaceNameWords, own)
    homes = read_typed(_FOLDER / "homes.yml", HomeSigns, own)
    return Lexicon(
        heads=heads().heads,
        shortened=tuple(heads().shortened),
        schools_in_short=forms().schools_in_short,
        abbreviations=abbreviations(),
        bodies=bodies(),
        lists=_lists({**_fields(words, Words), **_fields(places, Words)}),
        pairs=words.pairs,
        bare_pairs=words.bare_pairs,
        prepositions=words.prepositions,
        cases=words.cases,
        expressions=MappingProxyType(_fields(homes, Expressions)),
        union=homes.union_code,
        national=tuple(homes.national.items()),
        likelier=homes.likelier,
        homes=_counted(homes),
        areas=homes.areas,
        short_countries=homes.short_countries,
        topics=tuple((topic.kind, topic.words) for topic in words.topics),
    )


def _words(text: str) -> Words:
    return Words(frozenset(text.split()))


def _expressions(texts: Sequence[str]) -> Expressions:
    return Expressions(re.compile("|".join(texts), re.IGNORECASE))


def _fields(file: RuleWords | PlaceNameWords | HomeSigns, kind: Any) -> dict[str, Any]:
    """The entries of that type, by name."""
    return {name: getattr(file, name) for name, one in get_type_hints(type(file)).items() if one is kind}


def _lists(stated: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    """The lists of the files, and of each trait the heads or abbreviations that have it."""
    lists = dict(stated)
    for trait, nouns in heads().traits.items():
        lists[trait] = lists.get(trait, frozenset()) | nouns
    for short in abbreviations().values():
        for trait in short.traits:
            lists[trait] = lists.get(trait, frozenset()) | {short.word}
    lists["neuter"] |= forms().neuter
    lists["posts"] = frozenset(posts().whose_body)
    return MappingProxyType(lists)


def _counted(homes: HomeSigns) -> Counted:
    counts = homes.counted.items()
    cases = (Cases(rule, (), one.confirmed, one.of - one.confirmed) for rule, one in counts)
    fresh = Sight(1.0, {"home": Tally(homes.first_sight.confirmed, homes.first_sight.of)})
    return Counted({"rows": fresh}, {"home": Tally(0, 0, tuple(cases))})
