"""Russian words and their dictionary forms, over pymorphy3: the one analyser that everybody asks."""

from functools import lru_cache

import pymorphy3
import pymorphy3_dicts_ru
from pymorphy3.analyzer import Parse

from ontology.plain import plain
from ontology.remembered import remembered


@lru_cache(maxsize=1)
def _analyzer() -> pymorphy3.MorphAnalyzer:
    """The analyser, told where its dictionary is: to find out it would look through all that is installed."""
    return pymorphy3.MorphAnalyzer(pymorphy3_dicts_ru.get_path())


@remembered
def parses(word: str) -> tuple[Parse, ...]:
    """The readings of a word, likeliest first; the word may have any case."""
    return tuple(_analyzer().parse(word))


@remembered
def lemmas(word: str) -> tuple[str, ...]:
    """The distinct dictionary forms of the word's readings, likeliest first, in lower case, with ё as е."""
    return tuple(dict.fromkeys(plain(parse.normal_form) for parse in parses(word)))


@remembered
def lemma(word: str) -> str:
    """The dictionary form of the likeliest reading, in lower case, with ё as е; other words as they are."""
    return plain(parses(word)[0].normal_form)


@remembered
def beginnings(word: str) -> frozenset[str]:
    """The first two letters of all forms of the word's readings: what begins otherwise is no form of it."""
    return frozenset(plain(form.word)[:2] for parse in parses(word) for form in parse.lexeme)


@remembered
def is_of_many(word: str) -> bool:
    """Whether the likeliest reading of the word is a genitive plural, as after «много»."""
    return {"gent", "plur"} in parses(word)[0].tag
