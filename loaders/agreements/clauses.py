"""Where clauses, sentences and points of lists begin and end in a cell."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from loaders.cell.clauses import ABBREVIATED

_CLAUSE_END = re.compile(r"[;•]|:\s|\n\s*[-–—]\s|\.(?=\s+[А-ЯЁ«-])")
_POINT_END = re.compile(r";\s*|\.(?=\s+[А-ЯЁ]|\s*$)")


def clause_about(text: str, position: int) -> tuple[int, int]:
    """Characters of the clause that holds the position: a sentence, or one point of a list."""
    starts, ends = _clause_bounds(text)
    return starts[bisect_right(starts, position) - 1], ends[bisect_left(ends, position)]


@lru_cache(maxsize=32)
def _clause_bounds(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the clauses start and where they end, in order."""
    marks = [match for match in _CLAUSE_END.finditer(text) if not _abbreviates(text, match)]
    return (0, *(mark.end() for mark in marks)), (*(mark.start() for mark in marks), len(text))


def points_after(text: str, end: int) -> list[tuple[int, int]]:
    """Characters of each point of a list that a colon at `end` begins; none where no colon is."""
    if text[end : end + 1] != ":":
        return []
    points, start = [], end + 1
    for match in _POINT_END.finditer(text, end + 1):
        if _abbreviates(text, match):
            continue
        points.append((start, match.start()))
        start = match.end()
        if not match.group().startswith(";"):
            break
    else:
        points.append((start, len(text)))
    return [(a, b) for a, b in points if text[a:b].strip(" \n-–—")]


def _abbreviates(text: str, end: re.Match[str]) -> bool:
    """Whether a full stop only shortens a word or an initial: «г. Минск», «В.Н. Орлов»."""
    if not end.group().startswith("."):
        return False
    found = re.search(r"[^\W\d_]+$", text[max(0, end.start() - 8) : end.start()])
    if found is None:
        return False
    word = found.group().lower()
    years = word == "гг" and re.search(r"\d\s*гг$", text[max(0, end.start() - 6) : end.start()]) is not None
    return len(word) == 1 or (word in ABBREVIATED and not years)


def sentence_ends(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two characters."""
    marks = (match for match in _CLAUSE_END.finditer(text, start, end) if match.group().startswith("."))
    return any(not _abbreviates(text, match) for match in marks)
