"""The version of another server's data: asked by one at a time, while the others go on with the last one."""

from collections.abc import Callable
from threading import Lock
from time import monotonic

from ontology.errors import StoreError

SNAPSHOT_SECONDS = 30.0
"""How long a version is taken for the present one."""
RETRY_SECONDS = 5.0
"""How long a server that has never told its version is left alone after it failed to."""
ANSWER_SECONDS = 10.0
"""How long a server may take to tell it."""


class Version:
    """The version that `ask` learns, asked anew after SNAPSHOT_SECONDS.

    A server that does not answer any more leaves the version it told last: what needs no server is shown on.
    """

    def __init__(self, ask: Callable[[], str], clock: Callable[[], float] = monotonic) -> None:
        self._ask = ask
        self._clock = clock
        self._lock = Lock()
        self._told: str | None = None
        self._failed: StoreError | None = None
        self._asked = float("-inf")

    @property
    def known(self) -> str | None:
        """The version, unless it is time to ask for it."""
        return self._told if self._clock() - self._asked <= SNAPSHOT_SECONDS else None

    def get(self) -> str:
        """The version; raises StoreError where the server has told none and tells none now."""
        told = self.known
        if told is not None:
            return told
        with self._lock:
            return self.known or self._learn()

    def _learn(self) -> str:
        if self._failed is not None and self._clock() - self._asked <= RETRY_SECONDS:
            raise self._failed.with_traceback(None)
        self._asked = self._clock()  # from here on the others take what was told last
        try:
            self._told, self._failed = self._ask(), None
        except StoreError as error:
            if self._told is None:
                self._failed, self._asked = error, self._clock()
                raise
        return self._told
