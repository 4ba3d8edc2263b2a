"""Pictures in pages of other sites: which sites may show them in a frame, and which of ours are pictures."""

from urllib.parse import urlsplit

from starlette.types import Scope

EMBED = "embed"
"""The parameter by which a picture is asked for without the rest of its page."""
PICTURES = frozenset(("/network", "/map", "/timeline", "/matrix", "/flow"))
"""The pages that are a picture."""


def is_embedded(scope: Scope) -> bool:
    """Whether a picture is asked for without the rest of its page."""
    return scope["path"] in PICTURES and f"{EMBED}=1".encode() in scope["query_string"].split(b"&")


def is_origin(told: str) -> bool:
    """Whether a text is the origin of a site, as a browser names it: https://host or https://host:port."""
    parts = urlsplit(told)
    try:
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    named = f"[{host}]" if ":" in host else host
    written = f"{parts.scheme}://{named}" + (f":{port}" if port is not None else "")
    return parts.scheme in ("http", "https") and _is_host(host) and written == told.lower()


def _is_host(name: str) -> bool:
    return bool(name) and name.isascii() and all(mark.isalnum() or mark in "-.:" for mark in name)
