"""JSON of solutions as the engine writes it, passed on by whole rows that are counted, and cut after so many.

The engine itself writes all rows or none. Where one ends and the next begins shows in its document: inside a
string every quotation mark has a backslash before it, and only rows are objects that a comma leads to.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from typing import IO, cast

from pyoxigraph import QueryResultsFormat, QuerySolutions

PIECE = 1 << 18
_FIRST = b'"bindings":['
_ROW, _EMPTY_ROW = b',{"', b",{}"
_PARTING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|(,\{)', re.DOTALL)


class EnoughError(Exception):
    """The document has as many rows as it may have, and there are more."""


def write_json(solutions: QuerySolutions, limit: int, pass_on: Callable[[bytes], object]) -> "JsonRows":
    """How many rows there are and whether they were cut, once `pass_on` got every piece of the document."""
    rows = JsonRows(limit, pass_on)
    with suppress(EnoughError):
        solutions.serialize(cast(IO[bytes], rows), format=QueryResultsFormat.JSON)
        rows.close()
    return rows


class JsonRows:
    """A file for the engine to write its document to; `pass_on` gets the pieces.

    `count` is how many rows were passed on; `truncated` says that the document was ended after `limit` of
    them, which is when `write` or `close` raise EnoughError.
    """

    def __init__(self, limit: int, pass_on: Callable[[bytes], object]) -> None:
        self.count = 0
        self.truncated = False
        self._limit = limit
        self._pass_on = pass_on
        self._held = bytearray()
        self._is_first = True
        self._enough = PIECE

    def write(self, piece: bytes) -> int:
        """Takes the next piece of the document."""
        self._held += piece
        if len(self._held) >= self._enough:
            at = self._last_row()
            if at > 0:
                self._pass(bytes(self._held[:at]))
                del self._held[:at]
            self._enough = max(PIECE, 2 * len(self._held))  # a long row is not looked through at every piece
        return len(piece)

    def flush(self) -> None:
        """Keeps what is held: a piece ends where a row does."""

    def close(self) -> None:
        """Passes on what is left."""
        self._pass(bytes(self._held))

    def _last_row(self) -> int:
        """Where the last row begins that others come before; 0 where there is none."""
        at = self._held.rfind(_ROW)
        return at if at > 0 else max(_row_starts(bytes(self._held)), default=0)

    def _pass(self, piece: bytes) -> None:
        rows = piece.count(_ROW) if _EMPTY_ROW not in piece else sum(1 for _ in _row_starts(piece))
        unmarked = int(self._is_first and piece[piece.index(_FIRST) + len(_FIRST) :].startswith(b"{"))
        left = self._limit - self.count
        if rows + unmarked > left:
            end = next(islice(_row_starts(piece), left - unmarked, None))
            self.count, self.truncated = self._limit, True
            self._pass_on(piece[:end] + b"]}}")
            raise EnoughError
        self.count += rows + unmarked
        self._is_first = False
        self._pass_on(piece)


def _row_starts(piece: bytes) -> Iterator[int]:
    """Where each row begins that others come before."""
    return (found.start() for found in _PARTING.finditer(piece) if found[1])
