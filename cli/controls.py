"""Reports and file names give the terminal no orders: their control characters are shown as symbols."""

import codecs
from collections.abc import Iterable
from io import RawIOBase
from typing import TYPE_CHECKING, BinaryIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_PICTURES = 0x2400
"""Where Unicode has the pictures of the first 32 control characters."""
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)
_SYMBOLS = {
    **{code: chr(_PICTURES + code) for code in range(0x20) if chr(code) not in "\n\t"},
    0x7F: "␡",
    **{code: f"‹U+{code:04X}›" for code in (*range(0x80, 0xA0), 0x2028, 0x2029, *_DIRECTIONS)},
}


def shown(text: str) -> str:
    """The text with a symbol for each character that would move, colour or reorder what a terminal shows."""
    return text.translate(_SYMBOLS)


class ShownConsole(Console):
    """A console whose own control codes alone reach the terminal."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of what is printed, their texts shown."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(shown(segment.text), segment.style)


class ShownStream(RawIOBase, BinaryIO):
    """Bytes of a document in UTF-8 for a terminal to show."""

    def __init__(self, terminal: BinaryIO) -> None:
        self._terminal = terminal
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer") -> int:
        """Shows the data; answers their length."""
        taken = bytes(data)
        self._terminal.write(shown(self._decoder.decode(taken)).encode())
        return len(taken)
