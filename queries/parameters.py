"""From what a person or a program wrote to the RDF term that a parameter is bound to."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import XSD

from ontology.errors import ParameterError
from queries.catalog import Parameter, Question
from queries.choices import CHOICE_TYPES, Choice, Choices
from queries.choices.several import WrittenPart, apart, meant, parts
from queries.engine.text import Value

LITERAL_TYPES = ("date", "integer", "count", "decimal", "text", "flag")
TYPES = (*CHOICE_TYPES, *LITERAL_TYPES)

_MOST_NAMED = 12
_DECIMAL = re.compile(r"[+-]?\d{1,12}(\.\d{1,12})?")
_WORDS_FOR = {"true": ("1", "yes", "on", "да", "true"), "false": ("0", "no", "off", "нет", "false")}


Bound = Value | tuple[Value, ...] | None
"""What a parameter is bound to: a term, several of them, or nothing."""


def resolve(question: Question, given: Mapping[str, object], choices: Choices) -> dict[str, Bound]:
    """The term for each parameter given, or the terms; "" and None open it to whatever there is.

    Raises ParameterError naming the parameter and what it may be.
    """
    for name in given:
        if question.parameter(name) is None:
            known = ", ".join(parameter.name for parameter in question.parameters) or "none"
            raise ParameterError("question-parameter", question=question.name, name=name, known=known)
    bound: dict[str, Bound] = {}
    for parameter in question.parameters:
        if parameter.name in given:
            bound |= _resolved(parameter, given[parameter.name], choices)
    return bound


def _resolved(parameter: Parameter, value: object, choices: Choices) -> Mapping[str, Bound]:
    """What the parameter is bound to for what was written, and beside it the places that it leaves out."""
    if isinstance(value, NamedNode | Literal):
        value = value.value
    written = "" if value is None else str(value).strip()
    if not written:
        return {parameter.name: parameter.everything}
    if parameter.type in CHOICE_TYPES:
        return _chosen(parameter, written, choices)
    return {parameter.name: _literal(parameter, written)}


def _chosen(parameter: Parameter, written: str, choices: Choices) -> Mapping[str, Bound]:
    found = choices.find(parameter.type, written)
    if found is not None:
        return {parameter.name: found.term}
    if not parameter.takes_several:
        raise _not_in_graph(parameter, written, choices)
    told = _known_parts(parameter, written, choices)
    if not parameter.leaves_out:
        return {parameter.name: _terms(meant(choices, parameter.type, told))}
    return _with_left_out(parameter, parameter.leaves_out, told, choices)


def _known_parts(parameter: Parameter, written: str, choices: Choices) -> Sequence[WrittenPart]:
    """What was written, value by value; raises ParameterError where one of them is not in the graph."""
    told = parts(choices, parameter.type, written)
    unknown = next((part for part in told if not part.choices and part.group is None), None)
    if unknown is not None:
        raise _not_in_graph(parameter, unknown.written, choices)
    return told


def _with_left_out(
    parameter: Parameter, leaves_out: str, listed: Sequence[WrittenPart], choices: Choices
) -> Mapping[str, Bound]:
    """What the parameter is bound to, and beside it what it leaves out."""
    told, out = apart(listed)
    left_out = {leaves_out: _terms(one for part in out for one in part.choices)} if out else {}
    named = _terms(meant(choices, parameter.type, told)) if told else parameter.everything
    return {parameter.name: named, **left_out}


def _terms(choices: Iterable[Choice]) -> tuple[Value, ...]:
    return tuple(one.term for one in choices)


def _not_in_graph(parameter: Parameter, written: str, choices: Choices) -> ParameterError:
    """The error that names what is allowed: all of a few values, those nearest in writing of many."""
    everything = choices.of(parameter.type)
    told: dict[str, Any] = {"name": parameter.name, "written": _shown(written), "type": parameter.type}
    if len(everything) <= _MOST_NAMED:
        return ParameterError("not-in-graph", allowed=_named(everything), **told)
    near = choices.complete(parameter.type, written, limit=_MOST_NAMED)
    if not near:
        codes = get_close_matches(written.casefold(), [one.code for one in everything], _MOST_NAMED, 0.6)
        near = [one for one in everything if one.code in codes] or list(everything[:_MOST_NAMED])
    return ParameterError("not-in-graph-of-many", count=len(everything), allowed=_named(near), **told)


def _named(choices: Iterable[Choice]) -> str:
    named = ((one.code, one.label("ru")) for one in choices)
    return ", ".join(code if code == label else f"{code} ({label})" for code, label in named)


def _shown(written: str) -> str:
    return written if len(written) <= 60 else written[:60] + "…"


def _literal(parameter: Parameter, written: str) -> Literal:
    literal = _WRITTEN[parameter.type](written)
    if literal is None:
        raise ParameterError("value-unfit", name=parameter.name, written=_shown(written), type=parameter.type)
    return literal


def _date(written: str) -> Literal | None:
    try:
        if re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{4}", written):
            day, month, year = map(int, written.split("."))
            told = date(year, month, day)
        else:
            told = date.fromisoformat(written)
    except ValueError:
        return None
    return Literal(told.isoformat(), datatype=NamedNode(XSD.date))


def _decimal(written: str) -> Literal | None:
    number = written.replace(",", ".")
    return Literal(number, datatype=NamedNode(XSD.decimal)) if _DECIMAL.fullmatch(number) else None


def _flag(written: str) -> Literal | None:
    meant = (value for value, words in _WORDS_FOR.items() if written.casefold() in words)
    return next((Literal(value, datatype=NamedNode(XSD.boolean)) for value in meant), None)


_WRITTEN: Mapping[str, Callable[[str], Literal | None]] = {
    "date": _date,
    "integer": lambda written: Literal(int(written)) if re.fullmatch(r"[+-]?\d{1,9}", written) else None,
    "count": lambda written: Literal(int(written)) if re.fullmatch(r"\d{1,9}", written) else None,
    "decimal": _decimal,
    "flag": _flag,
    "text": Literal,
}
"""How a value of each type is written; None where it is none."""
