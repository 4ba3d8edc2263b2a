"""What a page takes from its address; whatever else stands there makes no page of its own."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, unquote_plus

from fastapi import Request
from pyoxigraph import NamedNode
from starlette.datastructures import QueryParams
from starlette.types import Scope

EVERYWHERE = frozenset({"lang"})
"""What every page takes."""


class UndeclaredParameterError(LookupError):
    """A page reads a parameter that its `takes` does not name, and would find it in no address."""


class DeclaredParameters(QueryParams):
    """The parameters of an address that a page takes; reading another one is an error of the page."""

    def __init__(self, query: bytes, takes: frozenset[str]) -> None:
        super().__init__(query)
        self._takes = takes

    def __getitem__(self, name: Any) -> str:
        return super().__getitem__(self._declared(name))

    def __contains__(self, name: object) -> bool:
        return super().__contains__(self._declared(name))

    def getlist(self, key: Any) -> list[str]:
        """Every value of the parameter, in their order."""
        return super().getlist(self._declared(key))

    def _declared(self, name: Any) -> Any:
        if name not in self._takes:
            raise UndeclaredParameterError(f"“{name}” is read by a page that does not declare it in `takes`")
        return name


class PageRequest(Request):
    """A request for a page, without the parameters that the page does not take."""

    def __init__(self, scope: Scope, takes: frozenset[str]) -> None:
        super().__init__({**scope, "query_string": known_query(scope["query_string"], takes)})
        self._declared = DeclaredParameters(self.scope["query_string"], takes)

    @property
    def query_params(self) -> QueryParams:
        """The parameters that the page declared."""
        return self._declared


def taken(names: Iterable[str]) -> frozenset[str]:
    """What a page takes that declares these names."""
    return EVERYWHERE.union(names)


def known_query(query: bytes, takes: frozenset[str]) -> bytes:
    """The parameters of a query string that a page takes, in their order and as they were written."""
    parts = query.split(b"&") if query else ()
    return b"&".join(part for part in parts if _name(part) in takes)


def canonical(path: str, query: bytes) -> str:
    """A Link header that tells the address without what the page does not take."""
    address = quote(path) + (f"?{quote(query, safe=_IN_QUERIES)}" if query else "")
    return f'<{address}>; rel="canonical"'


_IN_QUERIES = "=&%+/:;@!$'()*,?"


def _name(part: bytes) -> str:
    return unquote_plus(part.partition(b"=")[0].decode("latin-1"))


def is_iri(text: str) -> bool:
    """Whether the text can be the IRI of something."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True
