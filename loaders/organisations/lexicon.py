"""The words that organisations' names are made of: the lexicon's entries, and the lists of the rules here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

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
from ontology.yaml_files import read_yaml

Topics = tuple[tuple[str, tuple[str, ...]], ...]
"""Kinds, each with the beginnings of words that tell it."""

_FOLDER = Path(__file__).parent


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
    topics: Topics
    prepositions: Mapping[str, frozenset[str]]
    cases: Mapping[str, str]
    expressions: Mapping[str, re.Pattern[str]]
    union: str
    national: tuple[tuple[str, re.Pattern[str]], ...]
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
    words, homes = _read("words.yml"), _read("homes.yml")
    return Lexicon(
        heads=heads().heads,
        shortened=tuple(heads().shortened),
        schools_in_short=forms().schools_in_short,
        abbreviations=abbreviations(),
        bodies=bodies(),
        lists=_lists(words),
        pairs=_pairs(words["pairs"]),
        bare_pairs=_pairs(words["bare_pairs"]),
        prepositions=MappingProxyType(
            {name: frozenset(text.split()) for name, text in words["prepositions"].items()}
        ),
        cases=MappingProxyType(words["cases"]),
        expressions=MappingProxyType(
            {
                name: re.compile("|".join(texts), re.IGNORECASE)
                for name, texts in homes.items()
                if isinstance(texts, list)
            }
        ),
        union=homes["union_code"],
        national=_national(homes),
        likelier=MappingProxyType(homes["likelier"]),
        homes=_counted(homes),
        areas=MappingProxyType(homes["areas"]),
        short_countries=MappingProxyType(homes["short_countries"]),
        topics=tuple((row["kind"], tuple(row["words"])) for row in words["topics"]),
    )


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(_FOLDER / name)
    return data


def _lists(words: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    """The lists of words.yml and places.yml, and of each trait the heads or abbreviations that have it."""
    lists = {
        name: frozenset(text.split())
        for name, text in {**words, **_read("places.yml")}.items()
        if isinstance(text, str)
    }
    for trait, nouns in heads().traits.items():
        lists[trait] = lists.get(trait, frozenset()) | nouns
    for short in abbreviations().values():
        for trait in short.traits:
            lists[trait] = lists.get(trait, frozenset()) | {short.word}
    lists["neuter"] |= forms().neuter
    lists["posts"] = frozenset(posts().whose_body)
    return MappingProxyType(lists)


def _counted(homes: Mapping[str, Any]) -> Counted:
    counts = homes["counted"].items()
    cases = (Cases(rule, (), one["confirmed"], one["of"] - one["confirmed"]) for rule, one in counts)
    fresh = Sight(1.0, {"home": Tally(**homes["first_sight"])})
    return Counted({"rows": fresh}, {"home": Tally(0, 0, tuple(cases))})


def _pairs(rows: list[list[str]]) -> frozenset[tuple[str, str]]:
    return frozenset((first, second) for first, second in rows)


def _national(homes: Mapping[str, Any]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The code of each country whose own words are listed, and the words, in the order of asking."""
    return tuple(
        (country, re.compile("|".join(texts), re.IGNORECASE)) for country, texts in homes["national"].items()
    )
