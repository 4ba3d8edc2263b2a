"""Which release of Pobratim this is."""

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

UNKNOWN = "0"
"""What a checkout that was never installed answers."""


@lru_cache(maxsize=1)
def program_version() -> str:
    """The number of this release, as its package says it."""
    try:
        return version("pobratim")
    except PackageNotFoundError:
        return UNKNOWN
