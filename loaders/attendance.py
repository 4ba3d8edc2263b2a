"""How many took part: the total that a row states, never a sum of groups that it does not.

The rules stand in order; the first that answers decides. Figures of single groups («граждане России
(5 человек), иностранные граждане (16 человек)») are no total and leave a finding instead.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from loaders.flat import Flat, flatten
from loaders.language import EntryText, parses
from loaders.rules import Reading
from ontology.model import Attendance, CellName, Evidence, Fact, Finding, Severity

_CELLS = (CellName.PARTICIPANTS, CellName.CONTENT)


@dataclass(frozen=True, slots=True)
class _Count:
    """«более 4 тысяч представителей»: the number, what is counted, and where."""

    min: int
    max: int
    noun: str
    start: int
    end: int

    @property
    def counts_everybody(self) -> bool:
        """Whether it counts people or participants, not some of them by name."""
        return self.noun in _settings()["everybody"]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell made plain, with its sentences and every number of people in it."""

    name: CellName
    flat: Flat
    text: str
    sentences: tuple[tuple[int, int], ...]
    counts: tuple[_Count, ...]


def read_attendance(text: EntryText) -> Reading[Attendance]:
    """The total number of participants that the entry states; a finding where it only counts groups."""
    cells = [_read_cell(text, name) for name in _CELLS]
    for rule, confidence in _RULES:
        for cell in cells:
            count = rule(cell)
            if count is not None:
                span = text[cell.name].span(*cell.flat.original(count.start, count.end))
                return Reading(
                    (Fact(Attendance(count.min, count.max), (Evidence(rule.__name__, span),), confidence),)
                )
    return Reading(findings=_group_findings(text, cells[0]))


def _read_cell(text: EntryText, name: CellName) -> _Cell:
    flat = flatten(text[name].text)
    plain = flat.text.lower()
    sentences = tuple((flat.position(s.start), flat.position(s.end)) for s in text[name].sentences)
    return _Cell(name, flat, plain, sentences, tuple(_counts(plain)))


# ── rules ───────────────────────────────────────────────────────────────────────────────────────


def total_stated(cell: _Cell) -> _Count | None:
    """«Общее количество участников – 260 человек», also as a sum: «838 школьников и 72 педагога»."""
    for lead in re.finditer(_settings()["total"], cell.text):
        counted = re.match(
            r" ([а-яё][а-яё-]*)(?: [а-яё«»-]+){0,4}?(?=\s*[-:,]?\s*(?:\w+ ){0,2}\d)", cell.text[lead.end() :]
        )
        if counted is not None and not _is_people(counted[1]):
            continue
        start = lead.end() + (counted.end() if counted is not None else 0)
        count = _number_at(cell.text, start + _mark(cell.text, start))
        if count is not None:
            return _summed(cell, count)
    return None


def altogether(cell: _Cell) -> _Count | None:
    """«Всего в празднике приняли участие 300 человек»."""
    for lead in re.finditer(_settings()["altogether"] + _settings()["total_mark"], cell.text):
        count = next((count for count in cell.counts if lead.start() < count.start <= lead.end()), None)
        if count is not None:
            return count
    return None


def opening_number(cell: _Cell) -> _Count | None:
    """The participants cell begins with a number of people and counts nobody else beside them."""
    opening = re.match(r"\W*(?:участники(?: мероприятия)?\s*[-:]\s*)?", cell.text)
    start = opening.end() if opening is not None else 0
    if cell.name is not CellName.PARTICIPANTS or not cell.counts or cell.counts[0].start > start:
        return None
    first = cell.counts[0]
    end = next((end for _, end in cell.sentences if end > first.start), len(cell.text))
    beside = [count for count in cell.counts[1:] if count.start < end]
    outside = [count for count in beside if not _is_bracketed(cell.text, count.start)]
    return first if first.counts_everybody or not outside else None


def took_part(cell: _Cell) -> _Count | None:
    """«В конкурсе приняли участие 250 обучающихся»."""
    for start, end in cell.sentences:
        counts = [count for count in cell.counts if start <= count.start < end]
        outside = [count for count in counts if not _is_bracketed(cell.text, count.start)]
        verb = re.search(_settings()["took_part"], cell.text[start:end])
        if (
            len(outside) == 1
            and verb is not None
            and _tells_of_all(cell.text, start, start + verb.end(), outside[0])
        ):
            return outside[0]
    return None


def broken_down(cell: _Cell) -> _Count | None:
    """«11 человек: 4 преподавателя, 7 обучающихся»: the parts make up the whole."""
    if cell.name is not CellName.PARTICIPANTS or len(cell.counts) < 3:
        return None
    whole, *parts = cell.counts
    fits = sum(part.min for part in parts) == whole.min and whole.min == whole.max
    return whole if fits and whole.counts_everybody else None


def only_group(cell: _Cell) -> _Count | None:
    """The cell tells of one group and ends with its number: «Школьники г. Смоленска – 120 человек».

    «В составе» tells how large the group itself is, and so does the number of a delegation.
    """
    if cell.name is not CellName.PARTICIPANTS or len(cell.counts) != 1:
        return None
    count = cell.counts[0]
    before = cell.text[: count.start]
    if re.search(r"[\w«]", cell.text[count.end :]) or not count.counts_everybody:
        return None
    bare = re.sub(r"«[^«»]*»|«.*»|\([^()]*\)", "", before)
    several = re.search(r"[,;\n]", re.sub(r"[,(:\s-]+$", "", bare)) is not None
    a_part = re.search(_settings()["partial"], bare) or re.search(_settings()["delegation"], bare)
    return None if several or a_part or not bare.strip() else count


_RULES: tuple[tuple[Callable[[_Cell], _Count | None], float], ...] = (
    (total_stated, 0.99),
    (altogether, 0.95),
    (opening_number, 0.95),
    (took_part, 0.9),
    (broken_down, 0.95),
    (only_group, 0.8),
)


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────

_DIGITS = r"\d{1,3}(?: \d{3})+(?!\d)|\d+(?:,\d+)?"


@lru_cache(maxsize=1)
def _number() -> re.Pattern[str]:
    about = "|".join(_settings()["about"])
    return re.compile(
        rf"(?<![\w№.,-])(?:(?:{about}) )?({_DIGITS})(?:\s?(?:-|до)\s?({_DIGITS}))?"
        r"(?![\d,]|-\w)\s?(тыс\w*\.?)?\s?"
    )


def _counts(text: str) -> Iterator[_Count]:
    for match in _number().finditer(text):
        noun, end = _people_after(text, match.end())
        if noun is not None:
            yield _count(match, noun, end)


def _number_at(text: str, start: int) -> _Count | None:
    """The number right there, whatever follows it."""
    match = _number().match(text, start)
    if match is None:
        return None
    noun, end = _people_after(text, match.end())
    return _count(match, noun or "", end if noun is not None else match.start() + len(match.group().rstrip()))


def _count(match: re.Match[str], noun: str, end: int) -> _Count:
    times = 1000 if match[3] else 1
    least = _value(match[1], times)
    most = _value(match[2], times) if match[2] else least
    return _Count(least, max(least, most), noun, match.start(), end)


def _value(digits: str, times: int) -> int:
    return round(float(digits.replace(" ", "").replace(",", ".")) * times)


def _people_after(text: str, start: int) -> tuple[str | None, int]:
    """The noun for people that follows, past adjectives, and its end."""
    position = start
    for _ in range(4):
        match = re.compile(r"\s*([а-яё]+(?:-[а-яё]+)*)").match(text, position)
        if match is None:
            return None, start
        word, position = match[1], match.end()
        if _is_people(word):
            return word, position
        if not _is_adjective(word):
            return None, start
    return None, start


@lru_cache(maxsize=4096)
def _is_people(word: str) -> bool:
    settings = _settings()
    if word in settings["everybody"] or word.startswith(tuple(settings["people"])):
        return True
    if word.startswith(tuple(settings["not_people"])):
        return False
    return any("NOUN" in parse.tag and "anim" in parse.tag for parse in parses(word)[:2])


@lru_cache(maxsize=4096)
def _is_adjective(word: str) -> bool:
    return any(parse.tag.POS in ("ADJF", "PRTF") for parse in parses(word))


def _mark(text: str, start: int) -> int:
    match = re.compile(_settings()["total_mark"]).match(text, start)
    return match.end() - start if match is not None else 0


def _summed(cell: _Cell, first: _Count) -> _Count:
    """The number with those that are added to it: «838 школьников и 72 педагога»."""
    if first.counts_everybody or not first.noun:
        return first
    total = first
    for count in cell.counts:
        if count.start > total.end and re.fullmatch(
            r"\s?(?:,|и|, а также)\s", cell.text[total.end : count.start]
        ):
            total = _Count(total.min + count.min, total.max + count.max, total.noun, total.start, count.end)
    return total


# ── words around ────────────────────────────────────────────────────────────────────────────────


def _is_bracketed(text: str, position: int) -> bool:
    return text.count("(", 0, position) > text.count(")", 0, position)


def _tells_of_all(text: str, start: int, verb_end: int, count: _Count) -> bool:
    """Whether number and verb belong together and nothing before them speaks of a part."""
    between = text[min(verb_end, count.end) : max(verb_end, count.start)]
    if len(between) > 80 or re.search(_settings()["partial"], text[start : max(verb_end, count.end)]):
        return False
    return re.search(r"\d", between if count.start > verb_end else "") is None


def _group_findings(text: EntryText, cell: _Cell) -> tuple[Finding, ...]:
    if not cell.counts:
        return ()
    entry, first = text.entry, cell.counts[0]
    return (
        Finding(
            "no_total",
            Severity.INFO,
            "the row counts groups of participants and states no total.",
            "Add «Общее количество участников – …».",
            table=entry.table,
            row=entry.row,
            number=entry.number,
            span=text[cell.name].span(*cell.flat.original(first.start, first.end)),
        ),
    )


@lru_cache(maxsize=1)
def _settings() -> dict[str, Any]:
    text = (Path(__file__).parent / "attendance.yml").read_text("utf-8")
    settings: dict[str, Any] = yaml.safe_load(text)
    return settings
