"""The words that organisations' names are made of: the lexicon's entries, and the lists of the rules here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NewType

from loaders.cell.text import lemmas
from loaders.confidence.counting import Cases, Counted, FieldTally, Sight
from ontology.lexicon.documents import documents
from ontology.lexicon.organisations import (
    Abbreviation,
    Head,
    KnownBody,
    Traits,
    abbreviations,
    bodies,
    forms,
    heads,
    traits,
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
class Prepositions:
    """Those that go on a name, by what it is."""

    any_: Words
    area: Words
    abroad: Words
    joining: Words
    fought: Words
    purpose: Words
    subject: Words
    listing: Words

    @cached_property
    def every(self) -> frozenset[str]:
        """All of them."""
        return frozenset().union(*(getattr(self, one.name) for one in fields(self)))


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
    prepositions: Prepositions
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
    within: tuple[str, ...]
    deeds: Expressions
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
    """All word lists of this subject, by the files that hold them, and the heads of each trait."""

    words: RuleWords
    place_words: PlaceNameWords
    signs: HomeSigns
    traits: Traits
    heads: Mapping[str, Head]
    shortened: tuple[str, ...]
    schools_in_short: re.Pattern[str]
    abbreviations: Mapping[str, Abbreviation]
    bodies: Mapping[str, KnownBody]
    facilities: frozenset[str]
    neuter: frozenset[str]
    documents: frozenset[str]
    posts: frozenset[str]
    homes: Counted

    def is_head(self, word: str) -> bool:
        """Whether any reading of the word heads names without quotes."""
        return any(lemma in self.heads and self.heads[lemma].needs != "quotes" for lemma in lemmas(word))


def is_among(words: frozenset[str], word: str) -> bool:
    """Whether any reading of the word is one of those."""
    return not words.isdisjoint(lemmas(word))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The word lists, read once."""
    own = {Words: _words, Expressions: _expressions}
    words = read_typed(_FOLDER / "words.yml", RuleWords, own)
    signs = read_typed(_FOLDER / "homes.yml", HomeSigns, own)
    return Lexicon(
        words=words,
        place_words=read_typed(_FOLDER / "places.yml", PlaceNameWords, own),
        signs=signs,
        traits=traits(),
        heads=heads().heads,
        shortened=tuple(heads().shortened),
        schools_in_short=forms().schools_in_short,
        abbreviations=abbreviations(),
        bodies=bodies(),
        facilities=words.facilities | traits().facilities,
        neuter=traits().neuter | forms().neuter,
        documents=frozenset(documents()),
        posts=frozenset(posts().whose_body),
        homes=_counted(signs),
    )


def _words(text: str) -> Words:
    return Words(frozenset(text.split()))


def _expressions(texts: Sequence[str]) -> Expressions:
    return Expressions(re.compile("|".join(texts), re.IGNORECASE))


def _counted(homes: HomeSigns) -> Counted:
    counts = homes.counted.items()
    cases = (Cases(rule, (), one.confirmed, one.of - one.confirmed) for rule, one in counts)
    fresh = Sight(1.0, {"home": FieldTally(homes.first_sight.confirmed, homes.first_sight.of)})
    return Counted({"rows": fresh}, {"home": FieldTally(0, 0, tuple(cases))})
