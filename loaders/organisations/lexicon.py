"""The words that organisations' names are made of, as the YAML files beside this module declare them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from loaders.cell.text import lemmas
from loaders.confidence import Count, Counted
from ontology.yaml_files import read_yaml

Topics = tuple[tuple[str, tuple[str, ...]], ...]
"""Kinds, each with the beginnings of words that tell it."""

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that names a sort of organisation, and what must stand beside it to make it one's name.

    `needs` is place, adjective or quotes: the weakest evidence that is enough.
    """

    lemma: str
    kind: str
    needs: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LegalForm:
    """An abbreviated legal form with the country and kind that it tells by itself.

    One that is `or_abroad` tells its country only where no country farther than Belarus is named.
    """

    pattern: re.Pattern[str]
    kind: str
    country: str | None = None
    follows_only: bool = False
    or_abroad: bool = False


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body that one word names; `takes_country` is true of «Минкультуры России», «МИД Беларуси»."""

    name: str
    kind: str
    country: str | None
    takes_country: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists of this subject."""

    heads: Mapping[str, Head]
    forms: tuple[LegalForm, ...]
    schools: tuple[str, ...]
    schools_in_short: re.Pattern[str]
    abbreviations: Mapping[str, str]
    bodies: Mapping[str, KnownBody]
    lists: Mapping[str, frozenset[str]]
    pairs: frozenset[tuple[str, str]]
    bare_pairs: frozenset[tuple[str, str]]
    topics: Topics
    head_topics: Mapping[str, Topics]
    followed: Mapping[str, tuple[tuple[str, ...], Head]]
    acts: Mapping[str, frozenset[str]]
    premises: Mapping[str, tuple[str, ...]]
    prepositions: Mapping[str, frozenset[str]]
    cases: Mapping[str, str]
    relations: Mapping[str, frozenset[str]]
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
    words = _read("heads.yml")
    forms = _read("forms.yml")
    homes = _read("homes.yml")
    return Lexicon(
        heads=MappingProxyType({head.lemma: head for head in _heads(words)}),
        forms=tuple(_form(row) for row in forms["forms"]),
        schools=tuple(words["schools"].split()),
        schools_in_short=re.compile(forms["schools_in_short"]),
        abbreviations=MappingProxyType(
            {word: kind for kind, text in forms["abbreviations"].items() for word in text.split()}
        ),
        bodies=MappingProxyType(dict(_bodies(_read("bodies.yml")))),
        lists=MappingProxyType(
            {
                name: frozenset(text.split())
                for name, text in (words | forms | _read("places.yml")).items()
                if isinstance(text, str)
            }
        ),
        pairs=_pairs(words["pairs"]),
        bare_pairs=_pairs(words["bare_pairs"]),
        followed=MappingProxyType(
            {
                lemma: (tuple(row["words"].split()), Head(lemma, row["kind"], row["needs"]))
                for lemma, row in words["followed"].items()
            }
        ),
        acts=MappingProxyType({head: frozenset(text.split()) for head, text in words["acts"].items()}),
        premises=MappingProxyType({head: tuple(stems) for head, stems in words["premises"].items()}),
        prepositions=MappingProxyType(
            {name: frozenset(text.split()) for name, text in words["prepositions"].items()}
        ),
        cases=MappingProxyType(words["cases"]),
        relations=MappingProxyType(
            {
                head: frozenset(text.split())
                for heads, text in words["relations"].items()
                for head in heads.split()
            }
        ),
        expressions=MappingProxyType(
            {
                name: re.compile("|".join(texts), re.IGNORECASE)
                for name, texts in homes.items()
                if isinstance(texts, list)
            }
        ),
        union=homes["union_code"],
        national=tuple(_national(homes)),
        likelier=MappingProxyType(homes["likelier"]),
        homes=_counted(homes),
        areas=MappingProxyType(homes["areas"]),
        short_countries=MappingProxyType(homes["short_countries"]),
        topics=_topics(words["topics"]),
        head_topics=MappingProxyType({head: _topics(rows) for head, rows in words["head_topics"].items()}),
    )


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(_FOLDER / name)
    return data


def _heads(words: Mapping[str, Any]) -> Iterator[Head]:
    beside = words["beside"]
    for kind, needs in words["heads"].items():
        for need, text in needs.items():
            for lemma in text.split():
                yield Head(lemma, kind, need, tuple(beside.get(lemma, ())))


def _counted(homes: Mapping[str, Any]) -> Counted:
    rules = {rule: Count(**count) for rule, count in homes["counted"].items()}
    return Counted({"home": Count(**homes["first_sight"])}, {"home": rules})


def _topics(rows: list[dict[str, Any]]) -> Topics:
    return tuple((row["kind"], tuple(row["words"])) for row in rows)


def _pairs(rows: list[list[str]]) -> frozenset[tuple[str, str]]:
    return frozenset((first, second) for first, second in rows)


def _form(row: Mapping[str, Any]) -> LegalForm:
    return LegalForm(
        re.compile(row["pattern"]),
        row["kind"],
        row.get("country"),
        row.get("follows_only", False),
        row.get("or_abroad", False),
    )


def _national(homes: Mapping[str, Any]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The code of each country whose own words are listed, and the words, in the order of asking."""
    for name, texts in homes.items():
        country, _, kind = name.partition(" ")
        if kind == "words":
            yield country, re.compile("|".join(texts), re.IGNORECASE)


def _bodies(data: Mapping[str, Any]) -> Iterator[tuple[str, KnownBody]]:
    for country, kinds in data["bodies"].items():
        for kind, lines in kinds.items():
            for line in lines:
                name, *forms = line.split()
                for form in (name, *forms):
                    yield form, KnownBody(name, kind, country)
    for name in data["ministries"]["acronyms"].split():
        yield name, KnownBody(name, "authority", None, takes_country=True)
    for stem in data["ministries"]["declined"].split():
        for ending in ("", *data["ministries"]["endings"].split()):
            yield stem + ending, KnownBody(stem, "authority", None, takes_country=True)
    for name in data["ministries"]["indeclinable"].split():
        yield name, KnownBody(name, "authority", None, takes_country=True)
