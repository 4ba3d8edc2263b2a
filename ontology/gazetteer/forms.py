"""From the forms of a name in running text back to its nominative."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from ontology.gazetteer.data import HERE
from ontology.morphology import lemmas
from ontology.remembered import remembered
from ontology.yaml_files import read_typed

_SHORTEST_STEM = 2
_SHORTEST_ADJECTIVE_STEM = 3

Endings = Mapping[str, tuple[str, ...]]
"""An ending in a text, and those that the nominative may have instead."""


@dataclass(frozen=True, slots=True)
class Fleeting:
    """The endings before which a vowel may have fallen out, the vowels, and the letters that keep it.

    Where it fell out after a soft consonant, a sign stands in its place: so end the stems of `softened`.
    """

    endings: frozenset[str]
    vowels: tuple[str, ...]
    no_cluster: str
    softened: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfSettlements:
    """What stands between a settlement's name and the adjective made from it, and how the name may end."""

    of_adjective: str
    suffixes: tuple[str, ...]
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """What endings.yml holds."""

    nouns: Endings
    adjectives: Endings
    adjective_forms: tuple[str, ...]
    strange_towns: Mapping[str, Mapping[str, str]]
    fleeting: Fleeting
    settlements: OfSettlements


@cache
def _forms() -> Forms:
    return read_typed(HERE / "endings.yml", Forms)


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    merged: dict[str, tuple[str, ...]] = {}
    for table in (_forms().nouns, _forms().adjectives):
        for ending, nominatives in table.items():
            merged[ending] = (*merged.get(ending, ()), *nominatives)
    return merged


@cache
def _adjective_endings() -> tuple[str, ...]:
    return tuple(sorted(_forms().adjective_forms, key=len, reverse=True))


@remembered
def nominatives(word: str) -> frozenset[str]:
    """The nominatives that a lower-case word may be a form of, itself among them."""
    if "-" in word:
        return _hyphenated(word)
    endings, found = _endings(), {word}
    for length in range(min(3, len(word) - _SHORTEST_STEM) + 1):
        stem, ending = word[: len(word) - length], word[len(word) - length :]
        found.update(stem + nominative for nominative in endings.get(ending, ()))
        if ending in _forms().fleeting.endings:
            found.update(_with_fleeting_vowel(stem))
    return frozenset(found)


@remembered
def readings(word: str) -> frozenset[str]:
    """Everything that a word in plain form may be a form of: itself, dictionary forms, names of places."""
    return frozenset((word, *lemmas(word), *nominatives(word)))


def _with_fleeting_vowel(stem: str) -> tuple[str, ...]:
    """«Египет» of «Египт-а», «Починок» of «Починк-а», «Елец» of «Ельц-а»."""
    fleeting = _forms().fleeting
    if stem.endswith(fleeting.softened):
        return tuple(stem[:-2] + vowel + stem[-1] for vowel in fleeting.vowels)
    if any(letter in fleeting.no_cluster for letter in stem[-2:]):
        return ()
    return tuple(stem[:-1] + vowel + stem[-1] for vowel in fleeting.vowels)


def _hyphenated(word: str) -> frozenset[str]:
    """The first part is inflected in «Ростова-на-Дону», the last in «Холм-Жирковского»: both are tried."""
    first, *middle, last = word.split("-")
    joined = (
        "-".join((one, *middle, other)) for one, other in product(nominatives(first), nominatives(last))
    )
    return frozenset(joined)


def strange_nominative(town: str, gender: str) -> str:
    """The nominative of a town of that gender that no list knows, which stands in another case."""
    endings = _forms().strange_towns[gender]
    fitting = (town.removesuffix(end) + own for end, own in endings.items() if town.endswith(end))
    return next(fitting, town)


@remembered
def adjective_stem(word: str) -> str | None:
    """What all forms of an adjective share («витебск» of «Витебской»); None of a word with no such ending."""
    for ending in _adjective_endings():
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_ADJECTIVE_STEM:
            return word[: -len(ending)]
    return None


def settlements_of(stem: str) -> frozenset[str]:
    """Names that an adjective with this stem may be made from: «мачулищанск» → «мачулищи» among others."""
    table, found = _forms().settlements, {stem}
    base = stem.removesuffix(table.of_adjective)
    if base != stem:
        roots = [base.removesuffix(suffix) for suffix in table.suffixes if base.endswith(suffix)]
        found.update(root + ending for root in roots for ending in table.endings)
    return frozenset(name for name in found if len(name) > _SHORTEST_STEM)
