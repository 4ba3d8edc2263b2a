"""From what a person or a program wrote to the RDF term that a parameter is bound to."""

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from ontology.errors import ParameterError
from queries.catalog import Parameter, Question
from queries.text import Value
from queries.values import CHOICE_TYPES, Choices

XSD = "http://www.w3.org/2001/XMLSchema#"
LITERAL_TYPES = ("date", "integer", "decimal", "text", "flag")
TYPES = (*CHOICE_TYPES, *LITERAL_TYPES)

_MOST_NAMED = 12
_DECIMAL = re.compile(r"[+-]?\d{1,12}(\.\d{1,12})?")
_WORDS_FOR = {"true": ("1", "yes", "on", "да", "true"), "false": ("0", "no", "off", "нет", "false")}


def resolve(question: Question, given: Mapping[str, object], choices: Choices) -> dict[str, Value | None]:
    """The term for each parameter given; "" and None leave it open.

    Raises ParameterError naming the parameter and what it may be.
    """
    for name in given:
        if question.parameter(name) is None:
            known = ", ".join(parameter.name for parameter in question.parameters) or "none"
            raise ParameterError(
                f"The question “{question.name}” has no parameter “{name}”.", remedy=f"It has: {known}."
            )
    return {
        parameter.name: resolve_one(parameter, given[parameter.name], choices)
        for parameter in question.parameters
        if parameter.name in given
    }


def resolve_one(parameter: Parameter, value: object, choices: Choices) -> Value | None:
    """The term for one value of a parameter."""
    if isinstance(value, NamedNode | Literal):
        value = value.value
    written = "" if value is None else str(value).strip()
    if not written:
        return None
    if parameter.type in CHOICE_TYPES:
        return _chosen(parameter, written, choices)
    return _literal(parameter, written)


def _chosen(parameter: Parameter, written: str, choices: Choices) -> Value:
    found = choices.find(parameter.type, written)
    if found is None:
        raise ParameterError(
            f"{parameter.name}: “{_shown(written)}” is no {parameter.type.replace('_', ' ')} of this graph.",
            remedy=_advice(parameter, written, choices),
        )
    return found.term


def _advice(parameter: Parameter, written: str, choices: Choices) -> str:
    everything = choices.of(parameter.type)
    if len(everything) <= _MOST_NAMED:
        return "Allowed: " + ", ".join(_named(one.code, one.label("ru")) for one in everything) + "."
    near = choices.complete(parameter.type, written, limit=_MOST_NAMED)
    if not near:
        codes = get_close_matches(written.casefold(), [one.code for one in everything], _MOST_NAMED, 0.6)
        near = [one for one in everything if one.code in codes] or list(everything[:_MOST_NAMED])
    named = ", ".join(_named(one.code, one.label("ru")) for one in near)
    return f"Allowed: one of {len(everything)}, such as {named}."


def _named(code: str, label: str) -> str:
    return code if code == label else f"{code} ({label})"


def _shown(written: str) -> str:
    return written if len(written) <= 60 else written[:60] + "…"


def _literal(parameter: Parameter, written: str) -> Literal:
    match parameter.type:
        case "date":
            return Literal(_date(parameter, written).isoformat(), datatype=NamedNode(XSD + "date"))
        case "integer":
            if not re.fullmatch(r"[+-]?\d{1,9}", written):
                raise _wrong(parameter, written, "a whole number, such as 4")
            return Literal(int(written))
        case "decimal":
            if not _DECIMAL.fullmatch(written.replace(",", ".")):
                raise _wrong(parameter, written, "a number, such as 0.9")
            return Literal(written.replace(",", "."), datatype=NamedNode(XSD + "decimal"))
        case "flag":
            for value, words in _WORDS_FOR.items():
                if written.casefold() in words:
                    return Literal(value, datatype=NamedNode(XSD + "boolean"))
            raise _wrong(parameter, written, "true or false")
        case "text":
            return Literal(written)
        case _:
            raise ValueError(f"Unexpected parameter type {parameter.type!r}")


def _date(parameter: Parameter, written: str) -> date:
    try:
        if re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{4}", written):
            day, month, year = map(int, written.split("."))
            return date(year, month, day)
        return date.fromisoformat(written)
    except ValueError:
        raise _wrong(parameter, written, "a date, such as 2025-04-01 or 01.04.2025") from None


def _wrong(parameter: Parameter, written: str, allowed: str) -> ParameterError:
    return ParameterError(
        f"{parameter.name}: “{_shown(written)}” does not fit.", remedy=f"Allowed: {allowed}."
    )
