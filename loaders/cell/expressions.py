"""Regular expressions that are compiled when they are first asked, not when their file is read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Needing:
    """An expression, and pieces of words of which one is in whatever it finds: most texts have none."""

    needs: tuple[str, ...]
    words: re.Pattern[str]

    def finditer(self, text: str, low: str) -> Iterator[re.Match[str]]:
        """What it finds in the text, which is `low` in lower case."""
        return self.words.finditer(text) if has_any(low, self.needs) else iter(())


def has_any(text: str, pieces: tuple[str, ...]) -> bool:
    """Whether one of the pieces is in the text."""
    return any(map(text.__contains__, pieces))


class Expression:
    """A regular expression as its file has it; of many that stand there a row asks few."""

    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        """Only before it is compiled: from then on its own methods are those of what was compiled."""
        if name not in Expression.__annotations__:
            raise AttributeError(name)
        compiled = re.compile(self.pattern)
        for method in Expression.__annotations__:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)
