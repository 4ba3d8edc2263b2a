"""Values of the typed model as JSON and back: what the annotations of a dataclass say, and nothing more."""

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from sys import intern
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from ontology.read_only import read_only

T = TypeVar("T")
Decoder = Callable[[Any], Any]


def to_json(value: Any) -> Any:
    """The value as dicts, lists, strings and numbers; a dataclass becomes an object of its fields."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_json(item) for item in value]
    return _simple(value)


def _simple(value: Any) -> str | int | float | bool | None:
    """A value that JSON writes as one: a day as ISO 8601 does, a member of an enumeration as its code."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"No JSON for {value!r}")


def from_json(kind: type[T], data: Any) -> T:
    """The value that `to_json` wrote, parts that have a default left out or not.

    Raises KeyError, TypeError or ValueError for other data.
    """
    value: T = _decoder(kind)(data)
    return value


LONGEST_SHARED = 40
_shared = lru_cache(maxsize=100_000, typed=True)(lambda value: value)
"""The value, or one equal to it that was decoded before: facts of many rows say the same."""
_decoders: dict[Any, Decoder] = {}


def _decoder(kind: Any) -> Decoder:
    """What decodes a type, made once: the annotations are read only the first time."""
    if kind not in _decoders:
        _decoders[kind] = _made_decoder(kind)
    return _decoders[kind]


def _made_decoder(kind: Any) -> Decoder:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _optional(arguments)
    if is_dataclass(origin or kind):
        return _dataclass(origin or kind, arguments)
    decoder = _decoder_of_many(origin, arguments) if origin is not None else _decoder_of_one(kind)
    if decoder is None:
        raise TypeError(f"No decoder for {kind!r}")
    return decoder


def _decoder_of_many(origin: Any, arguments: tuple[Any, ...]) -> Decoder | None:
    if origin is tuple:
        return _sequence(arguments)
    if origin is frozenset:
        item = _decoder(*arguments)
        return lambda data: frozenset(item(each) for each in data)
    if origin is re.Pattern:
        return re.compile
    return _mapping(*map(_decoder, arguments)) if issubclass(origin, Mapping) else None


def _decoder_of_one(kind: Any) -> Decoder | None:
    if kind is Any:
        return lambda data: data
    if kind is date:
        return lambda data: _shared(date.fromisoformat(data))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    if kind is str:
        return lambda data: intern(data) if type(data) is str and len(data) <= LONGEST_SHARED else data
    if kind is float:
        return lambda data: _shared(float(data))
    return (lambda data: data) if kind in (int, bool) else None


def _optional(arguments: tuple[Any, ...]) -> Decoder:
    (inner,) = (_decoder(argument) for argument in arguments if argument is not type(None))
    return lambda data: None if data is None else inner(data)


def _sequence(arguments: tuple[Any, ...]) -> Decoder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item, share = _decoder(arguments[0]), _shared if arguments[0] is str else tuple
        return lambda data: share(tuple(item(each) for each in data))
    items = [_decoder(argument) for argument in arguments]
    return lambda data: tuple(item(each) for item, each in zip(items, data, strict=True))


def _mapping(key: Decoder, item: Decoder) -> Decoder:
    return lambda data: read_only({key(k): item(v) for k, v in data.items()})


def _dataclass(kind: Any, arguments: tuple[Any, ...]) -> Decoder:
    parameters = dict(zip(getattr(kind, "__parameters__", ()), arguments, strict=True))
    hints = get_type_hints(kind)
    held = {field.name: _filled(hints[field.name], parameters) for field in fields(kind)}
    decoders = {name: _decoder(one) for name, one in held.items()}

    def decode(data: Any) -> Any:
        return kind(**{name: decode(data[name]) for name, decode in decoders.items() if name in data})

    is_plain = kind.__hash__ is not None and all(one in _PLAIN for one in held.values())
    return (lambda data: _shared(decode(data))) if is_plain else decode


_PLAIN = (str, float, int, date, str | None, date | None, tuple[str, ...])
"""What a value is made of that many rows may have in common."""


def _filled(hint: Any, parameters: Mapping[Any, Any]) -> Any:
    """The annotation with type variables replaced, as `value: T` of a `Fact[str]`."""
    return parameters.get(hint, hint) if isinstance(hint, TypeVar) else hint
