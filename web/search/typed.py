"""What was typed into the search box, taken apart: words, "phrases", -what is left out, days, № numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from ontology.everyday import everyday
from ontology.morphology import lemma
from ontology.speech import Speech
from ontology.yaml_files import read_yaml
from web.search.lemmas import lemmatise, words

LONGEST_QUERY = 200
MOST_WORDS = 8

Phrase = tuple[str, ...]
"""Dictionary forms that stand one behind the other."""


@dataclass(frozen=True, slots=True)
class TypedPart:
    """A part of what was typed; `phrases` are those of which one must stand so, none for a mere word.

    The words of a quoted phrase may be looked for one by one where the phrase itself stands nowhere.
    """

    text: str
    phrases: tuple[Phrase, ...] = ()
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: what to look for in order, and what must not be there.

    `is_open` says that the last word may be the beginning of one that is still being typed.
    """

    asked: tuple[TypedPart, ...] = ()
    left_out: tuple[TypedPart, ...] = ()
    is_open: bool = False

    @property
    def has_operators(self) -> bool:
        """Whether something is quoted or left out by a sign: that is a search and no question."""
        return bool(self.left_out) or any(one.is_quoted for one in self.asked)


_PART = re.compile(
    r'(?P<minus>(?<!\S)[-−](?=[\w"“]))?'
    r'(?:["“](?P<quoted>[^"“”]*\w[^"“”]*)["”]'
    r"|№\s*(?P<number>\w+(?:[/-]\w+)*)"
    r"|(?<!\w)(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})(?!\w)"
    r"|(?<!\w)(?P<iso>\d{4}-\d\d-\d\d)(?!\w)"
    r"|(?<!\w)(?P<in_words>\d{1,2}\s+[^\W\d_]+\s+\d{4})(?!\w)"
    r"|(?<=[-−])(?P<word>[\w-]+))"
)
_LAYOUT = "[];',.`"


def typed_parts(text: str) -> Typed:
    """The parts of what was typed, in order; what is longer than anybody types is cut off."""
    text = _kinds_in_full(text[:LONGEST_QUERY].lower())
    asked: list[TypedPart] = []
    left_out: list[TypedPart] = []
    end = 0
    for match in _PART.finditer(text):
        part = _part(match)
        if part is None or (match["word"] and not match["minus"]):
            continue
        asked += map(TypedPart, typed_words(text[end : match.start()]))
        (left_out if match["minus"] else asked).append(part)
        end = match.end()
    asked += map(TypedPart, typed_words(text[end:], may_be_small=not asked))
    asked = [one for one in asked if one.phrases or not _is_said_of_a_day(one, asked)][:MOST_WORDS]
    return Typed(tuple(asked), tuple(left_out[:MOST_WORDS]), bool(asked) and not asked[-1].phrases)


def typed_words(text: str, *, may_be_small: bool = True) -> list[str]:
    """The words to look for; a word wholly in Latin keys that spell Russian keeps its punctuation keys.

    Words that join others are looked for where there is nothing else, if at all.
    """
    if any(key in text for key in _LAYOUT) and text.isascii():
        return [word for word in text.split() if word.strip(_LAYOUT)]
    found = words(text)
    weighty = [word for word in found if word not in _words()["small"]]
    return weighty or (found if may_be_small else [])


def _is_said_of_a_day(one: TypedPart, asked: Sequence[TypedPart]) -> bool:
    """Whether it is the «года» of «15 мая 2025 года»."""
    return one.text in _words()["of_days"] and any(len(part.phrases) > 1 for part in asked)


def _part(match: re.Match[str]) -> TypedPart | None:
    """The part that the match is; None of a day that no calendar has."""
    text = " ".join(words(match[0])) if match["quoted"] or match["word"] else match[0].strip("-− ")
    if match["quoted"]:
        return TypedPart(text, (tuple(lemmatise(match["quoted"]).split()),), is_quoted=True)
    if match["number"]:
        return TypedPart(text, (tuple(lemmatise(match["number"]).split()),))
    if match["word"]:
        return TypedPart(text)
    day = _day(match)
    return None if day is None else TypedPart(text, tuple(_as_written(day)))


def _day(match: re.Match[str]) -> date | None:
    if match["in_words"]:
        told, name, year = match["in_words"].split()
        month = _months().get(lemma(name))
        return None if month is None else _date(year, month, told)
    if match["iso"]:
        return _date(*match["iso"].split("-"))
    return _date(match["year"], match["month"], match["day"])


def _date(year: int | str, month: int | str, day: int | str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _as_written(day: date) -> Iterator[Phrase]:
    """The day as the index writes it, and as reports do: in figures, and with the month in words."""
    yield tuple(day.isoformat().split("-"))
    in_words = lemmatise(Speech("ru").date(day)).split()[1]
    days, months = (dict.fromkeys((f"{part:02}", str(part))) for part in (day.day, day.month))
    yield from ((told, month, str(day.year)) for told, month in product(days, (*months, in_words)))


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """The months of the year by their names' dictionary forms, in both languages."""
    first = [date(2000, month, 1) for month in range(1, 13)]
    names = (
        (name, day.month)
        for day in first
        for lang in ("ru", "en")
        for name in (Speech(lang).date(day, "month").split()[0], Speech(lang).date(day).split()[1])
    )
    return {lemma(name.lower()): month for name, month in names}


def _kinds_in_full(text: str) -> str:
    """«Оршанский р-н» as «оршанский район»."""
    for kind, others in everyday().kinds.items():
        for short in others:
            if "-" in short and short in text:
                text = re.sub(rf"\b{re.escape(short)}\b", kind, text)
    return text


def listed_words(kind: str) -> tuple[str, ...]:
    """The words of a list of `words.yml`."""
    return tuple(_words()[kind])


@lru_cache(maxsize=1)
def _words() -> Any:
    return read_yaml(Path(__file__).with_name("words.yml"))
