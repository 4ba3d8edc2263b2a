"""Values of facts as fields of a form: codes to choose from, days, numbers, names to complete."""

from collections.abc import Mapping
from dataclasses import Field, dataclass, fields, is_dataclass, replace
from typing import Any

from starlette.datastructures import FormData

from graph.values import CODES, FIELDS, read_value, value_text, words_of
from ontology.model import PlaceRef
from web.accounts.forms import text_of
from web.index.periods import iso_day
from web.views.values import UNASKED

COMPLETED = {
    "orgs": "organisation", "venue_orgs": "organisation", "persons": "person", "venues": "place",
    "origins": "place",
}  # fmt: skip
"""The fields whose names are completed, and from names of which kind."""


@dataclass(frozen=True, slots=True)
class Part:
    """One input of a form: its name, what it holds, what it may be chosen from, which names complete it."""

    name: str
    value: str
    options: tuple[tuple[str, str], ...] = ()
    completes: str = ""
    is_day: bool = False
    is_number: bool = False


def parts_of(field: str, value: Any, language: str) -> list[Part]:
    """The inputs for a value of that field, filled with the value where there is one."""
    kind = FIELDS[field]
    if not is_dataclass(kind):
        return [_part(field, "value", str(value or ""), CODES.get(field), language, str)]
    return [
        _part(
            field, one.name, _text(getattr(value, one.name)) if value is not None else "",
            CODES.get(f"{FIELDS[field].__name__}.{one.name}"), language, one.type,
        )
        for one in fields(kind)
        if one.name not in UNASKED
    ]  # fmt: skip


def _part(field: str, name: str, value: str, codes: str | None, language: str, annotation: Any) -> Part:
    listed: tuple[tuple[str, str], ...] = ()
    if codes is not None:
        known = words_of(codes)
        listed = tuple(
            sorted(
                ((code, words.get(language, code)) for code, words in known.items()), key=lambda one: one[1]
            )
        )
    completes = COMPLETED.get(field, "") if name in ("name", "value") else ""
    return Part(name, value, listed, completes, "date" in str(annotation), annotation is int)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _part_sent(part: Field[Any], sent: Mapping[str, str]) -> str:
    told = sent.get(part.name, "")
    return iso_day(told) if told and "date" in str(part.type) else told


def value_sent(field: str, form: FormData, held: str) -> str:
    """The value that a form tells, as a judgement writes it; parts it does not ask for are as in `held`.

    Raises InputError that says what in it cannot be used.
    """
    kind = FIELDS[field]
    if not is_dataclass(kind):
        return value_text(read_value(field, text_of(form, "part.value")))
    sent = _parts_sent(form)
    before = read_value(field, held) if held else None
    value = read_value(field, " | ".join(_part_sent(one, sent) for one in fields(kind)))
    if before is not None:
        kept = {one.name: getattr(before, one.name) for one in fields(kind) if one.name not in sent}
        if isinstance(value, PlaceRef) and value.name != before.name:
            kept = {}  # another place has another identifier, and lies elsewhere
        value = replace(value, **kept)
    return value_text(value)


def _parts_sent(form: FormData) -> Mapping[str, str]:
    return {
        name.removeprefix("part."): value.replace("|", " ").strip()
        for name, value in form.multi_items()
        if name.startswith("part.") and isinstance(value, str)
    }
