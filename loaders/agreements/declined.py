"""Names of parties that stand in the instrumental, after «между» or «с», in the nominative."""

import re

from loaders.cell.text import squash
from loaders.organisations.nominative import nominative
from ontology.morphology import parses
from ontology.plain import with_e

BRACKET_AT_END = re.compile(r"\s*\([^()]*\)\s*$")
_FIRST = re.compile(r"[\w-]+")


def quoted_in_nominative(words: str) -> str:
    """«Днепром» as «Днепр», where its first word can be nothing but an instrumental."""
    first = _FIRST.search(words)
    cases = {str(one.tag.case) for one in parses(first.group())} if first is not None else set()
    return words if "ablt" not in cases or "nomn" in cases else f"«{in_nominative(words.strip('«»'))}»"


def in_nominative(words: str) -> str:
    """The words, instrumental after «между», with all up to their first noun in the nominative."""
    words = squash(BRACKET_AT_END.sub("", words))
    leading, adjectives = words.split(" "), list[str]()
    for i, word in enumerate(leading):
        readings = parses(word)
        reading = next((one for one in readings if one.tag.case == "ablt"), readings[0])  # after «между»
        if reading.tag.POS == "NOUN" and word.isalpha():
            declined = nominative(tuple(adjectives), word, with_e(reading.normal_form))
            return " ".join((*declined, *leading[i + 1 :]))
        if reading.tag.POS != "ADJF":
            break
        adjectives.append(word)
    return words
