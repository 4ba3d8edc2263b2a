"""Words as they are compared: one case, one alphabet, dictionary forms, numbers as numbers."""

import re
from itertools import pairwise
from pathlib import Path

from ontology.morphology import lemma
from ontology.remembered import remembered
from ontology.yaml_files import read_yaml

Bases = tuple[str, ...]
"""Words as they are compared: folded dictionary forms."""

_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200c\u200d\ufeff]")
_DASHES = re.compile(r"[‐‑‒–—−]")
_OPENING_MARK = re.compile(r"[“„‟\"″](?=\w)")
_CLOSING_MARK = re.compile(r"[“”„‟\"″]")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = read_yaml(Path(__file__).with_name("letters.yml"))
_CYRILLIC = re.compile(_LETTERS["cyrillic"])
_ALIKE = str.maketrans(_LETTERS["alike"], _LETTERS["russian"])
_FIGURES = str.maketrans(_LETTERS["typed"], _LETTERS["figures"])
_ROMAN = re.compile(r"^(?=[XVIL])(XL|L?X{0,3})(IX|IV|V?I{0,3})$")
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")
_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")

_HEADED = re.compile(_LETTERS["headed"])


def tidy(text: str) -> str:
    """The text on one line with «» for all quotation marks and a plain hyphen for all dashes."""
    flat = _DASHES.sub("-", _SPACES.sub(" ", _INVISIBLE.sub("", text))).strip()
    return _CLOSING_MARK.sub("»", _OPENING_MARK.sub("«", flat))


@remembered
def fold(word: str) -> str:
    """The word in lower case; letters that only look or sound alike become one."""
    lower = word.lower()
    return lower.translate(_ALIKE) if _CYRILLIC.search(lower) is not None else lower


@remembered
def base(word: str) -> str:
    """The folded dictionary form of a word: «Библиотеки» and «библиотеку» have one."""
    return fold(lemma(fold(word)))


def words(text: str) -> list[str]:
    """The words and numbers of a text as they stand, without punctuation."""
    return _WORD.findall(text)


def bases(text: str) -> Bases:
    """The folded dictionary forms of a text's words in order."""
    return tuple(base(word) for word in words(text))


def roman(word: str) -> int | None:
    """The number that Roman figures, even typed in Cyrillic, stand for; None for anything else."""
    match = _ROMAN.match(word.translate(_FIGURES))
    if match is None:
        return None
    return _TENS.index(match[1]) * 10 + _UNITS.index(match[2])


def folded(text: str) -> tuple[str, ...]:
    """The folded words of a text in order."""
    return tuple(fold(word) for word in words(text))


def capital_pieces(word: str) -> list[str]:
    """What each capital of a word begins in it: «СмолГУ» is «Смол», «Г», «У»; nothing of other words."""
    if not word[:1].isupper() or not word.isalpha():
        return []
    starts = [at for at, letter in enumerate(word) if letter.isupper()]
    return [word[start:end] for start, end in pairwise([*starts, len(word)])]


def is_acronym(word: str) -> bool:
    """Whether a word is written as an abbreviation of initial letters («МАЗ», «СТиМ», «СмолГУ»)."""
    if _HEADED.match(word) is not None:
        return True
    capitals = sum(letter.isupper() for letter in word)
    return 2 <= len(word) <= 8 and capitals >= max(2, len(word) - 2)
