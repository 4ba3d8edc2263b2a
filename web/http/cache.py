"""What was made for one snapshot and is kept until the next, so many bytes of what was last asked for."""

from collections.abc import Hashable
from operator import itemgetter
from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")


class SnapshotCache(Generic[Key, Made]):
    """The things last asked for, `most` bytes of them; all are forgotten when the snapshot changes."""

    def __init__(self, most: int) -> None:
        self._snapshot = ""
        self._sized: LRUCache[Key, tuple[int, Made]] = LRUCache(most, getsizeof=itemgetter(0))
        self._lock = Lock()

    def get(self, snapshot: str, key: Key) -> Made | None:
        """What is kept under the key for this snapshot."""
        with self._lock:
            if snapshot != self._snapshot:
                self._sized.clear()
                self._snapshot = snapshot
            sized = self._sized.get(key)
            return sized[1] if sized is not None else None

    @property
    def fill(self) -> dict[str, int]:
        """How many bytes are kept now, and at most."""
        return {"bytes": int(self._sized.currsize), "most": int(self._sized.maxsize)}

    def put(self, snapshot: str, key: Key, made: Made, size: int) -> None:
        """Keeps what takes so many bytes, unless it has no room or another snapshot is served by now."""
        with self._lock:
            if snapshot == self._snapshot and size <= self._sized.maxsize:
                self._sized[key] = (size, made)
