"""Words as search compares them: dictionary forms in lower case, with ё as е."""

import re
from functools import lru_cache

import pymorphy3

WORD = re.compile(r"[^\W_]+", re.UNICODE)


@lru_cache(maxsize=1)
def _analyzer() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


def words(text: str) -> list[str]:
    """The words and numbers of the text in order, in lower case, with ё as е."""
    return [word.replace("ё", "е") for word in WORD.findall(text.lower())]


@lru_cache(maxsize=100_000)
def lemmas(word: str) -> tuple[str, ...]:
    """The distinct dictionary forms of a word's readings, likeliest first."""
    forms = (parse.normal_form.replace("ё", "е") for parse in _analyzer().parse(word))
    return tuple(dict.fromkeys(forms))


def lemmatise(text: str) -> str:
    """The text as the dictionary forms of its words, likeliest reading only."""
    return " ".join(lemmas(word)[0] for word in words(text))
