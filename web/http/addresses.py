"""The parameters of pages; whatever else stands in an address makes no page of its own."""

from urllib.parse import unquote_plus

from web.index.filters import MANY

SIDES = ("a", "b")
COMPARED = ("home", "period", "since", "until")
"""What is asked of each side of a comparison, as `home_a`."""
PARAMETERS = frozenset(
    {
        *MANY,
        *(f"{name}_{side}" for name in COMPARED for side in SIDES),
        *("lang", "period", "since", "until", "page", "order", "by", "view", "level", "q", "kind", "thing"),
        *("node", "color", "focus", "hide", "via"),  # read by scripts, kept in links
    }
)


def known_query(query: bytes) -> bytes:
    """The parameters of a query string that some page knows, in their order and as they were written."""
    parts = query.split(b"&") if query else ()
    return b"&".join(part for part in parts if _name(part) in PARAMETERS)


def _name(part: bytes) -> str:
    return unquote_plus(part.partition(b"=")[0].decode("latin-1"))
