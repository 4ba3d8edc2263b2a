"""Everyday names of bodies, places and people: «облисполком», «СмолГУ», «белорусы», “Hrodna”."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ontology.gazetteer import load as load_gazetteer
from ontology.morphology import lemma, lemmas, parses
from ontology.plain import plain
from ontology.yaml_files import read_typed

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_SECOND = 3
_BODY = "Orgn"
"""How the dictionary marks words for bodies: «сельхозакадемия» is both known and put together."""
_INITIALS = range(3, 7)
_SYLLABLES = range(3, 7)


@dataclass(frozen=True, slots=True)
class Everyday:
    """The everyday words, as `everyday.yml` lists them."""

    shortened: Mapping[str, tuple[str, ...]]
    beginnings: Mapping[str, str]
    people: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]


@cache
def everyday() -> Everyday:
    """The everyday words."""
    return read_typed(Path(__file__).with_name("everyday.yml"), Everyday)


@lru_cache(maxsize=20_000)
def in_full(word: str) -> tuple[str, ...]:
    """The dictionary forms that a word in plain form is short for; nothing of one that is not short."""
    shortened = everyday().shortened
    for form in (word, *lemmas(word)):
        if form in shortened:
            return shortened[form]
    likeliest = parses(word)[0]
    return () if likeliest.is_known and _BODY not in likeliest.tag else _put_together(word)


def _put_together(word: str) -> tuple[str, ...]:
    """«облсовет» → «областной», «совет»; «минкультуры» → «министерство», «культура»."""
    for beginning, first in everyday().beginnings.items():
        second = word.removeprefix(beginning)
        if second != word and len(second) >= _SHORTEST_SECOND and parses(second)[0].is_known:
            return (first, lemma(second))
    return ()


@lru_cache(maxsize=20_000)
def countries_of_people(word: str) -> tuple[str, ...]:
    """The codes of the countries whose people the word names: «белорусами» → BY."""
    known = _codes()
    return tuple(dict.fromkeys(code for form in lemmas(word) for code in known.get(form, ())))


@cache
def _codes() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, names in everyday().people.items():
        for name in names:
            found[plain(name)] = (*found.get(plain(name), ()), code)
    return found


def names_of_place(place_id: str) -> tuple[str, ...]:
    """What a place of the gazetteer is called: its usual, former and everyday names, in Latin letters too."""
    place = load_gazetteer().get(place_id)
    told = (*place.names, place.english) if place is not None else ()
    return tuple(dict.fromkeys((*told, *everyday().places.get(place_id, ()))))


def with_kinds_said_otherwise(name: str) -> Iterator[str]:
    """The name with another word for what the place is: «Оршанский р-н», “Mogilev Region”."""
    low = name.casefold()
    for kind, others in everyday().kinds.items():
        if low.endswith(f" {kind}"):
            yield from (f"{low.removesuffix(kind)}{other}" for other in others)


def abbreviations(name: str) -> Iterator[str]:
    """How a body's name is shortened, in plain form: «смолгу» and «сгу»; with quotes what is in them."""
    inside = name.partition("«")[2].rpartition("»")[0]
    named = [word for word in _WORD.findall(plain(inside or name)) if len(word) > 2]
    if len(named) not in _INITIALS:
        return
    letters = "".join(word[0] for word in named)
    yield letters
    yield from (named[0][:length] + letters[1:] for length in _SYLLABLES if length < len(named[0]))
