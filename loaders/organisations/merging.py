"""When two names of one entry are the same body, and which of them is its name."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from itertools import dropwhile
from pathlib import Path
from typing import Any

from loaders.cell.text import squash
from loaders.mentions import OrganisationMention
from loaders.organisations.known_names import short_names
from ontology.model import OrganisationRef
from ontology.morphology import lemma
from ontology.names.organisations.name import spelt_out
from ontology.plain import plain
from ontology.yaml_files import read_yaml

_QUOTED = re.compile(r"«(.*)»")
_ACRONYM = re.compile(r"[А-ЯЁ][а-яё]{0,4}[А-ЯЁ][А-Яа-яё]{0,6}")
_FORM_IN_CAPITALS = re.compile(r"[А-Я]{2,}")


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    """The lists of merging.yml."""
    data: dict[str, Any] = read_yaml(Path(__file__).with_suffix(".yml"))
    return {name: tuple(words) for name, words in data.items()}


def merged(mentions: Iterable[OrganisationMention]) -> list[list[OrganisationMention]]:
    """The mentions by body, in order of first mention; within a body the best name first."""
    groups: list[list[OrganisationMention]] = []
    by_key: dict[Hashable, set[int]] = defaultdict(set)
    for mention in mentions:
        keys = _keys(mention.organisation.name)
        near = sorted({index for key in keys for index in by_key[key]})
        found = (index for index in near if any(_same(mention, other) for other in groups[index]))
        own = next(found, len(groups))
        if own == len(groups):
            groups.append([])
        groups[own].append(mention)
        for key in keys:
            by_key[key].add(own)
    return [sorted(group, key=_fullness, reverse=True) for group in groups]


@lru_cache(maxsize=20_000)
def _keys(name: str) -> frozenset[Hashable]:
    """Keys of which two names of one body share at least one, so that few names are compared."""
    words = _plain_words(name)
    named = _without_form(words) or words[-1:]
    letters = {word[0].lower() for word in (*named[:1], *(w for w in words[1:] if w.isupper()))}
    first = named[0].lower() if named else ""
    keys: set[Hashable] = {name_words(name), ("inner", _innermost(name)), ("quoted", _quoted(name))}
    keys -= {("inner", ""), ("quoted", None)}
    return frozenset({*keys, ("first", first), *(("letter", letter) for letter in letters)})


def _fullness(mention: OrganisationMention) -> tuple[int, bool, int]:
    name = mention.organisation.name
    return len(name_words(name)), "»»" not in name, len(name)


def _same(one: OrganisationMention, other: OrganisationMention) -> bool:
    """Whether nothing tells the two apart, and they share their words or a rule finds them alike."""
    a, b = one.organisation, other.organisation
    if name_words(a.name) == name_words(b.name):
        return not _are_settlements_apart(a, b)
    return not any(rule(a, b) for rule in APART) and any(rule(a, b) for rule in ALIKE)


@lru_cache(maxsize=20_000)
def name_words(name: str) -> frozenset[str]:
    """The words of a name, short names of known bodies written out."""
    full = short_names()
    return spelt_out(" ".join(full.get(word.lower(), word) for word in name.split()))


# ── what tells two apart ────────────────────────────────────────────────────────────────────────


def _are_settlements_apart(a: OrganisationRef, b: OrganisationRef) -> bool:
    """Whether two settlements are told and differ; an area may be where the settlement lies."""
    return _are_places_apart(a, b) and not any(_is_area(place or "") for place in (a.place, b.place))


def _is_area(place: str) -> bool:
    return any(stem in place.lower() for stem in _words()["areas"])


def _are_places_apart(a: OrganisationRef, b: OrganisationRef) -> bool:
    return None not in {a.place, b.place} and a.place != b.place


def _are_numbers_apart(a: OrganisationRef, b: OrganisationRef) -> bool:
    """«Школа № 3», «Школа № 5»."""
    one, other = ({word for word in name_words(ref.name) if word.isdigit()} for ref in (a, b))
    return one != other


APART: tuple[Callable[[OrganisationRef, OrganisationRef], bool], ...] = (
    _are_places_apart,
    _are_numbers_apart,
)


# ── what makes two one ──────────────────────────────────────────────────────────────────────────


def _share_innermost_name(a: OrganisationRef, b: OrganisationRef) -> bool:
    """«МБУК «Музей «Лад»»», «Музей «Лад»»: the words of one among the other's, and one innermost name."""
    innermost = _innermost(a.name)
    return a.kind == b.kind and _is_nested(a, b) and innermost != "" and innermost == _innermost(b.name)


def _share_quoted_name(a: OrganisationRef, b: OrganisationRef) -> bool:
    """«Ансамбль «Капель»», «народный хор «Капель»»; of other bodies the words have to be nested."""
    quoted = _quoted(a.name)
    if a.kind != b.kind or quoted is None or quoted != _quoted(b.name):
        return False
    return a.kind == "ensemble" or _is_nested(a, b)


def _is_nested(a: OrganisationRef, b: OrganisationRef) -> bool:
    one, other = name_words(a.name), name_words(b.name)
    return one < other or other < one


def _lengthens_other(a: OrganisationRef, b: OrganisationRef) -> bool:
    return _lengthens(a.name, b.name) or _lengthens(b.name, a.name)


def _lengthens(short: str, long: str) -> bool:
    """Whether the long name is the short one with a legal form before it, or a namesake or place after it."""
    rest = long[len(short) :].lstrip() if long.startswith(short) else ""
    if rest.startswith(_words()["lengthening"]):
        return True
    x, y = squash(short).lower(), squash(long).lower()
    follows_form = y.endswith((f"«{x}»", f" {x}")) and _FORM_IN_CAPITALS.match(long) is not None
    return follows_form and len(name_words(short)) > 1


def _abbreviates_other(a: OrganisationRef, b: OrganisationRef) -> bool:
    is_abroad = None not in {a.country, b.country} and a.country != b.country
    return not is_abroad and (_abbreviates(a.name, b.name) or _abbreviates(b.name, a.name))


ALIKE: tuple[Callable[[OrganisationRef, OrganisationRef], bool], ...] = (
    _share_innermost_name,
    _share_quoted_name,
    _lengthens_other,
    _abbreviates_other,
)


def _abbreviates(short: str, long: str) -> bool:
    """«СмолГУ», «МБУ «Руднянский ЦДТ»» and the name in full: capitals begin the words they stand for."""
    first, second = _plain_words(short), _plain_words(long)
    if not any(_ACRONYM.fullmatch(word) for word in first):
        return False
    return _stands_for(first, second) or _stands_for(first, _without_form(second))


def _plain_words(name: str) -> list[str]:
    return [word for word in re.findall(r"[А-Яа-яёЁ]+", _before_namesake(name)) if len(word) > 1]


def _before_namesake(name: str) -> str:
    return min((name.partition(mark)[0] for mark in _words()["namesakes"]), key=len)


def _without_form(words: list[str]) -> list[str]:
    """The words after legal forms in capitals."""
    return list(dropwhile(lambda word: word.isupper(), words))


def _stands_for(short: list[str], long: list[str]) -> bool:
    """Whether each word is the same as the next of the long name, or capitals that begin its next words."""
    if not short or not long:
        return not short and not long
    if short[0].lower() == long[0].lower() or lemma(short[0]) == lemma(long[0]):
        return _stands_for(short[1:], long[1:])
    beginnings = [piece.lower() for piece in re.findall(r"[А-ЯЁ][а-яё]*", short[0])]
    if not _ACRONYM.fullmatch(short[0]) or len(beginnings) > len(long):
        return False
    begin = all(word.lower().startswith(b) for b, word in zip(beginnings, long, strict=False))
    return begin and _stands_for(short[1:], long[len(beginnings) :])


def _innermost(name: str) -> str:
    """The words of the last and innermost quotes, in lower case; empty where there are none."""
    found = re.findall(r"«([^«»]*)»", name)
    return plain(found[-1]) if found else ""


def _quoted(name: str) -> frozenset[str] | None:
    found = _QUOTED.search(name)
    return name_words(found.group(1)) if found is not None else None
