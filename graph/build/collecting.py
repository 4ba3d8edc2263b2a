"""How often garbage is looked for while a graph is built."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 50_000
_ROUNDS = 20


@contextmanager
def collected_seldom() -> Iterator[None]:
    """Garbage is looked for seldom while the block runs.

    What a build makes stays until its end: looking through it took a tenth of the time.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(_OBJECTS, _ROUNDS, _ROUNDS)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
