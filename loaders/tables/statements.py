"""What a row or a line says that is no event: nothing was held, a total, a signature, a plan.

A row is a statement only when all that it says is one: «мероприятия не проводились» in the title's cell
beside dashes, but not an event whose story tells that something was not done.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from loaders.cell.regular import regular
from loaders.cell.text import squash
from loaders.tables.municipalities import named_municipality
from ontology.lexicon.months import named_in_full
from ontology.lexicon.numbers import whole_numbers
from ontology.yaml_files import read_typed

_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"")
_LONGEST_STATEMENT = 300
_LONGEST_SIGNATURE = 150
_MOST_SIGNING = 3


@dataclass(frozen=True, slots=True)
class AccountWords:
    """How an account of the whole begins, its verbs, and what it counts."""

    beginnings: tuple[str, ...]
    verbs: tuple[str, ...]
    counted: tuple[str, ...]
    rows: tuple[str, ...]
    not_counted: str


@dataclass(frozen=True, slots=True)
class DenialWords:
    """How a sentence says that nothing was held."""

    denied: tuple[str, ...]
    beginnings: tuple[str, ...]
    undone: str
    alone: tuple[str, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanWords:
    """Words of the future, and those of a plan that was carried out."""

    ahead: str
    done: str


@dataclass(frozen=True, slots=True)
class StatementVocabulary:
    """The words of statements, as `statements.yml` tells them."""

    blank: str
    day: str
    initials: str
    before_words: str
    letter: str
    statement: AccountWords
    nothing: DenialWords
    totals: tuple[str, ...]
    plans: PlanWords
    closing: tuple[str, ...]
    made_on: str
    signatures: tuple[str, ...]
    signed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatedCount:
    """A number that a statement gives, and whether it counts the report's own rows."""

    total: int
    counts_rows: bool


def is_statement(text: str) -> bool:
    """Whether the words are a sentence of the report about itself and no heading."""
    if says_nothing_was_held(text) or is_total(text) or _is_signature([text]):
        return True
    return _closes(text) or _is_account(_plain(text))


def is_blank(text: str) -> bool:
    """Whether the cell says nothing: empty, or dashes where words should stand."""
    return re.fullmatch(_words().blank, _plain(text)) is not None


def says_nothing_was_held(text: str) -> bool:
    """Whether the words say that there were no events: «Мероприятия не проводились», «Не было»."""
    plain = _plain(text)
    if len(plain) > _LONGEST_STATEMENT or _tells_day(plain):
        return False
    words = _words().nothing
    if plain.rstrip(" .!") in words.alone:
        return True
    unquoted = _QUOTED.sub(" ", plain)
    if re.search(words.undone, unquoted):
        return True
    return _denies(unquoted) and _begins(unquoted, words.beginnings)


def is_total(text: str) -> bool:
    """Whether the words are a total: «Итого», «Всего: 4 мероприятия»."""
    return _begins(_plain(text), _words().totals, r"(?!\w)")


def tells_day(text: str) -> bool:
    """Whether a day with its year is told, as events have and headings do not."""
    return _tells_day(_plain(text)) and not is_statement(text)


def is_plan(text: str) -> bool:
    """Whether the words announce events that are still to come."""
    plain, words = _plain(text), _words().plans
    if len(plain) > _LONGEST_STATEMENT or re.search(words.done, plain):
        return False
    return re.search(words.ahead, plain) is not None


def is_statement_row(texts: Sequence[str]) -> bool:
    """Whether all that a row says, its number apart, is that nothing was held, a total, or a signature."""
    said = [text for text in texts if not is_blank(text)]
    if not said or _closes(said[0]) or _is_denial(said):
        return True
    if any(_tells_day(_plain(text)) for text in said):
        return False
    return is_total(said[0]) or _is_signature(said) or _is_municipality_alone(texts, said)


def stated_count(text: str) -> StatedCount | None:
    """The first number of meetings, receptions, events … that the statement gives."""
    lower, words = _plain(text), _words()
    account, letter = words.statement, words.letter
    number = r"(\d{1,4}|" + "|".join(whole_numbers()) + ")"
    match = re.search(
        rf"(?<![\w-]){number}\s+(?!{account.not_counted})(?:(?:{letter}|-)+\s+)?"
        rf"((?:{'|'.join(account.counted)}){letter}*)([^.;:]*)",
        lower,
    )
    if match is not None:
        total = int(match[1]) if match[1].isdecimal() else whole_numbers()[match[1]]
        unqualified = not re.search(letter, match[3])
        return StatedCount(total, match[2].startswith(account.rows) and unqualified)
    return StatedCount(0, False) if says_nothing_was_held(text) or _denies(lower) else None


# ── parts ───────────────────────────────────────────────────────────────────────────────────────


def _closes(text: str) -> bool:
    """Whether the words stand at a report's end: «М.П.», «Дата составления»."""
    plain = _plain(text)
    return plain.rstrip(" .:") in _words().closing or re.match(_words().made_on, plain) is not None


def _is_denial(said: Sequence[str]) -> bool:
    """Whether one cell says that nothing was held, and the others only who or what it was not."""
    nothing = [text for text in said if says_nothing_was_held(text)]
    return bool(nothing) and all(text in nothing or _is_general(text) for text in said)


def _is_general(text: str) -> bool:
    """Whether a cell beside «не проводились» only says who or what did not: a municipality, «мероприятия»."""
    plain = _plain(text).rstrip(" .:")
    return plain in _words().nothing.subjects or named_municipality(text) is not None


def _is_municipality_alone(texts: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the row names a municipality and has dashes for the rest: nothing was held there."""
    named = named_municipality(said[0]) if len(said) == 1 else None
    dashed = sum(1 for text in texts if text.strip() and is_blank(text))
    return named is not None and named.alone and dashed > 1


def _is_signature(said: Sequence[str]) -> bool:
    if len(said) > _MOST_SIGNING or any(len(text) > _LONGEST_SIGNATURE for text in said):
        return False
    if any(_begins(_plain(text), _words().signed) for text in said):
        return True
    signs = any(_begins(_plain(text), _words().signatures, before="") for text in said)
    return signs and any(re.search(_words().initials, text) for text in said)


def _is_account(lower: str) -> bool:
    words = _words().statement
    acts = any(re.search(rf"(?<!\w){verb}", lower) for verb in words.verbs)
    return acts and _begins(lower, words.beginnings, before="")


def _denies(lower: str) -> bool:
    return any(re.search(rf"(?<!\w){one}", lower) for one in _words().nothing.denied)


def _tells_day(plain: str) -> bool:
    return re.search(_words().day, plain, re.IGNORECASE) is not None


def _begins(lower: str, beginnings: Sequence[str], after: str = "", before: str | None = None) -> bool:
    """Whether the first word is one of these, a number or a sign before it aside."""
    first = _words().before_words if before is None else before
    return re.match(rf"{first}(?:{_any_of(beginnings)}){after}", lower) is not None


def _plain(text: str) -> str:
    return regular(squash(text)).lower()


@lru_cache(maxsize=1)
def _words() -> StatementVocabulary:
    return read_typed(Path(__file__).parent / "statements.yml", StatementVocabulary)


def _any_of(beginnings: Sequence[str]) -> str:
    """An expression of any of them, where `{month}` is the name of a month."""
    return "|".join(beginnings).replace("{month}", named_in_full())
