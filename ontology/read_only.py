"""Read-only mappings that can be sent between processes, as the cells of an entry are."""

import copyreg
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


def read_only(mapping: Mapping[K, V]) -> Mapping[K, V]:
    """A copy of the mapping, in its order, that nobody can change."""
    return MappingProxyType(dict(mapping))


def _sent(mapping: "MappingProxyType[Any, Any]") -> tuple[Any, tuple[dict[Any, Any]]]:
    return read_only, (dict(mapping),)


# Python itself pickles no mapping proxy.
copyreg.pickle(MappingProxyType, _sent)
