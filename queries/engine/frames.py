"""What owner and worker say to each other on a stream: frames of a kind and what they carry.

A frame is four bytes of length, one of kind, and its payload. Small frames travel together, so that a short
answer costs one write and one read.
"""

from collections.abc import Iterator
from struct import Struct

Frame = tuple[bytes, bytes]
"""A frame's kind and what it carries."""

HEAD, DATA, END, ERROR, ASKED = b"h", b"d", b"e", b"x", b"q"

_PREFIX = Struct("!Ic")


def packed(kind: bytes, payload: bytes) -> bytes:
    """The frame as it travels."""
    return _PREFIX.pack(len(payload), kind) + payload


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
