"""Russian words, one thin layer over `ontology.morphology`: dictionary forms, cases, capitals."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ontology import morphology
from ontology.morphology import parses
from ontology.plain import with_e
from ontology.remembered import remembered


@remembered
def lemmas(word: str) -> frozenset[str]:
    """The dictionary forms of all readings, in lower case, with ё as е."""
    return frozenset(morphology.lemmas(word))


_NAMES = {"Surn", "Name", "Patr"}  # of «15 августа» and «3 мая» too


@remembered
def is_people(word: str) -> bool:
    """Whether the word is a noun for living beings, no personal name."""
    return any(
        {"NOUN", "anim"} <= parse.tag.grammemes and not _NAMES & parse.tag.grammemes
        for parse in parses(word)[:2]
    )


def searched(text: str) -> str:
    """A regular text as expressions search it: lower case, one line, «-» for any dash; as long as before."""
    return lowered(text.replace("\n", " ").replace("–", "-").replace("—", "-"))


def lowered(text: str) -> str:
    """The text in lower case, as long as before."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(sign.lower()[:1] for sign in text)


_INVISIBLE = re.compile(r"[\u00ad\u200b\u200c\u200d\ufeff]")


def squash(text: str) -> str:
    """The text on one line: invisible characters gone, any run of white space one space, trimmed."""
    return re.sub(r"\s+", " ", _INVISIBLE.sub("", text)).strip()


@lru_cache(maxsize=50_000)
def inflect(word: str, *grammemes: str, pos: str | None = None) -> str:
    """The word in the asked form with its capitalisation kept; the word itself where there is no such form.

    `grammemes` are pymorphy's names: nomn, gent, sing, plur, masc, femn …; `pos` prefers a part of speech.
    """
    readings = [p for p in parses(word) if pos is None or p.tag.POS == pos] or list(parses(word))
    for reading in readings:
        form = reading.inflect(frozenset(grammemes))
        if form is not None:
            return spelt_as(word, str(form.word))
    return word


VOWELS = frozenset("аеёиоуыэюя")


def is_syllable(word: str) -> bool:
    """Whether the vowels of a word stand together, as in «Данг», «Нгуен», «Лыонг»."""
    vowels = [i for i, letter in enumerate(word.lower()) if letter in VOWELS]
    return bool(vowels) and vowels[-1] - vowels[0] == len(vowels) - 1


def is_name_of_syllables(words: Sequence[str]) -> bool:
    """Whether each word is one syllable, the last perhaps with the ending of a case: «Чан Ван Тханю»."""
    *first, last = words
    return all(map(is_syllable, first)) and any(map(is_syllable, (last, last[:-1], last[:-2])))


def are_family_and_given(family: str, given: str) -> bool:
    """Whether a family's name of one syllable and a given one of two at most stand there: «Ху Шичжуном»."""
    return is_syllable(family) and any(0 < syllables(word) <= _SHORT_NAME for word in (given, given[:-2]))


_SHORT_NAME = 2


def syllables(word: str) -> int:
    """How many syllables a word has, where vowels that stand together make one: two of «Чуаньхай»."""
    letters = [letter in VOWELS for letter in word.lower()]
    return sum(here and not before for before, here in zip((False, *letters), letters, strict=False))


def spelt_as(word: str, form: str) -> str:
    """A form of a word spelt as the word is: with its capitals, and with ё only where it has one."""
    return match_case(word, form if with_e(word) != word else with_e(form))


def match_case(pattern: str, word: str) -> str:
    """`word` capitalised as `pattern` is: all upper, first upper, or as it stands."""
    if len(pattern) > 1 and pattern.isupper():
        return word.upper()
    if "-" in pattern and pattern.count("-") == word.count("-"):
        pairs = zip(pattern.split("-"), word.split("-"), strict=True)
        return "-".join(match_case(p, w) for p, w in pairs)
    if pattern[:1].isupper():
        return word[:1].upper() + word[1:]
    return word
