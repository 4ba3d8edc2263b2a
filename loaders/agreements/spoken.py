"""Parties that are no known body or place: the words themselves, in the nominative."""

import re
from collections.abc import Iterator, Sequence

from loaders.agreements.candidates import Party
from loaders.cell.text import parses, squash
from loaders.organisations.nominative import nominative

_PARTED = re.compile(r"\s+(?:и|а также)\s+|[,;]\s+")
_PLACE_MARK = re.compile(r"^(?:г|гор|пос|п|д|с)\.\s*")
_NAME = re.compile(r"[А-ЯЁA-Z«]")
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")


def spoken(text: str, start: int, end: int, known: Sequence[Party]) -> list[Party]:
    """Who stands between two characters: those known, and each capitalised piece that holds none."""
    parties: list[Party] = []
    for piece in _pieces(text, start, end, known):
        inside = [party for party in known if piece[0] <= party.start < piece[1]]
        words = _PLACE_MARK.sub("", text[slice(*piece)])
        named = _NAME.match(words) is not None
        if inside and not (named and _NAME.match(text[piece[0] :]) and inside[0].start > piece[0]):
            parties += inside
        elif named:
            parties.append(Party(_in_nominative(words), *piece, None))
    return parties


def _pieces(text: str, start: int, end: int, known: Sequence[Party]) -> Iterator[tuple[int, int]]:
    """The list's pieces; neither a known name nor brackets are cut, nor «культуры и туризма»."""
    at = start + len(text[start:end]) - len(text[start:end].lstrip())
    for mark in _PARTED.finditer(text, start, end):
        in_name = any(party.start <= mark.start() < party.end for party in known)
        in_brackets = text.count("(", at, mark.start()) > text.count(")", at, mark.start())
        if in_name or in_brackets or not _begins_party(text, mark.end(), known):
            continue
        yield at, mark.start()
        at = mark.end()
    yield at, at + len(text[at:end].rstrip())


def _begins_party(text: str, at: int, known: Sequence[Party]) -> bool:
    return _NAME.match(_PLACE_MARK.sub("", text[at : at + 20])) is not None or any(
        p.start == at for p in known
    )


def _in_nominative(words: str) -> str:
    """The words, instrumental after «между», with all up to their first noun in the nominative."""
    words = squash(_BRACKET.sub("", words))
    leading, adjectives = words.split(" "), list[str]()
    for i, word in enumerate(leading):
        readings = parses(word)
        reading = next((one for one in readings if one.tag.case == "ablt"), readings[0])  # after «между»
        if reading.tag.POS == "NOUN" and word.isalpha():
            declined = nominative(adjectives, word, reading.normal_form.replace("ё", "е"))
            return " ".join((*declined, *leading[i + 1 :]))
        if reading.tag.POS != "ADJF":
            break
        adjectives.append(word)
    return words
