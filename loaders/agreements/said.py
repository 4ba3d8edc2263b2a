"""What a cell says of one property of a document, with the words that say it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A value, the rule that read it, and the characters of the cell that tell it."""

    value: T
    rule: str
    start: int
    end: int
