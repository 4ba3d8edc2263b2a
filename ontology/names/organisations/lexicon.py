"""The words that organisations' names are made of, as organisations.yml beside this module declares them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ontology.names.phrases import Phrases, group_of_word, phrases, single
from ontology.names.words import Bases, base, bases, words
from ontology.yaml_files import read_yaml

_FILE = Path(__file__).parent / "organisations.yml"


@dataclass(frozen=True, slots=True)
class OrganisationWords:
    """What organisations.yml holds."""

    form_class: Mapping[str, str]
    full_forms: Phrases
    institution_nouns: frozenset[str]
    institution_before: frozenset[str]
    institution_after: frozenset[str]
    institution_code: str
    form_additions: frozenset[str]
    form_adjectives: frozenset[str]
    abbreviations: Mapping[str, tuple[str, ...]]
    in_full: Mapping[str, Bases]
    synonyms: Phrases
    filler: frozenset[str]
    town_marks: frozenset[str]
    town_beginnings: frozenset[str]
    region_nouns: frozenset[str]
    namesake_marks: frozenset[str]
    syllables: Mapping[str, str]
    states: Phrases
    parents: Phrases
    area_kinds: Phrases
    area_bases: frozenset[str]
    honours: Mapping[str, str]
    arts: Mapping[str, str]
    parts: Phrases
    tails: Phrases
    generic: frozenset[str]


@lru_cache(maxsize=1)
def organisation_words() -> OrganisationWords:
    """The word lists about organisations' names."""
    data: dict[str, Any] = read_yaml(_FILE)
    institution = data["institution"]
    return OrganisationWords(
        form_class={form["code"]: form["class"] for form in data["forms"]},
        full_forms=phrases((full, form["class"]) for form in data["forms"] for full in form["full"]),
        institution_nouns=single(institution["nouns"]),
        institution_before=single(institution["before"]),
        institution_after=single(institution["after"]),
        institution_code=institution["code"],
        form_additions=frozenset(institution["additions"]),
        form_adjectives=single(data["form_adjectives"]),
        abbreviations={short: tuple(words(full)) for short, full in data["abbreviations"].items()},
        in_full={base(short): full for short, full in _in_full(data)},
        synonyms=phrases((one, same) for one, same in data["synonyms"].items()),
        filler=single(data["filler"]),
        town_marks=frozenset(data["town_marks"]),
        town_beginnings=single(data["town_beginnings"]),
        region_nouns=frozenset(data["region_nouns"]),
        namesake_marks=frozenset(data["namesake_marks"]),
        syllables={head: base(full) for head, full in data["syllables"].items()},
        states=phrases((name, code) for code, names in data["states"].items() for name in names),
        parents=phrases((name, name) for name in data["parents"]),
        area_kinds=phrases((name, name) for name in data["area_kinds"]),
        area_bases=single(data["area_kinds"][-1:]),
        honours=group_of_word(data["honours"]),
        arts=group_of_word(data["arts"]),
        parts=phrases((name, name) for name in data["parts"]),
        tails=phrases((name, name) for name in data["tails"]),
        generic=single(data["generic"]),
    )


def _in_full(data: Mapping[str, Any]) -> Iterator[tuple[str, Bases]]:
    """Whatever stands for longer words, as it is spelt, with the dictionary forms of those."""
    yield from ((form["code"], bases(form["full"][0])) for form in data["forms"])
    yield from ((code, bases(full)) for code, full in data["institution"]["full"].items())
    yield from ((short, bases(full)) for short, full in data["abbreviations"].items())
    for official, *others in data["states"].values():
        yield from ((other, bases(official)) for other in others if len(words(other)) == 1)
