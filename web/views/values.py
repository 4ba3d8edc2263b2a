"""Values of facts in words for people: days as they are said, countries and kinds by their names."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from graph.values import CODES, read_value, words_of
from ontology.errors import InputError
from ontology.model import Attendance, DateRange
from ontology.speech import Speech

UNASKED = frozenset((
    "gazetteer_id", "within", "short", "sectors", "life", "term", "about", "date_from", "date_to", "signers",
    "life_date",
))  # fmt: skip
"""Parts of a value that a form leaves as they are, and that are not told."""
GAP_SHOWN = " · "


def told_line(field: str, line: str, speech: Speech) -> str:
    """A value as a judgement writes it, in words for people; as it is where it is no value of the field."""
    try:
        return told_value(field, read_value(field, line), speech)
    except (InputError, KeyError):
        return GAP_SHOWN.join(part for part in line.split(" | ") if part)


def told_difference(field: str, line: str, other: str, speech: Speech) -> str:
    """In what the other value differs, in words; all of it where no part is the same."""
    held = told_line(field, line, speech).split(GAP_SHOWN)
    told = told_line(field, other, speech).split(GAP_SHOWN)
    return GAP_SHOWN.join([part for part in told if part not in held] or told)


def told_value(field: str, value: Any, speech: Speech) -> str:
    """A fact's value in words for people: days as they are said, countries and kinds by their names."""
    if isinstance(value, DateRange):
        return speech.dates(value.start.isoformat(), value.end.isoformat(), value.precision)
    if isinstance(value, Attendance):
        return "–".join(dict.fromkeys(map(speech.number, (value.min, value.max))))
    if isinstance(value, tuple):
        return " – ".join(told_value(field, one, speech) for one in value)
    if not is_dataclass(value):
        return _word(CODES.get(field), str(value), speech)
    shown = (
        _told_part(type(value).__name__, one.name, getattr(value, one.name), speech)
        for one in fields(value)
        if one.name not in UNASKED
    )
    return GAP_SHOWN.join(part for part in shown if part)


def _told_part(kind: str, name: str, part: Any, speech: Speech) -> str:
    if isinstance(part, tuple):
        return "; ".join(str(one) for one in part)
    if isinstance(part, date):
        return speech.date(part.isoformat())
    if part is None or is_dataclass(part) or isinstance(part, bool):
        return ""
    return _word("country" if name == "country" else CODES.get(f"{kind}.{name}"), str(part), speech)


def _word(codes: str | None, code: str, speech: Speech) -> str:
    return words_of(codes).get(code, {}).get(speech.lang, code) if codes is not None else code
