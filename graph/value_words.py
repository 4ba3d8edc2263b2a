"""Values of facts in words for people: days as they are said, countries and kinds by their names."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from graph.values import CODES, read_value, words_of
from ontology.errors import InputError
from ontology.model import Attendance, DateRange, Term
from ontology.speech import Speech

IMPLIED = frozenset(("gazetteer_id", "within", "short", "about"))
"""Parts of a value that follow from the others, or that only the report tells: nobody is asked for them."""
UNTOLD = IMPLIED | {"sectors", "date_from", "date_to", "signers", "life_date"}
"""Parts that are not told where a value is told in one line."""
GAP_SHOWN = " · "


def told_line(field: str, line: str, speech: Speech) -> str:
    """A value as a judgement writes it, in words for people; as it is where it is no value of the field."""
    try:
        return told_value(field, read_value(field, line), speech)
    except (InputError, KeyError):
        return GAP_SHOWN.join(part for part in line.split(" | ") if part)


def told_difference(field: str, line: str, other: str, speech: Speech) -> str:
    """In what the other value differs from the first, in words; all of it where it is another altogether."""
    try:
        one, two = read_value(field, line), read_value(field, other)
    except (InputError, KeyError):
        return told_line(field, other, speech)
    if isinstance(two, tuple):
        sides = [told_value(field, new, speech) for old, new in zip(one, two, strict=True) if old != new]
        return " – ".join(sides)
    if not is_dataclass(two) or isinstance(two, DateRange | Attendance):
        return told_value(field, two, speech)
    return _told_changes(one, two, speech) or told_value(field, two, speech)


def _told_changes(one: Any, two: Any, speech: Speech) -> str:
    """The parts of a value that differ from those of the other, as the second has them."""
    changed = [part.name for part in fields(two) if _differs(one, two, part.name)]
    told = [_told_change(two, name, speech) for name in changed if name not in IMPLIED]
    return GAP_SHOWN.join(part for part in told if part)


def _differs(one: Any, two: Any, name: str) -> bool:
    return bool(getattr(one, name) != getattr(two, name))


def _told_change(value: Any, name: str, speech: Speech) -> str:
    """The part as it is then; that it is gone, where it has a name of its own."""
    part = getattr(value, name)
    if part or isinstance(part, int):
        return _told_part(type(value).__name__, name, part, speech)
    called = speech.say_if_known(f"part.{name}")
    return speech.say("review.without", part=called) if called else ""


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
        if one.name not in UNTOLD
    )
    return GAP_SHOWN.join(part for part in shown if part)


def _told_term(term: Term, speech: Speech) -> str:
    """The words of a term, else its last day."""
    return term.text or (speech.date(term.until.isoformat()) if term.until is not None else "")


def _told_part(kind: str, name: str, part: Any, speech: Speech) -> str:
    if isinstance(part, tuple):
        codes = CODES.get(f"{kind}.{name}")
        return "; ".join(_word(codes, str(one), speech) for one in part)
    if isinstance(part, date):
        return speech.date(part.isoformat())
    if isinstance(part, Term):
        return _told_term(part, speech)
    if part is None or is_dataclass(part) or isinstance(part, bool):
        return ""
    return _word("country" if name == "country" else CODES.get(f"{kind}.{name}"), str(part), speech)


def _word(codes: str | None, code: str, speech: Speech) -> str:
    return words_of(codes).get(code, {}).get(speech.lang, code) if codes is not None else code
