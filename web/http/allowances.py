"""What each client may still do, known to every process of a server alike."""

import time
from mmap import mmap
from multiprocessing import Lock
from struct import Struct

_BUCKET = Struct("qdd")
"""Who (a hash), how much is left, and when that was."""
SETS, WAYS = 2_048, 8
"""Some sixteen thousand clients are remembered; of eight that share a place the one away for longest goes."""


class Allowances:
    """A bucket of `burst` for each client, filled again at `per_second`.

    The buckets lie in memory that processes share which are forked after it was made.
    """

    def __init__(self, per_second: float, burst: float) -> None:
        self.per_second = per_second
        self.burst = burst
        self._buckets = mmap(-1, SETS * WAYS * _BUCKET.size)
        self._lock = Lock()

    def take(self, client: str) -> bool:
        """Whether the client may do it once more, which then is done."""
        who, now = hash(client) or 1, time.monotonic()
        with self._lock:
            at, left = self._bucket(who, now)
            allowed = left >= 1
            _BUCKET.pack_into(self._buckets, at, who, left - allowed, now)
        return allowed

    def _bucket(self, who: int, now: float) -> tuple[int, float]:
        """Where the client's bucket lies and what is in it; a new one takes the oldest place, and is full."""
        first = who % SETS * WAYS * _BUCKET.size
        oldest, oldest_seen = first, now
        for at in range(first, first + WAYS * _BUCKET.size, _BUCKET.size):
            known, tokens, seen = _BUCKET.unpack_from(self._buckets, at)
            if known == who:
                return at, min(self.burst, tokens + (now - seen) * self.per_second)
            if seen < oldest_seen:
                oldest, oldest_seen = at, seen
        return oldest, self.burst
