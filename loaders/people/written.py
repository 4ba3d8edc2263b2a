"""written.yml: how people's names are written, typed at one door."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from loaders.cell.expressions import Expression, read_expressions


@dataclass(frozen=True, slots=True)
class WrittenNames:
    """The expressions of written.yml."""

    initial: Expression
    initials_first: Expression
    surname_first: Expression
    patronymic: Expression
    name_before: Expression


@lru_cache(maxsize=1)
def written() -> WrittenNames:
    """The expressions, each compiled when it is first asked."""
    return read_expressions(Path(__file__).with_name("written.yml"), WrittenNames)
