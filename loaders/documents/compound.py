"""Streams of a compound file, the container of legacy Office documents ([MS-CFB])."""

import struct
from collections.abc import Iterator, Sequence

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_SECTORS = 109
_ENTRY = 128
_LAST = 0xFFFFFFFA


def read_streams(data: bytes, *names: str) -> dict[str, bytes]:
    """The named streams that the file has; raises ValueError where it is broken."""
    if not data.startswith(_SIGNATURE) or len(data) < 512:
        raise ValueError("no compound file")
    try:
        return _streams(data, names)
    except (struct.error, IndexError):
        raise ValueError("broken compound file") from None


def _streams(data: bytes, names: Sequence[str]) -> dict[str, bytes]:
    sector_shift, mini_shift = struct.unpack_from("<HH", data, 0x1E)
    first_directory, _, cutoff, first_mini_table = struct.unpack_from("<IIII", data, 0x30)
    size, mini_size = 1 << sector_shift, 1 << mini_shift
    sectors = [data[start : start + size] for start in range(size, len(data), size)]
    table = _integers(b"".join(sectors[index] for index in _table_sectors(data, sectors) if index < _LAST))
    directory = b"".join(_chain(sectors, table, first_directory))
    entries = {
        _name(directory, start): struct.unpack_from("<II", directory, start + 0x74)
        for start in range(0, len(directory) - _ENTRY + 1, _ENTRY)
    }
    root_start, root_size = entries.get("Root Entry", (_LAST, 0))
    mini = b"".join(_chain(sectors, table, root_start))[:root_size]
    mini_table = _integers(b"".join(_chain(sectors, table, first_mini_table)))
    mini_sectors = [mini[start : start + mini_size] for start in range(0, len(mini), mini_size)]
    found = {}
    for name in names:
        if name in entries:
            start, length = entries[name]
            small = length < cutoff
            chain = _chain(mini_sectors, mini_table, start) if small else _chain(sectors, table, start)
            found[name] = b"".join(chain)[:length]
    return found


def _table_sectors(data: bytes, sectors: Sequence[bytes]) -> Iterator[int]:
    """The sectors of the allocation table: listed in the header and, for large files, chained after it."""
    yield from struct.unpack_from(f"<{_HEADER_SECTORS}I", data, 0x4C)
    following, count = struct.unpack_from("<II", data, 0x44)
    for _ in range(min(count, len(sectors))):
        if following >= _LAST:
            return
        *listed, following = _integers(sectors[following])
        yield from listed


def _chain(sectors: Sequence[bytes], table: Sequence[int], start: int) -> Iterator[bytes]:
    """The sectors of a stream in order; a chain longer than the file is a loop and ends."""
    current = start
    for _ in range(len(sectors)):
        if current >= _LAST:
            return
        yield sectors[current]
        current = table[current]


def _integers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _name(directory: bytes, start: int) -> str:
    (length,) = struct.unpack_from("<H", directory, start + 0x40)
    return directory[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
