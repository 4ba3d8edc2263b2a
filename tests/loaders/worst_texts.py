"""Texts on which a regular expression takes longest: what it repeats, over and over, and then no end."""

import re
from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_CANDIDATES = "ыЫxX1 -,.«»()\"':;/№–\n"
_CATEGORIES = {op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " ", op.CATEGORY_WORD: "ы"}
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def worst_texts(pattern: "re.Pattern[str]", length: int) -> Iterator[str]:
    """Texts of about that length, each repeating a piece that the pattern, or a repeat in it, matches."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    whole = _sample(tree)
    pieces = {piece for piece in (whole, whole[:-1], *_pieces(tree)) if piece}
    for piece in sorted(pieces):
        yield piece * (length // len(piece) + 1)
        if "-" not in piece:
            yield f"{piece}-" * (length // (len(piece) + 1) + 1)


def _pieces(tree: Any) -> Iterator[str]:
    """What each repeat of the pattern can repeat, and what can come before it."""
    before = ""
    for operation, argument in tree:
        if operation in _REPEATS:
            body = _sample(argument[2])
            yield from (body, f"{body} ", before + body)
        for inner in _inner(operation, argument):
            yield from _pieces(inner)
        before += _sample([(operation, argument)])


def _inner(operation: Any, argument: Any) -> list[Any]:
    if operation in _REPEATS:
        return [argument[2]]
    if operation is op.SUBPATTERN:
        return [argument[3]]
    if operation is op.BRANCH:
        return list(argument[1])
    return [argument[1]] if operation in (op.ASSERT, op.ASSERT_NOT) else []


def _sample(tree: Any) -> str:
    """A short text that the pattern matches, assertions aside."""
    return "".join(_sign(operation, argument) for operation, argument in tree)


def _sign(operation: Any, argument: Any) -> str:
    if operation is op.LITERAL:
        return chr(argument)
    if operation is op.NOT_LITERAL:
        return next(sign for sign in _CANDIDATES if ord(sign) != argument)
    if operation is op.ANY:
        return "ы"
    if operation is op.IN:
        return _of_class(argument)
    if operation in _REPEATS:
        return _sample(argument[2]) * max(1, min(int(argument[0]), 3))
    inner = [] if operation in (op.ASSERT, op.ASSERT_NOT) else _inner(operation, argument)
    return _sample(inner[0]) if inner else ""


def _of_class(members: Any) -> str:
    if members[0][0] is op.NEGATE:
        taken = "".join(_member(member) for member in members[1:])
        return next((sign for sign in _CANDIDATES if sign not in taken), "ы")
    return _member(members[0])[:1]


def _member(member: Any) -> str:
    operation, argument = member
    if operation is op.LITERAL:
        return chr(argument)
    if operation is op.RANGE:
        return chr(argument[0])
    return str(_CATEGORIES.get(argument, "ы"))
