"""A server's answer while it arrives: a file to read from, within a time and a size."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import RawIOBase
from time import monotonic
from typing import TYPE_CHECKING

import httpx

from ontology.errors import StoreError
from queries.engine.errors import LimitExceededError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MEGABYTE = 1 << 20
MOST_BYTES = 512 * MEGABYTE
"""More than a hundred thousand rows of anything that the graph holds."""


def send(client: httpx.Client, request: httpx.Request, *, seconds: float, most: int) -> "IncomingQuery":
    """The answer to the request once its head has come; raises LimitExceededError or StoreError."""
    since = monotonic()
    with _told(request.url, seconds):
        response = client.send(request, stream=True)
    return IncomingQuery(response, seconds=seconds, waited=monotonic() - since, most=most)


class IncomingQuery(RawIOBase):
    """The body of a response, read a piece at a time.

    Reading raises LimitExceededError past `seconds` of waiting for the server, `waited` among them, or past
    `most` bytes. The time is looked at whenever something arrives; a server that falls silent is given up
    after as long again.
    """

    def __init__(self, response: httpx.Response, *, seconds: float, waited: float, most: int) -> None:
        self.response = response
        self._seconds = seconds
        self._left = seconds - waited
        self._room = self._most = most
        self._pieces: Iterator[bytes] = response.iter_bytes()
        self._piece = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fills the buffer with what has arrived, and waits where that is nothing; 0 at the end."""
        if not self._piece:
            self._piece = memoryview(self._next())
        view = memoryview(buffer)
        taken = self._piece[: len(view)]
        view[: len(taken)] = taken
        self._piece = self._piece[len(taken) :]
        return len(taken)

    def close(self) -> None:
        """Ends the response; where there was more of it, the server is told by the connection's end."""
        self.response.close()
        super().close()

    def _next(self) -> bytes:
        since = monotonic()
        with _told(self.response.url, self._seconds):
            piece = next(self._pieces, b"")
        self._left -= monotonic() - since
        self._room -= len(piece)
        if self._left < 0:
            raise _past_time(self._seconds)
        if self._room < 0:
            raise LimitExceededError("size", f"{self._most / MEGABYTE:g} MB")
        return piece


@contextmanager
def _told(address: httpx.URL, seconds: float) -> Iterator[None]:
    """What can go wrong while waiting for a server, in our words."""
    try:
        yield
    except httpx.TimeoutException:
        raise _past_time(seconds) from None
    except httpx.HTTPError as error:
        raise StoreError("server-silent", address=address, reason=error) from None


def _past_time(seconds: float) -> LimitExceededError:
    return LimitExceededError("time", f"{seconds:g} s")
