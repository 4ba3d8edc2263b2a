"""Numbers of people in a text: «более 4 тысяч представителей», «100-150 человек», «1,5 тыс. зрителей»."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from loaders.attendance.words import attendance_words
from loaders.cell.text import is_people as is_living_noun
from ontology.lexicon.numbers import whole_numbers
from ontology.morphology import parses


@dataclass(frozen=True, slots=True)
class Headcount:
    """«более 4 тысяч представителей»: the number, what is counted, and where."""

    min: int
    max: int
    noun: str
    start: int
    end: int

    @property
    def counts_everybody(self) -> bool:
        """Whether it counts people or participants, not some of them by name."""
        return self.noun in attendance_words().everybody


_DIGITS = r"\d{1,3}(?: \d{3})+(?!\d)|\d{1,9}(?:,\d{1,9})?"


@lru_cache(maxsize=1)
def _numbers() -> Mapping[str, int]:
    """Numbers in words that count people; of one alone nobody says that he is all."""
    return {word: number for word, number in whole_numbers().items() if number > 1}


_NOUN = re.compile(r"\s*([^\W\d_]+(?:-[^\W\d_]+)*)")


@lru_cache(maxsize=1)
def _number() -> re.Pattern[str]:
    words = attendance_words()
    in_words = "|".join(sorted(_numbers(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w№.,-])(?:(?:{'|'.join(words.about)}) )?({_DIGITS}|(?:{in_words})(?!\w))"
        rf"(?:\s?(?:-|{words.to})\s?({_DIGITS}))?(?:-?(?:{'|'.join(words.inflected)})(?!\w))?"
        rf"(?![\d,]|-\w)\s?({words.thousand}\w*\.?)?\s?"
    )


def counts_in(text: str) -> Iterator[Headcount]:
    """Every number of people in the lower-case text, in order; «по 12 человек» counts nobody."""
    for match in _number().finditer(text):
        if attendance_words().each.search(text[max(0, match.start() - 4) : match.start()]):
            continue
        noun, end = _people_after(text, match.end())
        if noun is not None:
            yield _count(match, noun, end)


def number_at(text: str, start: int) -> Headcount | None:
    """The number right there, whatever follows it."""
    match = _number().match(text, start)
    if match is None:
        return None
    noun, end = _people_after(text, match.end())
    return _count(match, noun or "", end if noun is not None else match.start() + len(match.group().rstrip()))


def _count(match: re.Match[str], noun: str, end: int) -> Headcount:
    times = 1000 if match[3] else 1
    least = _value(match[1], times)
    most = _value(match[2], times) if match[2] else least
    return Headcount(least, max(least, most), noun, match.start(), end)


def _value(digits: str, times: int) -> int:
    in_words = _numbers().get(digits)
    if in_words is not None:
        return int(in_words) * times
    return round(float(digits.replace(" ", "").replace(",", ".")) * times)


def _people_after(text: str, start: int) -> tuple[str | None, int]:
    """The noun for people that follows, past adjectives, and its end."""
    position = start
    for _ in range(4):
        match = _NOUN.match(text, position)
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
    words = attendance_words()
    if word in words.everybody or word.startswith(words.people):
        return True
    if word.startswith(words.not_people):
        return False
    return is_living_noun(word)


@lru_cache(maxsize=4096)
def _is_adjective(word: str) -> bool:
    return any(parse.tag.POS in ("ADJF", "PRTF") for parse in parses(word))
