"""What owner and worker say to each other on a stream: frames of a kind and what they carry.

A frame is four bytes of length, one of kind, and its payload. Small frames travel together, so that a short
answer costs one write and one read.
"""

from collections.abc import Iterator
from struct import Struct

_END = Struct("!Q?")

Frame = tuple[bytes, bytes]
"""A frame's kind and what it carries."""

HEAD, DATA, END, ERROR, ASKED = b"h", b"d", b"e", b"x", b"q"

_PREFIX = Struct("!Ic")


def packed(kind: bytes, payload: bytes) -> bytes:
    """The frame as it travels."""
    return _PREFIX.pack(len(payload), kind) + payload


def head(kind: str, medium: str) -> bytes:
    """What a head carries: what kind of answer follows, and the name of its medium."""
    return f"{kind} {medium}".encode()


def read_head(payload: bytes) -> tuple[str, str]:
    """The kind and the medium that a head tells."""
    kind, medium = payload.decode().split(" ")
    return kind, medium


def end(rows: int, *, truncated: bool) -> bytes:
    """What an end carries: how many rows there were, and whether the limit cut some off."""
    return _END.pack(rows, truncated)


def read_end(payload: bytes) -> tuple[int, bool]:
    """The rows that an end tells, and whether some were cut off."""
    rows, truncated = _END.unpack(payload)
    return rows, truncated


class Arriving:
    """Takes in pieces of a stream and gives back the frames that are whole."""

    def __init__(self) -> None:
        self._held = bytearray()

    def add(self, piece: bytes) -> Iterator[Frame]:
        """The frames that the piece completes, in order."""
        self._held += piece
        at = 0
        while len(self._held) - at >= _PREFIX.size:
            length, kind = _PREFIX.unpack_from(self._held, at)
            end = at + _PREFIX.size + length
            if len(self._held) < end:
                break
            yield kind, bytes(self._held[at + _PREFIX.size : end])
            at = end
        del self._held[:at]
