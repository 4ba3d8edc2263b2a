"""Numbers of people in a text: «более 4 тысяч представителей», «100-150 человек», «1,5 тыс. зрителей»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.cell.text import is_people as is_living_noun
from ontology.morphology import parses
from ontology.yaml_files import read_yaml


@dataclass(frozen=True, slots=True)
class Count:
    """«более 4 тысяч представителей»: the number, what is counted, and where."""

    min: int
    max: int
    noun: str
    start: int
    end: int

    @property
    def counts_everybody(self) -> bool:
        """Whether it counts people or participants, not some of them by name."""
        return self.noun in attendance_words()["everybody"]


_DIGITS = r"\d{1,3}(?: \d{3})+(?!\d)|\d{1,9}(?:,\d{1,9})?"


@lru_cache(maxsize=1)
def _number() -> re.Pattern[str]:
    about = "|".join(attendance_words()["about"])
    return re.compile(
        rf"(?<![\w№.,-])(?:(?:{about}) )?({_DIGITS}|(?:{_words()})(?!\w))(?:\s?(?:-|до)\s?({_DIGITS}))?"
        rf"(?:-?{attendance_words()['inflected']}(?!\w))?(?![\d,]|-\w)\s?(тыс\w*\.?)?\s?"
    )


def _words() -> str:
    """Numbers in words, the longest first."""
    words = sorted(attendance_words()["numbers"], key=len, reverse=True)
    return "|".join(words)


def counts_in(text: str) -> Iterator[Count]:
    """Every number of people in the lower-case text, in order; «по 12 человек» counts nobody."""
    for match in _number().finditer(text):
        if re.search(attendance_words()["each"], text[max(0, match.start() - 4) : match.start()]):
            continue
        noun, end = _people_after(text, match.end())
        if noun is not None:
            yield _count(match, noun, end)


def number_at(text: str, start: int) -> Count | None:
    """The number right there, whatever follows it."""
    match = _number().match(text, start)
    if match is None:
        return None
    noun, end = _people_after(text, match.end())
    return _count(match, noun or "", end if noun is not None else match.start() + len(match.group().rstrip()))


def _count(match: re.Match[str], noun: str, end: int) -> Count:
    times = 1000 if match[3] else 1
    least = _value(match[1], times)
    most = _value(match[2], times) if match[2] else least
    return Count(least, max(least, most), noun, match.start(), end)


def _value(digits: str, times: int) -> int:
    in_words = attendance_words()["numbers"].get(digits)
    if in_words is not None:
        return int(in_words) * times
    return round(float(digits.replace(" ", "").replace(",", ".")) * times)


def _people_after(text: str, start: int) -> tuple[str | None, int]:
    """The noun for people that follows, past adjectives, and its end."""
    position = start
    for _ in range(4):
        match = re.compile(r"\s*([а-яё]+(?:-[а-яё]+)*)").match(text, position)
        if match is None:
            return None, start
        word, position = match[1], match.end()
        if is_people(word):
            return word, position
        if not _is_adjective(word):
            return None, start
    return None, start


@lru_cache(maxsize=4096)
def is_people(word: str) -> bool:
    """Whether the lower-case noun stands for people: «школьников», not «команд»."""
    settings = attendance_words()
    if word in settings["everybody"] or word.startswith(tuple(settings["people"])):
        return True
    if word.startswith(tuple(settings["not_people"])):
        return False
    return is_living_noun(word)


@lru_cache(maxsize=4096)
def _is_adjective(word: str) -> bool:
    return any(parse.tag.POS in ("ADJF", "PRTF") for parse in parses(word))


@lru_cache(maxsize=1)
def attendance_words() -> dict[str, Any]:
    """attendance.yml as it stands."""
    settings: dict[str, Any] = read_yaml(Path(__file__).parent / "attendance.yml")
    return settings
