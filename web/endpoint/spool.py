"""An answer between its worker and its reader: taken whole from the one, so that the other may be slow."""

from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from io import SEEK_END, BytesIO
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import IO
from zlib import compressobj

from anyio.to_thread import run_sync

from queries.engine import End, Engine, Query
from queries.engine.errors import LimitExceededError, QueryAbandonedError
from queries.engine.event_loop import LoopEngine
from queries.engine.serialise import Medium
from web.http.compression import LEVEL

HELD_BYTES = 1 << 20
"""An answer up to this size stays in memory; a longer one waits in a temporary file."""
MEGABYTE = 1 << 20
IN_ONE_PIECE = 1 << 18
"""An answer up to this size goes out at once; a longer one as its reader takes it."""
PIECE = 1 << 16
GZIP = 31
"""The window of zlib that says: as gzip has it."""


@dataclass(frozen=True, slots=True)
class Spooled:
    """A whole answer, its medium and how it ended: no worker has to do with it any more."""

    medium: Medium
    end: End
    body: IO[bytes]
    size: int

    def taken(self) -> bytes:
        """The whole document; nothing is held any more."""
        with closing(self.body) as body:
            if isinstance(body, BytesIO):
                return body.getvalue()
            body.seek(0)
            return body.read()


async def spool(engine: LoopEngine, query: Query, most: int) -> Spooled:
    """The answer to the query, at most `most` bytes of it; raises as `LoopEngine.answer` does."""
    arriving = _Arriving(most)
    try:
        medium, end = await engine.answer(query, arriving.write)
    except BaseException:
        arriving.body.close()
        raise
    return Spooled(medium, end, arriving.body, arriving.size)


class _Arriving:
    """What has come of an answer; a thread writes what the disk has to take."""

    def __init__(self, most: int) -> None:
        self.body: IO[bytes] = BytesIO()
        self.size = 0
        self._most = most

    async def write(self, piece: bytes) -> None:
        self.size += len(piece)
        _check(self.size, self._most)
        if self.size <= HELD_BYTES:
            self.body.write(piece)
        else:
            await run_sync(self._write, piece)

    def _write(self, piece: bytes) -> None:
        if isinstance(self.body, BytesIO):
            held, self.body = self.body, TemporaryFile()  # noqa: SIM115 (its reader closes it)
            self.body.write(held.getbuffer())
        self.body.write(piece)


def spool_here(engine: Engine, query: Query, most: int) -> Spooled:
    """The same by an engine that holds up its thread.

    Raises QueryAbandonedError as soon as nobody waits for the answer; its worker is then free.
    """
    answering = engine.answer(query)
    body = SpooledTemporaryFile(max_size=HELD_BYTES)  # noqa: SIM115 (its reader closes it)
    try:
        with closing(answering.chunks) as chunks:
            for chunk in chunks:
                body.write(chunk)
                if query.abandoned:
                    raise QueryAbandonedError
                _check(body.tell(), most)
    except BaseException:
        body.close()
        raise
    return Spooled(answering.medium, answering.end, body, body.seek(0, SEEK_END))


def _check(size: int, most: int) -> None:
    if size > most:
        raise LimitExceededError("size", f"{most / MEGABYTE:g} MB")


class SpooledPieces:
    """A spooled answer for its reader, compressed where that one takes it so."""

    def __init__(self, spooled: Spooled, *, compressed: bool) -> None:
        self._body = spooled.body
        self._compressor = compressobj(LEVEL, wbits=GZIP) if compressed else None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self._body.seek(0)
        while piece := self._body.read(PIECE):
            written = self._compressor.compress(piece) if self._compressor is not None else piece
            if written:
                yield written
        if self._compressor is not None:
            yield self._compressor.flush()

    def close(self) -> None:
        """Forgets the answer."""
        self._body.close()
