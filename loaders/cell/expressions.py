"""Regular expressions over a cell's text that cost nothing where none of their words is in it.

Of hundreds that stand in the data files a row has the words of few. Each is compiled when it is first asked
of a text that may have what it finds, not when its file is read.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from sys import maxsize
from typing import TypeVar

from loaders.cell.needs import needed
from ontology.yaml_files import made_of, read_yaml

T = TypeVar("T")
_NEEDS, _FINDS_NEEDS = ".needs", Path(__file__).with_name("needs.py")
_NAMED = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Needing:
    """An expression, and pieces of words of which one is in whatever it finds: most texts have none."""

    needs: tuple[str, ...]
    words: re.Pattern[str]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """What it finds in the text, which is in lower case."""
        return self.words.finditer(text) if has_any(text, self.needs) else iter(())


def has_any(text: str, pieces: tuple[str, ...]) -> bool:
    """Whether one of the pieces is in the text."""
    return any(map(text.__contains__, pieces))


class Expression:
    """A regular expression as its file has it; `example` is a phrase that it is for.

    `outline` is the pattern with its widest parts left out, where that tells sooner what words it needs.
    """

    def __init__(self, pattern: str, example: str = "", outline: str | None = None) -> None:
        self.pattern = pattern
        self.example = example
        self.outline = pattern if outline is None else outline

    def __repr__(self) -> str:
        return f"Expression({self.pattern!r})"

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """Pieces of words of which one is in whatever it finds; none where that cannot be told."""
        return needed(self.outline)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(self.pattern)

    def may_be_in(self, text: str) -> bool:
        """Whether the text has a word of what it finds."""
        return not self.needs or has_any(text, self.needs)

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The first that it finds between two characters."""
        return self.compiled.search(text, start, end) if self.may_be_in(text[start:end]) else None

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """All that it finds between two characters."""
        return self.compiled.finditer(text, start, end) if self.may_be_in(text[start:end]) else iter(())

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """What it finds at the first character."""
        return self.compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """What it finds, where that is all between two characters."""
        return self.compiled.fullmatch(text, start, end)

    def before(self, text: str) -> str:
        """What stands before the first that it finds: all, where it finds none."""
        found = self.search(text)
        return text if found is None else text[: found.start()]

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with something else for what it finds."""
        return self.compiled.sub(instead, text) if self.may_be_in(text) else text


def keep_needs(path: Path, expressions: Sequence[Expression]) -> None:
    """Tells the expressions of a file what each needs, which is found out once and kept beside the file."""
    outlines = [one.outline for one in expressions]
    made_from = "\n".join(outlines).encode() + _FINDS_NEEDS.read_bytes()
    needs = made_of(path, made_from, lambda: list(map(needed, outlines)), _NEEDS)
    for one, pieces in zip(expressions, needs, strict=True):
        one.needs = pieces


def read_expressions(path: Path, kind: type[T]) -> T:
    """The patterns of a YAML file as the dataclass that names them, one too many or too few an error.

    Each stands there with a phrase that it is `for`; `words` are pieces that patterns name in braces.
    """
    told: dict[str, Mapping[str, str]] = dict(read_yaml(path))
    words = told.pop("words", {})
    named = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if told.keys() != named:
        raise KeyError(f"{path.name} and {kind.__module__}.{kind.__name__} differ: {told.keys() ^ named}")
    expressions = {name: _expression(one, words) for name, one in told.items()}
    keep_needs(path, tuple(expressions.values()))
    return kind(**expressions)


def _expression(told: Mapping[str, str], words: Mapping[str, str]) -> Expression:
    return Expression(_NAMED.sub(lambda match: words[match[1]], told["pattern"]), told["for"])
