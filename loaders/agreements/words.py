"""agreements.yml: the words and patterns that tell of agreements, and the text as they read it."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.cell.clauses import ABBREVIATED
from ontology.yaml_files import read_yaml

_CLAUSE_END = re.compile(r"[;•]|:\s|\n\s*[-–—]\s|\.(?=\s+[А-ЯЁ«-])")
_POINT_END = re.compile(r";\s*|\.(?=\s+[А-ЯЁ]|\s*$)")
_SPACE = re.compile(r"[\s\u00a0]")


@dataclass(frozen=True, slots=True)
class StatusRule:
    """One rule of agreements.yml: patterns over what stands about a document's noun, and their status."""

    name: str
    status: str | None
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    lead: re.Pattern[str] | None
    both: bool

    def holds(self, before: str, after: str, lead: str) -> bool:
        """Whether one of its patterns is found, or all of them where it asks for both."""
        said = ((self.before, before), (self.after, after), (self.lead, lead))
        found = [pattern.search(words) is not None for pattern, words in said if pattern is not None]
        return all(found) if self.both else any(found)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """agreements.yml, its patterns compiled."""

    documents: dict[str, str]
    followed_by: dict[str, tuple[str, ...]]
    preceded_by: dict[str, tuple[str, ...]]
    cautious: frozenset[str]
    recalled: tuple[str, ...]
    counted: re.Pattern[str]
    statuses: tuple[StatusRule, ...]
    arrangements: re.Pattern[str]
    arranged_signature: re.Pattern[str]
    accessions: re.Pattern[str]
    side_nouns: frozenset[str]
    signers: re.Pattern[str]
    of_whom: re.Pattern[str]
    sided: dict[str, int]
    traders: re.Pattern[str]
    heads_of_region: re.Pattern[str]
    heads_of_municipality: re.Pattern[str]
    signing: re.Pattern[str]
    name_ends: re.Pattern[str]
    parties_end: re.Pattern[str]
    dangling: re.Pattern[str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words and rules of agreements.yml."""
    data: dict[str, Any] = read_yaml(Path(__file__).parent / "agreements.yml")
    return Vocabulary(
        documents=data["documents"],
        followed_by={noun: tuple(words) for noun, words in data["followed_by"].items()},
        preceded_by={noun: tuple(words) for noun, words in data["preceded_by"].items()},
        cautious=frozenset(data["cautious"]),
        recalled=tuple(data["recalled"]),
        counted=_compiled(data["counted"]),
        statuses=tuple(_status_rule(rule) for rule in data["statuses"]),
        arrangements=_compiled("|".join(data["arrangements"])),
        arranged_signature=_compiled(data["arranged_signature"]),
        accessions=_compiled("|".join(data["accessions"])),
        side_nouns=frozenset(data["side_nouns"]),
        signers=_compiled("|".join(data["signers"])),
        of_whom=_compiled(data["of_whom"]),
        sided=data["sided"],
        traders=_compiled(data["traders"]),
        heads_of_region=_compiled(data["heads_of_region"]),
        heads_of_municipality=_compiled(data["heads_of_municipality"]),
        signing=_compiled(data["signing"]),
        name_ends=_compiled(data["name_ends"]),
        parties_end=_compiled(data["parties_end"]),
        dangling=_compiled(data["dangling"]),
    )


def _status_rule(rule: dict[str, Any]) -> StatusRule:
    patterns = {key: _compiled(rule[key]) if key in rule else None for key in ("before", "after", "lead")}
    return StatusRule(rule["rule"], rule.get("status"), **patterns, both=rule.get("both", False))


def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern over plain text, D standing for a date and W for up to three words, with whom before them."""
    pattern = pattern.replace(" W", r" (?:(?:со?|между) [^.;:]{1,150} )?(?:[\w«»-]+ ){0,3}").replace(
        "D", r"«?\d{1,2}»?(?:\.\d|\s+[а-я]+ \d{4})"
    )
    return re.compile(pattern)


@lru_cache(maxsize=32)
def plain(text: str) -> str:
    """The text in lower case with ё as е and every white space a space; as long as before."""
    return _SPACE.sub(" ", text.lower().replace("ё", "е"))


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
    years = word == "гг" and re.search(r"\d\s*гг$", text[: end.start()]) is not None
    return len(word) == 1 or (word in ABBREVIATED and not years)


def sentence_ends(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two characters."""
    marks = (match for match in _CLAUSE_END.finditer(text, start, end) if match.group().startswith("."))
    return any(not _abbreviates(text, match) for match in marks)
