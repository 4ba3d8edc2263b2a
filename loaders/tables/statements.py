"""What a row or a line says that is no event: nothing was held, a total, a signature, a plan.

A row is a statement only when all that it says is one: «мероприятия не проводились» in the title's cell
beside dashes, but not an event whose story tells that something was not done.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.cell.regular import regular
from loaders.cell.text import squash
from loaders.tables.municipalities import named_municipality
from ontology.yaml_files import read_yaml

_DASHES = re.compile(r"[\s\-–—−_*.·…/]*")
_DAY = re.compile(r"\d{1,2}[.\s]\s?(?:\d{1,2}[.\s]\s?(?:20)?\d\d|[а-яё]{3,}\s+20\d\d)", re.IGNORECASE)
_INITIALS = re.compile(
    r"(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+\s(?:[А-ЯЁ]\.\s?){1,2}|_{3,}|тел\.|\bм\.\s?п\."
)
_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"")
_LONGEST_STATEMENT = 300
_LONGEST_SIGNATURE = 150


@dataclass(frozen=True, slots=True)
class StatedCount:
    """A number that a statement gives, and whether it counts the report's own rows."""

    total: int
    counts_rows: bool


def is_statement(text: str) -> bool:
    """Whether the words are a sentence of the report about itself and no heading."""
    plain = _plain(text)
    if plain.rstrip(" .:") in _settings()["closing"]:
        return True
    return says_nothing_was_held(text) or is_total(text) or _is_signature([text]) or _is_account(plain)


def is_blank(text: str) -> bool:
    """Whether the cell says nothing: empty, or dashes where words should stand."""
    return _DASHES.fullmatch(_plain(text)) is not None


def says_nothing_was_held(text: str) -> bool:
    """Whether the words say that there were no events: «Мероприятия не проводились», «Не было»."""
    plain = _plain(text)
    if len(plain) > _LONGEST_STATEMENT or _DAY.search(plain):
        return False
    words = _settings()["nothing"]
    if plain.rstrip(" .!") in words["alone"]:
        return True
    unquoted = _QUOTED.sub(" ", plain)
    if re.search(words["undone"], unquoted):
        return True
    denied = any(re.search(rf"(?<!\w){one}", unquoted) for one in words["denied"])
    return denied and any(re.match(rf"(?:[^а-яё]*){one}", unquoted) for one in words["beginnings"])


def is_total(text: str) -> bool:
    """Whether the words are a total: «Итого», «Всего: 4 мероприятия»."""
    return (
        re.match(r"(?:[^а-яё]*)(?:" + "|".join(_settings()["totals"]) + r")(?!\w)", _plain(text)) is not None
    )


def tells_day(text: str) -> bool:
    """Whether a day with its year is told, as events have and headings do not."""
    return _DAY.search(_plain(text)) is not None and not is_statement(text)


def is_plan(text: str) -> bool:
    """Whether the words announce events that are still to come."""
    plain, words = _plain(text), _settings()["plans"]
    if len(plain) > _LONGEST_STATEMENT or re.search(words["done"], plain):
        return False
    return re.search(words["ahead"], plain) is not None


def is_statement_row(texts: Sequence[str]) -> bool:
    """Whether all that a row says, its number apart, is that nothing was held, a total, or a signature."""
    said = [text for text in texts if not is_blank(text)]
    if not said:
        return True
    nothing = [text for text in said if says_nothing_was_held(text)]
    if nothing:
        return all(text in nothing or _is_general(text) for text in said)
    if _plain(said[0]).rstrip(" .:") in _settings()["closing"]:
        return True
    if any(_DAY.search(_plain(text)) for text in said):
        return False
    return is_total(said[0]) or _is_signature(said)


def _is_general(text: str) -> bool:
    """Whether a cell beside «не проводились» only says who or what did not: a municipality, «мероприятия»."""
    plain = _plain(text).rstrip(" .:")
    return plain in _settings()["nothing"]["subjects"] or named_municipality(text) is not None


def _is_signature(said: Sequence[str]) -> bool:
    if len(said) > 3 or any(len(text) > _LONGEST_SIGNATURE for text in said):
        return False
    posts = _settings()["signatures"]
    signs = any(re.match(one, _plain(text)) for text in said for one in posts)
    return signs and any(_INITIALS.search(text) for text in said)


def _is_account(lower: str) -> bool:
    words = _settings()["statement"]
    begins = any(re.match(beginning, lower) for beginning in words["beginnings"])
    acts = any(re.search(rf"(?<!\w){verb}", lower) for verb in words["verbs"])
    return begins and acts


def stated_count(text: str) -> StatedCount | None:
    """The first number of meetings, receptions, events … that the statement gives."""
    lower = _plain(text)
    words = _settings()["statement"]
    counted = "|".join(words["counted"])
    number = r"(\d{1,4}|" + "|".join(_settings()["numerals"]) + ")"
    match = re.search(
        rf"(?<![\w-]){number}\s+(?!год|г\.)(?:[а-яё-]+\s+)?((?:{counted})[а-яё]*)([^.;:]*)", lower
    )
    if match is not None:
        total = int(match[1]) if match[1].isdecimal() else int(_settings()["numerals"][match[1]])
        unqualified = not re.search(r"[а-яё]", match[3])
        return StatedCount(total, match[2].startswith(tuple(words["rows"])) and unqualified)
    return StatedCount(0, False) if says_nothing_was_held(text) or _denies(lower) else None


def _denies(lower: str) -> bool:
    return any(re.search(rf"(?<!\w){one}", lower) for one in _settings()["nothing"]["denied"])


def _plain(text: str) -> str:
    return regular(squash(text)).lower()


@lru_cache(maxsize=1)
def _settings() -> dict[str, Any]:
    settings: dict[str, Any] = read_yaml(Path(__file__).parent / "statements.yml")
    return settings
