"""Which pieces of words a regular expression needs: one of them is in whatever it finds.

They are told from the expression as Python's own parser reads it. Where that parser is another than is known
here nothing is told, and every text is searched.
"""

import re
from collections.abc import Iterable
from typing import Any

try:
    from re import _constants as op  # type: ignore[attr-defined]
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover (every Python that is tried has it)
    _parser = None

_SHORTEST = 2
_MOST = 60

Pieces = frozenset[str]


def needed(pattern: str) -> tuple[str, ...]:
    """Pieces of which one is in whatever the expression finds; none where that cannot be told."""
    if _parser is None:
        return ()
    parsed = _parser.parse(pattern)
    found = None if parsed.state.flags & re.IGNORECASE else _of_sequence(parsed)
    return () if found is None else tuple(sorted(found, key=lambda piece: (-len(piece), piece)))


def _of_sequence(parsed: Any) -> Pieces | None:
    """The most telling of what the parts of a sequence need, each by itself."""
    told: list[Pieces | None] = []
    run = ""
    for kind, value in parsed:
        if kind is op.LITERAL:
            run += chr(value)
        elif kind is not op.AT:
            told += [frozenset({run}), _of_part(kind, value)]
            run = ""
    return _most_telling([*told, frozenset({run})])


def _of_part(kind: Any, value: Any) -> Pieces | None:
    if kind is op.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else _of_sequence(value[-1])
    if kind is op.BRANCH:
        return _of_any([_of_sequence(branch) for branch in value[1]])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] > 0:
        return _of_sequence(value[2])
    return None


def _of_any(branches: Iterable[Pieces | None]) -> Pieces | None:
    """What one of the branches needs; nothing is told where one of them needs nothing."""
    found: set[str] = set()
    for branch in branches:
        if branch is None:
            return None
        found |= branch
    return frozenset(found) if len(found) <= _MOST else None


def _most_telling(told: Iterable[Pieces | None]) -> Pieces | None:
    """The pieces the shortest of which is longest, and of those the fewest."""
    fitting = [one for one in told if one and min(map(len, one)) >= _SHORTEST]
    return max(fitting, key=lambda one: (min(map(len, one)), -len(one)), default=None)
