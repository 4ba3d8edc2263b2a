"""Parameters that a list does not take: the names that questions have for its filters are read as these,
and of others it is said that they were not understood.
"""

from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from urllib.parse import parse_qsl, quote, urlencode

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from markupsafe import escape
from starlette.types import Scope

from ontology.errors import ParameterError
from web.http.parameters import taken
from web.index.filters import FILTER_NAMES
from web.index.lists import path_of_code
from web.site import explorer_of
from web.views.view import View

OTHER_NAMES = {"municipality": "home", "place": "partner", "event_type": "type"}
"""What questions call some filters of lists."""
PLACES = {"home": ("municipality", "place"), "partner": ("place", "country")}
"""The filters whose values are places, and the kinds of thing that these may be."""
MARKS = ("utm_", "fbclid", "gclid", "yclid", "ysclid", "_openstat")
"""How the marks begin that mailings and search engines put on every link."""
MOST_TOLD, LONGEST_TOLD = 5, 40


def is_list(takes: Iterable[str]) -> bool:
    """Whether the page lists under filters."""
    return taken(FILTER_NAMES) <= taken(takes)


def unknown_names(query: bytes, takes: Iterable[str]) -> tuple[str, ...]:
    """The first names with a value in a query string of which the page that takes these knows nothing."""
    known = taken(takes)
    told = dict.fromkeys(name for name, value in _pairs(query) if value and name not in known)
    return tuple(name[:LONGEST_TOLD] for name in told if name and not name.startswith(MARKS))[:MOST_TOLD]


def has_other_names(query: bytes, takes: Iterable[str]) -> bool:
    """Whether the query string calls a filter of the list as questions call it."""
    return is_list(takes) and any(name in OTHER_NAMES for name in unknown_names(query, takes))


def by_own_names(request: Request, takes: Iterable[str]) -> Response | None:
    """Leads from filters called as in questions, and places given by code, to the list's own; else None."""
    pairs = _pairs(request.scope["query_string"])
    if not is_list(takes) or not any(name in OTHER_NAMES or _is_code(name, value) for name, value in pairs):
        return None
    own = [one for pair in pairs for one in _own(explorer_of(request).db, *pair)]
    if own == pairs:
        return None
    return RedirectResponse(f"{quote(request.url.path)}?{urlencode(own, safe='/')}", status_code=307)


def _own(db: Connection, name: str, value: str) -> Iterator[tuple[str, str]]:
    """The filter by the list's own name, several values apart, a place by its path."""
    own = OTHER_NAMES.get(name, name)
    for one in value.split(",") if name in OTHER_NAMES else (value,):
        path = path_of_code(db, PLACES[own], one.strip()) if _is_code(own, one) else None
        yield own, path or one.strip()


def _is_code(name: str, value: str) -> bool:
    return name in PLACES and bool(value) and "/" not in value


def refuse_unknown(request: Request, takes: Iterable[str]) -> None:
    """Raises ParameterError of a name that is not taken, where no page stands beside the answer to say so."""
    for name in unknown_names(request.scope["query_string"], takes):
        raise ParameterError("unknown-parameter", name=name, known=", ".join(sorted(taken(takes))))


def with_note(response: Response, scope: Scope, names: tuple[str, ...]) -> Response:
    """The page, which first says what of the address was not understood; data say it in a header."""
    body = bytes(response.body)
    at = body.find(b">", body.find(b'<main id="main"')) + 1
    if "text/html" in response.headers.get("content-type", "") and at:
        told = View(Request(scope)).speech.say("page.unknown-parameters", names=", ".join(names))
        note = f'<p class="note unknown" role="status">{escape(told)}</p>'
        body = body[:at] + note.encode() + body[at:]
    noted = Response(body, status_code=response.status_code)
    left_out = (b"content-length", b"etag")
    noted.raw_headers = [pair for pair in response.raw_headers if pair[0] not in left_out]
    noted.headers["content-length"] = str(len(body))
    noted.headers["warning"] = f'299 - "unknown parameters: {quote(", ".join(names), safe=", ")}"'
    return noted


def _pairs(query: bytes) -> list[tuple[str, str]]:
    return parse_qsl(query.decode("utf-8", "replace"), keep_blank_values=True)
