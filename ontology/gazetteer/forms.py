"""From the forms of a name in running text back to its nominative."""

from functools import cache, lru_cache
from itertools import product

from ontology.gazetteer.data import stated

_SHORTEST_STEM = 2
_WITH_FLEETING_VOWEL = frozenset(("а", "у", "ом", "ем", "е"))
_VOWELS = "аеиоуыэюяьйъ"
_SHORTEST_ADJECTIVE_STEM = 3


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    tables = stated("endings.yml")
    merged: dict[str, tuple[str, ...]] = {}
    for table in (tables["nouns"], tables["adjectives"]):
        for ending, nominatives in table.items():
            merged[ending] = (*merged.get(ending, ()), *nominatives)
    return merged


@cache
def _adjective_endings() -> tuple[str, ...]:
    return tuple(sorted(stated("endings.yml")["adjective_forms"], key=len, reverse=True))


@lru_cache(maxsize=100_000)
def nominatives(word: str) -> frozenset[str]:
    """The nominatives that a lower-case word may be a form of, itself among them."""
    if "-" in word:
        return _hyphenated(word)
    endings, found = _endings(), {word}
    for length in range(min(3, len(word) - _SHORTEST_STEM) + 1):
        stem, ending = word[: len(word) - length], word[len(word) - length :]
        found.update(stem + nominative for nominative in endings.get(ending, ()))
        if ending in _WITH_FLEETING_VOWEL:
            found.update(_with_fleeting_vowel(stem))
    return frozenset(found)


def _with_fleeting_vowel(stem: str) -> tuple[str, ...]:
    """«Египет» of «Египт-а», «Починок» of «Починк-а»."""
    if any(letter in _VOWELS for letter in stem[-2:]):
        return ()
    return tuple(stem[:-1] + vowel + stem[-1] for vowel in "ео")


def _hyphenated(word: str) -> frozenset[str]:
    """The first part is inflected in «Ростова-на-Дону», the last in «Холм-Жирковского»: both are tried."""
    first, *middle, last = word.split("-")
    joined = (
        "-".join((one, *middle, other)) for one, other in product(nominatives(first), nominatives(last))
    )
    return frozenset(joined)


def strange_nominative(town: str, gender: str) -> str:
    """The nominative of a town of that gender that no list knows, which stands in another case."""
    endings: dict[str, str] = stated("endings.yml")["strange_towns"][gender]
    fitting = (town.removesuffix(end) + own for end, own in endings.items() if town.endswith(end))
    return next(fitting, town)


@lru_cache(maxsize=100_000)
def adjective_stem(word: str) -> str | None:
    """What all forms of an adjective share («витебск» of «Витебской»); None of a word with no such ending."""
    for ending in _adjective_endings():
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_ADJECTIVE_STEM:
            return word[: -len(ending)]
    return None


_SETTLEMENT_ENDINGS = ("", "а", "о", "ы", "и", "ь", "я", "е", "ое", "ый", "ий", "ая")
_SUFFIXES = ("", "ан", "ян", "ен", "ин", "ов", "ев", "он")


def settlements_of(stem: str) -> frozenset[str]:
    """Names that an adjective with this stem may be made from: «мачулищанск» → «мачулищи» among others."""
    found = {stem}
    if stem.endswith("ск"):
        base = stem[:-2]
        roots = (base[: len(base) - len(suffix)] for suffix in _SUFFIXES if base.endswith(suffix))
        found.update(root + ending for root in roots for ending in _SETTLEMENT_ENDINGS)
    return frozenset(name for name in found if len(name) > _SHORTEST_STEM)
