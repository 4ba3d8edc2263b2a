"""An answer between its worker and its reader: taken whole from the one, so that the other may be slow."""

from contextlib import closing
from dataclasses import dataclass
from io import SEEK_END
from tempfile import SpooledTemporaryFile
from typing import IO

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from queries.engine import Answering, Engine, Query
from queries.engine.errors import LimitExceededError, QueryAbandonedError

HELD_BYTES = 1 << 20
"""An answer up to this size stays in memory; a longer one waits in a temporary file."""
MEGABYTE = 1 << 20
IN_ONE_PIECE = 1 << 18
PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Spooled:
    """A whole answer, and how it ended: no worker has to do with it any more."""

    answering: Answering
    body: IO[bytes]
    size: int


def spool(engine: Engine, query: Query, most: int) -> Spooled:
    """The answer to the query, at most `most` bytes of it; raises as `Engine.answer` does.

    Raises QueryAbandonedError as soon as nobody waits for the answer; its worker is then free.
    """
    answering = engine.answer(query)
    body = SpooledTemporaryFile(max_size=HELD_BYTES)  # noqa: SIM115 (its reader closes it)
    try:
        with closing(answering.chunks) as chunks:
            for chunk in chunks:
                body.write(chunk)
                _check(query, body.tell(), most)
    except BaseException:
        body.close()
        raise
    return Spooled(answering, body, body.seek(0, SEEK_END))


def _check(query: Query, size: int, most: int) -> None:
    if query.abandoned.is_set():
        raise QueryAbandonedError
    if size > most:
        raise LimitExceededError("size", f"{most / MEGABYTE:g} MB")


class SpooledResponse(Response):
    """Sends a spooled answer as fast as its reader takes it, and forgets it."""

    def __init__(self, spooled: Spooled, headers: dict[str, str]) -> None:
        self._spooled = spooled
        medium = spooled.answering.medium
        super().__init__(
            headers={**headers, "content-length": str(spooled.size)}, media_type=medium.media_type
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with closing(self._spooled.body) as body:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            body.seek(0)
            left = self._spooled.size
            while left > IN_ONE_PIECE:
                piece = body.read(PIECE)
                left -= len(piece)
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": body.read()})
