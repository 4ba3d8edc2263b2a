"""A property that is found out once an object, when it is first asked."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class kept(Generic[T]):  # noqa: N801 - it is written as the decorator that it is
    """As `functools.cached_property`, which takes a lock at each first look until Python 3.12."""

    def __init__(self, find_out: Callable[[Any], T]) -> None:
        self._find_out = find_out
        self.__doc__ = find_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> "kept[T]": ...

    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object | None, owner: type) -> "T | kept[T]":
        if instance is None:
            return self
        found = vars(instance)[self._name] = self._find_out(instance)
        return found
