"""Words as search compares them: dictionary forms in lower case, with ё as е."""

import re

from ontology.morphology import lemma
from ontology.plain import plain

WORD = re.compile(r"[^\W_]+", re.UNICODE)


def words(text: str) -> list[str]:
    """The words and numbers of the text in order, in lower case, with ё as е."""
    return WORD.findall(plain(text))


def lemmatise(text: str) -> str:
    """The text as the dictionary forms of its words, likeliest reading only."""
    return " ".join(lemma(word) for word in words(text))
