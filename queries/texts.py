"""The queries without a header, which the product itself asks: a `.rq` file each, read once."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def sparql(path: str) -> str:
    """The text of a query that has no header, by its path in this package: `choices/country.rq`."""
    return (FOLDER / path).read_text(encoding="utf-8")
