"""Numbers before a head noun that tell which body it is: «5 школа», «21-я гимназия», not «21 школа»."""

import re

from loaders.cell.text import inflect
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.phrases import Part, Phrase, Sort
from ontology.morphology import parses

_NUMBERED = frozenset({"education", "health_social"})
_ORDINAL = re.compile(r"\d{1,3}-[^\W\d_]{1,2}")
_MOST_DIGITS = 3
_TEENS = range(11, 15)


def with_ordinal(phrase: Phrase) -> Phrase:
    """The phrase with the number right before it, where that tells which of its kind it is."""
    at = phrase.start - 1
    if phrase.plural or phrase.head is None or phrase.head.kind not in _NUMBERED or phrase.form is not None:
        return phrase
    if phrase.parts[0].sort not in {Sort.HEAD, Sort.MODIFIER} or not _is_ordinal(phrase, at):
        return phrase
    return phrase._replace(parts=(Part(Sort.NUMBER, at, at + 1), *phrase.parts))


def ordinal_nominative(words: NamedCell, at: int, noun: str) -> str:
    """«21-й» before «школой» is «21-я»; a mere number is as it stands."""
    word = words.word(at)
    return word if word.isdigit() else inflect(word, "nomn", "sing", str(parses(noun)[0].tag.gender))


def _is_ordinal(phrase: Phrase, at: int) -> bool:
    word, before = phrase.words.word(at), phrase.words.word(at - 1)
    if _ORDINAL.fullmatch(word):
        return "Anum" in parses(word)[0].tag.grammemes
    if not word.isdigit() or len(word) > _MOST_DIGITS or not (before[:1].isalpha() or before in _OPENING):
        return False
    return not _may_count(int(word), phrase)


_OPENING = frozenset({"", ",", ":", "(", "«", "–", "—"})


def _may_count(number: int, phrase: Phrase) -> bool:
    """«21 школа», «3 школы»: whether the noun stands in the form that a number counts."""
    last = 0 if number % 100 in _TEENS else number % 10
    if last == 1:
        return True
    return last in (2, 3, 4) and "gent" in phrase.cases
