"""Values of facts as one line: with codes in a judgement, in words for people, read back from either."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any, get_args, get_origin

from ontology.errors import InputError
from ontology.fields import FACT_FIELDS
from ontology.gazetteer import load as load_gazetteer
from ontology.model import (
    Attendance,
    DateRange,
    NamedDocument,
    OrganisationRef,
    PersonRef,
    PlaceRef,
    Precision,
    Term,
)
from ontology.speech import LANGUAGES, Speech
from ontology.vocabulary import SCHEME_OF, scheme

FIELDS: Mapping[str, Any] = {field.name: field.value for field in FACT_FIELDS}
"""The fields of EntryFacts, all of which can be judged, and what their values are."""

PLACE_KINDS = ("city", "town", "village", "district", "region", "country", "other")
LIVES = ("prolonged", "resumed", "suspended", "expired", "ended")
COUNTRY, PLACE_KIND, PRECISION, LIFE = "country", "place-kind", "precision", "life"
CODES: Mapping[str, str] = {
    **{name: SCHEME_OF[name] for name in ("mode", "event_type", "sectors")},
    "countries": COUNTRY,
    "PlaceRef.kind": PLACE_KIND,
    "PlaceRef.country": COUNTRY,
    "OrganisationRef.kind": SCHEME_OF["organisation_kind"],
    "AgreementRef.type": SCHEME_OF["agreement_type"],
    "AgreementRef.status": SCHEME_OF["status"],
    "AgreementRef.sectors": SCHEME_OF["sectors"],
    "AgreementRef.life": LIFE,
    "DateRange.precision": PRECISION,
}
"""Which codes a field, or a part of its record, is one of; other countries and parts are free text."""

GAP = " | "
LIST_GAP = "; "
INNER_GAP = " / "
PAIR_GAP = " <> "
YES = "yes"


# ── writing ─────────────────────────────────────────────────────────────────────────────────────


def value_text(value: Any) -> str:
    """A fact's value as one line: the fields of a record with bars between, the last empty ones left out."""
    return _joined(value, lambda part, text: text)


def value_shown(field: str, value: Any, language: str) -> str:
    """The same line with the words of a language for codes."""
    if isinstance(value, str):
        return _word(CODES.get(field), value, language)
    if isinstance(value, tuple):
        return PAIR_GAP.join(value_shown(field, one, language) for one in value)
    kind = type(value).__name__
    return _joined(value, lambda part, text: _word(CODES.get(f"{kind}.{part}"), text, language))


def _joined(value: Any, write: Callable[[str, str], str]) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return PAIR_GAP.join(_joined(one, write) for one in value)
    parts = [_part_text(field.name, getattr(value, field.name), write) for field in fields(value)]
    while not parts[-1]:
        parts.pop()
    return GAP.join(parts)


def _part_text(name: str, part: Any, write: Callable[[str, str], str]) -> str:
    if part is None:
        return ""
    if isinstance(part, tuple):
        return LIST_GAP.join(write(name, one) for one in part)
    if isinstance(part, bool):
        return YES if part else ""
    if is_dataclass(part):
        return INNER_GAP.join(
            _part_text(one.name, getattr(part, one.name), write) for one in fields(part)
        ).rstrip(INNER_GAP)
    return part.isoformat() if isinstance(part, date) else write(name, str(part))


def _word(codes: str | None, code: str, language: str) -> str:
    """The word for a code; a code that has none, and free text, as it is."""
    return words_of(codes).get(code, {}).get(language, code) if codes is not None else code


@lru_cache(maxsize=16)
def _names_of_countries() -> Mapping[str, Mapping[str, str]]:
    countries = (one for one in load_gazetteer().areas() if one.kind == "country")
    return {one.country: {"ru": one.name, "en": one.english or one.name} for one in countries}


def words_of(codes: str) -> Mapping[str, Mapping[str, str]]:
    """The words by language for each code of a list."""
    match codes:
        case "country":
            return _names_of_countries()
        case "place-kind":
            return {one: _said(f"place-kind.{one}") for one in PLACE_KINDS}
        case "life":
            return {one: words_of(SCHEME_OF["status"])[one] for one in LIVES}
        case "precision":
            return {one: _said(f"precision.{one}") for one in Precision}
        case _:
            return {one.code: one.labels for one in scheme(codes)}


def _said(key: str) -> Mapping[str, str]:
    return {lang: Speech(lang).say(key) for lang in LANGUAGES}


# ── reading ─────────────────────────────────────────────────────────────────────────────────────


def read_value(field: str, text: str) -> Any:
    """The value that such a line tells for the field, in codes or in words of either language.

    Raises InputError that says what in it cannot be used.
    """
    kind = FIELDS[field]
    if not text.strip():
        raise InputError("value-empty")
    if kind is str:
        return _code(CODES.get(field), text.strip())
    if get_origin(kind) is tuple:
        return _read_pair(get_args(kind), text)
    return _read_one(kind, text)


def _read_pair(kinds: tuple[Any, ...], text: str) -> tuple[Any, ...]:
    """The two values of a pair."""
    told = text.split(PAIR_GAP.strip())
    if len(told) != len(kinds):
        raise InputError("value-pair", text=text, gap=PAIR_GAP.strip())
    return tuple(_read_one(kind, one) for kind, one in zip(kinds, told, strict=True))


def _read_one(kind: Any, text: str) -> Any:
    told = [part.strip() for part in text.split(GAP.strip())]
    wanted = fields(kind)
    if len(told) > len(wanted):
        raise InputError("value-parts", text=text, parts=GAP.join(one.name for one in wanted))
    return record_of(kind, dict(zip((one.name for one in wanted), told, strict=False)))


def record_of(kind: Any, told: Mapping[str, str]) -> Any:
    """The record of that kind of which parts are told, by name, in codes or in words of either language.

    Raises InputError that says what in them cannot be used.
    """
    read = {
        one.name: _read_part(
            _type_name(one.type), CODES.get(f"{kind.__name__}.{one.name}"), told.get(one.name, "")
        )
        for one in fields(kind)
    }
    return _sound(kind(**read))


def _read_part(kind: str, codes: str | None, text: str) -> Any:
    optional = kind.endswith("| None")
    if not text and optional:
        return None
    if kind.startswith("tuple"):
        return tuple(_code(codes, part.strip()) for part in text.split(LIST_GAP.strip()) if part.strip())
    record = _RECORDS.get(kind.removesuffix(" | None").rpartition(".")[2])
    if record is not None:
        return _read_record(record, text)
    try:
        return _READERS[kind.removesuffix(" | None")](_code(codes, text))
    except ValueError as error:
        raise InputError("value-wrong", text=text) from error


_RECORDS: Mapping[str, type] = {"Term": Term, "NamedDocument": NamedDocument}


def _read_record(kind: type, text: str) -> Any:
    """A record within a record: «сроком на 3 года / / 36»."""
    told = [part.strip() for part in text.split(INNER_GAP.strip())]
    wanted = fields(kind)
    if len(told) > len(wanted):
        raise InputError("value-parts", text=text, parts=INNER_GAP.join(one.name for one in wanted))
    return record_of(kind, dict(zip((one.name for one in wanted), told, strict=False)))


_READERS: Mapping[str, Callable[[str], Any]] = {
    "bool": lambda text: text == YES,
    "date": date.fromisoformat,
    "int": int,
    "str": str,
    "Precision": Precision,
}


def _type_name(annotation: Any) -> str:
    named = annotation.__name__ if isinstance(annotation, type) and annotation.__module__ != "types" else ""
    return named if named in _READERS else str(annotation).replace("datetime.", "")


def _code(codes: str | None, text: str) -> str:
    """The code that a text is, or that it is the word for; a country without a code keeps its own name."""
    if codes is None:
        return text
    known = words_of(codes)
    found = next((code for code, words in known.items() if _is_said(text, code, words)), None)
    if not text:
        raise InputError("value-incomplete", codes=codes)
    if found is None and (codes != COUNTRY or len(text) <= 2):
        listed = "RU, BY, CN …" if codes == COUNTRY else ", ".join(known)
        raise InputError("value-code", text=text, known=listed)
    return text if found is None else found


def _is_said(text: str, code: str, words: Mapping[str, str]) -> bool:
    return text.casefold() in (code.casefold(), *(word.casefold() for word in words.values()))


def _sound(value: Any) -> Any:
    """The value, unless it contradicts itself or has no name."""
    match value:
        case DateRange() if value.end < value.start:
            raise InputError("value-order", first=value.start, last=value.end)
        case Attendance() if value.max < value.min or value.min < 0:
            raise InputError("value-order", first=value.min, last=value.max)
        case PlaceRef() | OrganisationRef() | PersonRef() if not value.name:
            raise InputError("value-empty")
        case _:
            return value
