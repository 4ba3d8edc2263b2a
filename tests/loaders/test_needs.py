"""Whatever an expression finds has one of the pieces that it is said to need."""

from collections.abc import Iterator
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from loaders.mode.words import mode_signs
from loaders.sectors.vocabulary import vocabulary

_ANYTHING = "\0"


def outlines(parsed: Any) -> Iterator[str]:
    """What the expression may find, everything but its letters left open."""
    for parts in product(*(list(_outlines(*item)) for item in parsed)):
        yield "".join(parts)


def _outlines(kind: Any, told: Any) -> Iterator[str]:
    if kind is op.LITERAL:
        yield chr(told)
    elif kind is op.SUBPATTERN:
        yield from outlines(told[-1])
    elif kind is op.BRANCH:
        for branch in told[1]:
            yield from outlines(branch)
    elif kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, _, repeated = told
        yield from [""] if least == 0 else []
        yield from set(outlines(repeated))
    elif kind is op.IN and all(one is op.LITERAL for one, _ in told):
        yield from (chr(letter) for _, letter in told)
    elif kind in (op.ASSERT, op.ASSERT_NOT, op.AT):
        yield ""
    else:
        yield _ANYTHING


def _expressions() -> Iterator[tuple[str, tuple[str, ...]]]:
    signs = mode_signs()
    yield from ((sign, signs.mixed_needs) for sign in signs.mixed)
    for sign in (
        signs.remote_part,
        signs.remotely,
        signs.on_platform,
        signs.remote_bracket,
        signs.remote_bridge,
    ):
        yield sign, signs.remote_needs
    yield from ((field.words.pattern, field.needs) for field in vocabulary().named_fields)


@pytest.mark.parametrize(("expression", "needs"), list(_expressions()))
def test_whatever_is_found_has_a_piece_that_is_needed(expression: str, needs: tuple[str, ...]) -> None:
    found = set(outlines(_parser.parse(expression)))
    assert [one for one in found if not any(piece in one for piece in needs)] == []


def test_a_piece_that_is_not_always_there_is_noticed() -> None:
    assert set(outlines(_parser.parse("о(?:чно|ттуда)?"))) == {"о", "очно", "оттуда"}
