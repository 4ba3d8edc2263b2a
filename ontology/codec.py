"""Values of the typed model as JSON and back: what the annotations of a dataclass say, and nothing more."""

import re
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from sys import intern
from types import MappingProxyType
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


def from_json(kind: type[T], data: Any, own: Mapping[Any, Decoder] = MappingProxyType({})) -> T:
    """The value that `to_json` wrote, parts that have a default left out or not.

    `own` decodes types that JSON has no value for. A field that Python keeps the name of for itself has an
    underscore: `for_` is the data's `for`. Raises KeyError, TypeError or ValueError for other data.
    """
    value: T = (_Decoders(own) if own else _COMMON).of(kind)(data)
    return value


def trouble(kind: Any, data: Any, own: Mapping[Any, Decoder] = MappingProxyType({})) -> str:
    """Where data that is no such value goes wrong, and why: «rules, 3, before: …»."""
    where, why = _trouble(_Decoders(own), kind, data) or ((), "")
    return f"{', '.join(where)}: {why}"


def _trouble(decoders: "_Decoders", kind: Any, data: Any) -> tuple[tuple[str, ...], str] | None:
    try:
        decoders.of(kind)(data)
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        parts = ((name, _trouble(decoders, part, value)) for name, part, value in _parts(kind, data))
        within = (((name, *found[0]), found[1]) for name, found in parts if found is not None)
        return next(within, ((), str(error)))
    return None


def _parts(kind: Any, data: Any) -> Iterator[tuple[str, Any, Any]]:
    """What a value of the type is made of: where it stands, its type and the data of it."""
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(data, list | tuple):
        item = arguments[0] if origin in (tuple, frozenset) else Any
        yield from ((str(place), item, each) for place, each in enumerate(data, start=1))
    elif isinstance(data, Mapping):
        yield from ((str(key), _kind_at(kind, key), each) for key, each in data.items())


def _kind_at(kind: Any, key: Any) -> Any:
    """The type of what a mapping, or the data of a dataclass, has under the key."""
    origin, arguments = get_origin(kind), get_args(kind)
    if is_dataclass(origin or kind):
        held = {name.rstrip("_"): one for name, one in _held(origin or kind, arguments).items()}
        return held.get(key, Any)
    return arguments[1] if len(arguments) > 1 else Any


LONGEST_SHARED = 40
_shared = lru_cache(maxsize=100_000, typed=True)(lambda value: value)
"""The value, or one equal to it that was decoded before: facts of many rows say the same."""


class _Decoders:
    """What decodes each type, made once: annotations are read only the first time."""

    def __init__(self, own: Mapping[Any, Decoder]) -> None:
        self._made: dict[Any, Decoder] = dict(own)

    def of(self, kind: Any) -> Decoder:
        if kind not in self._made:
            self._made[kind] = self._make(kind)
        return self._made[kind]

    def _make(self, kind: Any) -> Decoder:
        origin, arguments = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            return self._optional(arguments)
        if is_dataclass(origin or kind):
            return self._dataclass(origin or kind, arguments)
        decoder = self._of_many(origin, arguments) if origin is not None else _decoder_of_one(kind)
        if decoder is None:
            raise TypeError(f"No decoder for {kind!r}")
        return decoder

    def _of_many(self, origin: Any, arguments: tuple[Any, ...]) -> Decoder | None:
        if origin is tuple:
            return self._sequence(arguments)
        if origin is frozenset:
            item = self.of(*arguments)
            return lambda data: frozenset(item(each) for each in data)
        if origin is re.Pattern:
            return re.compile
        return _mapping(*map(self.of, arguments)) if issubclass(origin, Mapping) else None

    def _optional(self, arguments: tuple[Any, ...]) -> Decoder:
        (inner,) = (self.of(argument) for argument in arguments if argument is not type(None))
        return lambda data: None if data is None else inner(data)

    def _sequence(self, arguments: tuple[Any, ...]) -> Decoder:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            item, share = self.of(arguments[0]), _shared if _is_plain(arguments[0]) else tuple
            return lambda data: share(tuple(item(each) for each in data))
        items = [self.of(argument) for argument in arguments]
        return lambda data: tuple(item(each) for item, each in zip(items, data, strict=True))

    def _dataclass(self, kind: Any, arguments: tuple[Any, ...]) -> Decoder:
        held = _held(kind, arguments)
        decoders = [(name.rstrip("_"), name, self.of(one)) for name, one in held.items()]

        def decode(data: Any) -> Any:
            return kind(**{name: decode(data[key]) for key, name, decode in decoders if key in data})

        is_plain = kind.__hash__ is not None and all(map(_is_plain, held.values()))
        return (lambda data: _shared(decode(data))) if is_plain else decode


def _held(kind: Any, arguments: tuple[Any, ...]) -> dict[str, Any]:
    """The types of the fields of a dataclass."""
    parameters = dict(zip(getattr(kind, "__parameters__", ()), arguments, strict=True))
    hints = get_type_hints(kind)
    return {field.name: _filled(hints[field.name], parameters) for field in fields(kind)}


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


def _mapping(key: Decoder, item: Decoder) -> Decoder:
    return lambda data: read_only({key(k): item(v) for k, v in data.items()})


_PLAIN = (str, float, int, date, str | None, date | None, tuple[str, ...])
"""What a value is made of that many rows may have in common."""


@lru_cache(maxsize=1_000)
def _is_plain(kind: Any) -> bool:
    """Whether values of the type are made of such alone, or of values that are, as the words of evidence."""
    arguments = [one for one in get_args(kind) if one not in (type(None), Ellipsis)]
    if kind in _PLAIN or isinstance(kind, TypeVar):
        return kind in _PLAIN
    if get_origin(kind) in (Union, types.UnionType, tuple):
        return all(map(_is_plain, arguments))
    if isinstance(kind, type) and is_dataclass(kind):
        return kind.__hash__ is not None and all(map(_is_plain, _held(kind, ()).values()))
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _filled(hint: Any, parameters: Mapping[Any, Any]) -> Any:
    """The annotation with type variables replaced, as `value: T` of a `Fact[str]`."""
    return parameters.get(hint, hint) if isinstance(hint, TypeVar) else hint


_COMMON = _Decoders({})
